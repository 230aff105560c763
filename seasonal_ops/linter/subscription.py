"""What is legal in a calendar and does harm in one that others subscribe to (docs/linter.md)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from seasonal_ops.linter.components import Component
from seasonal_ops.linter.content import Line
from seasonal_ops.linter.reporting import Report, Rule, warning
from seasonal_ops.linter.values import known_zones, stamp_of

METHOD: Final = warning(
    "method", "RFC 5545, 3.7.2", "METHOD makes an invitation of a subscription; leave it out"
)
METHOD_WITHOUT_ORGANIZER: Final = warning(
    "method-without-organizer",
    "RFC 5546, 3.2.1",
    "METHOD demands an ORGANIZER in every event, and one has none; leave METHOD out",
)
PEOPLE: Final = warning(
    "organizer-or-attendee",
    "RFC 5546, 3.2",
    "{} in a subscription shows addresses, and some readers offer to answer; leave it out",
)
ATTACHMENT: Final = warning(
    "attachment",
    "RFC 5545, 3.8.1.1",
    "ATTACH makes every poll heavier, and few readers show it; link with URL",
)
NO_NAME: Final = warning(
    "no-name", "RFC 7986, 5.1", "the calendar has no name of its own; write NAME and X-WR-CALNAME"
)
NO_REFRESH: Final = warning(
    "no-refresh",
    "RFC 7986, 5.7",
    "nothing says when to look again; write REFRESH-INTERVAL;VALUE=DURATION:PT1H and X-PUBLISHED-TTL:PT1H",
)
EMPTY_CALENDAR: Final = warning(
    "empty-calendar", "RFC 5545, 3.6", "nothing stands in the calendar; write at least its VTIMEZONE"
)
URL_NOT_HTTPS: Final = warning(
    "url-not-https", "RFC 9110, 4.2.2", "the URL {!r} does not begin with https://; use one that does"
)
UTC_TIME: Final = warning(
    "utc-time",
    "RFC 5545, 3.2.19",
    "times in UTC ({} of them) are shown as UTC by classic Outlook; use a TZID",
)
ONLY_X_WR_TIMEZONE: Final = warning(
    "only-x-wr-timezone", "RFC 5545, 3.6.5", "X-WR-TIMEZONE alone declares no zone; add a VTIMEZONE"
)
TOO_MANY_EVENTS: Final = warning(
    "too-many-events", "Google Calendar", "{} events; Google drops what is beyond 1,000; narrow what it shows"
)
TOO_LARGE: Final = warning(
    "too-large", "Google Calendar", "{} bytes; Google drops what is beyond 900,000; narrow what it shows"
)

_MOST_EVENTS: Final = 1_000
_MOST_BYTES: Final = 900_000  # uncompressed
_ENTRIES: Final = ("VEVENT", "VTODO", "VJOURNAL")
_UTC_ZONES: Final = frozenset({"UTC", "ETC/UTC", "GMT", "ETC/GMT", "Z"})


def check_volume(calendars: list[Component], size: int, report: Report) -> None:
    """The calendars of a file of `size` bytes: whether Google shows all of it."""
    events = sum(one.kind == "VEVENT" for calendar in calendars for one in calendar.inside())
    if events > _MOST_EVENTS:
        report.add(TOO_MANY_EVENTS, 1, f"{events:,}")
    if size > _MOST_BYTES:
        report.add(TOO_LARGE, 1, f"{size:,}")


def check_subscription(calendar: Component, report: Report) -> None:
    """One calendar. Each warning but that on URLs comes once, at the first line it is about."""
    entries = [one for one in calendar.inside() if one.kind in _ENTRIES]
    events = [one for one in entries if one.kind == "VEVENT"]
    _check_head(calendar, report)
    _check_method(calendar, events, report)
    _first(PEOPLE, entries, ("ORGANIZER", "ATTENDEE"), report)
    _first(ATTACHMENT, entries, ("ATTACH",), report)
    _check_urls([calendar, *entries], report)
    _check_utc(calendar, events, report)


def _check_head(calendar: Component, report: Report) -> None:
    if not calendar.all("NAME", "X-WR-CALNAME"):
        report.add(NO_NAME, calendar.number)
    if not calendar.all("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        report.add(NO_REFRESH, calendar.number)
    if not calendar.children:
        report.add(EMPTY_CALENDAR, calendar.number)
    hint = calendar.first("X-WR-TIMEZONE")
    if hint and not any(one.kind == "VTIMEZONE" for one in calendar.children):
        report.add(ONLY_X_WR_TIMEZONE, hint.number)


def _check_method(calendar: Component, events: list[Component], report: Report) -> None:
    method = calendar.first("METHOD")
    if method is not None:
        lacking = any(event.first("ORGANIZER") is None for event in events)
        report.add(METHOD_WITHOUT_ORGANIZER if lacking else METHOD, method.number)


def _first(rule: Rule, entries: list[Component], names: tuple[str, ...], report: Report) -> None:
    found = [line for one in entries for line in one.all(*names)]
    if found:
        earliest = min(found, key=lambda line: line.number)
        report.add(rule, earliest.number, earliest.name)


def _check_urls(components: list[Component], report: Report) -> None:
    for component in components:
        for line in component.all("URL"):
            if not line.value.strip().lower().startswith("https://"):
                report.add(URL_NOT_HTTPS, line.number, line.value)


def _check_utc(calendar: Component, events: list[Component], report: Report) -> None:
    hint = calendar.first("X-WR-TIMEZONE")
    zone = hint.value.strip() if hint else ""
    if zone.upper() in _UTC_ZONES:
        return
    found = list(_written_in_utc(events, zone))
    if found:
        report.add(UTC_TIME, found[0].number, f"{len(found):,}")


def _written_in_utc(events: list[Component], zone: str) -> Iterator[Line]:
    for event in events:
        start = event.first("DTSTART")
        when = stamp_of(start)
        if start and when and when.is_utc and not _has_no_local_name(when.moment, zone):
            yield start


def _has_no_local_name(moment: datetime, zone: str) -> bool:
    """The second of two equal local times when the clocks go back can only be written in UTC."""
    if zone not in known_zones():
        return False
    try:
        return moment.astimezone(ZoneInfo(zone)).fold == 1
    except OverflowError:
        return False
