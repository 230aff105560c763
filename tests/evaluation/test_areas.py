"""The event area beside an area to compare with: which dates and which areas count."""

from datetime import date

import pytest

from seasonal_ops.evaluation.comparing.comparison import compare
from seasonal_ops.evaluation.comparing.windows import Window, match_calendar
from seasonal_ops.evaluation.records.history import Row
from seasonal_ops.evaluation.records.recorded import recorded
from seasonal_ops.evaluation.seasons.areas import difference_of
from seasonal_ops.evaluation.statistics.differences import Difference
from tests.evaluation.rows import BUFFER, BUFFER_COMPARISON, COMPARISON, EVENT, OTHER_EVENT, family, row

THIS, LAST = (Window(date(year, 10, 27), date(year, 10, 28)) for year in (2026, 2025))
MATCHING = match_calendar(THIS)


def cells(area: int | None, *values: int | None) -> list[Row]:
    """Two nights before and two after, None for a missing one."""
    days = (*LAST.days(), *THIS.days())
    return [row(on, str(n), area=area) for on, n in zip(days, values, strict=True) if n is not None]


def difference(*rows: Row) -> Difference | None:
    found = recorded(family(*rows), "asb-calls", year=2026)
    counts = {on: int(value) for on, value in found.values.items()}
    comparison = compare(this=counts, last=counts, matching=MATCHING)
    return difference_of(found, comparison, MATCHING.pairs, THIS, LAST)


@pytest.mark.parametrize(
    ("rows", "event", "beside"),
    [
        pytest.param(
            [*cells(None, 20, 30, 10, 20), *cells(COMPARISON, 30, 30, 25, 30)],
            (50, 30),
            (60, 55),
            id="the district where no area of it is recorded",
        ),
        pytest.param(
            [*cells(EVENT, 20, 10, 9, 8), *cells(OTHER_EVENT, 1, 1, 1, 1), *cells(COMPARISON, 9, 9, 9, 9)],
            (32, 19),
            (18, 18),
            id="areas of one role add up",
        ),
        pytest.param(
            [*cells(None, 90, 90, 90, 90), *cells(EVENT, 20, 10, 9, 8), *cells(COMPARISON, 9, 9, 9, 9)],
            (30, 17),
            (18, 18),
            id="its own areas before the district that may hold both",
        ),
        pytest.param(
            [*cells(None, 20, 30, 10, 20), *cells(COMPARISON, 30, None, 25, 30)],
            (20, 10),
            (30, 25),
            id="a date missing in one area is dropped from both",
        ),
    ],
)
def test_the_cells(rows: list[Row], event: tuple[int, int], beside: tuple[int, int]) -> None:
    found = difference(*rows)
    assert found is not None
    assert (found.event, found.comparison) == (event, beside)


def test_totals_of_the_whole_window_will_do() -> None:
    rows = [
        row(window.first, value, area=area, until=window.last)
        for window, area, value in (
            *((LAST, None, "50"), (THIS, None, "30")),
            *((LAST, COMPARISON, "60"), (THIS, COMPARISON, "55")),
        )
    ]
    found = difference(*rows)
    assert found is not None
    assert found.irr == pytest.approx(0.6545455)


def test_a_buffer_takes_part() -> None:
    found = difference(
        *cells(None, 100, 107, 60, 50),
        *cells(COMPARISON, 150, 158, 150, 168),
        *cells(BUFFER, 90, 88, 80, 77),
        *cells(BUFFER_COMPARISON, 75, 75, 70, 70),
    )
    assert found is not None
    assert (found.wdd, found.buffered) == (-118, True)


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(cells(None, 9, 9, 9, 9), id="no other area"),
        pytest.param([*cells(None, 9, 9, 9, 9), *cells(COMPARISON, 9, 9, None, None)], id="one year of it"),
        pytest.param([*cells(None, 9, None, 9, None), *cells(COMPARISON, None, 9, None, 9)], id="no date"),
        pytest.param([*cells(None, 9, 9, 9, 9), *cells(BUFFER, 9, 9, 9, 9)], id="a buffer alone"),
    ],
)
def test_without_counts_of_both_areas_in_both_years_there_is_none(rows: list[Row]) -> None:
    assert difference(*rows) is None
