"""One measure beside an earlier season: by nights, by totals, or not at all."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.records.history import Definition, Row
from seasonal_ops.evaluation.records.quality import Reading, season_counts
from seasonal_ops.evaluation.records.recorded import recorded
from seasonal_ops.evaluation.seasons.choosing import Alignment
from seasonal_ops.evaluation.seasons.measured import Setting, against
from seasonal_ops.evaluation.shapes import Against
from seasonal_ops.words import MeasureKind, Verdict
from tests.evaluation.made import measure
from tests.evaluation.rows import COMPARISON, definition, family, row

MISCHIEF = {year: date(year, 10, 30) for year in (2025, 2026)}
LATER = date(2027, 1, 1)


def nights(year: int, *values: int | None, **more: Any) -> list[Row]:
    """Values from 27 October on, None for a missing night."""
    days = (date(year, 10, 27) + timedelta(days=n) for n in range(len(values)))
    return [row(on, str(value), **more) for on, value in zip(days, values, strict=True) if value is not None]


def whole(year: int, value: str, last: tuple[int, int] = (11, 7)) -> Row:
    """One figure for the whole window."""
    return row(date(year, 10, 27), value, until=date(year, *last))


def beside(*rows: Row, then: Definition | None = None, **more: Any) -> Against:
    """The season of 2026 beside that of 2025."""
    now = measure(**more)
    then = then or definition(2025, kind=now.kind, unit=now.unit)
    kin = family(*rows, definitions=(definition(2026, kind=now.kind), then))
    found = recorded(kin, "asb-calls", year=2026)
    reading = Reading(family=kin, today=LATER, time_zone="Europe/London")
    return against(
        Setting(
            measure=now,
            found=found,
            counts={on: int(value) for on, value in found.values.items()},
            alignment=Alignment(years=1, this=MISCHIEF[2026], last=MISCHIEF[2025]),
            season=season_counts(reading, now, found, then.window, year=2025),
            then=then,
        )
    )


def test_nights_are_compared_by_the_date() -> None:
    found = beside(*nights(2026, *[4] * 12), *nights(2025, *[8] * 12))
    assert (found.this, found.last) == (48, 96)
    assert found.comparison is not None
    assert found.comparison.ratio is not None
    assert (found.comparison.of_totals, found.comparison.ratio.phi) == (False, 1)
    assert found.matched == (8,) * 12


@pytest.mark.parametrize(
    ("this", "last", "said"),
    [
        pytest.param([whole(2026, "44")], [whole(2025, "66")], (), id="two totals"),
        pytest.param(
            nights(2026, 0, *[4] * 11),
            [whole(2025, "66")],
            ("The nights of 2026 are summed and set against one figure for the window of 2025.",),
            id="nights this year",
        ),
        pytest.param(
            [whole(2026, "44")],
            nights(2025, *[6] * 11, 0),
            ("The nights of 2025 are summed and set against one figure for the window of 2026.",),
            id="nights before",
        ),
        # ten of twelve nights, and the total from elsewhere: the total knows more
        pytest.param(
            [*nights(2026, *[4] * 10), whole(2026, "44")], [whole(2025, "66")], (), id="nights missing"
        ),
    ],
)
def test_totals_are_compared_where_not_all_nights_are_known(
    this: list[Row], last: list[Row], said: tuple[str, ...]
) -> None:
    found = beside(*this, *last)
    assert found.comparison is not None
    assert (found.this, found.last, found.comparison.of_totals) == (44, 66, True)
    assert found.comparison.ratio is not None
    assert (found.comparison.ratio.phi, round(found.comparison.ratio.p, 3)) == (None, 0.045)
    assert found.comparison.verdict is Verdict.UNCLEAR
    assert found.comparison.caveats[:-1] == (
        *said,
        "Only totals are compared: how the nights scatter is not known.",
    )


def test_nights_are_used_where_a_total_stands_beside_all_of_them() -> None:
    found = beside(*nights(2026, *[4] * 12), whole(2026, "50"), *nights(2025, *[8] * 12))
    assert (found.this, found.last) == (48, 96)


def test_totals_of_windows_that_differ_are_compared_per_night() -> None:
    shorter = definition(2025, window=Window(date(2025, 10, 27), date(2025, 11, 1)))
    found = beside(whole(2026, "60"), whole(2025, "30", (11, 1)), then=shorter)
    assert found.comparison is not None
    assert found.comparison.ratio is not None
    assert (found.comparison.ratio.t1, found.comparison.ratio.t0, found.comparison.ratio.ratio) == (12, 6, 1)
    assert found.comparison.caveats[1] == (
        "The windows differ, 6 nights in 2025 and 12 in 2026: they are compared per night."
    )


def test_nights_of_windows_that_differ_are_compared_where_both_hold_them() -> None:
    shorter = definition(2025, window=Window(date(2025, 10, 27), date(2025, 11, 1)))
    found = beside(*nights(2026, *[4] * 12), *nights(2025, *[8] * 6), then=shorter)
    assert found.comparison is not None
    assert (found.this, found.last, found.comparison.days) == (24, 48, 6)
    assert found.comparison.completeness_last == Completeness(6, 6)
    assert found.matched == (8,) * 6 + (None,) * 6


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        pytest.param([], "0 of 12 dates this year, 0 of 12 dates in the baseline", id="nothing"),
        pytest.param(
            nights(2026, 4, 4), "8 on 2 of 12 dates this year, 0 of 12 dates in the baseline", id="one year"
        ),
        pytest.param(
            [whole(2026, "44"), *nights(2025, 4)],
            "44 as one figure this year, 4 on 1 of 12 dates in the baseline",
            id="a total against one night",
        ),
    ],
)
def test_what_cannot_be_compared_yet_is_told_as_it_is(rows: list[Row], sentence: str) -> None:
    found = beside(*rows)
    assert found.sentence == f"Nothing to compare yet: {sentence}."
    assert (found.this, found.last) == (None, None)


def test_all_zero_is_said_without_a_verdict() -> None:
    found = beside(*nights(2026, *[0] * 12), *nights(2025, *[0] * 12))
    assert found.sentence == "Too few to tell. None recorded in either year."


@pytest.mark.parametrize(
    ("then", "sentence"),
    [
        pytest.param(
            definition(2025, unit="persons"),
            "Recorded in persons in 2025 and in calls this year: not compared.",
            id="unit",
        ),
        pytest.param(
            definition(2025, kind=MeasureKind.PERCENTAGE),
            "Recorded a percentage in 2025 and a count this year: not compared.",
            id="kind",
        ),
    ],
)
def test_units_and_kinds_that_differ_are_not_compared(then: Definition, sentence: str) -> None:
    found = beside(*nights(2026, 4), *nights(2025, 8), then=then)
    assert (found.comparison, found.sentence) == (None, sentence)


def test_a_survey_is_tested_by_its_numbers() -> None:
    rows = row(MISCHIEF[2026], "90", yes=180, answered=200), row(MISCHIEF[2025], "75", yes=150, answered=200)
    found = beside(*rows, kind=MeasureKind.PERCENTAGE)
    assert found.survey is not None
    assert (found.this, found.last, found.survey.change) == (90, 75, pytest.approx(15))
    assert "150 of 200" in found.sentence


def test_a_percentage_without_numbers_cannot_be_tested() -> None:
    found = beside(row(MISCHIEF[2026], "90"), row(MISCHIEF[2025], "75"), kind=MeasureKind.PERCENTAGE)
    assert found.survey is None
    assert "cannot be tested" in found.sentence


def test_of_percentages_the_newest_counts() -> None:
    found = beside(*nights(2026, 80, 90), *nights(2025, 75), kind=MeasureKind.PERCENTAGE)
    assert (found.this, found.last) == (90, 75)


def test_a_quantity_has_two_values_and_no_chance() -> None:
    found = beside(*nights(2026, 12, 13), kind=MeasureKind.QUANTITY, unit="tonnes")
    assert (found.this, found.last) == (Decimal(25), None)
    assert found.sentence == "not recorded → 25 tonnes; a quantity is shown, not tested for chance."


def test_a_comparison_area_sets_the_design() -> None:
    area = {"area": COMPARISON}
    found = beside(
        *nights(2026, *[4] * 12),
        *nights(2025, *[8] * 12),
        *nights(2026, *[6] * 12, **area),
        *nights(2025, *[6] * 12, **area),
    )
    assert found.difference is not None
    assert (found.difference.event, found.difference.comparison) == ((96, 48), (72, 72))
    assert found.difference.irr == pytest.approx(0.5)
    assert found.comparison is not None
    assert found.comparison.design is Design.COMPARISON_AREA
    assert "beside the comparison area" in found.difference_sentence


def test_a_comparison_area_with_too_few_counts_has_no_figures() -> None:
    area = {"area": COMPARISON}
    found = beside(*nights(2026, 4), *nights(2025, 8), *nights(2026, 1, **area), *nights(2025, 2, **area))
    assert found.difference is None
    assert found.comparison is not None
    assert found.comparison.design is Design.BEFORE_AFTER
    assert "too few to tell" in found.difference_sentence


def test_the_364_day_shift_is_a_check_of_fixed_dates() -> None:
    # a busier Saturday stands just outside the calendar window, and inside the shifted one
    last = [*nights(2025, *[6] * 12), row(date(2025, 11, 8), "10", year=2026)]
    found = beside(*nights(2026, *[4] * 12), *last)
    assert found.comparison is not None
    assert found.comparison.wording.plain == "unclear"
    assert any("364 days apart" in caveat for caveat in found.comparison.caveats)


def test_seasons_that_follow_an_anchor_are_checked_by_the_calendar() -> None:
    kept = Alignment(years=1, this=date(2026, 9, 20), last=date(2025, 9, 21))
    window = Window(date(2026, 9, 20), date(2026, 9, 29))
    assert kept.matching(window).how == "the same days from the anchor"
    assert kept.window(window) == Window(date(2025, 9, 21), date(2025, 9, 30))
    check = kept.sensitivity(window)
    assert check is not None
    assert check.how == "the same calendar dates"
    assert replace(kept, years=0).sensitivity(window) is None


COUNT = st.none() | st.integers(0, 30) | st.integers(0, 10**9)
NIGHTS = st.lists(COUNT, min_size=12, max_size=12)


@given(this=NIGHTS, last=NIGHTS, this_area=NIGHTS, last_area=NIGHTS, this_whole=COUNT, last_whole=COUNT)
def test_whatever_is_recorded_both_sides_hold_the_same_dates(
    *,
    this: list[int | None],
    last: list[int | None],
    this_area: list[int | None],
    last_area: list[int | None],
    this_whole: int | None,
    last_whole: int | None,
) -> None:
    area = {"area": COMPARISON}
    rows = [*nights(2026, *this), *nights(2025, *last)]
    rows += [*nights(2026, *this_area, **area), *nights(2025, *last_area, **area)]
    rows += [whole(2026, str(this_whole))] if this_whole is not None else []
    rows += [whole(2025, str(last_whole))] if last_whole is not None else []
    found = beside(*rows)
    assert found.comparison is not None
    both = [(now, then) for now, then in zip(this, last, strict=True) if now is not None and then is not None]
    if found.comparison.of_totals:
        known = [(this_whole, this), (last_whole, last)]
        assert [found.this, found.last] == [
            sum(each or 0 for each in values) if None not in values else total for total, values in known
        ]
    else:
        assert (found.comparison.this, found.comparison.last, found.comparison.days) == (
            sum(now for now, _ in both),
            sum(then for _, then in both),
            len(both),
        )
