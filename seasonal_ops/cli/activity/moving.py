"""`activity move|cancel|needs`: other dates, alone, with the rest of a series, or with what waits."""

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

import click
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.bootstrap import App
from seasonal_ops.checks import Picture, consequences
from seasonal_ops.cli import phrases
from seasonal_ops.cli.activity.adding import notes
from seasonal_ops.cli.activity.group import activity
from seasonal_ops.cli.output import emit, json_option, say
from seasonal_ops.cli.previews import dry_run_option, emit_preview, preview_json, show_findings
from seasonal_ops.cli.types import DATE, TIME
from seasonal_ops.dates import IfAvoided, date_of, parse
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Activity, key
from seasonal_ops.planning import When
from seasonal_ops.views import ActivityView, Finding, Move, PlanView, Preview
from seasonal_ops.views import as_json as as_plain
from seasonal_ops.words import ActorKind, Answer


@activity.command(epilog="Example: seasonal-ops activity move 7 --to 2026-11-02 --start 17:30")
@click.argument("activity_id", metavar="ID", type=int)
@click.option("--to", type=DATE, help="The new date; without it, as before.")
@click.option("--end-date", "last_day", type=DATE, help="The new last day; without it, it keeps its length.")
@click.option("--when", "rule", metavar="RULE", help="A rule that it hangs on from now on, instead of --to.")
@click.option("--start", type=TIME, help="The new start; without it, as before.")
@click.option("--end", type=TIME, help="The new end; without it, as before.")
@click.option("--following", is_flag=True, help="The rest of its series too, by as many days.")
@click.option("--waiting", is_flag=True, help="What waits for it too, as the dry run proposes.")
@dry_run_option
@json_option
@click.pass_obj
def move(
    app: App,
    *,
    activity_id: int,
    to: date | None,
    last_day: date | None,
    rule: str | None,
    start: time | None,
    end: time | None,
    following: bool,
    waiting: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Give an activity another date or other times; everybody who needs to know is told."""
    asked = {"activity_id": activity_id, "to": to, "last_day": last_day, "start": start, "end": end}
    if rule is None and all(asked[one] is None for one in ("to", "last_day", "start", "end")):
        raise BadValue("nothing is to be moved; give --to, --end-date, --when, --start or --end")
    if rule is not None and (to is not None or following or waiting):
        raise BadValue("--when is a move of one activity by its rule; leave out --to, --following, --waiting")
    if following and last_day is not None:
        raise BadValue("--end-date is of one activity; leave out --following")
    if following and waiting:
        raise BadValue("--following and --waiting are two moves; make one after the other")
    with app.changing(dry_run=dry_run) as session:
        done = _carry_out(app, session, asked, rule=rule, following=following, waiting=waiting)
    if dry_run:
        emit_preview(done.preview, wanted_json=as_json, stored=False, empty="nothing moves")
        return
    data = {**as_plain(done.view), **preview_json(done.preview)}
    emit(data, as_json=as_json, text=lambda: _say_moved(app, done))


@dataclass(frozen=True, slots=True)
class _Done:
    """A move: the activity before and after, what moved with it, what was left behind, and what is worse."""

    was: ActivityView
    view: ActivityView
    season: PlanView
    moves: list[Move]
    left: list[Move]
    staying: list[ActivityView]
    findings: list[Finding]
    untold: list[str]

    @property
    def preview(self) -> Preview:
        """Everything as rows; what was left behind as proposals."""
        proposed = ("proposed: it moves along with --waiting",)
        left = (replace(one, warnings=proposed) for one in self.left)
        return Preview(moves=(*self.moves, *left), findings=tuple(self.findings))


def _carry_out(
    app: App, session: Session, asked: dict[str, Any], *, rule: str | None, following: bool, waiting: bool
) -> _Done:
    was = queries.activity(session, asked["activity_id"])
    ruled = None if rule is None else _by_rule(session, was, rule, asked)
    asked = {**asked, "to": ruled.on if ruled else asked["to"] or was.starts_on}
    before = _picture(app, session, was)
    proposed = [] if following else planning.preview_move(session, **asked)
    who: dict[str, Any] = {"actor": app.actor(ActorKind.CLI), "now": app.clock()}
    if following:
        series = {name: value for name, value in asked.items() if name != "last_day"}
        moves = planning.move_following(session, **series, **who)
    elif waiting:
        moves = planning.move_with_waiting(session, **asked, **who)
    elif ruled is not None:
        planning.put_on(session, activity_id=was.id, when=ruled, **who)
        moves = proposed[:1]
    else:
        planning.move_activity(session, **asked, **who)
        moves = proposed[:1]
    after = _picture(app, session, was)
    moving = {one.activity for one in proposed}
    return _Done(
        was=was,
        view=queries.activity(session, was.id),
        season=queries.plan(session, queries.find_plan(session, was.plan)),
        moves=moves,
        left=[] if waiting else proposed[1:],
        staying=[one for one in after.activities if was.id in one.needs and one.id not in moving],
        findings=consequences(before, after),
        untold=_untold(after, {was.id, *(one.activity for one in moves)}),
    )


def _by_rule(session: Session, was: ActivityView, text: str, asked: dict[str, Any]) -> When:
    """The one date that the rule gives, away from what is to be avoided; its length stays unless asked."""
    calendar = queries.calendar_of(session, queries.find_plan(session, was.plan))
    rule = parse(text, calendar.anchors)
    dated = date_of(rule, calendar, avoid=was.avoid, if_avoided=IfAvoided(was.if_avoided))
    start, end = asked["start"] or was.start_time, asked["end"] or was.end_time
    days = was.ends_on - was.starts_on
    # A night's last day follows from its times; a longer activity keeps its days.
    night = end is not None and days.days == 1
    return When(
        on=dated.on,
        reason=dated.reason,
        last_day=asked["last_day"] or (None if night or not days else dated.on + days),
        start=start,
        end=end,
        rule=str(rule),
    )


def _say_moved(app: App, done: _Done) -> None:
    view = done.view
    if view.version == done.was.version:
        say(f"{view.title} stands on {phrases.when(view)} already")
        return
    say(f"moved: {view.title}, {phrases.when(done.was)} → {phrases.when(view)}{phrases.night_note(view)}")
    for one in done.moves[1:]:
        say(f"moved too: {one.title}, {_span(one)} ({one.reason})")
    notes(view, done.season, app.today())
    accepted = [one.partner for one in view.assignments if one.response is Answer.ACCEPTED]
    if accepted:
        say(f"note: {', '.join(accepted)} accepted the old date; ask whether the new one suits")
    for note in done.untold:
        say(note)
    for one in done.left:
        say(f"note: {one.title} [{one.activity}] {one.reason} it would go {_span(one)}")
        say(f"    → seasonal-ops activity move {one.activity} --to {one.to}")
    for behind in done.staying:
        say(f"note: {behind.title} [{behind.id}] waits for it and stays on {phrases.day(behind.starts_on)}")
    show_findings(done.findings)


def _picture(app: App, session: Session, view: ActivityView) -> Picture:
    plan = queries.find_plan(session, view.plan)
    return queries.picture(session, [plan], now=app.clock())


def _untold(picture: Picture, changed: Container[int | None]) -> list[str]:
    """A note on whoever is concerned and cannot be told. Of a draft nobody is told anything anyway."""
    if not any(plan.live for plan in picture.plans):
        return []
    slugs = {
        one.partner
        for view in picture.activities
        if view.id in changed
        for one in view.assignments
        if one.response is not Answer.DECLINED
    }
    return phrases.unreached([picture.partners[slug] for slug in sorted(slugs)])


def _span(move: Move) -> str:
    return f"{phrases.day(move.was) if move.was else 'new'} → {phrases.day(move.to) if move.to else '–'}"


@activity.command(epilog='Example: seasonal-ops activity cancel 7 --reason "no funding"')
@click.argument("activity_id", metavar="ID", type=int)
@click.option("--reason", default="", help="Why; it is kept, and told.")
@click.option("--following", is_flag=True, help="The rest of its series too.")
@json_option
@click.pass_obj
def cancel(app: App, activity_id: int, reason: str, following: bool, as_json: bool) -> None:
    """An activity will not happen; say what waited for it."""
    verb = planning.cancel_following if following else _cancel_one
    with app.database.write() as session:
        before = _picture(app, session, queries.activity(session, activity_id))
        gone = verb(
            session, activity_id=activity_id, reason=reason, actor=app.actor(ActorKind.CLI), now=app.clock()
        )
        views = [queries.activity(session, key(row)) for row in gone]
        after = _picture(app, session, views[0])
    found = consequences(before, after)
    untold = _untold(after, {view.id for view in views})

    def text() -> None:
        for line in (*(f"cancelled: {view.title}, {phrases.when(view)}" for view in views), *untold):
            say(line)
        show_findings(found)

    first = next(view for view in views if view.id == activity_id)
    more = {"series": [view.id for view in views] if following else [], "findings": found}
    emit({**as_plain(first), **more}, as_json=as_json, text=text)


def _cancel_one(session: Session, **what: Any) -> list[Activity]:
    return [planning.cancel_activity(session, **what)]


@activity.command(epilog="Example: seasonal-ops activity needs 7 3")
@click.argument("activity_id", metavar="ID", type=int)
@click.argument("needed_id", metavar="NEEDED", type=int)
@click.option("--remove", is_flag=True, help="It no longer waits.")
@json_option
@click.pass_obj
def needs(app: App, *, activity_id: int, needed_id: int, remove: bool, as_json: bool) -> None:
    """Activity ID waits for activity NEEDED: it cannot begin before that is over."""
    verb = planning.stop_waiting if remove else planning.wait_for
    with app.database.write() as session:
        before = _picture(app, session, queries.activity(session, activity_id))
        verb(
            session,
            activity_id=activity_id,
            needs_id=needed_id,
            actor=app.actor(ActorKind.CLI),
            now=app.clock(),
        )
        view = queries.activity(session, activity_id)
        needed = queries.activity(session, needed_id)
        found: list[Finding] = consequences(before, _picture(app, session, view))

    def text() -> None:
        waits = "no longer waits for" if remove else "waits for"
        say(f"{view.title} {waits} {needed.title}, {phrases.when(needed)}")
        show_findings(found)

    emit(view, as_json=as_json, text=text)
