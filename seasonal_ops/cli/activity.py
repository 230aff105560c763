"""`activity …`: list, show, add, move, cancel, status."""

from datetime import date, time, timedelta
from typing import Final

import click
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.output import emit, json_option, say, table
from seasonal_ops.cli.types import DATE, TIME, words
from seasonal_ops.dates import dates_of, parse
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import NewActivity, When
from seasonal_ops.views import ActivityView, PlanView, as_json
from seasonal_ops.words import ActorKind, Answer, Status

_NEAR: Final = timedelta(days=60)


@click.group(epilog="Example: seasonal-ops activity list --plan bright-sparx-2026")
def activity() -> None:
    """Dated things to do: list, show, add, move, cancel, status."""


@activity.command("list", epilog="Example: seasonal-ops activity list --plan bright-sparx-2026 --json")
@click.option("--plan", "plan_name", metavar="PLAN", help="Only what stands in this plan.")
@json_option
@click.pass_obj
def list_activities(app: App, plan_name: str | None, as_json: bool) -> None:
    """Activities by date."""
    with app.database.read() as session:
        plan_id = queries.find_plan(session, plan_name).id if plan_name else None
        views = queries.activities(session, plan_id=plan_id)
    rows = [(view.id, phrases.when(view), view.title, phrases.who(view), view.status.value) for view in views]
    none = "there is no activity yet; make a plan: seasonal-ops plan new bright-sparx --year 2026"
    emit(views, as_json=as_json, text=lambda: table(rows, empty=none))


@activity.command(epilog="Example: seasonal-ops activity show 7")
@click.argument("activity_id", metavar="ID", type=int)
@json_option
@click.pass_obj
def show(app: App, activity_id: int, as_json: bool) -> None:
    """One activity with its partners and their answers."""
    with app.database.read() as session:
        view = queries.activity(session, activity_id)
    emit(view, as_json=as_json, text=lambda: _show(view))


def _show(view: ActivityView) -> None:
    say(f"{view.id}  {view.title}  ({view.plan})")
    say(f"  when    {phrases.when(view)}{phrases.night_note(view)}")
    say(f"  why     {view.date_reason}")
    say(f"  status  {view.status.value}" + (f": {view.status_note}" if view.status_note else ""))
    for label, text in (("where", view.location), ("meet", view.meet), ("what", view.description)):
        if text:
            say(f"  {label:<7} {text}")
    for one in view.assignments:
        note = f" ({one.note})" if one.note else ""
        proposed = f" {phrases.day(one.proposed_on)}" if one.proposed_on else ""
        say(f"  {one.role.value:<7} {one.partner_name}: {one.response.value}{proposed}{note}")


