"""Calendar bytes: what is told, at which time, and that no text breaks out of its line."""

import dataclasses
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from textual.color import Color

from seasonal_ops import ical
from seasonal_ops.errors import BadValue
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.text import harmless
from seasonal_ops.words import Detail, Role, Sensitivity

REVISED = datetime(2026, 8, 20, 9, 0, tzinfo=UTC)
NIGHT = CalendarEvent(
    uid="3f0c1f5e-0000-4000-8000-000000000001",
    title="Joint patrol",
    description="Walk the estate.\nClear what burns.",
    starts_on=date(2026, 10, 30),
    ends_on=date(2026, 10, 31),
    start_time=time(20),
    end_time=time(2),
    sequence=3,
    revised_at=REVISED,
    partners=(("Lancashire Constabulary", Role.LEAD), ("Street Scene, Council", Role.SUPPORT)),
    location="Skelmersdale, fire station",
    meet="Rear yard, 19:45",
    plan="Bright Sparx 2026",
    theme="Enforcement, joint",
    reason="Mischief Night is 30 October",
    url="https://example.org/a,b;c",
    latitude=53.55,
    longitude=-2.77,
)
ALWAYS = {"UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DTSTART", "DTEND", "STATUS", "TRANSP"}
DETAILS = {"LOCATION", "DESCRIPTION", "CATEGORIES", "URL", "GEO"}


def parsed(event: bytes) -> Any:
    calendar = icalendar.Calendar.from_ical(ical.head("Fire") + event + ical.TAIL)
    (found,) = calendar.walk("VEVENT")
    return found


def changed(**values: Any) -> CalendarEvent:
    return dataclasses.replace(NIGHT, **values)


def shown(event: CalendarEvent, detail: Detail = Detail.FULL) -> Any:
    return parsed(ical.vevent(event, detail=detail))


def length(event: Any) -> Any:
    return event["DTEND"].dt.astimezone(UTC) - event["DTSTART"].dt.astimezone(UTC)


def test_full_event_byte_for_byte() -> None:
    assert ical.vevent(NIGHT, detail=Detail.FULL).decode() == (
        "BEGIN:VEVENT\r\n"
        "SUMMARY:Joint patrol\r\n"
        "DTSTART;TZID=Europe/London:20261030T200000\r\n"
        "DTEND;TZID=Europe/London:20261031T020000\r\n"
        "DTSTAMP:20260820T090000Z\r\n"
        "UID:3f0c1f5e-0000-4000-8000-000000000001\r\n"
        "SEQUENCE:3\r\n"
        "CATEGORIES:Enforcement\\, joint\r\n"
        "DESCRIPTION:Walk the estate.\\nClear what burns.\\n\\nLead: Lancashire Consta\r\n"
        " bulary\\nSupport: Street Scene\\, Council\\nMeet: Rear yard\\, 19:45\\nPlan: Br\r\n"
        " ight Sparx 2026\\nWhy this date: Mischief Night is 30 October\r\n"
        "GEO:53.55;-2.77\r\n"
        "LAST-MODIFIED:20260820T090000Z\r\n"
        "LOCATION:Skelmersdale\\, fire station\r\n"
        "STATUS:CONFIRMED\r\n"
        "TRANSP:OPAQUE\r\n"
        "URL:https://example.org/a,b;c\r\n"
        "END:VEVENT\r\n"
    )


@pytest.mark.parametrize(
    ("detail", "sensitivity", "summary", "told"),
    [
        (Detail.FULL, Sensitivity.OPEN, "Joint patrol", DETAILS),
        # Title and time, and nothing else.
        (Detail.LIMITED, Sensitivity.OPEN, "Joint patrol", set()),
        (Detail.BUSY, Sensitivity.OPEN, "Operation", set()),
        # The activity caps the feed ...
        (Detail.FULL, Sensitivity.LIMITED, "Joint patrol", set()),
        (Detail.FULL, Sensitivity.SENSITIVE, "Operation", set()),
        (Detail.LIMITED, Sensitivity.SENSITIVE, "Operation", set()),
        # ... and never raises it.
        (Detail.BUSY, Sensitivity.LIMITED, "Operation", set()),
    ],
)
def test_what_each_level_tells(
    detail: Detail, sensitivity: Sensitivity, summary: str, told: set[str]
) -> None:
    secretive = changed(sensitivity=sensitivity)
    event, stone = shown(secretive, detail), parsed(ical.tombstone(secretive, detail=detail))
    assert (set(event), event["SUMMARY"]) == (ALWAYS | told, summary)
    assert (set(stone), stone["SUMMARY"]) == (ALWAYS | told, f"CANCELLED: {summary}")
    assert (stone["STATUS"], stone["TRANSP"]) == ("CANCELLED", "TRANSPARENT")


