"""An activity on the calendar: moved, cancelled, and how its delivery goes."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlmodel import Session

from seasonal_ops.dates import moved_by_hand
from seasonal_ops.errors import Refused
from seasonal_ops.facts import ActivityCancelled, ActivityMoved, ActivityStatusChanged, Actor
from seasonal_ops.models import Activity
from seasonal_ops.nights import end_date, local_today
from seasonal_ops.planning.adding import When, require_length
from seasonal_ops.planning.changes import changed, state_of
from seasonal_ops.planning.lookup import activity_for_change
from seasonal_ops.text import accept_text
from seasonal_ops.words import Status


def move_activity(
    session: Session,
    *,
    activity_id: int,
    to: date,
    start: time | None = None,
    end: time | None = None,
    last_day: date | None = None,
    expected_version: int | None = None,
    by_rule: str | None = None,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Give an activity another date, and other times and another last day where given.

    Without `last_day` it keeps its length in days. `by_rule` is the reason when its own rule moved it;
    moved by hand, it stays when an anchor moves.
    Raises NotFound, Changed, BadValue, or Refused for a cancelled one.
    """
    activity = _movable(session, activity_id, expected_version)
    before = state_of(session, activity)
    activity.starts_on, activity.ends_on, activity.start_time, activity.end_time = span_on(
        activity, to, start, end, last_day
    )
    if before == state_of(session, activity):
        return activity
    if by_rule is None:
        activity.date_reason = _by_hand(activity, before, now)
    else:
        activity.date_reason, activity.original_on = by_rule, to
    changed(
        session, activity, ActivityMoved, before=before, visible=True, schedule=True, actor=actor, now=now
    )
    return activity


def span_on(
    activity: Activity, to: date, start: time | None, end: time | None, last_day: date | None = None
) -> tuple[date, date, time | None, time | None]:
    """Where an activity would stand on another date: first day, last day, start, end.

    Times that are not given stay; its length in days too, unless `last_day` is given. Raises BadValue for
    an end before the start.
    """
    new_start, new_end = start or activity.start_time, end or activity.end_time
    if last_day is not None:
        last_day = end_date(to, new_start, new_end, last_day)
    elif start is None and end is None:
        last_day = to + (activity.ends_on - activity.starts_on)
    else:
        # A night's own last day follows from its times; a longer activity keeps its days.
        days = (activity.ends_on - activity.starts_on).days
        night = activity.end_time is not None and days == 1
        last_day = end_date(to, new_start, new_end, None if night or days == 0 else to + timedelta(days=days))
    require_length(to, last_day, new_start, new_end, activity.time_zone)
    return to, last_day, new_start, new_end


def put_on(
    session: Session,
    *,
    activity_id: int,
    when: When,
    expected_version: int | None = None,
    actor: Actor,
    now: datetime,
) -> Activity:
    """Give an activity exactly this date, last day and these times; without times it takes whole days.

    With a rule it hangs on it from now on, without one its date is set by hand; without a reason that is
    said of another date, and other times of the same date leave its reason. Raises as `move_activity`.
    """
    activity = _movable(session, activity_id, expected_version)
    before = state_of(session, activity)
    last_day = end_date(when.on, when.start, when.end, when.last_day)
    require_length(when.on, last_day, when.start, when.end, activity.time_zone)
    activity.starts_on, activity.ends_on = when.on, last_day
    activity.start_time, activity.end_time = when.start, when.end
    if when.rule is not None:
        activity.date_rule, activity.original_on = when.rule, when.on
    if before == state_of(session, activity):
        return activity
    activity.date_reason = when.reason or _by_hand(activity, before, now)
    changed(
        session, activity, ActivityMoved, before=before, visible=True, schedule=True, actor=actor, now=now
    )
    return activity


def _by_hand(activity: Activity, before: Mapping[str, Any], now: datetime) -> str:
    """That its date was set by hand, on the day that clocks show there; other times leave its reason."""
    was = date.fromisoformat(before["starts_on"])
    if was == activity.starts_on:
        return activity.date_reason
    return moved_by_hand(local_today(now, activity.time_zone), was=was)


def _movable(session: Session, activity_id: int, expected_version: int | None) -> Activity:
    activity = activity_for_change(session, activity_id, expected_version)
    require_standing(activity)
    return activity


def require_standing(activity: Activity) -> None:
    """Raises Refused for a cancelled activity: it has no date to be moved from."""
    if activity.status is Status.CANCELLED:
        raise Refused(f"{activity.title!r} is cancelled; add a new activity instead of moving it")


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
    """Say how the delivery of an activity goes; without a note the one before stays, unless it was cancelled.

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
    if note is not None or revived:
        # Why it was cancelled says nothing of an activity that happens after all.
        activity.status_note = accept_text(note or "", "the note")
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
