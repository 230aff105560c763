"""Dates as a lead types them."""

from datetime import date

import pytest

from seasonal_ops.errors import BadValue
from tui.modals.typed_date import read_date


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


@pytest.mark.parametrize("typed", ["", "soon", "31/6", "13/13", "5-11", "٥/١١", "2026-02-30"])
def test_anything_else_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadValue, match="write it as 5/11"):
        read_date(typed, near=date(2026, 10, 30))
