"""An anchor moves, and what hangs on it moves along: other anchors, periods, activities, windows."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlmodel import Session, SQLModel, col, select

from seasonal_ops.dates import Calendar, Dated, IfAvoided, date_of, dates_of, parse, resolve_anchors, short
from seasonal_ops.dates import Period as Days
from seasonal_ops.db import load, look_up
from seasonal_ops.errors import NotFound
from seasonal_ops.facts import Actor, AnchorMoved, PlanReshaped
from seasonal_ops.journal import snapshot
from seasonal_ops.models import (
    Activity,
    Anchor,
    Gate,
    Measure,
    Period,
    Plan,
    PlanActivity,
    Series,
    Target,
    key,
)
from seasonal_ops.names import nearest
from seasonal_ops.planning.leaving import left_beside, refuse_approved
from seasonal_ops.planning.lookup import of_plan
from seasonal_ops.planning.pairing import Pairing, pair
from seasonal_ops.planning.plans import activities_of
from seasonal_ops.planning.schedule import move_activity
from seasonal_ops.queries import calendar_of
from seasonal_ops.reactions import happened
from seasonal_ops.views import Move


def preview_anchor(session: Session, *, plan_id: int, name: str, on: date) -> list[Move]:
    """What moving an anchor would move.

    An activity that was moved by hand, is done or is cancelled stays; one that is only a guest here
    follows the plan in which it is at home. Raises NotFound for an anchor that the plan does not have,
    BadValue where a rule gives no date any more.
    """
    plan = look_up(session, Plan, plan_id, "plan")
    rows = _anchors(session, plan_id)
    name = _known(name, rows)
    calendar = _after(session, plan, rows, name, on)
    anchors = [
        Move(title=row.name, was=row.on, to=moved.on, reason=moved.reason, warnings=moved.warnings)
        for row in rows
        if (moved := calendar.anchors[row.name]).on != row.on
    ]
    at_home, guests = _home_and_guests(session, plan_id)
    return [
        *anchors,
        *_activity_moves(session, at_home, calendar_of(session, plan), calendar),
        *left_beside(session, plan, _windows(session, plan, calendar)),
        *_staying(guests, name),
    ]


def move_anchor(
    session: Session, *, plan_id: int, name: str, on: date, actor: Actor, now: datetime
) -> list[Move]:
    """Move an anchor; what `preview_anchor` shows is what is done, and is what is returned."""
    plan = load(session, Plan, plan_id, "plan")
    rows = _anchors(session, plan_id)
    name = _known(name, rows)
    calendar = _after(session, plan, rows, name, on)
    moves = preview_anchor(session, plan_id=plan_id, name=name, on=on)
    refuse_approved(session, plan, _windows(session, plan, calendar))
    facts = [_move_row(row, calendar.anchors[row.name], given=row.name == name) for row in rows]
    happened(session, *(fact for fact in facts if fact), actor=actor, now=now)
    _reshape(session, plan, calendar, actor, now)
    for move in moves:
        if move.activity is not None and move.to is not None and move.was != move.to:
            move_activity(
                session, activity_id=move.activity, to=move.to, by_rule=move.reason, actor=actor, now=now
            )
    return moves


def _anchors(session: Session, plan_id: int) -> list[Anchor]:
    query = select(Anchor).where(Anchor.plan_id == plan_id).order_by(col(Anchor.position))
    return list(session.exec(query))


def _known(name: str, rows: Iterable[Anchor]) -> str:
    names = {row.name.casefold(): row.name for row in rows}
    found = names.get(name.strip().replace("’", "'").casefold())
    if found is None:
        raise NotFound(
            "anchor", name, nearest(name, names.values()), hint="it has " + ", ".join(names.values())
        )
    return found


def _after(session: Session, plan: Plan, rows: list[Anchor], name: str, on: date) -> Calendar:
    given = {row.name: row.on for row in rows if row.given} | {name: on}
    rules = {row.name: row.rule for row in rows}
    anchors = resolve_anchors(rules, given, begins=plan.begins)
    bare = Calendar(begins=plan.begins, anchors=anchors)
    periods = session.exec(select(Period).where(Period.plan_id == plan.id))
    return Calendar(begins=plan.begins, anchors=anchors, periods=tuple(_days(row, bare) for row in periods))


def _days(row: Period, calendar: Calendar) -> Days:
    return Days(
        name=row.name,
        first=_read(row.first_rule, calendar, row.first_day),
        last=_read(row.last_rule, calendar, row.last_day),
    )


def _read(rule: str | None, calendar: Calendar, otherwise: date) -> date:
    return date_of(parse(rule, calendar.anchors), calendar).on if rule else otherwise


def _move_row(row: Anchor, moved: Dated, *, given: bool) -> AnchorMoved | None:
    if row.on == moved.on and (row.given or not given):
        return None
    before = snapshot(row)
    row.on, row.reason, row.given = moved.on, moved.reason, row.given or given
    return AnchorMoved(subject=f"plan:{row.plan_id}", before=before, after=snapshot(row))


def _home_and_guests(session: Session, plan_id: int) -> tuple[list[Activity], list[Activity]]:
    query = select(PlanActivity.activity_id).where(PlanActivity.plan_id == plan_id, col(PlanActivity.home))
    home = set(session.exec(query))
    rows = activities_of(session, plan_id)
    return [row for row in rows if key(row) in home], [row for row in rows if key(row) not in home]


def _staying(guests: Iterable[Activity], anchor: str) -> Iterable[Move]:
    """What hangs on an anchor of the same name in another plan, and is moved there."""
    stays = "it stands in another plan at home: move the anchor there too"
    for row in guests:
        if row.date_rule and anchor.casefold() in row.date_rule.casefold():
            yield _move(row, row.starts_on, row.date_reason, stays)


def staying(session: Session, *, plan_id: int, name: str, on: date) -> list[Move]:
    """What hangs on an anchor and does not move with it: done, cancelled, moved by hand. Raises as above."""
    plan = look_up(session, Plan, plan_id, "plan")
    rows = _anchors(session, plan_id)
    after = _after(session, plan, rows, _known(name, rows), on)
    at_home, _ = _home_and_guests(session, plan_id)
    before = calendar_of(session, plan)
    return [
        _move(row, row.starts_on, _why_it_stays(row))
        for group, whole in _groups(session, at_home)
        for row, dated in _paired(group, before, after, whole=whole).pairs
        if not _follows(row) and row.original_on not in (None, dated.on)
    ]


def _why_it_stays(row: Activity) -> str:
    if not row.status.open:
        return f"it is {row.status.value.replace('-', ' ')}"
    was = f" from {short(row.original_on)}" if row.original_on else ""
    return f"it was moved by hand{was}"


def _follows(row: Activity) -> bool:
    return row.status.open and row.starts_on == row.original_on


def _activity_moves(
    session: Session, activities: list[Activity], before: Calendar, after: Calendar
) -> Iterable[Move]:
    for rows, whole in _groups(session, activities):
        yield from _group_moves(rows, before, after, whole=whole)


def _groups(session: Session, activities: list[Activity]) -> Iterable[tuple[list[Activity], bool]]:
    """What hangs on one rule, by date; and whether these are all of the rule's dates."""
    rules = {key(row): row.rule for row in session.exec(select(Series))}
    groups: dict[tuple[str, int, str], list[Activity]] = {}
    for row in activities:
        if row.date_rule:
            mark = ("series", row.series_id) if row.series_id else ("activity", key(row))
            groups.setdefault((*mark, row.date_rule), []).append(row)
    for (_, mark_id, rule), rows in groups.items():
        rows.sort(key=lambda row: row.original_on or row.starts_on)
        whole = rows[0].series_id is None or rules.get(mark_id) == rule
        yield rows, whole


