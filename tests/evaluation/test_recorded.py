"""Which of the rows of a date make its value."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.records.history import Row
from seasonal_ops.evaluation.records.recorded import Recorded, recorded
from seasonal_ops.evaluation.statistics.proportions import Answers
from seasonal_ops.words import AreaRole, MeasureKind
from tests.evaluation.rows import BUFFER, COMPARISON, EVENT, OTHER_EVENT, definition, family, row

NIGHT = date(2026, 10, 30)
EARLIER = date(2023, 10, 30)  # a year without a plan
WINDOW = Window(date(2026, 10, 27), date(2026, 11, 7))


def found_of(*rows: Row) -> Recorded:
    return recorded(family(*rows), "asb-calls", year=2026)


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        pytest.param([row(NIGHT, "9")], 9, id="the district"),
        pytest.param([row(NIGHT, "9"), row(NIGHT, "2", area=EVENT)], 9, id="the district before its areas"),
        pytest.param([row(NIGHT, "2", area=EVENT), row(NIGHT, "3", area=OTHER_EVENT)], 5, id="areas add up"),
        pytest.param(
            [row(NIGHT, "2", area=EVENT), row(NIGHT, "7", area=COMPARISON)], 2, id="none to compare"
        ),
        pytest.param([row(NIGHT, "4", activity=1), row(NIGHT, "5", activity=2)], 9, id="activities add up"),
        pytest.param([row(NIGHT, "1", year=2025), row(NIGHT, "8")], 8, id="the plan whose window holds it"),
        pytest.param([row(NIGHT, "0", nil=True)], 0, id="a nil return is a zero"),
        pytest.param(
            [row(EARLIER, "1", year=2024), row(EARLIER, "2", year=2026)], 2, id="the plan evaluated"
        ),
        pytest.param([row(EARLIER, "1", year=2024), row(EARLIER, "2", year=2025)], 2, id="the newest plan"),
        pytest.param([row(NIGHT, "12.5")], Decimal("12.5"), id="a quantity"),
    ],
)
def test_the_value_of_a_date(rows: list[Row], value: int) -> None:
    assert found_of(*rows).values == {rows[0].on: value}
    assert found_of(*reversed(rows)).values == {rows[0].on: value}


def test_areas_to_compare_with_stand_beside() -> None:
    found = found_of(row(NIGHT, "9"), row(NIGHT, "7", area=COMPARISON), row(NIGHT, "3", area=BUFFER))
    assert found.areas == {AreaRole.COMPARISON: {NIGHT: 7}, AreaRole.BUFFER: {NIGHT: 3}}
    assert found.event == {}


def test_a_date_that_only_a_comparison_area_has_is_missing() -> None:
    assert found_of(row(NIGHT, "7", area=COMPARISON)).values == {}


def test_what_is_recorded_in_words_is_no_value() -> None:
    assert found_of(row(NIGHT)).values == {}


@pytest.mark.parametrize(("other", "twice"), [("8", {NIGHT}), ("9", set())], ids=["differs", "agrees"])
def test_two_plans_that_say_different_things_are_told(other: str, twice: set[date]) -> None:
    assert found_of(row(NIGHT, "9"), row(NIGHT, other, year=2025)).twice == twice


def test_a_figure_for_the_whole_window_stands_beside_its_nights() -> None:
    whole = {"on": WINDOW.first, "until": WINDOW.last}
    found = found_of(
        row(NIGHT, "9"),
        row(NIGHT, "60")._replace(**whole),
        row(NIGHT, "44", area=COMPARISON)._replace(**whole),
        row(NIGHT, "20")._replace(on=WINDOW.first, until=date(2026, 10, 31)),
    )
    assert found.values == {NIGHT: 9}
    assert found.totals[WINDOW.first, WINDOW.last] == 60
    assert found.area_totals == {AreaRole.COMPARISON: {(WINDOW.first, WINDOW.last): 44}}
    assert found.other_spans(WINDOW) == [(WINDOW.first, date(2026, 10, 31))]
    assert [one.value for one in found.rows(WINDOW)] == [600_000, 90_000]


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        pytest.param([row(NIGHT, "0")], True, id="a night"),
        pytest.param([row(WINDOW.first, "3", until=WINDOW.last)], True, id="the whole"),
        pytest.param([row(WINDOW.first, "3", until=NIGHT)], False, id="a part"),
        pytest.param([row(date(2026, 11, 8), "3")], False, id="the day after"),
    ],
)
def test_a_window_is_known_by_a_night_or_as_a_whole(rows: list[Row], holds: bool) -> None:
    assert found_of(*rows).holds(WINDOW) is holds


def test_of_percentages_the_newest_of_a_date_stands_with_its_answers() -> None:
    known = (definition(2026, kind=MeasureKind.PERCENTAGE),)
    rows = row(NIGHT, "70", activity=1), row(NIGHT, "75", activity=2, yes=150, answered=200)
    found = recorded(family(*rows, definitions=known), "asb-calls", year=2026)
    assert found.values == {NIGHT: 75}
    assert found.answers == {NIGHT: Answers(yes=150, answered=200)}


VALUES = st.lists(
    st.tuples(
        st.sampled_from([None, EVENT, OTHER_EVENT, COMPARISON]),
        st.sampled_from([None, 1, 2]),
        st.integers(0, 50),
    ),
    max_size=8,
)


@given(VALUES)
def test_no_row_counts_twice_and_a_whole_never_with_its_areas(
    values: list[tuple[int | None, int | None, int]],
) -> None:
    found = found_of(*(row(NIGHT, str(value), area=area, activity=at) for area, at, value in values))
    counted = found.counted.get(NIGHT, ())
    assert len({one.area is None for one in counted}) <= 1
    assert sum(one.value or 0 for one in counted) == found.values.get(NIGHT, 0) * 10_000
    expected = [value for area, _, value in values if area is None] or [
        value for area, _, value in values if area in (EVENT, OTHER_EVENT)
    ]
    assert found.values.get(NIGHT) == (sum(expected) if expected else None)
