"""One thing broken in a clean calendar: that rule, at that line, nothing else. No rule without a mutation."""

import re
from collections.abc import Callable
from typing import Final

import pytest

from seasonal_ops import ical
from seasonal_ops.linter import judge
from seasonal_ops.linter.rulebook import RULES
from seasonal_ops.words import Detail
from tests.linter.calendars import CAMPAIGN, NIGHT, calendar, changed, clean, found
from tests.linter.exchanges import AMISS

START: Final = b"DTSTART;TZID=Europe/London:20261030T200000"
END: Final = b"DTEND;TZID=Europe/London:20261031T020000"
SECOND_UID: Final = CAMPAIGN.uid.encode()
EMPTY_ZONE: Final = b"BEGIN:VTIMEZONE\r\nTZID:Empty\r\nEND:VTIMEZONE\r\n"

Mutation = tuple[str, bytes, Callable[[bytes], bytes]]


def put(new: bytes, instead_of: bytes) -> Callable[[bytes], bytes]:
    """The first occurrence replaced."""

    def mutate(data: bytes) -> bytes:
        assert instead_of in data
        return data.replace(instead_of, new, 1)

    return mutate


def drop(begins: bytes) -> Callable[[bytes], bytes]:
    """The first line that begins so is gone."""
    return lambda data: re.sub(rb"^" + re.escape(begins) + rb".*\r\n", b"", data, count=1, flags=re.MULTILINE)


