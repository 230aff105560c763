"""What everybody may see of an evaluation: nothing that could tell who it was (pure; evaluation.md).

Of a measure about persons there are totals of whole seasons and nothing else, however large its numbers
are. What is said of it is written anew from these totals, never edited: so it cannot tell more than they do.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from seasonal_ops.evaluation import figures, folding
from seasonal_ops.evaluation.comparing.comparison import Completeness
from seasonal_ops.evaluation.hiding.persons import NO_PLAN, NO_TOTAL, Persons
from seasonal_ops.evaluation.shapes import (
    Against,
    Evaluation,
    Hidden,
    MeasureResult,
    OutputResult,
    Quality,
    SeasonCounts,
)
from seasonal_ops.evaluation.statistics.ratios import rate_ratio
from seasonal_ops.evaluation.wording.ratios import in_words
from seasonal_ops.views import MeasureView
from seasonal_ops.words import MeasureKind, Readers

FEW: Final = "fewer than 5"
NOT_SHOWN: Final = "not shown"
FEWEST_SHOWN: Final = 5
_ONLY_TOTALS: Final = "About persons, so that only totals of whole seasons are shown."


def few_or(total: Decimal | None, few: bool, withheld: bool = False) -> str:
    """A total as the public reads it."""
    if few:
        return FEW
    if withheld:
        return NOT_SHOWN
    return "not recorded" if total is None else figures.number(total)


def redact(evaluation: Evaluation, persons: Persons, *, today: date) -> Evaluation:
    """The evaluation for the public; `today` is local and decides which windows are over.

    Nothing of the result depends on a number that is hidden: other nights with the same total, another
    total from 1 to 4, or any counts at all behind what is not shown, give an equal evaluation. Targets,
    claims and marks of such a measure are left out.
    """
    measures = tuple(
        _measure(one, persons, evaluation, today)
        if one.measure.slug in persons.about
        else _for_everybody(one, today)
        for one in evaluation.measures
    )
    seasons = {one.measure.slug: one.this for one in measures}
    return replace(
        evaluation,
        readers=Readers.PUBLIC,
        measures=measures,
        outputs=tuple(
            _output(one, persons, seasons.get(one.measure.slug)) if one.measure.slug in persons.about else one
            for one in evaluation.outputs
        ),
        targets=tuple(one for one in evaluation.targets if one.target.measure not in persons.about),
        claims=tuple(
            replace(one, claim=replace(one.claim, made_by=""))
            for one in evaluation.claims
            if one.claim.measure not in persons.about
        ),
        caveats=(
            *folding.folded(measures),
            *folding.of_duplicates(evaluation.duplicates),
            evaluation.design.sentence,
        ),
    )


def _for_everybody(result: MeasureResult, today: date) -> MeasureResult:
    """A measure that is about nobody, without where its figures lay and what goes on in nights to come."""
    return replace(
        result,
        this=_told(result.this, today),
        history=tuple(_told(one, today) for one in result.history),
        against=tuple(replace(one, season=_told(one.season, today)) for one in result.against),
    )


def _told(season: SeasonCounts, today: date) -> SeasonCounts:
    return replace(
        season,
        nights=tuple(night if night.on < today else replace(night, deployed=0) for night in season.nights),
        quality=replace(season.quality, sources=()),
    )


def _measure(result: MeasureResult, persons: Persons, evaluation: Evaluation, today: date) -> MeasureResult:
    """Earlier seasons have a plan that knows the measure: whether others were counted is hidden as well."""
    measure = result.measure
    this = _season(measure, result.this, persons, today)
    history = [_season(measure, one, persons, today) for one in result.history if one.year != this.year]
    against = tuple(
        _against(measure, _season(measure, one.season, persons, today), this)
        for one in result.against
        if (measure.slug, one.season.year) in persons.own
    )
    return MeasureResult(
        measure=_view(measure),
        this=this,
        against=against,
        history=(*(one for one in history if not one.withheld), this),
        trend=None,
        trend_sentence="",
        peak=None,
        marks=(),
        caveats=tuple(_said(this, against, evaluation)),
        hidden=Hidden.DETAIL,
    )


def _view(measure: MeasureView) -> MeasureView:
    """Without what somebody wrote of it, and without how much is recorded."""
    return replace(measure, definition="", recorded=0, marks=())


def _said(this: SeasonCounts, against: tuple[Against, ...], evaluation: Evaluation) -> Iterator[str]:
    yield _ONLY_TOTALS
    for season in (*(one.season for one in against), this):
        if season.withheld:
            yield f"{season.year}: its total is not shown, since {season.why}."
    known = {one.season.plan for one in against}
    for label in evaluation.against:
        if label not in known:
            yield f"{label}: its total is not shown, since {NO_PLAN}."


def _season(measure: MeasureView, season: SeasonCounts, persons: Persons, today: date) -> SeasonCounts:
    why = persons.why_not(measure, season, today)
    few = not why and season.total is not None and 0 < season.total < FEWEST_SHOWN
    nights = 0 if why else season.window.length
    return SeasonCounts(
        year=season.year,
        plan=season.plan,
        window=season.window,
        nights=(),
        total=None if why or few else season.total,
        quality=Quality(completeness=Completeness(nights, nights)),
        few=few,
        why=why,
        areas={},
    )


def _against(measure: MeasureView, last: SeasonCounts, this: SeasonCounts) -> Against:
    """What may be said of the two totals as they are printed."""
    return Against(season=last, this=this.total, last=last.total, sentence=_sentence(measure, last, this))


def _sentence(measure: MeasureView, last: SeasonCounts, this: SeasonCounts) -> str:
    if measure.kind is MeasureKind.COUNT and this.total is not None and last.total is not None:
        ratio = rate_ratio(int(this.total), this.window.length, int(last.total), last.window.length)
        return f"From the totals alone: {in_words(ratio).statement}"
    shown = [few_or(one.total, one.few, one.withheld) for one in (last, this)]
    return f"Recorded in all: {shown[0]} → {shown[1]}; not compared."


def _output(result: OutputResult, persons: Persons, season: SeasonCounts | None) -> OutputResult:
    """Its total as its measure tells it: who took part at which activity is not told."""
    why = season.why if season else persons.never.get(result.measure.slug, NO_TOTAL)
    total, few = (season.total, season.few) if season else (None, False)
    shown = few_or(total, few, withheld=bool(why))
    because = f", since {why}" if why else ""
    return OutputResult(
        measure=_view(result.measure),
        planned=None,
        delivered=total,
        sessions=0,
        activities=0,
        reported=0,
        shared=Decimal(0),
        sentence=f"Recorded in all ({result.measure.unit}): {shown}{because}.",
        few=few,
        withheld=bool(why),
    )
