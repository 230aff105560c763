"""The trend of a measure's seasons, and which interventions are steps of it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.seasons.trending import trend_of
from seasonal_ops.evaluation.shapes import Quality, SeasonCounts
from seasonal_ops.views import MarkView
from seasonal_ops.words import MarkKind, Purpose
from tests.evaluation.made import season


def seasons(*totals: int) -> list[SeasonCounts]:
    """A season of one night a year, the last in 2026."""
    return [season([total], 2027 - len(totals) + n) for n, total in enumerate(totals)]


def mark(year: int, declared: datetime, kind: MarkKind = MarkKind.INTERVENTION) -> MarkView:
    return MarkView(
        id=1,
        plan="bright-sparx-2026",
        measure="asb-calls",
        on=date(year, 5, 1),
        kind=kind,
        reason="Go4IT began",
        declared_by="lead",
        declared_at=declared,
    )


BEFORE, AFTER = datetime(2021, 4, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
FALL = seasons(40, 42, 39, 20, 21, 19, 18)


def test_below_three_years_there_is_none() -> None:
    assert trend_of(seasons(40, 30), ()) == (None, "")


def test_from_three_years_it_is_described_and_from_five_tested() -> None:
    few, _ = trend_of(seasons(40, 30, 20), ())
    enough, _ = trend_of(seasons(60, 50, 40, 30, 20), ())
    assert few is not None
    assert enough is not None
    assert (few.tau, few.p, few.tau_p) == (-1, None, None)
    assert (enough.tau, enough.p is not None, enough.tau_p is not None) == (-1, True, True)


def test_a_year_without_a_return_is_left_out() -> None:
    found, _ = trend_of([season([None], 2020), *seasons(60, 50, 40, 30, 20)], ())
    assert found is not None
    assert found.years == 5


def test_the_exposure_of_a_year_is_its_nights_with_a_return() -> None:
    # ten a night in every year, of which the last has one night fewer
    years = [season([10, 10], year) for year in range(2022, 2026)]
    found, _ = trend_of([*years, season([10], 2026)], ())
    assert found is not None
    assert found.annual_change == pytest.approx(0)


def test_a_season_that_is_not_whole_takes_no_part_and_that_is_said() -> None:
    whole = [season([20, n], 2017 + n) for n in range(5)]
    lacking, running = season([90, None], 2022), season([90, None], 2023)
    running = replace(running, quality=Quality(completeness=Completeness(1, 1)))
    found, sentence = trend_of([*whole, lacking, running], ())
    assert (found, sentence.partition(" 2023 takes")[0]) == trend_of(whole, ())
    assert sentence.endswith(
        " 2023 takes no part: its window is not over. 2022 takes no part: not every night has a return."
    )


def test_too_few_whole_seasons_have_no_trend_and_say_why() -> None:
    found, sentence = trend_of([*seasons(60, 50), season([9, None], 2027)], ())
    assert found is None
    assert sentence == (
        "Fewer than three seasons to set side by side. 2027 takes no part: not every night has a return."
    )


def test_what_is_counted_at_activities_needs_no_return_a_night() -> None:
    partial = [season([10 * n, None], 2020 + n) for n in range(1, 6)]
    assert trend_of(partial, ())[0] is None
    found, _ = trend_of(partial, (), purpose=Purpose.ENGAGEMENT)
    assert found is not None
    assert found.years == 5


def test_too_few_incidents_have_a_sentence_and_no_figures() -> None:
    found, sentence = trend_of(seasons(0, 1, 0), ())
    assert found is None
    assert "too few to tell" in sentence


@pytest.mark.parametrize(
    ("marks", "steps"),
    [
        pytest.param([mark(2023, BEFORE)], True, id="declared before it began"),
        pytest.param([mark(2023, AFTER)], False, id="declared after the counts were seen"),
        pytest.param([mark(2023, BEFORE, MarkKind.BREAK)], False, id="a break is none"),
        pytest.param([mark(2026, BEFORE)], False, id="one year after it is too little"),
        pytest.param([mark(2021, BEFORE)], False, id="one year before it is too little"),
    ],
)
def test_only_what_was_declared_beforehand_is_a_step(marks: list[MarkView], steps: bool) -> None:
    with_marks, _ = trend_of(FALL, marks)
    assert (with_marks != trend_of(FALL, ())[0]) is steps
