"""Dates as a lead types them."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.dates.wording import WEEKDAYS
from seasonal_ops.errors import BadValue
from tui.frame.typed_date import day_by_name, read_date


@pytest.mark.parametrize(
    ("typed", "near", "read"),
    [
        ("2026-11-05", date(2026, 10, 30), date(2026, 11, 5)),
        (" 5/11 ", date(2026, 10, 30), date(2026, 11, 5)),  # day first, as in Britain
        ("5/11/2027", date(2026, 10, 30), date(2027, 11, 5)),
        ("2/1", date(2026, 12, 31), date(2027, 1, 2)),  # a season that crosses the year
        ("30/12", date(2027, 1, 2), date(2026, 12, 30)),
        ("29/2", date(2027, 3, 1), date(2028, 2, 29)),  # the only one that exists nearby
    ],
)
def test_a_date_is_read(typed: str, near: date, read: date) -> None:
    assert read_date(typed, near=near) == read


FRIDAY = date(2026, 10, 30)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("today", FRIDAY),
        ("Tomorrow", date(2026, 10, 31)),
        ("friday", date(2026, 11, 6)),  # today is said "today"
        ("sat", date(2026, 10, 31)),
        ("next saturday", date(2026, 11, 7)),  # of next week, which tomorrow's is not
        ("next  friday", date(2026, 11, 6)),
        ("+2d", date(2026, 11, 1)),
        ("+1w", date(2026, 11, 6)),
        ("5 Nov", date(2026, 11, 5)),
        ("5th of november", date(2026, 11, 5)),
        ("Thu 5 Nov 2026", date(2026, 11, 5)),
        ("5/11/26", date(2026, 11, 5)),
    ],
)
def test_a_date_counted_from_today_or_in_words(typed: str, read: date) -> None:
    assert read_date(typed, near=FRIDAY, today=FRIDAY) == read


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_ahead_within_a_week_and_that_of_next_week_is_no_earlier(today: date, at: int) -> None:
    name = WEEKDAYS[at].lower()
    coming, later = day_by_name(name, today), day_by_name(f"next {name}", today)
    assert coming is not None
    assert later is not None
    assert (coming.weekday(), later.weekday()) == (at, at)
    assert 1 <= (coming - today).days <= 7
    assert later >= coming


@given(st.text(max_size=20))
def test_whatever_is_typed_is_a_date_or_refused(typed: str) -> None:
    with suppress(BadValue):
        assert read_date(typed, near=FRIDAY, today=FRIDAY)


def test_a_weekday_has_to_be_its_own() -> None:
    with pytest.raises(BadValue, match="5/11/2026 is a Thursday"):
        read_date("Fri 5 Nov", near=FRIDAY)


@pytest.mark.parametrize(
    "typed", ["", "5 Foo", "tomorrow", "soon", "31/6", "13/13", "5-11", "٥/١١", "2026-02-30"]
)
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadValue, match="write it as 5/11"):
        read_date(typed, near=date(2026, 10, 30))
