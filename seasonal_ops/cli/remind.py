"""`remind …`: preview, list, history, run, chase, retry, hold, release, settle."""

from datetime import datetime, timedelta

import click

from seasonal_ops import queries
from seasonal_ops.bootstrap import App
from seasonal_ops.checks.phrases import number_of
from seasonal_ops.cli.chase import chase
from seasonal_ops.cli.deliveries import show_history
from seasonal_ops.cli.holding import hold, release, retry, settle
from seasonal_ops.cli.mails import show, templates
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import MOMENT, words
from seasonal_ops.dates import brief
from seasonal_ops.errors import ServerTrouble
from seasonal_ops.models import key
from seasonal_ops.queries.outgoing import held as kept_back
from seasonal_ops.reminders.outbox.history import history as history_of
from seasonal_ops.reminders.outbox.preview import preview as previewed
from seasonal_ops.reminders.outbox.preview import reminder_views
from seasonal_ops.views import ReminderView, moment
from seasonal_ops.views import as_json as as_plain
from seasonal_ops.words import ReminderState


@click.group(epilog="Example: seasonal-ops remind preview")
def remind() -> None:
    """Reminders: preview, list, send what is due."""


@remind.command(epilog="Example: seasonal-ops remind preview --at 2026-10-30T09:00")
@click.option("--at", type=MOMENT, help="Up to this moment; default: the next seven days.")
@click.option("--plan", "plan_name", metavar="PLAN", help="Only this plan.")
@json_option
@click.pass_obj
def preview(app: App, at: datetime | None, plan_name: str | None, as_json: bool) -> None:
    """What would be sent. A plan that is not live is shown as if it went live now."""
    now = app.clock()
    with app.database.read() as session:
        plan_id = key(queries.find_plan(session, plan_name)) if plan_name else None
        until = app.aware(at) if at else now + timedelta(days=7)
        views = previewed(session, at=until, now=now, plan_id=plan_id)
    none = (
        "nothing would be sent by then: mail goes to the contacts of assigned partners, before and after"
        " dates that are still ahead"
    )
    emit(views, as_json=as_json, text=lambda: _show(views, app.clock(), empty=none))


def _show(views: list[ReminderView], now: datetime, *, empty: str) -> None:
    """A line each, and how many they are."""
    table(rows_of(views, now), empty=empty)
    if views:
        reminders = number_of(len(views), "reminder", "reminders")
        contacts = number_of(len({view.recipient for view in views}), "contact", "contacts")
        say(f"{reminders} to {contacts}; what is due together goes as one message")


def rows_of(views: list[ReminderView], now: datetime) -> list[tuple[object, ...]]:
    """Reminders as lines of a table: number, when it goes, to whom, what it is about and when that is."""
    return [
        (
            view.id or "·",
            _when(view, now),
            view.recipient,
            view.kind.value,
            brief(view.on, year=False) if view.on else "",
            view.title,
            (view.held_for if view.counted else view.state.value)
            + (f" ({view.doubt})" if view.doubt else ""),
        )
        for view in views
    ]


def _when(view: ReminderView, now: datetime) -> str:
    """What is put off waits until then; what is late goes at the next tick."""
    if view.next_try is not None and view.next_try > now:
        return f"waits until {moment(view.next_try)}"
    if view.state is ReminderState.PLANNED and view.due < now:
        return f"now (due {moment(view.due)})"
    return moment(view.due)


@remind.command("list", epilog="Example: seasonal-ops remind list --state failed")
@click.option("--state", type=words(ReminderState), help="Only of this state.")
@click.option("--activity", "activity_id", metavar="ID", type=int, help="Only of this activity.")
@click.option("--due", is_flag=True, help="Only what is due and not sent.")
@click.option("--ambiguous", is_flag=True, help="Only what may have been sent already.")
@json_option
@click.pass_obj
def list_reminders(
    app: App, *, state: str | None, activity_id: int | None, due: bool, ambiguous: bool, as_json: bool
) -> None:
    """The reminders that there are."""
    now = app.clock()
    with app.database.read() as session:
        views = reminder_views(
            session,
            ReminderState(state) if state else None,
            activity_id=activity_id,
            due=now if due else None,
            ambiguous=ambiguous,
        )
    some = state or activity_id is not None or due or ambiguous
    none = (
        "there is no such reminder"
        if some
        else "there is no reminder; they are planned when a plan goes live"
    )
    emit(views, as_json=as_json, text=lambda: _show(views, now, empty=none))


@remind.command(epilog="Example: seasonal-ops remind history 7")
@click.argument("activity_id", metavar="ACTIVITY", type=int)
@json_option
@click.pass_obj
def history(app: App, activity_id: int, as_json: bool) -> None:
    """What became of each reminder of an activity. It says to whom, when, and how often tried."""
    with app.database.read() as session:
        views = history_of(session, activity_id)
    emit(views, as_json=as_json, text=lambda: show_history(views))


@remind.command(epilog="Example: seasonal-ops remind run")
@json_option
@click.pass_obj
def run(app: App, as_json: bool) -> None:
    """Plan what is wanted, send what is due, and end."""
    done = app.send_due()
    with app.database.read() as session:
        held = kept_back(session, app.clock())
    said = [f"sent {done.sent}, put off {done.failed}, given up {done.dead}, waiting {done.left}"]
    said += [f"held {count}: {why}" if why else f"held {count}" for why, count in held.items()]
    said += (
        ["see seasonal-ops remind list --state held, then remind release or remind settle"] if held else []
    )
    data = {**as_plain(done), "held": sum(held.values())}
    emit(data, as_json=as_json, text=lambda: say("\n".join(said)))
    if done.trouble:
        raise ServerTrouble(f"{done.trouble}; nothing is lost, the reminders wait")


for _command in (chase, retry, hold, release, settle, show, templates):
    remind.add_command(_command)
