"""Times of the day as people write them."""

from datetime import date, datetime, time

import pytest

from seasonal_ops.errors import BadValue
from seasonal_ops.transfer.cells.clock import Times, read_times

SIX = time(18)


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("18:00", Times(SIX)),
        ("18:00:00", Times(SIX)),  # as programs write it
        ("18.00", Times(SIX)),
        ("1800", Times(SIX)),
        ("930", Times(time(9, 30))),
        ("1800hrs", Times(SIX)),
        ("6pm", Times(SIX)),
        ("6 PM", Times(SIX)),
        ("6.30 p.m.", Times(time(18, 30))),
        ("6:30pm", Times(time(18, 30))),
        ("12am", Times(time(0))),
        ("12pm", Times(time(12))),
        ("noon", Times(time(12))),
        ("Midnight", Times(time(0))),
        ("24:00", Times(time(0))),  # the end of a day
        ("all day", Times()),
        (None, Times()),
        ("18:00-23:00", Times(SIX, time(23))),
        ("18:00 – 23:00", Times(SIX, time(23))),
        ("6pm to 11pm", Times(SIX, time(23))),
        ("21:00 until 03:00", Times(time(21), time(3))),
        ("6-11pm", Times(SIX, time(23))),  # the half that is not said is the end's …
        ("10-2pm", Times(time(10), time(14))),  # … unless it would then begin after the end
        ("7pm-midnight", Times(time(19), time(0))),
        (SIX, Times(SIX)),  # a cell with a time
        (datetime(2026, 10, 30, 18, 0), Times(SIX)),  # a cell with date and time
        (0.75, Times(SIX)),  # a part of a day, in a cell without a format
        (1800.0, Times(SIX)),  # typed without a colon, and taken for a number
    ],
)
def test_a_cell_says_times(value: object, meant: Times) -> None:
    assert read_times(value) == meant


@pytest.mark.parametrize(
    "value",
    [
        "25:00",
        "18:60",
        "24:30",
        "13pm",
        "0am",
        "18",  # an hour, or a slip?
        18.0,
        "6",
        "6-11",  # morning or evening?
        "evening",
        "18:00-20:00-22:00",
        "١٨:٠٠",
        date(2026, 10, 30),
        -0.5,
        float("inf"),
        "9" * 5000,
    ],
)
def test_anything_else_is_no_time(value: object) -> None:
    with pytest.raises(BadValue, match=r"is no time of day; write it like 18:30$"):
        read_times(value)
