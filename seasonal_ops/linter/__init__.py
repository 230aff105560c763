"""The calendar linter: what is wrong with a calendar file, byte by byte and line by line. Pure.

An error breaks a standard or a reader that we know. A warning is legal and does harm in a calendar that
others subscribe to. No file makes it raise, and the time it takes grows with the size alone.
"""

import re
from typing import Final

from seasonal_ops.linter.closed import check_closed
from seasonal_ops.linter.components import NO_CALENDAR, Component, read_calendars
from seasonal_ops.linter.content import content_lines
from seasonal_ops.linter.http import Answer, Exchange, judge
from seasonal_ops.linter.identity import check_duplicates, check_sequence
from seasonal_ops.linter.octets import check_octets, with_line_feeds
from seasonal_ops.linter.presence import check_calendar, check_presence
from seasonal_ops.linter.recurrence import check_recurrence
from seasonal_ops.linter.reporting import MOST, Defect, Report
from seasonal_ops.linter.spans import check_span
from seasonal_ops.linter.subscription import check_subscription, check_volume
from seasonal_ops.linter.texts import check_texts
from seasonal_ops.linter.times import check_times
from seasonal_ops.linter.zones import check_zones
from seasonal_ops.words import Severity

__all__ = ["LARGEST", "MOST", "Answer", "Defect", "Exchange", "Severity", "count_events", "judge", "lint"]

# Bytes; a door refuses more. Five times what Google shows of a subscription: the worst file of that size
# takes some seconds and a quarter of a gigabyte.
LARGEST: Final = 5_000_000
_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_CALENDAR: Final = re.compile(rb"BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE)
_EVENT: Final = re.compile(rb"^BEGIN:VEVENT[ \t\r]*$", re.MULTILINE | re.IGNORECASE)
_CHECKS: Final = (
    check_presence,
    check_sequence,
    check_texts,
    check_times,
    check_span,
    check_recurrence,
    check_closed,
)


def lint(data: bytes) -> list[Defect]:
    """What is wrong with the bytes of a calendar file, by line; `MOST` a rule, then how many more."""
    report = Report()
    if not _CALENDAR.search(data) and not _CALENDAR.search(_FOLD.sub(b"", data)):
        # A login page, most often: the rest would be said of lines that are no calendar's.
        report.add(NO_CALENDAR, 1)
        return report.defects()
    text = with_line_feeds(data, report)
    check_octets(text, report)
    calendars = read_calendars(content_lines(text, report), report)
    for calendar in calendars:
        _check(calendar, report)
    check_volume(calendars, len(data), report)
    check_duplicates((one for calendar in calendars for one in calendar.inside()), report)
    return report.defects()


def _check(calendar: Component, report: Report) -> None:
    for component in (calendar, *calendar.inside()):
        for check in _CHECKS:
            check(component, report)
    check_calendar(calendar, report)
    check_zones(calendar, report)
    check_subscription(calendar, report)


def count_events(data: bytes) -> int:
    """How many events the file holds."""
    return len(_EVENT.findall(data))
