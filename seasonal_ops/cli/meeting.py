"""`meeting …`: the task-and-time group meets; what it decides of activities is recorded as ever."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli.files import format_of, format_option, output_option, write_paper
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import DATE, words
from seasonal_ops.dates import brief
from seasonal_ops.errors import BadValue
from seasonal_ops.models import key
from seasonal_ops.names import joined
from seasonal_ops.paper.formats import Format
from seasonal_ops.paper.minutes import minutes_paper
from seasonal_ops.views import SAID, MeetingView
from seasonal_ops.words import ActorKind, Answer, Attendance


@click.group(epilog="Example: seasonal-ops meeting open bright-sparx-2026")
def meeting() -> None:
    """The task-and-time group meets. MEETING is an id, or a plan for its newest one."""


@meeting.command("open", epilog="Example: seasonal-ops meeting open bright-sparx-2026")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def open_meeting(app: App, plan_name: str, as_json: bool) -> None:
    """Begin today's meeting of PLAN, or go on with it; one of an earlier day ended with its day."""
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        row = planning.open_meeting(session, plan_id=key(plan), **_signed(app))
        view = queries.meeting(session, row)
    began = f"meeting {view.id} of {view.plan}, {brief(view.held_on)}: it goes on since {view.opened:%H:%M}"
    emit(view, as_json=as_json, text=lambda: say(began))


@meeting.command("list", epilog="Example: seasonal-ops meeting list bright-sparx-2026 --json")
@click.argument("plan_name", metavar="PLAN")
@json_option
@click.pass_obj
def list_meetings(app: App, plan_name: str, as_json: bool) -> None:
    """The meetings of PLAN, the newest first."""
    with app.database.read() as session:
        plan = queries.find_plan(session, plan_name)
        views = queries.meetings(session, plan)
    rows = [(one.id, brief(one.held_on), f"{one.opened:%H:%M}", _ended(one), *_counted(one)) for one in views]
    none = f"the group has not met yet: seasonal-ops meeting open {plan.slug}"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


def _ended(one: MeetingView) -> str:
    return f"to {one.closed:%H:%M}" if one.closed else "goes on"


def _counted(one: MeetingView) -> tuple[str, str]:
    return (
        f"{len(one.who(Attendance.PRESENT))} present, {len(one.who(Attendance.APOLOGIES))} apologies",
        f"actions {len(one.actions)}, notes {len(one.notes)}",
    )


@meeting.command("present", epilog="Example: seasonal-ops meeting present 3 police fire-and-rescue")
@click.argument("name", metavar="MEETING")
@click.argument("partners", metavar="PARTNER…", nargs=-1, required=True)
@click.option("--take-back", is_flag=True, help="It was said by mistake.")
@json_option
@click.pass_obj
def present(app: App, name: str, partners: tuple[str, ...], take_back: bool, as_json: bool) -> None:
    """Write down that partners take part in MEETING."""
    _attend(app, name, partners, None if take_back else Attendance.PRESENT, as_json=as_json)


@meeting.command("apologies", epilog="Example: seasonal-ops meeting apologies 3 probation")
@click.argument("name", metavar="MEETING")
@click.argument("partners", metavar="PARTNER…", nargs=-1, required=True)
@click.option("--take-back", is_flag=True, help="It was said by mistake.")
@json_option
@click.pass_obj
def apologies(app: App, name: str, partners: tuple[str, ...], take_back: bool, as_json: bool) -> None:
    """Write down that partners sent apologies for MEETING."""
    _attend(app, name, partners, None if take_back else Attendance.APOLOGIES, as_json=as_json)


def _attend(
    app: App, name: str, partners: tuple[str, ...], attendance: Attendance | None, *, as_json: bool
) -> None:
    with app.database.write() as session:
        row = queries.find_meeting(session, name)
        given = {key(queries.find_partner(session, one)): attendance for one in partners}
        planning.set_attendance(session, meeting_id=key(row), given=given, **_signed(app))
        view = queries.meeting(session, row)
    there, away = view.who(Attendance.PRESENT), view.who(Attendance.APOLOGIES)
    said = f"present: {'; '.join(there) or 'nobody'} · apologies: {'; '.join(away) or 'none'}"
    emit(view, as_json=as_json, text=lambda: say(said))