def _group_moves(rows: list[Activity], before: Calendar, after: Calendar, *, whole: bool) -> Iterable[Move]:
    """The dates of one rule, old against new; what has no counterpart stays and says so."""
    one = rows[0]
    found = _paired(rows, before, after, whole=whole)
    for row, dated in found.pairs:
        if _follows(row) and dated.on != row.starts_on:
            yield _move(row, dated.on, dated.reason, *dated.warnings)
    for row in found.left:
        yield _move(row, row.starts_on, row.date_reason, "its rule gives fewer dates now: move or cancel it")
    for dated in found.new:
        extra = "the rule now gives this date too; add an activity for it if it is wanted"
        yield Move(title=one.title, was=dated.on, to=dated.on, reason=dated.reason, warnings=(extra,))


def _paired(rows: list[Activity], before: Calendar, after: Calendar, *, whole: bool) -> Pairing:
    """Of a series that got another rule, those that hang on the old one are but a part of its dates."""
    one = rows[0]
    dates = _dates(one, after)
    if not whole or len(rows) < len(_dates(one, before)):
        was = [dated.on for dated in _dates(one, before)]
        meant = [was.index(row.original_on) for row in rows if row.original_on in was]
        dates = [dates[place] for place in meant if place < len(dates)]
    return pair(rows, dates)


def _windows(session: Session, plan: Plan, calendar: Calendar) -> list[tuple[Measure, date, date]]:
    """Each measure with the window that it gets."""
    return [
        (
            row,
            _read(row.window_from_rule, calendar, row.window_from),
            _read(row.window_to_rule, calendar, row.window_to),
        )
        for row in of_plan(session, Measure, key(plan))
    ]


def _dates(row: Activity, calendar: Calendar) -> list[Dated]:
    rule = parse(row.date_rule or "", calendar.anchors)
    return list(dates_of(rule, calendar, avoid=row.avoid, if_avoided=IfAvoided(row.if_avoided)))


def _move(row: Activity, to: date, reason: str, *warnings: str) -> Move:
    return Move(
        activity=key(row), title=row.title, was=row.starts_on, to=to, reason=reason, warnings=warnings
    )


def _reshape(session: Session, plan: Plan, calendar: Calendar, actor: Actor, now: datetime) -> None:
    """Periods, gates, measures and targets follow their own rules; one fact holds them all."""
    frame = [row for table in (Period, Gate, Measure, Target) for row in of_plan(session, table, key(plan))]
    before = _frame_state(plan, frame)
    for row in frame:
        _follow(row, calendar)
    plan.version += 1
    session.add(plan)
    after = _frame_state(plan, frame)
    reshaped = PlanReshaped(subject=f"plan:{plan.id}", before=before, after=after)
    happened(session, reshaped, actor=actor, now=now)


def _frame_state(plan: Plan, frame: Iterable[SQLModel]) -> dict[str, object]:
    parts = {f"{type(row).__name__.lower()}:{key(row)}": snapshot(row) for row in frame}
    return {**snapshot(plan), "frame": parts}


def _follow(row: SQLModel, calendar: Calendar) -> None:
    match row:
        case Period():
            days = next(period for period in calendar.periods if period.name == row.name)
            row.first_day, row.last_day = days.first, days.last
        case Gate():
            row.decide_by = _read(row.decide_by_rule, calendar, row.decide_by)
        case Measure():
            row.window_from = _read(row.window_from_rule, calendar, row.window_from)
            row.window_to = _read(row.window_to_rule, calendar, row.window_to)
        case Target(by=date() as by):
            row.by = _read(row.by_rule, calendar, by)
