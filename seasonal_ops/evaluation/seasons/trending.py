"""What a measure's totals show over all years that are known (pure; formula D)."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from seasonal_ops.evaluation.shapes import SeasonCounts
from seasonal_ops.evaluation.statistics.trends import Trend, trend
from seasonal_ops.evaluation.wording import trends
from seasonal_ops.names import joined
from seasonal_ops.views import MarkView
from seasonal_ops.words import MarkKind, Purpose, Verdict

FEWEST_YEARS: Final = 3


def trend_of(
    history: Sequence[SeasonCounts], marks: Sequence[MarkView], *, purpose: Purpose = Purpose.OUTCOME
) -> tuple[Trend | None, str]:
    """The trend of a count's seasons, the oldest first, and its sentence; None where that is too little.

    A season that is not whole takes no part, which the sentence says. The exposure of a year is its nights.
    An intervention is a step when it was declared before it began, and years lie on both of its sides.
    """
    recorded = [season for season in history if season.total is not None]
    known = [season for season in recorded if is_whole(season, purpose)]
    if len(recorded) < FEWEST_YEARS:
        return None, ""
    without = _without([season for season in recorded if season not in known])
    if len(known) < FEWEST_YEARS:
        return None, f"Fewer than three seasons to set side by side.{without}"
    years = [season.year for season in known]
    counts = [int(season.total or 0) for season in known]
    exposures = [float(nights_known(season)) for season in known]
    steps = _steps(known, marks)
    found = trend(years, counts, exposures, steps=steps)
    wording = trends.in_words(found, years, counts, exposures, steps=steps)
    return None if wording.verdict is Verdict.TOO_FEW else found, f"{wording.statement}{without}"


def is_whole(season: SeasonCounts, purpose: Purpose) -> bool:
    """Whether a season can stand beside others: its window is over, and every night of it is there.

    What is counted at activities has no return every night. Nights differ too much for some of them to
    stand for all.
    """
    received = season.quality.completeness
    if received.expected < season.window.length:
        return False
    return purpose is not Purpose.OUTCOME or season.of_period or received.received == received.expected


def _without(partial: Sequence[SeasonCounts]) -> str:
    """Which seasons take no part, and why."""
    running = [one for one in partial if one.quality.completeness.expected < one.window.length]
    lacking = [one for one in partial if one not in running]
    said = [_no_part(running, "its window is not over"), _no_part(lacking, "not every night has a return")]
    return "".join(said)


def _no_part(seasons: Sequence[SeasonCounts], why: str) -> str:
    if not seasons:
        return ""
    takes = "takes" if len(seasons) == 1 else "take"
    return f" {joined([str(one.year) for one in seasons])} {takes} no part: {why}."


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