def test_a_tombstone_for_lost_access_tells_nothing() -> None:
    stone = parsed(ical.tombstone(NIGHT, detail=None))
    assert (set(stone), stone["SUMMARY"]) == (ALWAYS, "CANCELLED: no longer yours")


@pytest.mark.parametrize(
    ("values", "start", "end", "hours"),
    [
        # A night past midnight is one event.
        ({}, "20261030T200000", "20261031T020000", 6),
        # The clocks go back: 01:00-02:00 happens twice.
        (
            {"starts_on": date(2026, 10, 25), "ends_on": date(2026, 10, 25),
             "start_time": time(0, 30), "end_time": time(3, 30)},
            "20261025T003000", "20261025T033000", 4,
        ),
        # The clocks go forward: an hour is skipped.
        (
            {"starts_on": date(2026, 3, 29), "ends_on": date(2026, 3, 29),
             "start_time": time(0, 30), "end_time": time(3, 30)},
            "20260329T003000", "20260329T033000", 2,
        ),
        # A start that does not exist is shifted by the gap.
        (
            {"starts_on": date(2026, 3, 29), "ends_on": date(2026, 3, 29),
             "start_time": time(1, 30), "end_time": time(3, 30)},
            "20260329T023000", "20260329T033000", 1,
        ),
        # Another zone: the same instants, in the zone that is declared.
        ({"time_zone": "Europe/Paris"}, "20261030T190000", "20261031T010000", 6),
    ],
)  # fmt: skip
def test_line_11_times(values: dict[str, Any], start: str, end: str, hours: int) -> None:
    event = shown(changed(**values))
    assert event["DTSTART"].to_ical().decode() == start
    assert event["DTEND"].to_ical().decode() == end
    assert {event[name].params["TZID"] for name in ("DTSTART", "DTEND")} == {"Europe/London"}
    assert length(event) == timedelta(hours=hours)


def test_an_instant_that_local_time_cannot_name_is_written_in_utc() -> None:
    # 21:30 in New York is the second 01:30 of the night in London.
    event = shown(
        changed(
            time_zone="America/New_York", starts_on=date(2026, 10, 24), ends_on=date(2026, 10, 24),
            start_time=time(21, 30), end_time=time(23),
        )
    )  # fmt: skip
    assert event["DTSTART"].to_ical() == b"20261025T013000Z"
    assert length(event) == timedelta(minutes=90)


@pytest.mark.parametrize("on", [date(2026, 10, 25), date(2026, 3, 29), date(2026, 12, 31)])
@pytest.mark.parametrize("days", [1, 3])
def test_line_11_all_day_ends_on_the_day_after_the_last(on: date, days: int) -> None:
    last = on + timedelta(days=days - 1)
    event = shown(changed(starts_on=on, ends_on=last, start_time=None, end_time=None))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (on, on + timedelta(days=days))
    assert [event[name].params.get("VALUE") for name in ("DTSTART", "DTEND")] == ["DATE", "DATE"]
    assert event["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("start", "trigger"),
    # An hour before; before a whole day at nine on the morning before.
    [(time(20), timedelta(hours=-1)), (None, timedelta(hours=-15))],
)
def test_line_17_an_alarm_is_whole_and_tells_no_more(start: time | None, trigger: timedelta) -> None:
    event = changed(start_time=start, sensitivity=Sensitivity.SENSITIVE)
    (alarm,) = parsed(ical.vevent(event, detail=Detail.FULL, alarm=True)).walk("VALARM")
    assert set(alarm) == {"ACTION", "TRIGGER", "DESCRIPTION"}
    assert (alarm["ACTION"], alarm["TRIGGER"].dt, alarm["DESCRIPTION"]) == ("DISPLAY", trigger, "Operation")


def test_no_end_time_is_no_dtend() -> None:
    assert set(shown(changed(ends_on=NIGHT.starts_on, end_time=None))) == (ALWAYS | DETAILS) - {"DTEND"}


@pytest.mark.parametrize(
    "values",
    [
        {"ends_on": date(2026, 10, 30)},  # before the start
        {"ends_on": date(2026, 10, 30), "end_time": time(20)},  # at the start
        {"starts_on": date(2026, 11, 2), "start_time": None, "end_time": None},  # a day before the first
    ],
)
def test_an_end_that_is_not_after_the_start_is_refused(values: dict[str, Any]) -> None:
    with pytest.raises(BadValue, match="end is not after its start"):
        ical.vevent(changed(**values), detail=Detail.FULL)


@pytest.mark.parametrize(
    "url", ["http://example.org", "https://exam ple.org", "javascript:x", "https://é.org"]
)
def test_line_21_only_a_plain_https_address_is_a_url(url: str) -> None:
    assert set(shown(changed(url=url))) == (ALWAYS | DETAILS) - {"URL"}


