"""Local dates and times as instants, over nights and clock changes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.errors import BadValue
from seasonal_ops.nights import end_date, instant, instants

LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("first", "last", "start", "end", "hours"),
    [
        # an ordinary patrol past midnight
        (date(2026, 12, 18), date(2026, 12, 19), time(21), time(3), 6),
        # clocks go back in it: the night is an hour longer
        (date(2026, 10, 25), date(2026, 10, 25), time(0, 30), time(3, 30), 4),
        (date(2026, 10, 24), date(2026, 10, 25), time(20), time(2), 7),
        # clocks go forward in it: an hour shorter
        (date(2026, 3, 29), date(2026, 3, 29), time(0, 30), time(3, 30), 2),
        # all day, on the day that has 25 hours, and over three days
        (date(2026, 10, 25), date(2026, 10, 25), None, None, 25),
        (date(2026, 11, 3), date(2026, 11, 5), None, None, 72),
        # a start alone has no length
        (date(2026, 11, 3), date(2026, 11, 3), time(9), None, 0),
    ],
)
def test_how_long_it_really_lasts(
    first: date, last: date, start: time | None, end: time | None, hours: int
) -> None:
    begins, ends = instants(first, last, start, end, LONDON)
    assert ends - begins == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("on", "at", "utc"),
    [
        # 01:30 does not exist: shifted forward by the gap, to 02:30 summer time
        (date(2026, 3, 29), time(1, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # 01:30 occurs twice: the first, still summer time
        (date(2026, 10, 25), time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_times_that_a_clock_change_skips_or_repeats(on: date, at: time, utc: datetime) -> None:
    assert instant(on, at, LONDON) == utc


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)), st.times())
def test_every_date_is_an_instant_of_that_day_or_its_neighbour(on: date, at: time) -> None:
    assert abs(instant(on, at, LONDON).date() - on) <= timedelta(days=1)


@pytest.mark.parametrize("on", [date(1, 12, 31), date(9999, 1, 1), date.max])
def test_a_date_at_the_end_of_time_is_a_sentence(on: date) -> None:
    with pytest.raises(BadValue, match="too far away; use a year between 2 and 9998"):
        instant(on, time(23), "America/New_York")
    with pytest.raises(BadValue, match="too far away"):
        end_date(date.max, time(20), time(2))


def test_a_last_day_before_the_first_is_refused() -> None:
    with pytest.raises(BadValue, match="is before the first day"):
        end_date(date(2026, 11, 5), None, None, date(2026, 11, 4))
