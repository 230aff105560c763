"""Each date and time by itself: that it exists, is of its property's type, and says its zone."""

from typing import Final

from seasonal_ops.linter.components import Component
from seasonal_ops.linter.content import Line
from seasonal_ops.linter.reporting import Report, error, warning
from seasonal_ops.linter.values import Stamp, duration, stamp

BAD_DATE: Final = error(
    "bad-date", "RFC 5545, 3.3.4 and 3.3.5", "{} is {!r}, which is no date or time that exists; correct it"
)
NOT_UTC: Final = error(
    "not-utc", "RFC 5545, 3.8.7", "{} is {!r}, and must be a time in UTC; write it with a Z at its end"
)
VALUE_TYPE: Final = error(
    "value-type",
    "RFC 5545, 3.2.20",
    "{} is {!r}, which is not of its type; a date needs VALUE=DATE, a time none",
)
TZID_MISPLACED: Final = error(
    "tzid-misplaced",
    "RFC 5545, 3.2.19",
    "{} has a TZID, which a date or a time in UTC must not; leave it out",
)
FLOATING_TIME: Final = warning(
    "floating-time", "RFC 5545, 3.3.5", "{} names no zone, so that it is another moment in each; add a TZID"
)
BAD_DURATION: Final = error(
    "bad-duration", "RFC 5545, 3.3.6", "{} is {!r}, which is no duration such as PT1H30M"
)

_UTC: Final = ("DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED")
_LOCAL: Final = ("DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE")
_DATED: Final = frozenset({"VEVENT", "VTODO", "VJOURNAL"})


def check_times(component: Component, report: Report) -> None:
    """The dates and times of a component."""
    for line in component.all(*_UTC):
        _check_utc(line, report)
    floating = [line for line in component.all(*_LOCAL) if _check_local(line, report)]
    if floating and component.kind in _DATED:
        report.add(FLOATING_TIME, floating[0].number, floating[0].name)
    for line in component.all("DURATION", "TRIGGER"):
        _check_duration(line, component, report)


def _check_utc(line: Line, report: Report) -> None:
    when = stamp(line.value)
    if when is None:
        report.add(BAD_DATE, line.number, line.name, line.value)
    elif not when.is_utc:
        report.add(NOT_UTC, line.number, line.name, line.value)


def _check_local(line: Line, report: Report) -> bool:
    """Whether a time of the line floats; what is wrong is said once a line, however many times it holds."""
    kind = line.parameters.get("VALUE", "DATE-TIME").upper()
    whens = [stamp(text.partition("/")[0]) for text in line.value.split(",")]
    found = [when for when in whens if when is not None]
    if len(found) < len(whens):
        report.add(BAD_DATE, line.number, line.name, line.value)
    elif any(when.is_date != (kind == "DATE") for when in found):
        report.add(VALUE_TYPE, line.number, line.name, line.value)
    elif "TZID" in line.parameters:
        if any(when.is_date or when.is_utc for when in found):
            report.add(TZID_MISPLACED, line.number, line.name)
    else:
        return any(_floats(when) for when in found)
    return False


def _floats(when: Stamp) -> bool:
    return not when.is_date and not when.is_utc


def _check_duration(line: Line, component: Component, report: Report) -> None:
    if line.parameters.get("VALUE", "").upper() == "DATE-TIME":
        _check_utc(line, report)
        return
    length = duration(line.value)
    # Only an alarm may lie before (3.8.6.3); nothing that happens takes less than no time (3.8.2.5).
    if length is None or (length.days < 0 and component.kind != "VALARM"):
        report.add(BAD_DURATION, line.number, line.name, line.value)