def test_line_19_head_declares_name_hints_and_zone() -> None:
    lines = ical.head("Fire; a,b").decode().split("\r\n")
    assert lines[:11] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Seasonal Ops//Calendar feed//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Fire\\; a\\,b",
        "X-WR-CALNAME:Fire\\; a\\,b",
        "COLOR:darkorange",
        "X-APPLE-CALENDAR-COLOR:#FF8C00",
        "X-WR-TIMEZONE:Europe/London",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    assert (lines[11], lines[-2:]) == ("BEGIN:VTIMEZONE", ["END:VTIMEZONE", ""])
    assert [line for line in lines if line.startswith("RRULE")] == [
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]


def test_line_03_no_method_and_the_stamp_is_the_revision() -> None:
    for event in (ical.vevent(NIGHT, detail=Detail.FULL), ical.tombstone(NIGHT, detail=None)):
        whole = ical.head("Fire") + event + ical.TAIL
        assert not [line for line in whole.splitlines() if line.startswith((b"METHOD", b" METHOD"))]
        found = parsed(event)
        assert found["DTSTAMP"].dt == found["LAST-MODIFIED"].dt == REVISED


@given(
    st.datetimes(min_value=datetime(2024, 1, 1), max_value=datetime(2035, 1, 1)),
    # Longer than the hour that a clock change takes.
    st.integers(min_value=61, max_value=3 * 24 * 60),
)
@example(datetime(2026, 10, 25, 0, 30), 180)
@example(datetime(2027, 3, 28, 1, 30), 61)
def test_line_09_local_times_are_local_and_their_zone_is_declared(start: datetime, minutes: int) -> None:
    start = start.replace(second=0, microsecond=0)
    end = start + timedelta(minutes=minutes)
    event = changed(starts_on=start.date(), start_time=start.time(), ends_on=end.date(), end_time=end.time())
    written = ical.vevent(event, detail=Detail.FULL)
    times = [line for line in written.split(b"\r\n") if line.startswith((b"DTSTART", b"DTEND"))]
    assert len(times) == 2
    assert all(line.partition(b":")[0].endswith(b";TZID=Europe/London") for line in times)
    assert not any(line.endswith(b"Z") for line in times)
    whole = ical.head("Fire") + written + ical.TAIL
    assert icalendar.Calendar.from_ical(whole).get_missing_tzids() == set()


def test_line_10_the_hint_of_a_zone_is_only_a_hint() -> None:
    whole = ical.head("Fire") + ical.vevent(NIGHT, detail=Detail.FULL) + ical.TAIL
    without = b"\r\n".join(line for line in whole.split(b"\r\n") if not line.startswith(b"X-WR-TIMEZONE"))
    assert without != whole
    found = [icalendar.Calendar.from_ical(one).walk("VEVENT")[0]["DTSTART"].dt for one in (whole, without)]
    assert found[0] == found[1]


def test_line_15_a_summary_is_one_line() -> None:
    for stone in (False, True):
        title = changed(title="Joint\npatrol\r\nnorth\u2028ward\tend")
        drawn = ical.tombstone(title, detail=Detail.FULL) if stone else ical.vevent(title, detail=Detail.FULL)
        assert str(parsed(drawn)["SUMMARY"]).removeprefix("CANCELLED: ") == "Joint patrol north ward end"


def test_line_17_an_alarm_is_asked_for() -> None:
    assert parsed(ical.vevent(NIGHT, detail=Detail.FULL)).subcomponents == []
    assert parsed(ical.tombstone(NIGHT, detail=Detail.FULL)).subcomponents == []


def test_line_18_nobody_organises_or_attends() -> None:
    named = changed(partners=(("a@example.org", Role.LEAD),), description="ORGANIZER:mailto:a@example.org")
    assert not {"ORGANIZER", "ATTENDEE"} & set(shown(named))


@pytest.mark.parametrize("number", range(len(ical.COLOURS) + 1))
def test_line_20_colours_are_a_name_and_its_number(number: int) -> None:
    lines = ical.head("Fire", number=number).decode().split("\r\n")
    css, rgb = (line.partition(":")[2] for line in lines if "COLOR:" in line)
    assert re.fullmatch(r"#[0-9A-F]{6}", rgb)
    # The same colour, by an independent table.
    assert Color.parse(css).rgb == tuple(bytes.fromhex(rgb[1:]))


