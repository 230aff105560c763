"""Dates, times and durations as RFC 5545 writes them (3.3.4 to 3.3.6)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from seasonal_ops.linter.content import Line

_STAMP: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?", re.ASCII)
_DURATION: Final = re.compile(
    r"([+-]?)P(?:(\d{1,6})W|(?=[\dT])(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,9})S)?)?)",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date (its midnight) or a date-time: naive, or in UTC where it is written with Z."""

    moment: datetime
    is_date: bool

    @property
    def is_utc(self) -> bool:
        """Whether it is written with Z."""
        return self.moment.tzinfo is not None


def stamp(text: str) -> Stamp | None:
    """The date or date-time, None where there is no such day or time.

    Google writes the year 0 where it does not know one. A leap second counts as the one before it.
    """
    found = _STAMP.fullmatch(text.strip().upper())
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    try:
        moment = datetime(  # noqa: DTZ001 - a local time knows no zone
            year or 4, month, day, hour, minute, 59 if second == 60 else second
        )
    except ValueError:
        return None
    return Stamp(moment.replace(tzinfo=UTC) if found[7] else moment, is_date=found[4] is None)


def stamp_of(line: Line | None) -> Stamp | None:
    """The line's one date or date-time."""
    return None if line is None else stamp(line.value)


def duration(text: str) -> timedelta | None:
    """The length of time, negative with a minus before it; None where it cannot be read."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None:
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def instant(line: Line, when: Stamp) -> datetime | None:
    """The moment in UTC where the zone is one of the IANA's, else None.

    A time that occurs twice is the first, one that is skipped counts with the offset before
    (RFC 5545, 3.3.5), as `fold=0` has it.
    """
    if when.is_utc:
        return when.moment
    zone = line.parameters.get("TZID", "")
    if zone not in known_zones():
        return None
    try:
        return when.moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except OverflowError:  # within a day of the year 1 or 9999
        return None


@cache
def known_zones() -> frozenset[str]:
    """The names of the IANA's zones."""
    return frozenset(available_timezones())