def after(line: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A line put after one that is there, or before END."""
    return put(line + b"\r\n" + new + b"\r\n", line + b"\r\n")


def event(line: bytes) -> Callable[[bytes], bytes]:
    """A line more in the first event."""
    return after(b"SEQUENCE:3", line)


def each(*mutations: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Several in their order."""

    def mutate(data: bytes) -> bytes:
        for one in mutations:
            data = one(data)
        return data

    return mutate


def without_alarm(data: bytes) -> bytes:
    return re.sub(rb"BEGIN:VALARM.*END:VALARM\r\n", b"", data, flags=re.DOTALL)


def only_campaign(_data: bytes) -> bytes:
    """A calendar that needs no zone."""
    return calendar(ical.vevent(CAMPAIGN, detail=Detail.LIMITED))


def without_zone(data: bytes) -> bytes:
    return re.sub(rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", data, flags=re.DOTALL)


def many(_data: bytes) -> bytes:
    """1,001 events, small ones."""
    event = ical.vevent(CAMPAIGN, detail=Detail.LIMITED)
    return calendar(*(event.replace(CAMPAIGN.uid.encode(), b"%d" % number) for number in range(1001)))


def large(_data: bytes) -> bytes:
    """A description of 900,000 characters."""
    return calendar(ical.vevent(changed(description="word " * 180_000), detail=Detail.FULL))


def second() -> bytes:
    return calendar().replace(b"PRODID:", b"PRODID:2")


def stray() -> bytes:
    return b"BEGIN:VEVENT\r\nUID:9\r\nEND:VEVENT\r\n"


def local(name: bytes) -> Callable[[bytes], bytes]:
    return put(name + b":", name + b";TZID=Europe/London:")


def elsewhere(data: bytes) -> bytes:
    """In a zone that is nobody's but the file's."""
    return data.replace(b"TZID=Europe/London", b"TZID=Depot").replace(b"TZID:Europe/London", b"TZID:Depot")


# The rule, what the line it is found on begins with, and what was done.
MUTATIONS: Final[list[Mutation]] = [
    # Bytes.
    ("bom", b"\xef\xbb\xbfBEGIN", put(b"\xef\xbb\xbfBEGIN:VCALENDAR", b"BEGIN:VCALENDAR")),
    ("lf-only", b"SUMMARY", put(b"patrol\n", b"patrol\r\n")),
    ("bare-cr", b"SUMMARY", put(b"Joint\rpatrol", b"Joint patrol")),
    ("bare-cr", b"SUMMARY", put(b"patrol\r\r\n", b"patrol\r\n")),
    # A whole file as on old Macs: said once.
    ("bare-cr", b"BEGIN:VCALENDAR", lambda data: data.replace(b"\r\n", b"\r")),
    ("no-final-line-end", b"END:VCALENDAR", put(b"END:VCALENDAR", b"END:VCALENDAR\r\n")),
    ("line-too-long", b"SUMMARY", put(b"SUMMARY:" + b"x" * 68, b"SUMMARY:Joint patrol")),
    # A fold's space counts.
    ("line-too-long", b" " + b"y" * 75, put(b"SUMMARY:\r\n " + b"y" * 75, b"SUMMARY:Joint patrol")),
    ("blank-line", b"\r\n", put(b"\r\nUID:3f", b"UID:3f")),
    ("fold-at-start", b" folded", lambda data: b" folded\r\n" + data),
    # é and a star of four octets, at each place where they can be split.
    ("split-character", b"SUMMARY", put(b"SUMMARY:\xc3\r\n \xa9", b"SUMMARY:Joint patrol")),
    ("split-character", b"SUMMARY", put(b"SUMMARY:\xf0\x9f\x8c\r\n \x9f", b"SUMMARY:Joint patrol")),
    ("split-character", b"SUMMARY", put(b"SUMMARY:\xf0\r\n\t\x9f\x8c\x9f", b"SUMMARY:Joint patrol")),
    ("not-utf8", b"SUMMARY", put(b"SUMMARY:Caf\xe9", b"SUMMARY:Joint patrol")),
    ("control-character", b"SUMMARY", put(b"Joint\x00patrol", b"Joint patrol")),
    ("control-character", b"SUMMARY", put(b"Joint\x0bpatrol", b"Joint patrol")),
    ("control-character", b"SUMMARY", put(b"Joint\x7fpatrol", b"Joint patrol")),
    ("c1-control", b"SUMMARY", put("Joint\x9bpatrol".encode(), b"Joint patrol")),
    ("line-separator", b"SUMMARY", put("Joint\x85patrol".encode(), b"Joint patrol")),
    ("line-separator", b"SUMMARY", put("Joint\u2028patrol".encode(), b"Joint patrol")),
    ("line-separator", b"SUMMARY", put("Joint\u2029patrol".encode(), b"Joint patrol")),
    # Content lines and components.
    ("not-a-content-line", b"and a patrol", after(b"SUMMARY:Joint patrol", b"and a patrol")),
    ("not-a-content-line", b"X-A;B", after(b"SUMMARY:Joint patrol", b"X-A;B:1")),
    ("not-a-content-line", b'X-A;B="', after(b"SUMMARY:Joint patrol", b'X-A;B="1:2')),
    ("no-calendar", b"", lambda _data: b""),
    ("no-calendar", b"<html>", lambda _data: b"<html>\n<p>a login page: please,\n</html>"),
    ("no-calendar", b"BEGIN:VCARD", lambda _data: b"BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD\r\n"),
    ("second-calendar", b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:2", lambda data: data + second()),
    ("outside-calendar", b"X-A:1", lambda data: b"X-A:1\r\n" + data),
    ("outside-calendar", b"BEGIN:VEVENT\r\nUID:9", lambda data: data + stray()),
    ("begin-without-end", b"BEGIN:VCALENDAR", drop(b"END:VCALENDAR")),
    ("begin-without-end", b"BEGIN:VEVENT", drop(b"END:VEVENT")),
    ("begin-without-end", b"BEGIN:VALARM", drop(b"END:VALARM")),
    ("end-without-begin", b"END:VTODO", event(b"END:VTODO")),
    ("end-without-begin", b"END:VEVENT\r\nBEGIN", put(b"END:VEVENT\r\n" * 2, b"END:VEVENT\r\n")),
    (
        "misplaced-component",
        b"BEGIN:VALARM",
        after(b"X-PUBLISHED-TTL:PT1H", b"BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT1H\r\nEND:VALARM"),
    ),
    # What must be there, and what only once.
    ("version-missing", b"BEGIN:VCALENDAR", drop(b"VERSION")),
    ("version-unknown", b"VERSION", put(b"VERSION:1.0", b"VERSION:2.0")),
    ("prodid-missing", b"BEGIN:VCALENDAR", drop(b"PRODID")),
    ("uid-missing", b"BEGIN:VEVENT", drop(b"UID")),
    ("uid-missing", b"BEGIN:VEVENT", put(b"UID:\r\nSEQ", b"UID:%b\r\nSEQ" % NIGHT.uid.encode())),
    ("dtstamp-missing", b"BEGIN:VEVENT", drop(b"DTSTAMP")),
    ("dtstart-missing", b"BEGIN:VEVENT", each(drop(b"DTSTART;"), drop(b"DTEND;"))),
    ("repeated-property", b"SEQUENCE:4", event(b"SEQUENCE:4")),
    ("repeated-property", b"VERSION:2.0\r\nPRODID", after(b"BEGIN:VCALENDAR", b"VERSION:2.0")),
    ("alarm-incomplete", b"BEGIN:VALARM", drop(b"ACTION")),
    ("alarm-incomplete", b"BEGIN:VALARM", drop(b"TRIGGER")),
    ("alarm-incomplete", b"BEGIN:VALARM", drop(b"DESCRIPTION:Joint")),
    ("alarm-incomplete", b"BEGIN:VALARM", put(b"EMAIL\r\nATTENDEE:mailto:a@b.example", b"DISPLAY")),
    ("alarm-incomplete", b"BEGIN:VALARM", put(b"TRIGGER:-PT1H\r\nREPEAT:2", b"TRIGGER:-PT1H")),
    ("alarm-incomplete", b"BEGIN:VALARM", put(b"TRIGGER:-PT1H\r\nDURATION:PT5M", b"TRIGGER:-PT1H")),
    # Identity.
    ("duplicate-uid", b"UID:%b\r\nSEQUENCE:3\r\nLAST" % SECOND_UID, put(SECOND_UID, NIGHT.uid.encode())),
    ("bad-sequence", b"SEQUENCE", put(b"SEQUENCE:three", b"SEQUENCE:3")),
    ("bad-sequence", b"SEQUENCE", put(b"SEQUENCE:-1", b"SEQUENCE:3")),
    ("bad-sequence", b"SEQUENCE", put(b"SEQUENCE:2147483648", b"SEQUENCE:3")),
    # Texts.
    ("unescaped-comma", b"DESCRIPTION", put(b"estate, twice", b"estate\\, twice")),
    ("unescaped-semicolon", b"LOCATION", put(b"dale; fire", b"dale\\; fire")),
    ("unescaped-semicolon", b"CATEGORIES", put(b"CATEGORIES:a;b,c", b"CATEGORIES:Enforcement\\, joint")),
    ("bad-escape", b"SUMMARY", put(b"Joint\\qpatrol", b"Joint patrol")),
    ("bad-escape", b"SUMMARY", put(b'\\"Joint', b"Joint")),
    ("bad-escape", b"SUMMARY", put(b"patrol\\\r\n", b"patrol\r\n")),
    ("newline-in-summary", b"SUMMARY", put(b"Joint\\npatrol", b"Joint patrol")),
    # Dates and times, each by itself.
    ("not-utc", b"DTSTAMP", put(b"DTSTAMP:20260820T090000\r", b"DTSTAMP:20260820T090000Z\r")),
    ("not-utc", b"LAST-MODIFIED", put(b"LAST-MODIFIED:20260820", b"LAST-MODIFIED:20260820T090000Z")),
    ("bad-date", b"DTEND;VALUE", put(b"VALUE=DATE:20270230", b"VALUE=DATE:20261104")),
    ("bad-date", b"DTEND;TZID", put(b":20261031T250000", b":20261031T020000")),
    ("bad-date", b"DTSTAMP", put(b"DTSTAMP:yesterday", b"DTSTAMP:20260820T090000Z")),
    ("bad-date", b"EXDATE", event(b"EXDATE;VALUE=DATE:20261030,2026103")),
    ("not-utc", b"TRIGGER", put(b"TRIGGER;VALUE=DATE-TIME:20261030T190000", b"TRIGGER:-PT1H")),
    ("value-type", b"DTSTART:2026", put(b"DTSTART:20261101", b"DTSTART;VALUE=DATE:20261101")),
    ("value-type", b"DTEND;VALUE", put(b"DTEND;VALUE=DATE-TIME:20261104", b"DTEND;VALUE=DATE:20261104")),
    ("tzid-misplaced", b"DTEND;TZID", put(END + b"Z", END)),
    ("floating-time", b"DTSTART:2026", each(local(b"DTSTART"), local(b"DTEND"))),
    ("bad-duration", b"DURATION", each(drop(b"DTEND"), event(b"DURATION:1H"))),
    ("bad-duration", b"DURATION", each(drop(b"DTEND"), event(b"DURATION:-PT1H"))),
    ("bad-duration", b"TRIGGER", put(b"TRIGGER:P", b"TRIGGER:-PT1H")),
    # From when to when.
    ("end-not-after-start", b"DTEND;TZID", put(b"20261030T200000", b"20261031T020000")),
    ("end-not-after-start", b"DTEND;TZID", put(b"20261030T190000", b"20261031T020000")),
    ("end-not-after-start", b"DTEND;VALUE", put(b"VALUE=DATE:20261101", b"VALUE=DATE:20261104")),
    # Two in the morning is the same in London and in UTC in that winter night.
    (
        "end-not-after-start",
        b"DTEND:2026",
        each(put(START.replace(b"T20", b"T02"), START), put(b"DTEND:20261030T020000Z", END)),
    ),
    # A zone of nobody's: what its clock shows.
    ("end-not-after-start", b"DTEND;TZID", each(elsewhere, put(b"20261030T200000", b"20261031T020000"))),
    ("mixed-date-types", b"DTEND;VALUE", put(b"DTEND;VALUE=DATE:20261031", END)),
    ("end-and-duration", b"DTEND", event(b"DURATION:PT6H")),
    # Recurrence.
    ("bad-rrule", b"RRULE:FREQ=FORT", event(b"RRULE:FREQ=FORTNIGHTLY")),
    ("bad-rrule", b"RRULE:BYDAY", event(b"RRULE:BYDAY=MO")),
    ("bad-rrule", b"RRULE:FREQ=DAILY", event(b"RRULE:FREQ=DAILY;")),
    ("bad-rrule", b"RRULE:FREQ=DAILY", event(b"RRULE:FREQ=DAILY;COUNT=0")),
    ("bad-rrule", b"RRULE:FREQ=DAILY", event(b"RRULE:FREQ=DAILY;COUNT=2;COUNT=3")),
    ("bad-rrule", b"RRULE:FREQ=DAILY", event(b"RRULE:FREQ=DAILY;COUNT=2;UNTIL=20261130T200000Z")),
    ("bad-rrule", b"RRULE:FREQ=DAILY", event(b"RRULE:FREQ=DAILY;UNTIL=20261131T200000Z")),
    ("until-type", b"RRULE:FREQ=DAILY", event(b"RRULE:FREQ=DAILY;UNTIL=20261130")),
    ("until-type", b"RRULE:FREQ=DAILY", event(b"RRULE:FREQ=DAILY;UNTIL=20261130T200000")),
    (
        "until-type",
        b"RRULE:FREQ=DAILY",
        put(b"RRULE:FREQ=DAILY;UNTIL=20301101T000000", b"TRANSP:TRANSPARENT"),
    ),
    # In a zone's own rule too.
    ("until-type", b"RRULE:FREQ", put(b"YEARLY;UNTIL=20301028T010000;", b"YEARLY;")),
    # Zones.
    ("undeclared-tzid", b"DTEND;TZID", put(b"DTEND;TZID=Europe/Paris", b"DTEND;TZID=Europe/London")),
    ("zone-incomplete", b"BEGIN:VTIMEZONE\r\nTZID:Empty", put(EMPTY_ZONE + b"BEGIN:VEVENT", b"BEGIN:VEVENT")),
    ("zone-incomplete", b"BEGIN:DAYLIGHT", drop(b"TZOFFSETTO")),
    ("zone-incomplete", b"BEGIN:VTIMEZONE", each(only_campaign, drop(b"TZID:"))),
    ("bad-offset", b"TZOFFSETTO", put(b"TZOFFSETTO:+1", b"TZOFFSETTO:+0100")),
    ("rdate-zone", b"RDATE", after(b"DTSTART:19700329T010000", b"RDATE:20270328T010000")),
    # Closed lists and fixed forms.
    ("unknown-status", b"STATUS", put(b"STATUS:DONE", b"STATUS:CONFIRMED")),
    ("unknown-transp", b"TRANSP", put(b"TRANSP:BUSY", b"TRANSP:OPAQUE")),
    ("bad-geo", b"GEO", put(b"GEO:53.55,-2.77", b"GEO:53.55;-2.77")),
    ("bad-geo", b"GEO", put(b"GEO:-2.77;181", b"GEO:53.55;-2.77")),
    ("bad-geo", b"GEO", put(b"GEO:90.1;-2.77", b"GEO:53.55;-2.77")),
    ("color-name", b"COLOR", each(drop(b"COLOR"), after(b"NAME:Fire", b"COLOR:#ff8800"))),
    ("apple-color", b"X-APPLE", after(b"NAME:Fire", b"X-APPLE-CALENDAR-COLOR:orange")),
    ("refresh-type", b"REFRESH", put(b"REFRESH-INTERVAL:PT1H", b"REFRESH-INTERVAL;VALUE=DURATION:PT1H")),
    ("refresh-duration", b"REFRESH", put(b"DURATION:hourly", b"DURATION:PT1H")),
    ("refresh-duration", b"X-PUBLISHED-TTL", put(b"TTL:PT0S", b"TTL:PT1H")),
    # What does harm in a subscription.
    ("method", b"METHOD", lambda _data: after(b"NAME:Fire", b"METHOD:PUBLISH")(calendar())),
    ("method-without-organizer", b"METHOD", after(b"NAME:Fire", b"METHOD:PUBLISH")),
    ("organizer-or-attendee", b"ATTENDEE", event(b"ATTENDEE:mailto:a@b.example\r\nORGANIZER:urn:x")),
    ("attachment", b"ATTACH", event(b"ATTACH:https://example.org/map.pdf")),
    ("no-name", b"BEGIN:VCALENDAR", each(drop(b"NAME"), drop(b"X-WR-CALNAME"))),
    ("no-refresh", b"BEGIN:VCALENDAR", each(drop(b"REFRESH"), drop(b"X-PUBLISHED"))),
    ("empty-calendar", b"BEGIN:VCALENDAR", lambda _data: drop(b"X-WR-TIMEZONE")(without_zone(calendar()))),
    ("url-not-https", b"URL", put(b"URL:http:", b"URL:https:")),
    ("utc-time", b"DTSTART:2026", put(b"DTSTART:20261030T200000Z", START)),
    # No hint, no zone in which it has no other name.
    (
        "utc-time",
        b"DTSTART:2026",
        each(drop(b"X-WR-TIMEZONE"), put(b"DTSTART:20261025T013000Z", START)),
    ),
    ("only-x-wr-timezone", b"X-WR-TIMEZONE", each(only_campaign, without_zone)),
    ("too-many-events", b"BEGIN:VCALENDAR", many),
    ("too-large", b"BEGIN:VCALENDAR", large),
]  # fmt: skip


def test_the_calendar_is_clean_before() -> None:
    assert found(clean()) == []


@pytest.mark.parametrize(
    ("rule", "at", "mutate"), MUTATIONS, ids=[f"{row[0]}-{i}" for i, row in enumerate(MUTATIONS)]
)
def test_exactly_what_was_broken_is_found(rule: str, at: bytes, mutate: Callable[[bytes], bytes]) -> None:
    data = mutate(clean())
    place = re.search(rb"^" + re.escape(at), data, re.MULTILINE)
    assert place is not None
    assert found(data) == [(data.count(b"\n", 0, place.start()) + 1, rule)]


def test_every_rule_has_a_mutation() -> None:
    over_http = {defect.rule for _, exchange in AMISS for defect in judge(exchange)}
    assert {row[0] for row in MUTATIONS} | over_http == {rule.name for rule in RULES}
