"""Times behind a date, as a lead types them."""

from datetime import time

import pytest

from seasonal_ops.errors import BadValue
from tui.activity.typed_times import Times, is_time, split_times


@pytest.mark.parametrize(
    ("text", "day", "times"),
    [
        ("30/10 14:00", "30/10", Times(time(14))),
        ("30/10 18:00-23:00", "30/10", Times(time(18), time(23))),
        ("30/10, 18:00 – 23:00", "30/10", Times(time(18), time(23))),
        ("30 Oct 6pm to 2am", "30 Oct", Times(time(18), time(2))),
        ("30 Oct from 6.30 p.m. until midnight", "30 Oct", Times(time(18, 30), time(0))),
        ("30 Oct at noon", "30 Oct", Times(time(12))),
        ("12am", "", Times(time(0))),
        ("12pm", "", Times(time(12))),
        ("30 Oct 18.05", "30 Oct", Times(time(18, 5))),
        ("2026-10-30 09:00", "2026-10-30", Times(time(9))),
        ("30/10 all day", "30/10", Times(all_day=True)),
        ("6 days before Bonfire Night 18:00", "6 days before Bonfire Night", Times(time(18))),
        ("30 October 2026", "30 October 2026", Times()),  # a year is no time
        ("30/10", "30/10", Times()),
        ("", "", Times()),
        ("a break at sea", "a break at sea", Times()),
    ],
)
def test_the_times_stand_at_the_end(text: str, day: str, times: Times) -> None:
    assert split_times(text) == (day, times)
    assert times.said == (times != Times())


@pytest.mark.parametrize("text", ["30/10 25:00", "30/10 18:60", "30/10 13pm", "0am", "24:00"])
def test_no_time_of_day_is_said(text: str) -> None:
    with pytest.raises(BadValue, match="no time of day; write it like 18:30"):
        split_times(text)


@pytest.mark.parametrize(
    ("text", "is_one"), [("23:00", True), (" 2am ", True), ("noon", True), ("2/11", False), ("", False)]
)
def test_one_time_and_nothing_else(text: str, is_one: bool) -> None:
    assert is_time(text) is is_one
