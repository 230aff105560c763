"""What a measure's totals show over all years that are known (pure; formula D)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from seasonal_ops.evaluation.shapes import SeasonCounts
from seasonal_ops.evaluation.statistics.trends import Trend, trend
from seasonal_ops.evaluation.wording import trends
from seasonal_ops.views import MarkView
from seasonal_ops.words import MarkKind, Verdict

FEWEST_YEARS: Final = 3


def trend_of(history: Sequence[SeasonCounts], marks: Sequence[MarkView]) -> tuple[Trend | None, str]:
    """The trend of a count's seasons, the oldest first, and its sentence; None where that is too little.

    The exposure of a year is its nights with a return. An intervention is a step when it was declared before
    it began, and years lie on both of its sides.
    """
    known = [season for season in history if season.total is not None]
    if len(known) < FEWEST_YEARS:
        return None, ""
    years = [season.year for season in known]
    counts = [int(season.total or 0) for season in known]
    exposures = [float(nights_known(season)) for season in known]
    steps = _steps(known, marks)
    found = trend(years, counts, exposures, steps=steps)
    wording = trends.in_words(found, years, counts, exposures, steps=steps)
    return None if wording.verdict is Verdict.TOO_FEW else found, wording.statement


def nights_known(season: SeasonCounts) -> int:
    """The nights behind a season's total."""
    if season.of_period:
        return season.window.length
    return sum(night.value is not None for night in season.nights)


def _steps(known: Sequence[SeasonCounts], marks: Sequence[MarkView]) -> list[int]:
    """The first season after each intervention that was declared before it; two years on each side."""
    steps = set()
    for mark in marks:
        if mark.kind is MarkKind.INTERVENTION and mark.declared_at.date() <= mark.on:
            after = [season.year for season in known if _ends(season) >= mark.on]
            if 2 <= len(after) <= len(known) - 2:
                steps.add(after[0])
    # Each step takes a term: without two years more than terms nothing would be left to judge by.
    return sorted(steps) if len(known) >= len(steps) + 4 else []


def _ends(season: SeasonCounts) -> date:
    return season.window.last
