"""`activity add`."""

from datetime import date, time, timedelta
from typing import Final

import click
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.cli import phrases
from seasonal_ops.cli.activity.group import activity
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.types import DATE, TIME
from seasonal_ops.dates import dates_of, parse
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import NewActivity, When
from seasonal_ops.views import ActivityView, PlanView
from seasonal_ops.views import as_json as as_plain
from seasonal_ops.words import ActorKind, Role

NEAR: Final = timedelta(days=60)


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
@click.option("--lead", "leads", multiple=True, metavar="PARTNER", help="Who leads it; may be repeated.")
@click.option(
    "--support", "supports", multiple=True, metavar="PARTNER", help="Who supports; may be repeated."
)
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
    leads: tuple[str, ...],
    supports: tuple[str, ...],
    as_json: bool,
) -> None:
    """Add an activity to PLAN, on a date or by a rule; a rule of many dates makes a series."""
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
        partners = (*_asked(session, leads, Role.LEAD), *_asked(session, supports, Role.SUPPORT))
        new = NewActivity(title=title, theme=theme, location=location, partners=partners, when=when)
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


def _asked(session: Session, names: tuple[str, ...], role: Role) -> list[tuple[int, Role]]:
    return [(key(queries.find_partner(session, name)), role) for name in names]


def _by_rule(session: Session, plan: Plan, text: str) -> list[tuple[date, str, str]]:
    calendar = queries.calendar_of(session, plan)
    rule = parse(text, calendar.anchors)
    return [(dated.on, dated.reason, str(rule)) for dated in dates_of(rule, calendar)]


def notes(view: ActivityView, season: PlanView, today: date) -> None:
    """What may be a slip of the hand is stored, and said."""
    if view.ends_on < today:
        say(f"note: {phrases.day(view.starts_on)} is past")
    if not season.starts_on - NEAR <= view.starts_on <= season.ends_on + NEAR:
        span = f"{phrases.day(season.starts_on)} to {phrases.day(season.ends_on)}"
        say(f"note: {phrases.day(view.starts_on)} is far outside {season.name} ({span})")


def _emit_added(views: list[ActivityView], season: PlanView, today: date, *, wanted_json: bool) -> None:
    def text() -> None:
        for view in views:
            say(f"added activity {view.id}: {view.title}, {phrases.when(view)}{phrases.night_note(view)}")
            notes(view, season, today)
        if len(views) > 1:
            say(f"they are series {views[0].series}: seasonal-ops series list {season.slug}")
        if not views[0].leads:
            say(f"nobody leads it yet: seasonal-ops assign {views[0].id} PARTNER --role lead")

    data = {**as_plain(views[0]), "series": [view.id for view in views] if len(views) > 1 else []}
    emit(data, as_json=wanted_json, text=text)
