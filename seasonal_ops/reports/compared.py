"""An evaluation as a screen shows it, in the words of the reports. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from seasonal_ops.evaluation import folding
from seasonal_ops.evaluation.seasons.caveats import earlier_range
from seasonal_ops.evaluation.seasons.choosing import Alignment, Baseline
from seasonal_ops.evaluation.shapes import Against, Evaluation, MeasureResult
from seasonal_ops.evaluation.wording import differences, surveys, trends
from seasonal_ops.evaluation.wording.ratios import Wording, figures_line
from seasonal_ops.reports.facing import facings, own_facing
from seasonal_ops.reports.front import verdict_of
from seasonal_ops.reports.phrases import hours_of, number, total_of, window_of
from seasonal_ops.reports.sections.nights import peak_in_words
from seasonal_ops.views import (
    BesideView,
    ComparedMeasure,
    ComparisonView,
    CountedNight,
    EarlierSeason,
    Facing,
)
from seasonal_ops.words import MeasureKind, Verdict

Pairs = Iterator[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What an evaluation does not hold: all the seasons there are to compare with, how each of those that
    were chosen lies to this one, by label, and the partners' names by slug.
    """

    known: Sequence[Baseline]
    alignments: Mapping[str, Alignment]
    partners: Mapping[str, str]


def compared(found: Evaluation, beside: Beside) -> ComparisonView:
    """The whole of it, measure by measure in the order of the plan."""
    first = next(iter(beside.alignments.values()), None)
    return ComparisonView(
        plan=found.plan,
        name=found.name,
        year=found.year,
        against=found.against,
        seasons=tuple(EarlierSeason(label=one.label, year=one.year, name=_name(one)) for one in beside.known),
        own=Facing.DATE if first is None else own_facing(first),
        anchors=found.anchors,
        measures=tuple(_measure(one, found, beside) for one in found.measures),
        done=tuple(f"{one.measure.name}: {one.sentence}" for one in found.outputs),
        targets=tuple(f"“{one.target.text}” {one.sentence}" for one in found.targets),
        claims=tuple(f"“{one.claim.text}” {one.sentence}" for one in found.claims),
        caveats=(found.design.sentence,),
    )


def _name(one: Baseline) -> str:
    return one.plan.name if one.plan else f"{one.year}, known by its counts alone"


def _measure(result: MeasureResult, found: Evaluation, beside: Beside) -> ComparedMeasure:
    measure, first = result.measure, result.against[0] if result.against else None
    wording = _wording(first)
    return ComparedMeasure(
        id=measure.id,
        name=measure.name,
        unit=measure.unit,
        purpose=measure.purpose,
        verdict=wording.verdict if wording else None,
        plain=wording.plain if wording else _why_untested(result),
        counts=_counts(result),
        sentence=verdict_of(result),
        about=tuple(_about(result, beside)),
        beside=tuple(_beside(result, one, beside) for one in result.against),
        further=tuple(_further(result)),
        nights=tuple(
            CountedNight(on=night.on, value=night.value, deployed=night.deployed)
            for night in result.this.nights
        ),
        caveats=(*result.caveats, *_duplicates(result, found)),
    )


def _wording(one: Against | None) -> Wording | None:
    """None where chance was not looked at."""
    if one is None:
        return None
    if one.comparison is not None and one.comparison.days:
        return one.comparison.wording
    return None if one.survey is None else surveys.in_words(one.survey)


def _why_untested(result: MeasureResult) -> str:
    if not result.this.recorded and result.measure.kind is not MeasureKind.TEXT:
        return "not counted yet"
    if not result.against:
        return "no earlier season"
    return "nothing to compare yet" if result.against[0].comparison else "shown, not tested"


def _counts(result: MeasureResult) -> str:
    """Both of what is compared with the first earlier season; else what was received this season."""
    one = result.against[0] if result.against else None
    if one is not None and one.last is not None and one.this is not None:
        return f"{number(one.last)} → {number(one.this)}"
    return total_of(result.this)


def _about(result: MeasureResult, beside: Beside) -> Pairs:
    measure = result.measure
    yield "Window", window_of(result.this.window)
    source = beside.partners.get(measure.source, measure.source) if measure.source else "no source is named"
    yield "Source", source
    if measure.night_from.hour or measure.night_from.minute:
        yield "A night", hours_of(measure)


def _beside(result: MeasureResult, one: Against, beside: Beside) -> BesideView:
    label, wording = one.season.plan or str(one.season.year), _wording(one)
    return BesideView(
        label=label,
        year=one.season.year,
        verdict=wording.verdict if wording else None,
        sentence=one.sentence,
        figures=tuple(_figures(result, one)),
        faced=facings(result.this, one.season, beside.alignments[label]),
    )


def _figures(result: MeasureResult, one: Against) -> Pairs:
    now, then, comparison = result.this.year, one.season.year, one.comparison
    yield "Beside", window_of(one.season.window)
    if one.last is not None and one.this is not None:
        counts = f"{number(one.last)} in {then} → {number(one.this)} in {now}"
        yield "Counts", f"{counts} ({result.measure.unit})"
    if comparison is None:
        return
    if comparison.ratio is not None and comparison.verdict is not Verdict.TOO_FEW:
        yield "Figures", figures_line(comparison.ratio)
    this, last = comparison.completeness_this, comparison.completeness_last
    dates = f"{last.received} of {last.expected} dates in {then}, {this.received} of {this.expected} in {now}"
    yield "Returns", "one figure for each window" if comparison.of_totals else dates


def _further(result: MeasureResult) -> Pairs:
    for one in result.against:
        versus = f"Against {one.season.year}: " if len(result.against) > 1 else ""
        if one.difference_sentence:
            yield "Area", f"{versus}{one.difference_sentence}"
        if one.difference is not None:
            yield "", differences.figures_line(one.difference)
    if ranged := earlier_range(result):
        yield "Range", ranged
    if result.peak is not None:
        yield "Peak", f"{peak_in_words(result, result.peak)}."
    if result.trend_sentence:
        yield "Years", result.trend_sentence
    if result.trend is not None:
        yield "", trends.figures_line(result.trend)
    if result.measure.definition:
        yield "Counted", result.measure.definition


def _duplicates(result: MeasureResult, found: Evaluation) -> Iterator[str]:
    names = folding.names_of(found)
    groups = (group for group in found.duplicates if result.measure.slug in group)
    yield from folding.of_duplicates([[names.get(slug, slug) for slug in group] for group in groups])