@activity.command(
    epilog='Example: seasonal-ops activity add bright-sparx-2026 "Joint patrol" --when "Bonfire Night" '
    "--start 18:00 --end 23:00"
)
@click.argument("plan_name", metavar="PLAN")
@click.argument("title")
@click.option("--date", "on", type=DATE, help="The date, YYYY-MM-DD.")
@click.option("--when", "rule", metavar="RULE", help='A rule: "2 days before Bonfire Night".')
@click.option("--end-date", type=DATE, help="The last day of several.")
@click.option("--start", type=TIME, help="Local time; without it the activity takes the whole day.")
@click.option("--end", type=TIME, help="An end at or before the start means the next morning.")
@click.option("--location", default="", help="Where it is.")
@click.option("--theme", help="What it is about.")
@json_option
@click.pass_obj
def add(
    app: App,
    *,
    plan_name: str,
    title: str,
    on: date | None,
    rule: str | None,
    end_date: date | None,
    start: time | None,
    end: time | None,
    location: str,
    theme: str | None,
    as_json: bool,
) -> None:
    """Add an activity to PLAN, on a date or by a rule."""
    if (on is None) == (rule is None):
        raise click.UsageError("give either --date or --when")
    if rule is not None and end_date is not None:
        raise BadValue("--end-date goes with --date; a rule gives single dates")
    with app.database.write() as session:
        plan = queries.find_plan(session, plan_name)
        season = queries.plan(session, plan)
        dates = [(on, "a date as given", None)] if on else _by_rule(session, plan, rule or "")
        when = tuple(
            When(on=day, reason=reason, rule=text, last_day=end_date, start=start, end=end)
            for day, reason, text in dates
        )
        new = NewActivity(title=title, theme=theme, location=location, when=when)
        rows = planning.add_activities(
            session,
            plan_id=key(plan),
            time_zone=plan.time_zone,
            new=new,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        views = [queries.activity(session, key(row)) for row in rows]
    _emit_added(views, season, app.today(), wanted_json=as_json)


def _by_rule(session: Session, plan: Plan, text: str) -> list[tuple[date, str, str]]:
    calendar = queries.calendar_of(session, plan)
    rule = parse(text, calendar.anchors)
    return [(dated.on, dated.reason, str(rule)) for dated in dates_of(rule, calendar)]


def _notes(view: ActivityView, season: PlanView, today: date) -> None:
    """What may be a slip of the hand is stored, and said."""
    if view.ends_on < today:
        say(f"note: {phrases.day(view.starts_on)} is past")
    if not season.starts_on - _NEAR <= view.starts_on <= season.ends_on + _NEAR:
        span = f"{phrases.day(season.starts_on)} to {phrases.day(season.ends_on)}"
        say(f"note: {phrases.day(view.starts_on)} is far outside {season.name} ({span})")


def _emit_added(views: list[ActivityView], season: PlanView, today: date, *, wanted_json: bool) -> None:
    def text() -> None:
        for view in views:
            say(f"added activity {view.id}: {view.title}, {phrases.when(view)}{phrases.night_note(view)}")
            _notes(view, season, today)

    data = {**as_json(views[0]), "series": [view.id for view in views] if len(views) > 1 else []}
    emit(data, as_json=wanted_json, text=text)


@activity.command(epilog="Example: seasonal-ops activity move 7 --to 2026-11-02 --start 17:30")
@click.argument("activity_id", metavar="ID", type=int)
@click.option("--to", type=DATE, required=True, help="The new date.")
@click.option("--start", type=TIME, help="The new start; without it, as before.")
@click.option("--end", type=TIME, help="The new end; without it, as before.")
@json_option
@click.pass_obj
def move(
    app: App, *, activity_id: int, to: date, start: time | None, end: time | None, as_json: bool
) -> None:
    """Give an activity another date; everybody who needs to know is told."""
    with app.database.write() as session:
        was = queries.activity(session, activity_id)
        season = queries.plan(session, queries.find_plan(session, was.plan))
        planning.move_activity(
            session,
            activity_id=activity_id,
            to=to,
            start=start,
            end=end,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.activity(session, activity_id)

    def text() -> None:
        say(f"moved: {view.title}, {phrases.when(was)} → {phrases.when(view)}{phrases.night_note(view)}")
        _notes(view, season, app.today())
        accepted = [one.partner for one in view.assignments if one.response is Answer.ACCEPTED]
        if accepted:
            say(f"note: {', '.join(accepted)} accepted the old date; ask whether the new one suits")

    emit(view, as_json=as_json, text=text)


@activity.command(epilog='Example: seasonal-ops activity cancel 7 --reason "no funding"')
@click.argument("activity_id", metavar="ID", type=int)
@click.option("--reason", default="", help="Why; it is kept, and told.")
@json_option
@click.pass_obj
def cancel(app: App, activity_id: int, reason: str, as_json: bool) -> None:
    """An activity will not happen."""
    with app.database.write() as session:
        planning.cancel_activity(
            session,
            activity_id=activity_id,
            reason=reason,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.activity(session, activity_id)
    emit(view, as_json=as_json, text=lambda: say(f"cancelled: {view.title}, {phrases.when(view)}"))


@activity.command(epilog="Example: seasonal-ops activity status 7 delivered")
@click.argument("activity_id", metavar="ID", type=int)
@click.argument("status", type=words(Status), metavar="STATUS")
@click.option("--note", help="What there is to say about it; without it the note before stays.")
@json_option
@click.pass_obj
def status(app: App, activity_id: int, status: str, note: str | None, as_json: bool) -> None:
    """Say how delivery goes: planned, doing, delivered, partly, not-delivered, cancelled."""
    with app.database.write() as session:
        planning.set_status(
            session,
            activity_id=activity_id,
            status=Status(status),
            note=note,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.activity(session, activity_id)
    emit(view, as_json=as_json, text=lambda: say(f"{view.title}: {view.status.value}"))
