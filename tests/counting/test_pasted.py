"""One value on many dates in a row."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.counting.checks import pasted

FIRST = date(2026, 10, 27)


def dated(values: list[int | None]) -> dict[date, Decimal]:
    """Values of days in a row; None leaves the day out."""
    days = (FIRST + timedelta(days=n) for n in range(len(values)))
    return {on: Decimal(value) for on, value in zip(days, values, strict=True) if value is not None}


def test_five_in_a_row_are_told_with_their_dates() -> None:
    assert pasted(dated([1, 7, 7, 7, 7, 7, 2])) == (
        "7 stands on 5 dates in a row, 2026-10-28 to 2026-11-01: check that it was counted and not"
        " copied down"
    )
    assert pasted(dated([7, 7, 7, 7])) == ""
    assert pasted(dated([7, 7, None, 7, 7, 7])) == ""
    # Quiet nights are many.
    assert pasted(dated([0] * 9)) == ""


@given(st.lists(st.sampled_from([None, 0, 1, 2]), max_size=30))
def test_it_is_found_whenever_five_stand_in_a_row(values: list[int | None]) -> None:
    fives = [values[n : n + 5] for n in range(len(values) - 4)]
    assert bool(pasted(dated(values))) is any(five[0] and set(five) == {five[0]} for five in fives)
