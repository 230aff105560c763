"""What is right and looks wrong, or lies at the edge: no defect."""

from typing import Final

import pytest

from seasonal_ops import ical
from seasonal_ops.words import Detail
from tests.linter.calendars import CAMPAIGN, calendar, clean, found

START: Final = b"DTSTART;TZID=Europe/London:20261030T200000"
END: Final = b"DTEND;TZID=Europe/London:20261031T020000"
SEQUENCE: Final = b"SEQUENCE:3"
PLACE: Final = b"BEGIN:VLOCATION\r\nUID:x\r\nNAME:Park\r\nEND:VLOCATION"
SUMMARY: Final = b"SUMMARY:Joint patrol"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Lines and folds.
        (SUMMARY, b"SUMMARY:" + b"x" * 67),
        (SUMMARY, b"SUMMARY:\r\n " + b"x" * 74),
        (SUMMARY, b"SUMMARY:a\ttab and \r\n\ta fold by one"),
        (SUMMARY, b"SUM\r\n MARY:Joint patrol"),
        (SUMMARY, "SUMMARY:Caf\r\n é".encode()),
        (SUMMARY, b"summary;language=en:Joint patrol"),
        (SUMMARY, b'SUMMARY;ALTREP="https://example.org/a;b:c,d":Joint patrol'),
        (SUMMARY, b"SUMMARY:a \\, b \\; c \\\\n d: \"e\""),
        (b"twice.\\n", b"twice.\\N"),
        # Values at the edge.
        (b"GEO:53.55;-2.77", b"GEO:90;-180"),
        (b"GEO:53.55;-2.77", b"GEO:-90.0;+180.000000"),
        (SEQUENCE, b"SEQUENCE:0"),
        (SEQUENCE, b"SEQUENCE:2147483647"),
        (SEQUENCE, b"SEQUENCE:" + b"0" * 60 + b"1"),
        (b"VERSION:2.0", b"VERSION:2.0;2.0"),
        # A place that is told of in an event may be told of in the next (RFC 9073, 7.2).
        (b"TRANSP:OPAQUE", b"TRANSP:OPAQUE\r\n" + b"\r\n".join([PLACE, PLACE])),
        (b"STATUS:CONFIRMED", b"STATUS:tentative"),
        (b"X-PUBLISHED-TTL:PT1H", b"X-PUBLISHED-TTL:PT1S"),
        (b"X-PUBLISHED-TTL:PT1H", b"X-PUBLISHED-TTL:P1DT12H"),
        (b"X-PUBLISHED-TTL:PT1H", b"X-PUBLISHED-TTL:P2W"),
        (b"TRIGGER:-PT1H", b"TRIGGER;RELATED=END:-P1D"),
        (b"TRIGGER:-PT1H", b"TRIGGER;VALUE=DATE-TIME:20261030T190000Z"),
        (b"TZOFFSETTO:+0100", b"TZOFFSETTO:+010000"),
        # Dates and times.
        (END, b"DTEND;TZID=Europe/London:20261030T200001"),
        (END, b"DTEND:20261030T200001Z"),
        (END, b"DURATION:PT6H"),
        (END, b"DURATION:PT0S"),
        (b"DTEND;VALUE=DATE:20261104", b"DTEND;VALUE=DATE:20261102"),
        (START, START.replace(b"20261030", b"20240229")),
        (b"LAST-MODIFIED:20260820T090000Z", b"LAST-MODIFIED:20161231T235960Z"),
        # Google's year for "unknown" is a leap year, as the calendar is reckoned back.
        (b"LAST-MODIFIED:20260820T090000Z", b"LAST-MODIFIED:00000229T000000Z"),
        # An end before a start of which nobody knows when it is.
        (START + b"\r\n" + END, b"DTSTART;TZID=/example.org/X:20261030T200000\r\nDTEND:20261030T190000Z"),
        # Half past one happens twice in that night; a zone of its own is not declared.
        (START + b"\r\n" + END, b"DTSTART;TZID=/example.org/X:20261025T013000"),
        (SEQUENCE, b"EXDATE;TZID=Europe/London:20261031T200000,20261101T200000"),
        (SEQUENCE, b"RDATE;VALUE=PERIOD;TZID=Europe/London:20261105T200000/PT2H"),
        # Rules.
        (SEQUENCE, b"RRULE:FREQ=WEEKLY;UNTIL=20261130T200000Z;BYDAY=FR,SA;WKST=MO"),
        (SEQUENCE, b"RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=-1SU,+2MO;BYSETPOS=-1,366"),
        (SEQUENCE, b"RRULE:RSCALE=GREGORIAN;FREQ=YEARLY;SKIP=FORWARD;BYMONTHDAY=-31;INTERVAL=1"),
        (SEQUENCE, b"RRULE:FREQ=YEARLY;BYYEARDAY=-366,1,300;BYWEEKNO=53;BYMONTH=12"),
        (SEQUENCE, b"RRULE:FREQ=YEARLY;BYHOUR=0,23;BYMINUTE=59;BYSECOND=60"),
        (b"TRANSP:TRANSPARENT", b"RRULE:FREQ=YEARLY;UNTIL=20301101"),
        (b"YEARLY;BYMONTH=10", b"YEARLY;UNTIL=20301028T010000Z;BYMONTH=10"),
        # Colours.
        (SEQUENCE, b"COLOR:DarkOrange"),
        # All times may be in UTC where the calendar says that it is.
        (b"X-WR-TIMEZONE:Europe/London", b"X-WR-TIMEZONE:UTC"),
    ],
)  # fmt: skip
def test_still_clean(old: bytes, new: bytes) -> None:
    assert old in clean()
    assert found(clean().replace(old, new, 1)) == []


