"""An activity on the calendar: added, moved, cancelled, and how its delivery goes."""

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlmodel import Session

from seasonal_ops.dates import plain
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.facts import ActivityAdded, ActivityCancelled, ActivityMoved, ActivityStatusChanged, Actor
from seasonal_ops.models import Activity, PlanActivity, Series, key
from seasonal_ops.nights import end_date, instants
from seasonal_ops.planning.changes import changed, state_of
from seasonal_ops.planning.lookup import activity_for_change
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line, accept_text
from seasonal_ops.words import Status


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
    """What a person says of an activity when adding it by hand."""

    title: str
    theme: str | None = None
    location: str = ""
    description: str = ""
    phase: str | None = None
    when: tuple[When, ...] = field(default_factory=tuple)


def add_activities(
    session: Session, *, plan_id: int, time_zone: str, new: NewActivity, actor: Actor, now: datetime
) -> list[Activity]:
    """Put an activity into a plan, once a date; several dates are a series.

    Raises BadValue for a text or a time that cannot be used.
    """
    title = accept_line(new.title, "the title")
    location = accept_text(new.location, "the location", longest=200)
    description = accept_text(new.description, "the description")
    series = _series(session, plan_id, title, new.when) if len(new.when) > 1 else None
    rows = [_row(when, time_zone, now) for when in new.when]
    for row in rows:
        row.title, row.location, row.description, row.theme = title, location, description, new.theme
        row.series_id = key(series) if series else None
        session.add(row)
    session.flush()
    session.add_all(PlanActivity(plan_id=plan_id, activity_id=key(row), phase=new.phase) for row in rows)
    session.flush()
    facts = [added(session, row) for row in rows]
    happened(session, *facts, actor=actor, now=now)
    return rows


def added(session: Session, activity: Activity) -> ActivityAdded:
    """The fact that an activity came to be, with the partners that were asked at once."""
    return ActivityAdded(
        subject=f"activity:{activity.id}", after=state_of(session, activity), activities=(key(activity),)
    )


def _series(session: Session, plan_id: int, title: str, when: tuple[When, ...]) -> Series:
    series = Series(plan_id=plan_id, title=title, rule=when[0].rule or "dates as given")
    session.add(series)
    session.flush()
    return series


def _row(when: When, zone: str, now: datetime) -> Activity:
    ends_on = end_date(when.on, when.start, when.end, when.last_day)
    require_length(when.on, ends_on, when.start, when.end, zone)
    return Activity(
        uid=str(uuid.uuid4()),
        title="",
        starts_on=when.on,
        ends_on=ends_on,
        start_time=when.start,
        end_time=when.end,
        time_zone=zone,
        date_rule=when.rule,
        date_reason=when.reason,
        original_on=when.on,
        created_at=now,
        revised_at=now,
    )


def require_length(on: date, ends_on: date, start: time | None, end: time | None, zone: str) -> None:
    """Raises BadValue for an end without a start, or an end that is not after the start."""
    if start is None and end is not None:
        raise BadValue(f"an end ({end:%H:%M}) needs a start; add --start HH:MM")
    first, last = instants(on, ends_on, start, end, zone)
    if end is not None and last <= first:
        raise BadValue(f"the end {ends_on} {end:%H:%M} is not after the start; give a later --end or date")


def move_activity(
    session: Session,
    *,
    activity_id: int,
    to: date,
    start: time | None = None,
    end: time | None = None,
    expected_version: int | None = None,
    by_rule: str | None = None,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Give an activity another date, and other times where given; it keeps its length in days.

    `by_rule` is the reason when its own rule moved it; moved by hand, it stays when an anchor moves.
    Raises NotFound, Changed, BadValue, or Refused for a cancelled one.
    """
    activity = activity_for_change(session, activity_id, expected_version)
    if activity.status is Status.CANCELLED:
        raise Refused(f"{activity.title!r} is cancelled; add a new activity instead of moving it")
    before = state_of(session, activity)
    _reschedule(activity, to, start, end)
    if before == state_of(session, activity):
        return activity
    if by_rule is None:
        was = plain(date.fromisoformat(before["starts_on"]))
        activity.date_reason = f"moved by hand on {plain(now.date())} from {was}"
    else:
        activity.date_reason, activity.original_on = by_rule, to
    changed(
        session, activity, ActivityMoved, before=before, visible=True, schedule=True, actor=actor, now=now
    )
    return activity


def _reschedule(activity: Activity, to: date, start: time | None, end: time | None) -> None:
    new_start, new_end = start or activity.start_time, end or activity.end_time
    if start is None and end is None:
        last_day = to + (activity.ends_on - activity.starts_on)
    else:
        # A night's own last day follows from its times; a longer activity keeps its days.
        days = (activity.ends_on - activity.starts_on).days
        night = activity.end_time is not None and days == 1
        last_day = end_date(to, new_start, new_end, None if night or days == 0 else to + timedelta(days=days))
    require_length(to, last_day, new_start, new_end, activity.time_zone)
    activity.starts_on, activity.ends_on = to, last_day
    activity.start_time, activity.end_time = new_start, new_end


def cancel_activity(
    session: Session,
    *,
    activity_id: int,
    reason: str = "",
    expected_version: int | None = None,
    actor: Actor,
    now: datetime,
) -> Activity:
    """An activity will not happen. Cancelling a cancelled one is Refused."""
    activity = activity_for_change(session, activity_id, expected_version)
    if activity.status is Status.CANCELLED:
        raise Refused(f"{activity.title!r} is cancelled already")
    before = state_of(session, activity)
    activity.status = Status.CANCELLED
    activity.status_note = accept_text(reason, "the reason")
    changed(
        session, activity, ActivityCancelled, before=before, visible=True, schedule=True, actor=actor, now=now
    )
    return activity


def set_status(
    session: Session,
    *,
    activity_id: int,
    status: Status,
    note: str | None = None,
    expected_version: int | None = None,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Say how the delivery of an activity goes; without a note the one before stays.

    To cancel is a verb of its own, and is handed on to it.
    """
    if status is Status.CANCELLED:
        return cancel_activity(
            session,
            activity_id=activity_id,
            reason=note or "",
            expected_version=expected_version,
            actor=actor,
            now=now,
        )
    activity = activity_for_change(session, activity_id, expected_version)
    before = state_of(session, activity)
    revived = activity.status is Status.CANCELLED
    activity.status = status
    if note is not None:
        activity.status_note = accept_text(note, "the note")
    if before == state_of(session, activity):
        return activity
    changed(
        session,
        activity,
        ActivityStatusChanged,
        before=before,
        visible=revived,
        schedule=revived,
        actor=actor,
        now=now,
    )
    return activity
