"""What everybody may see of an evaluation: nothing that could tell who it was (pure; evaluation.md).

What is said of a measure with small numbers is written anew from what remains, never edited: a sentence, a
percentage, a verdict or a chart would give the numbers away.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Final

from seasonal_ops.evaluation import figures, folding
from seasonal_ops.evaluation.hiding.withholding import Withheld, seasons_of, withheld
from seasonal_ops.evaluation.shapes import (
    Against,
    Evaluation,
    Hidden,
    MeasureResult,
    OutputResult,
    Quality,
    SeasonCounts,
)
from seasonal_ops.words import Readers

FEW: Final = "fewer than 5"
NOT_SHOWN: Final = "not shown"
_ONLY_TOTALS: Final = "Only totals are shown, because smaller numbers could tell who it was."
_NOT_ALL: Final = "A total that could tell who it was, or from which one could be worked out, is not shown."


def few_or(total: Decimal | None, few: bool, withheld: bool = False) -> str:
    """A total as the public reads it."""
    if few:
        return FEW
    if withheld:
        return NOT_SHOWN
    return "not recorded" if total is None else figures.number(total)


def redact(evaluation: Evaluation) -> Evaluation:
    """The evaluation for the public.

    Nothing of the result depends on a number that is hidden, beyond that it is: other nights with the same
    total, or another total from 1 to 4, give an equal evaluation. What people wrote of a measure that is
    not shown in full is left out as well: targets, claims, marks.
    """
    found, public = withheld(evaluation), replace(evaluation, readers=Readers.PUBLIC)
    if not found.covered:
        return public
    measures = tuple(
        _measure(one, found) if one.measure.slug in found.covered else one for one in evaluation.measures
    )
    return replace(
        public,
        measures=measures,
        outputs=tuple(
            _output(one, found, evaluation) if one.measure.slug in found.covered else one
            for one in evaluation.outputs
        ),
        targets=tuple(one for one in evaluation.targets if one.target.measure not in found.covered),
        claims=tuple(one for one in evaluation.claims if one.claim.measure not in found.covered),
        caveats=(
            *folding.folded(measures),
            *folding.of_duplicates(evaluation.duplicates),
            evaluation.design.sentence,
        ),
    )


def _measure(result: MeasureResult, found: Withheld) -> MeasureResult:
    slug = result.measure.slug
    seasons = {year: _season(slug, one, found) for year, one in seasons_of(result).items()}
    this = seasons[result.this.year]
    hidden = any((slug, year) in found.totals for year in seasons)
    return replace(
        result,
        this=this,
        against=tuple(_against(one, this, seasons) for one in result.against),
        history=tuple(seasons[one.year] for one in result.history),
        trend=None,
        trend_sentence="",
        peak=None,
        marks=(),
        caveats=tuple(_said(hidden=hidden)),
        hidden=Hidden.TOTALS if hidden else Hidden.DETAIL,
    )


def _said(*, hidden: bool) -> Iterator[str]:
    yield _ONLY_TOTALS
    if hidden:
        yield _NOT_ALL


def _season(slug: str, season: SeasonCounts, found: Withheld) -> SeasonCounts:
    place = slug, season.year
    return SeasonCounts(
        year=season.year,
        plan=season.plan,
        window=season.window,
        nights=(),
        total=None if place in found.totals else season.total,
        quality=Quality(completeness=season.quality.completeness),
        of_period=season.of_period,
        few=place in found.few,
        withheld=place in found.totals and place not in found.few,
        areas={},
    )


def _against(against: Against, this: SeasonCounts, seasons: Mapping[int, SeasonCounts]) -> Against:
    """Both totals, and nothing of what comes of them: not even which dates were compared."""
    last = seasons[against.season.year]
    shown = [few_or(one.total, one.few, one.withheld) for one in (last, this)]
    return Against(
        season=last,
        this=this.total,
        last=last.total,
        sentence=f"Recorded in all: {shown[0]} → {shown[1]}; small numbers are not compared.",
    )


def _output(result: OutputResult, found: Withheld, evaluation: Evaluation) -> OutputResult:
    """Its total as its measure tells it: the difference of two would tell of those that only one has."""
    place = result.measure.slug, evaluation.year
    hidden, few = place in found.totals, place in found.few
    told = {one.measure.slug: one.this.total for one in evaluation.measures}
    done = None if hidden else told.get(result.measure.slug, result.delivered)
    shown = few_or(done, few, hidden and not few)
    return replace(
        result,
        planned=None,
        delivered=done,
        shared=Decimal(0),
        sentence=f"Recorded in all ({result.measure.unit}): {shown}. {_ONLY_TOTALS}",
        few=few,
        withheld=hidden and not few,
    )
