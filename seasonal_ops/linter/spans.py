"""From when to when: that an end comes after its start, and is said once."""

from typing import Final

from seasonal_ops.linter.components import Component
from seasonal_ops.linter.content import Line
from seasonal_ops.linter.reporting import Report, error
from seasonal_ops.linter.values import Stamp, instant, stamp

END_NOT_AFTER_START: Final = error(
    "end-not-after-start",
    "RFC 5545, 3.8.2.2",
    "{} is not after DTSTART; move it, or leave it out (a whole day ends on the day after)",
)
MIXED_TYPES: Final = error(
    "mixed-date-types",
    "RFC 5545, 3.8.2.2",
    "{} is a date where DTSTART is a time, or the reverse; use one for both",
)
END_AND_DURATION: Final = error(
    "end-and-duration", "RFC 5545, 3.6.1", "{} and DURATION stand together; keep one of them"
)


def check_span(component: Component, report: Report) -> None:
    """Start against end, in UTC where the zones are known."""
    start = component.first("DTSTART")
    end = component.first("DUE" if component.kind == "VTODO" else "DTEND")
    if end is None:
        return
    if component.first("DURATION"):
        report.add(END_AND_DURATION, end.number, end.name)
    if start is not None:
        _compare(start, end, report)


def _compare(start: Line, end: Line, report: Report) -> None:
    begins, ends = stamp(start.value), stamp(end.value)
    if begins is None or ends is None:
        return
    if begins.is_date != ends.is_date:
        report.add(MIXED_TYPES, end.number, end.name)
    elif _is_not_after(start, begins, end, ends):
        report.add(END_NOT_AFTER_START, end.number, end.name)


def _is_not_after(start: Line, begins: Stamp, end: Line, ends: Stamp) -> bool:
    first, last = instant(start, begins), instant(end, ends)
    if first is not None and last is not None:
        return last <= first
    # Two local times of one zone that we do not know, or of none: as they are read off a clock.
    same_clock = start.parameters.get("TZID") == end.parameters.get("TZID")
    return same_clock and begins.is_utc == ends.is_utc and ends.moment <= begins.moment
