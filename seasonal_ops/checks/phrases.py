"""How activities, dates and lists read in a finding. Text from outside is quoted, never interpreted."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from seasonal_ops.dates import brief
from seasonal_ops.names import joined, quoted
from seasonal_ops.text import harmless
from seasonal_ops.views import ActivityView, AssignmentView

day: Final = brief
# A sentence that names more is not read to its end; the finding holds all the ids.
_NAMED: Final = 6
# The same titles come back in many findings, and cleaning them takes most of the time of a check.
_quoted = lru_cache(maxsize=4096)(quoted)


def titled(activity: ActivityView) -> str:
    """`"Joint patrol" (32)`."""
    return f"{_quoted(activity.title)} ({activity.id})"


def on_day(activity: ActivityView) -> str:
    """`"Joint patrol" (32) on Fri 30 Oct 2026`."""
    return f"{titled(activity)} on {day(activity.starts_on)}"


def on_days(activities: Sequence[ActivityView]) -> str:
    """The same of one; of several with one title how often, and their ids."""
    if len(activities) == 1:
        return on_day(activities[0])
    ids = listed(activities, lambda one: str(one.id))
    often = "twice" if len(activities) == 2 else f"{len(activities)} times"
    return f"{_quoted(activities[0].title)} ({ids}), {often} {days_of(activities)},"


def at_times(activity: ActivityView) -> str:
    """`"Joint patrol" (32, 18:00–23:00)`."""
    return f"{_quoted(activity.title)} ({activity.id}, {_times(activity)})"


def days_of(activities: Sequence[ActivityView]) -> str:
    """`on Fri 30 Oct 2026`, or from the first day to the last one."""
    first = min(one.starts_on for one in activities)
    last = max(one.starts_on for one in activities)
    return f"on {day(first)}" if first == last else f"from {day(first)} to {day(last)}"


def listed(activities: Sequence[ActivityView], as_text: Callable[[ActivityView], str]) -> str:
    """`a, b and c`; of many only the first, and how many more there are."""
    phrases = [as_text(one) for one in activities[:_NAMED]]
    more = len(activities) - len(phrases)
    return joined([*phrases, f"{more} more"] if more else phrases)


def named(assignments: Iterable[AssignmentView]) -> str:
    """The names of those partners: `Lancashire Constabulary and Street Pastors`."""
    return joined([harmless(one.partner_name) for one in assignments])


def number_of(count: int, what: str = "activity", many: str = "activities") -> str:
    """`1 activity`, `4 activities`."""
    return f"{count} {what if count == 1 else many}"


def _times(activity: ActivityView) -> str:
    if activity.start_time is None:
        return "no time given"
    end = f"–{activity.end_time:%H:%M}" if activity.end_time else ""
    return f"{activity.start_time:%H:%M}{end}"