def test_line_21_values_are_escaped_and_plain() -> None:
    event = ical.vevent(changed(theme="a,b;c\\d"), detail=Detail.FULL)
    lines = event.replace(b"\r\n ", b"").split(b"\r\n")
    assert rb"CATEGORIES:a\,b\;c\\d" in lines
    assert b"GEO:53.55;-2.77" in lines
    assert b"URL:https://example.org/a,b;c" in lines
    assert not [line for line in lines if line.startswith((b"ATTACH", b"X-"))]


@pytest.mark.parametrize("month", range(1, 13))
def test_line_08_the_declared_zone_agrees_with_the_real_one(month: int) -> None:
    calendar = icalendar.Calendar.from_ical(ical.head("x") + ical.TAIL)
    declared = calendar.timezones[0].to_tz(lookup_tzid=False)
    for day in (1, 26, 28):
        local = datetime(2026, month, day, 12)
        real = shown(changed(starts_on=local.date(), ends_on=local.date() + timedelta(days=1)))
        assert local.replace(tzinfo=declared).utcoffset() == real["DTSTART"].dt.utcoffset()


def test_line_07_an_empty_calendar_is_valid() -> None:
    calendar = icalendar.Calendar.from_ical(ical.head("Empty") + ical.TAIL)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]
    assert calendar.get_missing_tzids() == set()


@pytest.mark.parametrize("detail", [*Detail])
def test_vobject_finds_nothing_amiss(detail: Detail) -> None:
    events = ical.vevent(NIGHT, detail=detail) + ical.tombstone(changed(uid="2"), detail=None)
    calendar = vobject.readOne((ical.head("Fire") + events + ical.TAIL).decode())
    assert calendar.validate(raiseException=True)
    assert [event.dtstart.value.isoformat() for event in calendar.vevent_list] == [
        "2026-10-30T20:00:00+00:00"
    ] * 2


HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('\r\n\t\x0b\x0c\x00\x1b\x85\x9b\u2028\u2029\u202e\ufeff\\;,":👩‍🚒é'),
    ),
    max_size=200,
)


@given(HOSTILE)
@example("x" * 66 + "🚒" * 40)
def test_line_12_lines_are_short_and_whole(text: str) -> None:
    event = changed(title=text, description=text * 3, location=text, partners=((text, Role.SUPPORT),))
    whole = ical.head(text) + ical.vevent(event, detail=Detail.FULL, alarm=True) + ical.TAIL
    lines = whole.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    # No fold splits a character; no line ends otherwise; no mark of byte order.
    assert all(line.decode() for line in lines)
    assert b"\r" not in b"".join(lines)
    assert b"\n" not in b"".join(lines)
    assert whole.startswith(b"BEGIN:VCALENDAR\r\n")


@given(HOSTILE)
@example("a\r\nATTENDEE:mailto:e@x")
@example("a\r\nEND:VEVENT\r\nBEGIN:VALARM")
@example("lone\rreturn")
@example("\u2028X-EVIL:1")
@example("a\u2028b\u2029c\x85d")
@example("x" * 66 + "🚒" * 40)
@example('\\n\\N\\;\\,";,:^n')
@example("e" + "\u0301" * 200)
@example("\ud800")
def test_line_14_no_text_breaks_out(text: str) -> None:
    event = changed(
        title=text, description=text, location=text, meet=text, plan=text, theme=text, reason=text, url=text,
        partners=((text, Role.LEAD),),
    )  # fmt: skip
    whole = ical.head(text) + ical.vevent(event, detail=Detail.FULL) + ical.TAIL
    lines = whole.removesuffix(b"\r\n").split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        # A fold that split a character would not decode; these would split a line for some reader.
        assert not set(line.decode()) & set("\r\n\x00\x0b\x0c\x1b\x85\x9b\u2028\u2029\u202e")
    calendar = icalendar.Calendar.from_ical(whole)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE", "VEVENT"]
    found = calendar.walk("VEVENT")[0]
    assert set(found) - DETAILS == ALWAYS
    assert str(found["SUMMARY"]) == (one_line(text) or "Operation")
    assert str(found.get("LOCATION", "")) == one_line(text)


def one_line(text: str) -> str:
    """What remains of a text on one line, said independently of the code under test."""
    for line_break in ("\r\n", *"\n\r\x0b\x0c\x85\u2028\u2029\t"):
        text = text.replace(line_break, " ")
    return harmless(text).strip()


@given(HOSTILE)
def test_line_13_a_description_keeps_its_lines_and_parses_back(text: str) -> None:
    event = dataclasses.replace(
        NIGHT, description=text, partners=(), meet="", plan="", reason="", url="", location=""
    )
    for line_break in ("\r\n", *"\r\x0b\x0c\x85\u2028\u2029"):
        text = text.replace(line_break, "\n")
    expected = harmless(text.replace("\t", " "), keep="\n").strip()
    assert str(shown(event).get("DESCRIPTION", "")) == expected
