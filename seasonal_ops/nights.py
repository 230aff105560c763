"""Local dates and times as instants. Pure.

Local date, local time and zone are what is stored and meant; UTC is derived here and nowhere else. A
time that a clock change skips is shifted forward by the gap; one that occurs twice is the first of
the two (`fold=0`).
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from seasonal_ops.errors import BadValue

# A patrol that ends at 03:00 is whole in its night, as its counts are (docs/templates.md, `night_from`).
BEGINS_AT: Final = time(7)
_FIRST_YEAR: Final = date.min.year + 1
_LAST_YEAR: Final = date.max.year - 1


# All who are told of an activity are told at the same few instants.
@lru_cache(maxsize=1024)
def instant(on: date, at: time, time_zone: str) -> datetime:
    """The instant in UTC at which clocks in `time_zone` show `at` on `on`.

    Raises BadValue in the first and the last year that there is: UTC may have no such date.
    """
    if not _FIRST_YEAR <= on.year <= _LAST_YEAR:
        raise _too_far(on)
    return datetime.combine(on, at, ZoneInfo(time_zone)).astimezone(UTC)


def _next_day(on: date) -> date:
    try:
        return on + timedelta(days=1)
    except OverflowError as error:
        raise _too_far(on) from error


def _too_far(on: date) -> BadValue:
    return BadValue(f"{on} is too far away; use a year between {_FIRST_YEAR} and {_LAST_YEAR}")


def instants(
    starts_on: date, ends_on: date, start_time: time | None, end_time: time | None, time_zone: str
) -> tuple[datetime, datetime]:
    """Start and end in UTC, the end exclusive.

    Without a start time it is all day: from midnight of the first day to midnight after the last.
    With a start and no end it has no length.
    """
    if start_time is None:
        return (
            instant(starts_on, time(0), time_zone),
            instant(_next_day(ends_on), time(0), time_zone),
        )
    start = instant(starts_on, start_time, time_zone)
    return start, start if end_time is None else instant(ends_on, end_time, time_zone)


def end_date(starts_on: date, start: time | None, end: time | None, last_day: date | None = None) -> date:
    """The date on which an activity ends: an end at or before the start means the next morning.

    `last_day` is what a person gave. Raises BadValue when it lies before the start.
    """
    if last_day is not None and last_day < starts_on:
        raise BadValue(f"the last day {last_day} is before the first day {starts_on}; exchange them")
    last = last_day or starts_on
    if start is not None and end is not None and end <= start and last == starts_on:
        return _next_day(starts_on)
    return last


def local_today(now: datetime, time_zone: str) -> date:
    """The date that the calendar on the wall shows at `now` in `time_zone`."""
    return now.astimezone(ZoneInfo(time_zone)).date()


def nights_of(starts_on: date, ends_on: date, start: time | None, end: time | None) -> tuple[date, date]:
    """The first and the last night, from 07:00 to 07:00, to which an activity belongs by its own clock."""
    if start is None:
        return starts_on, ends_on
    first = starts_on - timedelta(days=1) if start < BEGINS_AT else starts_on
    if end is None:
        return first, first
    return first, ends_on - timedelta(days=1) if end <= BEGINS_AT else ends_on
