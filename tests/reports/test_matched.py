"""Nights of two seasons, set beside each other."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.reports.matched import matched
from tests.reports.makers import a_season


def _from(first: date, values: Sequence[int]) -> dict[str, object]:
    season = a_season(first.year, values)
    shift = first - season.window.first
    return {
        "window": Window(first, first + timedelta(days=len(values) - 1)),
        "nights": tuple(type(night)(night.on + shift, night.value) for night in season.nights),
    }


@pytest.mark.parametrize(
    ("first", "earlier", "expected"),
    [
        pytest.param(date(2026, 10, 30), date(2025, 10, 30), "2026-10-30", id="fixed dates"),
        pytest.param(date(2026, 9, 20), date(2025, 9, 21), "2026-09-20", id="Sunday by Sunday"),
        pytest.param(date(2027, 12, 31), date(2026, 12, 31), "2027-12-31", id="a year's end"),
        # A window on fixed dates that began a day earlier then: its first night has no like.
        pytest.param(date(2026, 10, 27), date(2025, 10, 26), "2026-10-26", id="a longer window"),
    ],
)
def test_each_night_stands_by_its_like(first: date, earlier: date, expected: str) -> None:
    this = a_season(first.year, (1, 2), **_from(first, (1, 2)))
    last = a_season(earlier.year, (3, 4), **_from(earlier, (3, 4)))
    pairs = {str(night.on): str(on) for on, night in matched(this, last).items()}
    assert pairs[str(earlier)] == expected


def test_a_29_february_stands_alone_and_does_not_shift_the_days_after() -> None:
    this = a_season(2028, (1, 2, 3), **_from(date(2028, 2, 28), (1, 2, 3)))
    last = a_season(2027, (4, 5), **_from(date(2027, 2, 28), (4, 5)))
    pairs = {str(on): str(night.on) for on, night in matched(this, last).items()}
    assert pairs == {"2028-02-28": "2027-02-28", "2028-03-01": "2027-03-01"}
