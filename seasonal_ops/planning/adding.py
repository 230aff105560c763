"""An activity comes into a plan: once, or once a date of its rule."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlmodel import Session

from seasonal_ops.dates import IfAvoided
from seasonal_ops.errors import BadValue
from seasonal_ops.facts import ActivityAdded, Actor
from seasonal_ops.models import Activity, Assignment, PlanActivity, Series, key
from seasonal_ops.nights import end_date, instants
from seasonal_ops.planning.changes import states_of
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line, accept_text
from seasonal_ops.words import Role, Sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date with its reason, and the times of the day (None = all day), local to the plan's zone."""

    on: date
    reason: str
    last_day: date | None = None
    start: time | None = None
    end: time | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewActivity:
    """What is said of an activity when adding it; `partners` are ids with their roles.

    Several dates become a series, or join the one of `series_id`.
    """

    title: str
    theme: str | None = None
    location: str = ""
    meet: str = ""
    description: str = ""
    phase: str | None = None
    sensitivity: Sensitivity = Sensitivity.OPEN
    measures: tuple[str, ...] = ()
    partners: tuple[tuple[int, Role], ...] = ()
    avoid: tuple[str, ...] = ()
    if_avoided: IfAvoided = IfAvoided.KEEP
    series_id: int | None = None
    when: tuple[When, ...] = field(default_factory=tuple)


def add_activities(
    session: Session, *, plan_id: int, time_zone: str, new: NewActivity, actor: Actor, now: datetime
) -> list[Activity]:
    """Put an activity into a plan, once a date; several dates are a series.

    Raises BadValue for a text or a time that cannot be used.
    """
    (rows,) = add_all(session, plan_id=plan_id, time_zone=time_zone, new=[new], actor=actor, now=now)
    return rows


def add_all(
    session: Session,
    *,
    plan_id: int,
    time_zone: str,
    new: Sequence[NewActivity],
    actor: Actor,
    now: datetime,
) -> list[list[Activity]]:
    """Put many activities into a plan at once; the rows of each, in order. Raises as `add_activities`."""
    made = [_rows(session, plan_id, time_zone, one, now) for one in new]
    every = [row for rows in made for row in rows]
    session.add_all(every)
    session.flush()
    for one, rows in zip(new, made, strict=True):
        session.add_all(PlanActivity(plan_id=plan_id, activity_id=key(row), phase=one.phase) for row in rows)
        session.add_all(
            Assignment(activity_id=key(row), partner_id=partner_id, role=role, asked_at=now)
            for row in rows
            for partner_id, role in one.partners
        )
    session.flush()
    happened(session, *added(session, every), actor=actor, now=now)
    return made


def added(session: Session, activities: Sequence[Activity]) -> list[ActivityAdded]:
    """The facts that activities came to be, with the partners that were asked at once."""
    return [
        ActivityAdded(subject=f"activity:{activity_id}", after=state, activities=(activity_id,))
        for activity_id, state in states_of(session, activities).items()
    ]


def require_length(on: date, ends_on: date, start: time | None, end: time | None, zone: str) -> None:
    """Raises BadValue for an end without a start, or an end that is not after the start."""
    if start is None and end is not None:
        raise BadValue(f"an end ({end:%H:%M}) needs a start; add --start HH:MM")
    first, last = instants(on, ends_on, start, end, zone)
    if end is not None and last <= first:
        raise BadValue(f"the end {ends_on} {end:%H:%M} is not after the start; give a later --end or date")


def _rows(session: Session, plan_id: int, zone: str, new: NewActivity, now: datetime) -> list[Activity]:
    title = accept_line(new.title, "the title")
    texts: dict[str, Any] = {
        "location": accept_text(new.location, "the location", longest=200),
        "meet": accept_text(new.meet, "the meeting place", longest=200),
        "description": accept_text(new.description, "the description"),
    }
    series_id = new.series_id
    if series_id is None and len(new.when) > 1:
        series_id = _series(session, plan_id, title, new.when)
    return [
        Activity(
            **_dated(when, zone),
            **texts,
            uid=str(uuid.uuid4()),
            title=title,
            theme=new.theme,
            sensitivity=new.sensitivity,
            measures=list(new.measures),
            avoid=list(new.avoid),
            if_avoided=new.if_avoided,
            series_id=series_id,
            created_at=now,
            revised_at=now,
        )
        for when in new.when
    ]


def _series(session: Session, plan_id: int, title: str, when: tuple[When, ...]) -> int:
    series = Series(plan_id=plan_id, title=title, rule=when[0].rule or "dates as given")
    session.add(series)
    session.flush()
    return key(series)


def _dated(when: When, zone: str) -> dict[str, Any]:
    ends_on = end_date(when.on, when.start, when.end, when.last_day)
    require_length(when.on, ends_on, when.start, when.end, zone)
    return {
        "starts_on": when.on,
        "ends_on": ends_on,
        "start_time": when.start,
        "end_time": when.end,
        "time_zone": zone,
        "date_rule": when.rule,
        "date_reason": when.reason,
        "original_on": when.on,
    }
