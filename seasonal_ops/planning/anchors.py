"""An anchor moves, and what hangs on it moves along: other anchors, periods, activities, windows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import ScalarResult
from sqlmodel import Session, SQLModel, col, select

from seasonal_ops.dates import Calendar, Dated, IfAvoided, date_of, dates_of, parse, resolve_anchors
from seasonal_ops.dates import Period as Days
from seasonal_ops.db import load
from seasonal_ops.errors import NotFound
from seasonal_ops.facts import AnchorMoved
from seasonal_ops.journal import Actor, snapshot
from seasonal_ops.models import Activity, Anchor, Gate, Measure, Period, Plan, Target, key
from seasonal_ops.names import nearest
from seasonal_ops.planning.plans import activities_of
from seasonal_ops.planning.schedule import move_activity
from seasonal_ops.reactions import happened

Row = TypeVar("Row", bound=SQLModel)


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a preview: an activity (None: an anchor) from one date to another, and why."""

    activity_id: int | None
    title: str
    was: date
    to: date
    reason: str
    warnings: tuple[str, ...] = ()


def calendar_of(session: Session, plan: Plan) -> Calendar:
    """What the rules of a plan are read against, as the plan stands."""
    anchors = {row.name: Dated(row.on, row.reason) for row in _anchors(session, key(plan))}
    periods = session.exec(select(Period).where(Period.plan_id == plan.id))
    days = tuple(Days(name=row.name, first=row.first_day, last=row.last_day) for row in periods)
    return Calendar(begins=plan.begins, anchors=anchors, periods=days)


def preview_anchor(session: Session, *, plan_id: int, name: str, on: date) -> list[Move]:
    """What moving an anchor would move.

    An activity that was moved by hand, is done or is cancelled stays. Raises NotFound for an anchor
    that the plan does not have, BadValue where a rule gives no date any more.
    """
    plan = load(session, Plan, plan_id, "plan")
    rows = _anchors(session, plan_id)
    calendar = _after(session, plan, rows, _known(name, rows), on)
    anchors = [
        Move(None, row.name, row.on, moved.on, moved.reason)
        for row in rows
        if (moved := calendar.anchors[row.name]).on != row.on
    ]
    return anchors + list(_activity_moves(activities_of(session, plan_id), calendar))


def move_anchor(
    session: Session, *, plan_id: int, name: str, on: date, actor: Actor, now: datetime
) -> list[Move]:
    """Move an anchor; what `preview_anchor` shows is what is done, and is what is returned."""
    plan = load(session, Plan, plan_id, "plan")
    rows = _anchors(session, plan_id)
    name = _known(name, rows)
    calendar = _after(session, plan, rows, name, on)
    moves = preview_anchor(session, plan_id=plan_id, name=name, on=on)
    facts = [_move_row(row, calendar.anchors[row.name], given=row.name == name) for row in rows]
    happened(session, *(fact for fact in facts if fact), actor=actor, now=now)
    _shift_windows(session, plan, calendar)
    for move in moves:
        if move.activity_id is None or move.was == move.to:
            continue
        moved = move_activity(
            session, activity_id=move.activity_id, to=move.to, reason=move.reason, actor=actor, now=now
        )
        moved.original_on = move.to
    _stretch(session, plan)
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


def _activity_moves(activities: list[Activity], calendar: Calendar) -> Iterable[Move]:
    groups: dict[tuple[str, int], list[Activity]] = {}
    for row in activities:
        if row.date_rule:
            mark = ("series", row.series_id) if row.series_id else ("activity", key(row))
            groups.setdefault(mark, []).append(row)
    for rows in groups.values():
        rows.sort(key=lambda row: row.original_on or row.starts_on)
        yield from _group_moves(rows, calendar)


def _group_moves(rows: list[Activity], calendar: Calendar) -> Iterable[Move]:
    """The dates of one rule, old against new, in order; what has no counterpart stays and says so."""
    one = rows[0]
    rule = parse(one.date_rule or "", calendar.anchors)
    dates = dates_of(rule, calendar, avoid=one.avoid, if_avoided=IfAvoided(one.if_avoided))
    for row, dated in zip(rows, dates, strict=False):
        if row.status.open and row.starts_on == row.original_on and dated.on != row.starts_on:
            yield Move(key(row), row.title, row.starts_on, dated.on, dated.reason, dated.warnings)
    for row in rows[len(dates) :]:
        stays = f"the rule now gives {len(dates)} dates, not {len(rows)}: stays on {row.starts_on}"
        yield Move(key(row), row.title, row.starts_on, row.starts_on, row.date_reason, (stays,))
    for dated in dates[len(rows) :]:
        extra = "the rule now gives this date too; add an activity for it if it is wanted"
        yield Move(None, one.title, dated.on, dated.on, dated.reason, (extra,))


def _of(session: Session, table: type[Row], plan: Plan) -> ScalarResult[Row]:
    return session.exec(select(table).where(col(table.plan_id) == plan.id))  # type: ignore[attr-defined]


def _shift_windows(session: Session, plan: Plan, calendar: Calendar) -> None:
    """Periods, gates, measures and targets follow their own rules."""
    days = {period.name: period for period in calendar.periods}
    for period in _of(session, Period, plan):
        period.first_day, period.last_day = days[period.name].first, days[period.name].last
    for gate in _of(session, Gate, plan):
        gate.decide_by = _read(gate.decide_by_rule, calendar, gate.decide_by)
    for measure in _of(session, Measure, plan):
        measure.window_from = _read(measure.window_from_rule, calendar, measure.window_from)
        measure.window_to = _read(measure.window_to_rule, calendar, measure.window_to)
    for target in _of(session, Target, plan):
        if target.by is not None:
            target.by = _read(target.by_rule, calendar, target.by)


def _stretch(session: Session, plan: Plan) -> None:
    """The plan reaches from its first activity to its last."""
    rows = activities_of(session, key(plan))
    plan.starts_on = min(row.starts_on for row in rows)
    plan.ends_on = max(row.ends_on for row in rows)
    session.add(plan)
