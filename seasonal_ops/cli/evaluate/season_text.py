"""An evaluation for people: the plain sentence first, the figures behind it."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Final

from seasonal_ops.cli.output import say, table
from seasonal_ops.dates import brief, plain
from seasonal_ops.evaluation import folding
from seasonal_ops.evaluation.comparing.comparison import Completeness, PeakNight
from seasonal_ops.evaluation.figures import number, rate
from seasonal_ops.evaluation.hiding.suppression import few_or
from seasonal_ops.evaluation.seasons.caveats import earlier_range
from seasonal_ops.evaluation.shapes import Against, Evaluation, Hidden, MeasureResult, SeasonCounts
from seasonal_ops.evaluation.wording import differences, trends
from seasonal_ops.evaluation.wording.ratios import figures_line
from seasonal_ops.names import joined
from seasonal_ops.words import MeasureKind, Verdict

_FIRST: Final = (
    "alone: there is no earlier season to compare with. Make it with plan new and enter its counts, or enter"
    " them with count import --baseline."
)


def _versus(found: Evaluation) -> str:
    return f"against {', '.join(found.against)}" if found.against else _FIRST


def show(found: Evaluation, names: Mapping[str, str]) -> None:
    """Measures with their comparisons, outputs, targets, claims, and what to keep in mind.

    `names` are those of all measures of the plan, by slug, be they shown or not.
    """
    say(f"{found.plan} {_versus(found)}")
    empty = [one for one in found.measures if _nothing(one)]
    for result in (one for one in found.measures if one not in empty):
        _measure(result, found)
    if empty:
        lacking = ", ".join(one.measure.name for one in empty)
        say(f"Nothing to compare yet, since no date has a return in both years: {lacking}")
    _sentences("Outputs", [f"{one.measure.name}: {one.sentence}" for one in found.outputs])
    _sentences("Targets", [f"“{one.target.text}” {one.sentence}" for one in found.targets])
    _sentences("Claims", [f"“{one.claim.text}” {one.sentence}" for one in found.claims])
    _kept_in_mind(found, names)


def _kept_in_mind(found: Evaluation, names: Mapping[str, str]) -> None:
    say("What to keep in mind:")
    for subject, caveats in folding.for_people(found, names):
        if subject:
            say(f"  {subject}:")
        for caveat in caveats:
            say(f"    - {caveat}" if subject else f"  - {caveat}")


def _sentences(title: str, sentences: Iterable[str]) -> None:
    listed = list(sentences)
    if listed:
        say(f"{title}:")
    for sentence in listed:
        say(f"  - {sentence}")


def _nothing(result: MeasureResult) -> bool:
    """Nothing is recorded this season that stands beside anything: what is hidden from the public does."""
    if result.hidden is not Hidden.NOTHING or result.this.total is not None:
        return False
    compared = any(one.comparison is not None and one.comparison.days for one in result.against)
    in_words = result.measure.kind is MeasureKind.TEXT and result.measure.recorded > 0
    return not (compared or in_words)


def _measure(result: MeasureResult, found: Evaluation) -> None:
    measure = result.measure
    about = [f"{plain(measure.window_from)} to {plain(measure.window_to)}"]
    about += [f"source {measure.source}"] if measure.source else []
    about += [f"a night runs from {measure.night_from:%H:%M}"] if measure.night_from.hour else []
    say(f"{measure.name} ({', '.join(about)})")
    if not result.against:
        say(f"    {_alone(result, found)}")
    for one in result.against:
        versus = f"against {label(one)}: " if len(found.against) > 1 else ""
        say(f"    {versus}{one.sentence}")
        for line in _figures(one):
            say(f"    {line}")
    if ranged := earlier_range(result):
        say(f"    {ranged}")
    if result.peak is not None:
        say(f"    peak: {_peak(result.peak, result.this)}")
    if result.trend_sentence:
        say(f"    over the years: {result.trend_sentence}")
    if result.trend is not None:
        say(f"    {trends.figures_line(result.trend)}")


def _alone(result: MeasureResult, found: Evaluation) -> str:
    """What is recorded of a measure that none of the earlier seasons has."""
    season, earlier = result.this, joined(found.against, "or")
    total = few_or(season.total, season.few, season.withheld)
    if result.measure.kind is MeasureKind.TEXT:
        return f"Recorded in words{f'; none of {earlier}' if earlier else ''}."
    if season.total is None:
        return f"Recorded: {total}."
    of_nights = "" if season.of_period else f" on {_returns(season.quality.completeness)}"
    recorded = f"{number(season.total)} {result.measure.unit}{of_nights}"
    return f"Recorded: {recorded}{f'; no count of {earlier} is recorded' if earlier else ''}."


def _returns(completeness: Completeness) -> str:
    return f"{completeness.received} of {completeness.expected} dates"


def _peak(peak: PeakNight, season: SeasonCounts) -> str:
    """The largest night, its part of the whole, and the same night of the earlier season: never tested."""
    part = ""
    if peak.share is not None and season.total is not None:
        part = f" ({peak.share:.0%} of the {number(season.total)} recorded)"
    also = f", and as many on {joined([brief(on) for on in peak.also])}" if peak.also else ""
    return f"{brief(peak.on)}, {peak.count:,}{part}{also}{_beside(peak)}"


def _figures(one: Against) -> Iterator[str]:
    comparison = one.comparison
    if comparison is None:
        return
    if comparison.ratio is not None and comparison.verdict is not Verdict.TOO_FEW:
        yield figures_line(comparison.ratio)
    this, last = comparison.completeness_this, comparison.completeness_last
    yield (f"returns: {_returns(this)} this year, {last.received} of {last.expected} in the baseline")
    if one.difference_sentence:
        yield f"beside the comparison area: {one.difference_sentence}"
    if one.difference is not None:
        yield differences.figures_line(one.difference)


def _beside(peak: PeakNight) -> str:
    """The same night of the earlier season; described, never tested."""
    if peak.same_night is None:
        return ""
    if peak.same_night_count is None:
        return f"; no return on {brief(peak.same_night)}"
    times = "" if peak.ratio in (None, 1) else f", {rate(peak.ratio)} times as many"
    return f"; {peak.same_night_count:,} on {brief(peak.same_night)}{times}"


def show_nights(found: Evaluation) -> None:
    """Date by date: counts of this season, of the matched dates before, and what went on."""
    anchors = {on: name for name, on in found.anchors}
    shown = (one for one in found.measures if one.hidden is Hidden.NOTHING and one.this.total is not None)
    for result in shown:
        say(result.measure.name)
        beside = [one for one in result.against if one.matched]
        head: list[object] = [
            "date",
            "occasion",
            found.plan,
            *(label(one) for one in beside),
        ]
        rows = [
            [
                brief(night.on),
                anchors.get(night.on, ""),
                _shown(night.value),
                *(_shown(one.matched[number]) for one in beside),
                night.deployed,
            ]
            for number, night in enumerate(result.this.nights)
        ]
        table([[*head, "activities"], *rows], empty="")


def label(one: Against) -> str:
    """The earlier season's plan, or its year."""
    return one.season.plan or str(one.season.year)


def _shown(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:f}"