@meeting.command("answer", epilog="Example: seasonal-ops meeting answer 3 accepted 7 9")
@click.argument("name", metavar="MEETING")
@click.argument("answer", type=words(Answer, without=(Answer.ASKED,)))
@click.argument("ids", metavar="ID…", type=int, nargs=-1, required=True)
@click.option("--date", "on", type=DATE, help="The date that is proposed instead.")
@click.option("--note", default=SAID, show_default=True, help="How it was learnt.")
@json_option
@click.pass_obj
def answer_for_everybody(
    app: App, /, *, name: str, answer: str, ids: tuple[int, ...], on: date | None, note: str, as_json: bool
) -> None:
    """Record one answer to activities ID… for everybody who has not answered and sent no apologies."""
    who: dict[int, list[str]] = {}
    with app.database.write() as session:
        row = queries.find_meeting(session, name)
        names = {one.id: one.name for one in queries.partners(session)}
        for one in dict.fromkeys(ids):
            waiting = planning.answer_for_everybody(
                session,
                meeting_id=key(row),
                activity_id=one,
                answer=Answer(answer),
                on=on,
                note=note,
                **_signed(app),
            )
            who[one] = [names[partner_id] for partner_id in waiting]
        views = [queries.activity(session, one) for one in who]
    instead = f" {brief(on)}" if on else ""

    def text() -> None:
        for view in views:
            say(f"{view.title}: {answer}{instead} by {joined(who[view.id])}")

    emit(views, as_json=as_json, text=text)


@meeting.command(
    "action",
    epilog='Example: seasonal-ops meeting action 3 "Order skips" --owner street-scene --by 2026-10-20',
)
@click.argument("name", metavar="MEETING")
@click.argument("title")
@click.option("--owner", required=True, metavar="PARTNER", help="Who sees to it; leads the activity.")
@click.option("--by", required=True, type=DATE, metavar="DATE", help="The day by which it is to be done.")
@click.option("--about", type=int, metavar="ID", help="The activity that the group spoke of.")
@json_option
@click.pass_obj
def action(
    app: App, /, *, name: str, title: str, owner: str, by: date, about: int | None, as_json: bool
) -> None:
    """Agree on something to do: it becomes an activity of the plan."""
    with app.database.write() as session:
        row = planning.agree_action(
            session,
            meeting_id=key(queries.find_meeting(session, name)),
            title=title,
            owner_id=key(queries.find_partner(session, owner)),
            by=by,
            about_id=about,
            **_signed(app),
        )
        session.flush()
        view = queries.activity(session, key(row))
    agreed = f"agreed as activity {view.id}, by {brief(view.starts_on)}: {joined(view.leads)}"
    emit(view, as_json=as_json, text=lambda: say(agreed))


@meeting.command("note", epilog='Example: seasonal-ops meeting note 3 "Two vans are enough" --activity 7')
@click.argument("name", metavar="MEETING")
@click.argument("text")
@click.option("--activity", "activity_id", type=int, metavar="ID", help="What it is about; default: nothing.")
@json_option
@click.pass_obj
def note(app: App, name: str, text: str, activity_id: int | None, as_json: bool) -> None:
    """Write down what was said; it takes the place of what was noted before, "" takes it away."""
    with app.database.write() as session:
        row = queries.find_meeting(session, name)
        before = queries.meeting(session, row).note_of(activity_id)
        planning.note_in_meeting(
            session, meeting_id=key(row), activity_id=activity_id, text=text, **_signed(app)
        )
        view = queries.meeting(session, row)
    said = "noted" if text.strip() else "the note is taken away"
    instead = f"; it was: {before}" if before else ""
    emit(view, as_json=as_json, text=lambda: say(said + instead))


@meeting.command("close", epilog="Example: seasonal-ops meeting close 3 --next 2026-10-29")
@click.argument("name", metavar="MEETING")
@click.option("--next", "next_on", type=DATE, metavar="DATE", help="When the group meets again.")
@json_option
@click.pass_obj
def close(app: App, name: str, next_on: date | None, as_json: bool) -> None:
    """End MEETING; meeting open goes on with it on the same day."""
    with app.database.write() as session:
        row = queries.find_meeting(session, name)
        planning.close_meeting(session, meeting_id=key(row), next_on=next_on, **_signed(app))
        view = queries.meeting(session, row)
    closed = f"closed; the minutes: seasonal-ops meeting print {view.id} -o minutes.docx"
    emit(view, as_json=as_json, text=lambda: say(closed))


@meeting.command("print", epilog="Example: seasonal-ops meeting print 3 --format docx -o minutes.docx")
@click.argument("name", metavar="MEETING")
@format_option
@output_option
@json_option
@click.pass_obj
def print_minutes(app: App, name: str, kind: Format | None, output: Path | None, as_json: bool) -> None:
    """The minutes of MEETING: who was there, what was decided and agreed on, what to decide next."""
    kind = format_of(kind, output)
    if kind is not None and as_json:
        raise BadValue("--json is for programs and --format for people; give one of them")
    with app.database.read() as session:
        view = queries.minutes(session, queries.find_meeting(session, name), now=app.clock())
    paper = minutes_paper(view, on=app.today())
    emit(view, as_json=as_json, text=lambda: write_paper(paper, kind or Format.MD, output))


def _signed(app: App) -> dict[str, Any]:
    """By whom and when, for every verb."""
    return {"actor": app.actor(ActorKind.CLI), "now": app.clock()}
