"""`remind retry|hold|release|settle`: a person's word on reminders, one, several or all that wait for it."""

import sys
from collections.abc import Callable, Sequence

import click

from seasonal_ops.bootstrap import App
from seasonal_ops.checks.phrases import number_of
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.models import Reminder
from seasonal_ops.reminders.outbox import by_hand, holding
from seasonal_ops.reminders.outbox.preview import reminder_views
from seasonal_ops.words import ActorKind

_yes = click.option("--yes", is_flag=True, help="Do not ask.")


_ids = click.argument("reminder_ids", metavar="[ID]…", type=int, nargs=-1)


def _change(app: App, verb: Callable[..., Reminder], reminder_ids: Sequence[int], *, as_json: bool) -> None:
    """All of them, or none when one is refused."""
    chosen = tuple(dict.fromkeys(reminder_ids))
    with app.database.write() as session:
        for one in chosen:
            verb(session, reminder_id=one, actor=app.actor(ActorKind.CLI), now=app.clock())
        known = {view.id: view for view in reminder_views(session)}
    views = [known[one] for one in chosen]
    said = "\n".join(f"reminder {view.id} is {view.state.value}" for view in views)
    emit(views[0] if len(views) == 1 else views, as_json=as_json, text=lambda: say(said))


@click.command(epilog="Example: seasonal-ops remind hold 3 4")
@click.argument("reminder_ids", metavar="ID…", type=int, nargs=-1, required=True)
@json_option
@click.pass_obj
def hold(app: App, *, reminder_ids: tuple[int, ...], as_json: bool) -> None:
    """Keep some back until they are released."""
    _change(app, by_hand.hold, reminder_ids, as_json=as_json)


@click.command(epilog="Example: seasonal-ops remind retry 3 4")
@_ids
@click.option("--contact", "contact_id", metavar="ID", type=int, help="All given up for this contact.")
@click.option("--all", "everything", is_flag=True, help="Everything that was given up.")
@_yes
@json_option
@click.pass_obj
def retry(
    app: App,
    *,
    reminder_ids: tuple[int, ...],
    contact_id: int | None,
    everything: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Send failed or given-up ones again."""
    if sum((bool(reminder_ids), contact_id is not None, everything)) != 1:
        raise BadValue("say which ones: seasonal-ops remind retry ID…, or --contact ID, or --all")
    if reminder_ids:
        _change(app, by_hand.requeue, reminder_ids, as_json=as_json)
        return
    now = app.clock()
    with app.database.read() as session:
        waiting = by_hand.dead(session, contact_id=contact_id, now=now)
    if waiting and not yes:
        _ask(f"{number_of(len(waiting), 'reminder was', 'reminders were')} given up; send again?")
    with app.database.write() as session:
        for one in waiting:
            by_hand.requeue(session, reminder_id=one, actor=app.actor(ActorKind.CLI), now=now)
    said = number_of(len(waiting), "reminder goes", "reminders go")
    emit({"retried": len(waiting)}, as_json=as_json, text=lambda: say(f"{said} at the next tick"))


@click.command(epilog="Example: seasonal-ops remind release 3 4")
@_ids
@click.option("--all", "everything", is_flag=True, help="Everything that is held.")
@_yes
@json_option
@click.pass_obj
def release(app: App, *, reminder_ids: tuple[int, ...], everything: bool, yes: bool, as_json: bool) -> None:
    """Let held ones go, or with --all everything that is held."""
    if bool(reminder_ids) is everything:
        raise BadValue(
            "say which ones: seasonal-ops remind release ID…, or --all for everything that is held"
        )
    if everything:
        _release_all(app, yes=yes, as_json=as_json)
    else:
        _change(app, by_hand.release, reminder_ids, as_json=as_json)


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
@_ids
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
