"""What begins before that which it needs has ended, or needs what will not be."""

from collections.abc import Iterator
from datetime import date, time, timedelta

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook
from seasonal_ops.checks.phrases import day, titled
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Check, Severity, Status

_WILL_NOT_BE = {Status.CANCELLED: "is cancelled", Status.NOT_DELIVERED: "was not delivered"}


def order(outlook: Outlook) -> Iterator[Judged]:
    """An error for each activity and what it needs, where that comes too late or not at all.

    What it needs may stand in a plan that is not in the picture; then nothing is said.
    """
    for activity in outlook.coming.values():
        for needed in (outlook.by_id[one] for one in activity.needs if one in outlook.by_id):
            if needed.status in _WILL_NOT_BE:
                yield _lost(activity, needed)
            elif needed.status.open and _too_early(outlook, activity, needed):
                yield _early(activity, needed)


def _too_early(outlook: Outlook, activity: ActivityView, needed: ActivityView) -> bool:
    """Whether it begins before what it needs is over; where one has no time, the same day will do."""
    if activity.start_time is None or needed.start_time is None:
        return activity.starts_on < needed.ends_on
    return outlook.times[activity.id][0] < outlook.times[needed.id][1]


def _lost(activity: ActivityView, needed: ActivityView) -> Judged:
    why = _WILL_NOT_BE[needed.status]
    said = f"{titled(activity)} on {day(activity.starts_on)} needs {titled(needed)}, which {why}"
    way_out = f"if it can do without: {_remove(activity, needed)}; if not: seasonal-ops activity cancel"
    return _order("lost", activity, needed, said, f"{way_out} {activity.id} --reason TEXT")


def _early(activity: ActivityView, needed: ActivityView) -> Judged:
    said = (
        f"{titled(activity)} begins on {_at(activity.starts_on, activity.start_time)}, before what it needs"
        f" has ended: {titled(needed)} on {_at(needed.ends_on, needed.end_time)}"
    )
    move = f"seasonal-ops activity move {activity.id} --to {_earliest(activity, needed)}"
    way_out = f"{move}, or if it can do without: {_remove(activity, needed)}"
    return _order("early", activity, needed, said, way_out)


def _order(why: str, activity: ActivityView, needed: ActivityView, said: str, way_out: str) -> Judged:
    about = f"activity:{activity.id} {needed.id} {why}"
    rows = [activity, needed]
    return judged(Check.ORDER, Severity.ERROR, about, rows, said=said, way_out=way_out)


def _remove(activity: ActivityView, needed: ActivityView) -> str:
    return f"seasonal-ops activity needs {activity.id} {needed.id} --remove"


def _at(on: date, at: time | None) -> str:
    return f"{day(on)} at {at:%H:%M}" if at else day(on)


def _earliest(activity: ActivityView, needed: ActivityView) -> date:
    """The first date on which it would begin after what it needs, at its own time."""
    end = needed.end_time or needed.start_time
    later = activity.start_time is not None and end is not None and activity.start_time < end
    return needed.ends_on + timedelta(days=1 if later else 0)
