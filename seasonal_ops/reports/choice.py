"""Which measures stand on the first page, and which are drawn. Pure."""

from typing import Final

from seasonal_ops.evaluation.seasons.trending import is_whole
from seasonal_ops.evaluation.shapes import Evaluation, Hidden, MeasureResult, OutputResult
from seasonal_ops.words import MeasureKind, Purpose

# Two rows of two: with both charts and three lessons more would not fit on a page.
_OUTCOMES: Final = 3
_TILES: Final = 4


def outcomes(evaluation: Evaluation) -> tuple[MeasureResult, ...]:
    """What was hoped for, in the order of the plan."""
    return tuple(one for one in evaluation.measures if one.measure.purpose is Purpose.OUTCOME)


def outputs(evaluation: Evaluation) -> tuple[OutputResult, ...]:
    """What was done, in the order of the plan; who took part is no output."""
    return tuple(one for one in evaluation.outputs if one.measure.purpose is Purpose.OUTPUT)


def engagement(evaluation: Evaluation) -> tuple[MeasureResult, ...]:
    """Who took part and what they said, in the order of the plan."""
    return tuple(one for one in evaluation.measures if one.measure.purpose is Purpose.ENGAGEMENT)


def headlines(evaluation: Evaluation) -> tuple[MeasureResult, ...]:
    """The outcomes with counts of this season: of a duplicate group its headline, wholes before parts.

    What can be compared comes first.
    """
    behind = {slug for group in evaluation.duplicates for slug in group[1:]}
    known = [one for one in outcomes(evaluation) if one.measure.slug not in behind and _is_known(one)]
    wholes = {one.measure.slug for one in known}
    return tuple(sorted(known, key=lambda one: (not _is_compared(one), one.measure.part_of in wholes)))


def tiles_of(evaluation: Evaluation) -> tuple[tuple[MeasureResult, ...], tuple[OutputResult, ...]]:
    """The outcomes and the outputs that the first page is about."""
    chosen = headlines(evaluation)[:_OUTCOMES]
    taken_part = [one for one in evaluation.outputs if one.measure.purpose is Purpose.ENGAGEMENT]
    done = [one for one in (*outputs(evaluation), *taken_part) if one.delivered is not None]
    return chosen, tuple(done[: _TILES - len(chosen)])


def first_by_night(evaluation: Evaluation) -> MeasureResult | None:
    """The first headline that has counts by the night, all of which its readers may see."""
    return next(filter(is_by_night, headlines(evaluation)), None)


def first_by_year(evaluation: Evaluation) -> MeasureResult | None:
    """The first headline with counts of two years or more, all of which its readers may see."""
    return next((one for one in headlines(evaluation) if len(counted_years(one)) > 1), None)


def counted_years(result: MeasureResult) -> tuple[int, ...]:
    """The years of which a total may be drawn: those of whole seasons."""
    if result.measure.kind is not MeasureKind.COUNT or result.hidden is not Hidden.NOTHING:
        return ()
    whole = (one for one in result.history if is_whole(one, result.measure.purpose))
    return tuple(season.year for season in whole if season.total is not None)


def is_by_night(result: MeasureResult) -> bool:
    """Whether its counts stand by the night, for these readers."""
    counts = result.measure.kind is MeasureKind.COUNT and result.hidden is Hidden.NOTHING
    return counts and any(night.value is not None for night in result.this.nights)


def _is_known(result: MeasureResult) -> bool:
    return result.measure.kind is not MeasureKind.TEXT and result.this.recorded


def _is_compared(result: MeasureResult) -> bool:
    return any(one.comparison is not None and one.comparison.days for one in result.against)
