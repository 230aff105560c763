"""An activity comes into a plan: once, or once a date of its rule."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import Session, col, select

from seasonal_ops.dates import IfAvoided
from seasonal_ops.errors import BadValue
from seasonal_ops.facts import ActivityAdded, Actor
from seasonal_ops.models import Activity, Assignment, Phase, PlanActivity, Series, insert_all, key
from seasonal_ops.names import unknown
from seasonal_ops.nights import end_date, instants
from seasonal_ops.planning.changes import states_of
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line, accept_text
from seasonal_ops.words import Answer, Role, Sensitivity

_LONGEST_RULE: Final = 300
# What stands for the rule of a series whose dates were given one by one.
LISTED: Final = "dates as given"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date with its reason, and the times of the day (None = all day), local to the plan's zone.

    An empty reason: `put_on` says that the date was set by hand.
    """

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
    known = known_phases(session, plan_id)
    for one in new:
        require_phase(one.phase, known)
    drawn = [_rows(session, plan_id, time_zone, one, now) for one in new]
    every = insert_all(session, Activity, [row for rows in drawn for row in rows])
    rest = iter(every)
    made = [list(islice(rest, len(rows))) for rows in drawn]
    placed = [
        Placed(activity_id=key(row), phase=one.phase, partners=one.partners)
        for one, rows in zip(new, made, strict=True)
        for row in rows
    ]
    place(session, plan_id=plan_id, placed=placed, now=now)
    happened(session, *added(session, every), actor=actor, now=now)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where an activity stands in a plan, at home or as a guest, and who is asked: partner ids and roles."""

    activity_id: int
    phase: str | None
    home: bool = True
    partners: tuple[tuple[int, Role], ...] = ()


def known_phases(session: Session, plan_id: int) -> tuple[str, ...]:
    """The slugs of a plan's phases, in their order."""
    query = select(Phase.slug).where(Phase.plan_id == plan_id).order_by(col(Phase.position))
    return tuple(session.exec(query))


def require_phase(phase: str | None, known: Sequence[str]) -> None:
    """Raises BadValue for a phase that the plan does not have."""
    if phase and phase not in known:
        raise unknown("phase", phase, known)


def accept_theme(theme: str | None) -> str | None:
    """A theme as it is kept: a slug of the plan, or a short line of one's own. Raises BadValue."""
    return accept_line(theme, "the theme", longest=60) if theme and theme.strip() else None


def place(session: Session, *, plan_id: int, placed: Sequence[Placed], now: datetime) -> None:
    """Let activities stand in a plan and ask their partners, in one statement a table."""
    links = [
        {"plan_id": plan_id, "activity_id": one.activity_id, "phase": one.phase, "home": one.home}
        for one in placed
    ]
    asked = [
        {"activity_id": one.activity_id, "partner_id": partner_id, "role": role, "asked_at": now}
        for one in placed
        for partner_id, role in one.partners
    ]
    if links:
        session.execute(insert(PlanActivity), links)
    if asked:
        session.execute(insert(Assignment), [{**one, "answer": Answer.ASKED} for one in asked])


def added(session: Session, activities: Sequence[Activity]) -> list[ActivityAdded]:
    """The facts that activities came to be, with the partners that were asked at once."""
    return [
        ActivityAdded(subject=f"activity:{activity_id}", after=state, activities=(activity_id,))
        for activity_id, state in states_of(session, activities).items()
    ]


def require_short_rule(rule: str | None) -> None:
    """Raises BadValue for a rule that is longer than a plan keeps."""
    if rule is not None and len(rule) > _LONGEST_RULE:
        raise BadValue(f"the date rule has {len(rule)} characters; {_LONGEST_RULE} at most in a plan")


def require_length(on: date, ends_on: date, start: time | None, end: time | None, zone: str) -> None:
    """Raises BadValue for an end without a start, or an end that is not after the start."""
    if start is None and end is not None:
        raise BadValue(f"an end ({end:%H:%M}) needs a start; add --start HH:MM")
    first, last = instants(on, ends_on, start, end, zone)
    if end is not None and last <= first:
        raise BadValue(f"the end {ends_on} {end:%H:%M} is not after the start; give a later --end or date")


def _rows(session: Session, plan_id: int, zone: str, new: NewActivity, now: datetime) -> list[dict[str, Any]]:
    """The values of an activity's rows, once a date."""
    title, theme = accept_line(new.title, "the title"), accept_theme(new.theme)
    _require_one_role(title, new.partners)
    for when in new.when:
        require_short_rule(when.rule)
    texts: dict[str, Any] = {
        "location": accept_text(new.location, "the location", longest=200),
        "meet": accept_text(new.meet, "the meeting place", longest=200),
        "description": accept_text(new.description, "the description"),
    }
    series_id = new.series_id
    if series_id is None and len(new.when) > 1:
        series_id = _series(session, plan_id, title, new.when)
    return [
        {
            **_dated(when, zone),
            **texts,
            "uid": str(uuid.uuid4()),
            "title": title,
            "theme": theme,
            "sensitivity": new.sensitivity,
            "measures": list(new.measures),
            "avoid": list(new.avoid),
            "if_avoided": new.if_avoided,
            "series_id": series_id,
            "created_at": now,
            "revised_at": now,
        }
        for when in new.when
    ]


def _require_one_role(title: str, partners: Sequence[tuple[int, Role]]) -> None:
    if len({partner_id for partner_id, _ in partners}) < len(partners):
        raise BadValue(f"a partner is named twice for {title!r}; it has one role")


def _series(session: Session, plan_id: int, title: str, when: tuple[When, ...]) -> int:
    series = Series(plan_id=plan_id, title=title, rule=when[0].rule or LISTED)
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
