"""What others write, and what we write, has no errors; ours has no warnings either."""

import dataclasses
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import icalendar
import ics
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops import ical
from seasonal_ops.words import Detail, Sensitivity
from tests.linter.calendars import CAMPAIGN, NIGHT, calendar, changed, errors, found

FILES: Final = Path(__file__).parent / "files"
# A warning of ours is right where it stands: these are exports, not subscriptions.
WARNINGS: Final = {
    "apple.ics": {"method-without-organizer", "no-refresh", "rdate-zone"},
    "freebusy.ics": {"no-name", "no-refresh"},
    "google.ics": {"method-without-organizer", "no-refresh", "organizer-or-attendee", "utc-time"},
    "nextcloud.ics": {"attachment", "organizer-or-attendee"},
    "outlook.ics": {"method-without-organizer", "no-refresh"},
    "thunderbird.ics": {"no-name", "no-refresh"},
}


def test_every_file_is_known() -> None:
    assert {path.name for path in FILES.iterdir()} == set(WARNINGS)


@pytest.mark.parametrize("name", sorted(WARNINGS))
def test_a_clean_file_of_another_producer(name: str) -> None:
    data = (FILES / name).read_bytes()
    # A checkout that changes line ends would make this a test of another file.
    assert data.count(b"\n") == data.count(b"\r\n")
    assert errors(data) == []
    assert {rule for _, rule in found(data)} == WARNINGS[name]


def test_a_file_of_icalendar() -> None:
    written = icalendar.Calendar()
    written.add("prodid", "-//Example//EN")
    written.add("version", "2.0")
    event = icalendar.Event()
    event.add("uid", "1@example.org")
    event.add("dtstamp", datetime(2026, 8, 20, 9, tzinfo=UTC))
    event.add("summary", "Patrol, jointly; “all night” " * 5)
    event.add("dtstart", datetime(2026, 10, 30, 20, tzinfo=ZoneInfo("Europe/London")))
    event.add("rrule", {"freq": "weekly", "count": 3, "byday": ["fr", "sa"]})
    written.add_component(event)
    written.add_missing_timezones()
    assert errors(written.to_ical()) == []


def test_a_file_of_ics() -> None:
    event = ics.Event(
        name="Patrol, jointly; all night", begin="2026-10-30 20:00:00", end="2026-10-31 02:00:00"
    )
    event.created = event.begin  # without it the library writes no DTSTAMP
    text = ics.Calendar(events=[event]).serialize()
    # What it leaves to whoever writes the file.
    assert errors("".join(f"{line}\r\n" for line in text.splitlines()).encode()) == []


def test_a_file_of_vobject() -> None:
    written = vobject.iCalendar()
    event = written.add("vevent")
    event.add("summary").value = "Patrol, jointly; all night " * 5
    event.add("dtstart").value = datetime(2026, 10, 30, 20, tzinfo=vobject.icalendar.utc)
    event.add("dtend").value = datetime(2026, 10, 31, 2, tzinfo=vobject.icalendar.utc)
    assert errors(written.serialize().encode()) == []


@pytest.mark.parametrize("detail", [*Detail])
@pytest.mark.parametrize("sensitivity", [*Sensitivity])
@pytest.mark.parametrize("alarm", [True, False])
def test_our_own_events(detail: Detail, sensitivity: Sensitivity, alarm: bool) -> None:
    events = [
        ical.vevent(dataclasses.replace(one, sensitivity=sensitivity), detail=detail, alarm=alarm)
        for one in (NIGHT, CAMPAIGN)
    ]
    assert found(calendar(*events)) == []


@pytest.mark.parametrize("detail", [None, *Detail])
def test_our_own_tombstones(detail: Detail | None) -> None:
    assert (
        found(calendar(ical.tombstone(NIGHT, detail=detail), ical.tombstone(CAMPAIGN, detail=detail))) == []
    )


def test_our_own_empty_calendar() -> None:
    assert found(calendar()) == []


def test_an_instant_that_local_time_cannot_name_may_stand_in_utc() -> None:
    # 21:30 in New York is the second 01:30 of the night in London.
    event = changed(
        time_zone="America/New_York",
        starts_on=date(2026, 10, 24),
        ends_on=date(2026, 10, 24),
        start_time=time(21, 30),
        end_time=time(23),
    )
    written = ical.vevent(event, detail=Detail.FULL)
    assert b"DTSTART:20261025T013000Z" in written
    assert found(calendar(written)) == []


TEXT: Final = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from('\r\n\t\x0b\x0c\x00\x1b\x85\x9b\u2028\u2029\u202e\ufeff\\;,":👩‍🚒énN'),
    ),
    max_size=200,
)


@given(TEXT, st.sampled_from(Detail))
def test_no_text_in_our_own_calendar_is_a_defect(text: str, detail: Detail) -> None:
    event = changed(
        title=text, description=text, location=text, meet=text, plan=text, theme=text, reason=text, url=text
    )
    assert found(calendar(ical.vevent(event, detail=detail, alarm=True), name=text)) == []


@given(st.datetimes(datetime(2020, 1, 1), datetime(2037, 1, 1)), st.integers(0, 40), st.booleans())
def test_no_time_in_our_own_calendar_is_a_defect(start: datetime, days: int, timed: bool) -> None:
    event = changed(
        starts_on=start.date(),
        ends_on=date.fromordinal(start.toordinal() + days),
        start_time=start.time().replace(microsecond=0) if timed else None,
        end_time=None,
    )
    assert found(calendar(ical.vevent(event, detail=Detail.FULL))) == []
