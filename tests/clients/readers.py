"""Five independent readers of a calendar, each behind the same function: bytes in, sorted events out."""

import json
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import ics
import recurring_ical_events
import vobject
from icalendar import Calendar


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """An event as one reader understands it: start and exclusive end as instants in UTC, or as days."""

    uid: str
    summary: str
    start: str
    end: str
    all_day: bool
    status: str


Reader = Callable[[bytes], list[Event]]


def moment(value: date) -> str:
    """A day as it is, a time as its instant in UTC. A time that floats is no instant: ValueError."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.utcoffset() is None:
        raise ValueError(f"{value} floats")
    return value.astimezone(UTC).isoformat()


def read_with_icalendar(body: bytes) -> list[Event]:
    """Icalendar; a zone that is not declared is refused."""
    calendar = Calendar.from_ical(body)
    assert calendar.get_missing_tzids() == set()
    return sorted(_of_icalendar(one) for one in calendar.walk("VEVENT"))


def read_with_recurring_ical_events(body: bytes) -> list[Event]:
    """The occurrences of ten years; each event has one."""
    days = recurring_ical_events.of(Calendar.from_ical(body)).between(date(2020, 1, 1), date(2030, 1, 1))
    return sorted(_of_icalendar(one) for one in days)


def _of_icalendar(one: Any) -> Event:
    start = one["DTSTART"].dt
    end = one["DTEND"].dt if "DTEND" in one else start
    return _event(str(one["UID"]), str(one["SUMMARY"]), start, end, str(one["STATUS"]))


def read_with_vobject(body: bytes) -> list[Event]:
    """Vobject, which also checks that what is required is there."""
    calendar = vobject.readOne(body.decode())
    calendar.validate(raiseException=True)
    return sorted(_of_vobject(one) for one in calendar.contents.get("vevent", ()))


def _of_vobject(one: Any) -> Event:
    start = one.dtstart.value
    end = one.dtend.value if hasattr(one, "dtend") else start
    return _event(one.uid.value, one.summary.value, start, end, one.status.value)


def read_with_ics(body: bytes) -> list[Event]:
    """Ics, which refuses an end before the start."""
    return sorted(_of_ics(one) for one in ics.Calendar(body.decode()).events)


def _of_ics(one: Any) -> Event:
    start, end = one.begin.datetime, one.end.datetime
    if one.all_day:
        # It holds days as midnights.
        start, end = start.date(), end.date()
    return _event(one.uid, one.name, start, end, one.status)


def _event(uid: str, summary: str, start: date, end: date, status: str) -> Event:
    return Event(uid, summary, moment(start), moment(end), not isinstance(start, datetime), status)


def ical_js(installed: Path) -> Reader:
    """Thunderbird's parser, run by Node from the folder it is installed in."""
    program = Path(__file__).with_name("events.mjs")

    def read(body: bytes) -> list[Event]:
        done = subprocess.run(
            ["node", program, installed], input=body, capture_output=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return sorted(_of_ical_js(**one) for one in json.loads(done.stdout))

    return read


def _of_ical_js(*, uid: str, summary: str, start: str, end: str, all_day: bool, status: str) -> Event:
    if not all_day:
        start, end = (moment(datetime.fromisoformat(text)) for text in (start, end))
    return Event(uid, summary, start, end, all_day, status)


READERS: dict[str, Reader] = {
    "icalendar": read_with_icalendar,
    "recurring-ical-events": read_with_recurring_ical_events,
    "vobject": read_with_vobject,
    "ics": read_with_ics,
}