@pytest.mark.parametrize("zone", [b"UTC", b"Etc/UTC", b"GMT"])
def test_utc_in_a_calendar_of_utc(zone: bytes) -> None:
    data = (
        clean()
        .replace(START, b"DTSTART:20261030T200000Z")
        .replace(b"X-WR-TIMEZONE:Europe/London", b"X-WR-TIMEZONE:" + zone)
    )
    assert found(data) == []


def test_another_occurrence_of_a_series_has_its_uid() -> None:
    event = ical.vevent(CAMPAIGN, detail=Detail.LIMITED)
    other = event.replace(b"SEQUENCE:3", b"RECURRENCE-ID;VALUE=DATE:20261101")
    assert found(calendar(event, other)) == []


def test_a_thousand_events() -> None:
    event = ical.vevent(CAMPAIGN, detail=Detail.LIMITED)
    assert (
        found(calendar(*(event.replace(CAMPAIGN.uid.encode(), b"%d" % number) for number in range(1000))))
        == []
    )


def padded(size: int) -> bytes:
    """The clean calendar, of so many bytes."""
    count, rest = divmod(size - len(clean()), len(b"X-A:1\r\n"))
    lines = b"X-A:1\r\n" * (count - 1) + b"X-A:1" + b"1" * rest + b"\r\n"
    return clean().replace(b"END:VEVENT\r\n", lines + b"END:VEVENT\r\n", 1)


@pytest.mark.parametrize(("size", "defects"), [(900_000, []), (900_001, [(1, "too-large")])])
def test_as_large_as_may_be(size: int, defects: list[tuple[int, str]]) -> None:
    data = padded(size)
    assert (len(data), found(data)) == (size, defects)


def test_a_zone_is_named_with_and_without_escapes() -> None:
    """As a property its name is a TEXT, as a parameter it stands in quotes: Exchange writes both."""
    name = b"(UTC+00:00) Dublin, Edinburgh; London"
    data = calendar().replace(b"TZID=Europe/London", b'TZID="' + name + b'"')
    data = data.replace(b"TZID:Europe/London", b"TZID:" + name.replace(b",", b"\\,").replace(b";", b"\\;"))
    assert [one for one in found(data) if "tzid" in str(one)] == []
