"""`remind release`, `remind settle`: what is held, after a restore or by hand, goes or counts as sent."""

import sys

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.reminders.outbox import by_hand, holding
from seasonal_ops.reminders.outbox.preview import reminder_views
from seasonal_ops.words import ActorKind

_yes = click.option("--yes", is_flag=True, help="Do not ask.")


@click.command(epilog="Example: seasonal-ops remind release 3")
@click.argument("reminder_id", metavar="ID", type=int, required=False)
@click.option("--all", "everything", is_flag=True, help="Everything that is held.")
@_yes
@json_option
@click.pass_obj
def release(app: App, *, reminder_id: int | None, everything: bool, yes: bool, as_json: bool) -> None:
    """Let a held one go, or with --all everything that is held."""
    if (reminder_id is None) is not everything:
        raise BadValue("say which one: seasonal-ops remind release ID, or --all for everything that is held")
    if reminder_id is None:
        _release_all(app, yes=yes, as_json=as_json)
        return
    with app.database.write() as session:
        by_hand.release(session, reminder_id=reminder_id, actor=app.actor(ActorKind.CLI), now=app.clock())
        view = next(view for view in reminder_views(session) if view.id == reminder_id)
    emit(view, as_json=as_json, text=lambda: say(f"reminder {reminder_id} is {view.state.value}"))


def _release_all(app: App, *, yes: bool, as_json: bool) -> None:
    now = app.clock()
    with app.database.read() as session:
        rows = holding.held(session)
    late = sum(row.expires_utc <= now for row in rows)
    if rows and not yes:
        _ask(f"{len(rows)} reminders are held, {late} of them too late to go; send the rest?")
    with app.database.write() as session:
        done = holding.release_all(session, actor=app.actor(ActorKind.CLI), now=now)
    too_late = f"; {late} are too late and will expire" if late else ""
    emit(
        {"released": done, "too_late": late},
        as_json=as_json,
        text=lambda: say(f"{done} reminders go at the next tick{too_late}"),
    )


@click.command(epilog="Example: seasonal-ops remind settle 3 4")
@click.argument("reminder_ids", metavar="[ID]…", type=int, nargs=-1)
@click.option("--held", "everything", is_flag=True, help="Everything that is held.")
@_yes
@json_option
@click.pass_obj
def settle(app: App, *, reminder_ids: tuple[int, ...], everything: bool, yes: bool, as_json: bool) -> None:
    """Count held ones as sent. They went out before the database was put back, and never go again."""
    if bool(reminder_ids) is everything:
        raise BadValue(
            "say which ones: seasonal-ops remind settle ID…, or --held for everything that is held"
        )
    if everything:
        with app.database.read() as session:
            reminder_ids = tuple(row.id for row in holding.held(session) if row.id is not None)
        if reminder_ids and not yes:
            _ask(f"{len(reminder_ids)} reminders are held; count all of them as sent?")
    with app.database.write() as session:
        done = holding.settle(
            session,
            reminder_ids,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
            time_zone=app.settings.time_zone,
        )
    emit({"settled": done}, as_json=as_json, text=lambda: say(f"{done} reminders count as sent"))


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise Refused(f"{question} Without a terminal to ask on, say so with --yes")
    click.confirm(question, abort=True)
