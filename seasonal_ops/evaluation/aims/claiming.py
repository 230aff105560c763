"""Claims held against the counts, and against each other (pure)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from seasonal_ops.evaluation import figures, spans
from seasonal_ops.evaluation.shapes import ClaimResult, MeasureResult, OutputResult, SeasonCounts
from seasonal_ops.evaluation.spans import Span
from seasonal_ops.evaluation.wording.ratios import FEWEST_INCIDENTS
from seasonal_ops.views import ClaimView, MeasureView
from seasonal_ops.words import MeasureKind, Purpose, Qualifier

_WORD_OF_WEIGHT: Final = re.compile(r"\b(tons?|tonnes?)\b", re.IGNORECASE)
_NOT_EXACT: Final = "of which not every value is said to be exact"
_VERDICTS: Final = {True: "Contradicted", False: "Confirmed", None: "Cannot be decided"}


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the number that a claim is about; `told` says it, `span` is what it may be."""

    span: Span
    told: str


@dataclass(frozen=True, slots=True)
class _Found:
    """What the counts say of a claim, before the claims are held against each other."""

    contradicted: bool | None
    said: str


Results = Mapping[str, MeasureResult]
Done = Mapping[str, OutputResult]


def judged(
    claims: Sequence[ClaimView], measures: Sequence[MeasureResult], outputs: Sequence[OutputResult]
) -> tuple[ClaimResult, ...]:
    """Each claim against its counts, then against the other claims about the same."""
    results = {one.measure.slug: one for one in measures}
    done = {one.measure.slug: one for one in outputs}
    found = {claim.id: _against_counts(claim, results, done) for claim in claims}
    return tuple(_judge(claim, claims, found, results=results, done=done) for claim in claims)


def _judge(
    claim: ClaimView,
    claims: Sequence[ClaimView],
    found: Mapping[int, _Found],
    *,
    results: Results,
    done: Done,
) -> ClaimResult:
    """The counts decide, if they can; that another claim excludes it is said, whichever is right."""
    measure, own = _measure(claim, results, done), found[claim.id]
    notes = list(_clashes(claim, claims, measure, results)) if measure else []
    if claim.qualifier in (Qualifier.ABOUT, Qualifier.ALMOST):
        notes.append(f"({spans.CONVENTION}.)")
    sentence = " ".join((f"{_VERDICTS[own.contradicted]}: {own.said}", *notes))
    return ClaimResult(claim=claim, contradicted=own.contradicted, sentence=sentence)


def _measure(claim: ClaimView, results: Results, done: Done) -> MeasureView | None:
    found = done.get(claim.measure) or results.get(claim.measure)
    return found.measure if found and found.measure.kind is not MeasureKind.TEXT else None


def _against_counts(claim: ClaimView, results: Results, done: Done) -> _Found:
    measure = _measure(claim, results, done)
    if measure is None:
        return _Found(None, "its measure holds no numbers.")
    if unit := _other_unit(claim, measure):
        return _Found(None, f"it says {unit} where {measure.unit} are recorded, and a ton is 1.016 tonnes.")
    result = results.get(claim.measure)
    if claim.change is not None:
        return _change(claim, result) if result else _Found(None, "no earlier season to hold it against.")
    known = _known(claim, measure, result, done.get(claim.measure))
    if known is None:
        return _Found(None, f"it says {_stated(claim)}, and nothing is recorded.")
    span = _span(claim, measure)
    contradicted = None
    if not span.meets(known.span):
        contradicted = True
    elif span.holds(known.span):
        contradicted = False
    return _Found(contradicted, f"it says {_stated(claim)}, and {known.told}.")


def _other_unit(claim: ClaimView, measure: MeasureView) -> str:
    """The unit of weight that it names, if the measure has another one."""
    of_measure = _WORD_OF_WEIGHT.search(measure.unit)
    if of_measure is None:
        return ""
    named = {word.casefold().rstrip("s") for word in _WORD_OF_WEIGHT.findall(claim.text)}
    return "".join(f"{word}s" for word in sorted(named - {of_measure[0].casefold().rstrip("s")}))


def _span(claim: ClaimView, measure: MeasureView) -> Span:
    whole = measure.kind is MeasureKind.COUNT
    return spans.said(claim.value or Decimal(0), claim.qualifier, claim.places, whole=whole)


def _known(
    claim: ClaimView, measure: MeasureView, result: MeasureResult | None, done: OutputResult | None
) -> _Known | None:
    if done is not None and not claim.peak:
        return _delivered(done)
    if result is None:
        return None
    season = result.this
    if claim.peak:
        return _peak(season)
    if season.total is None:
        return None
    told = f"{figures.number(season.total)} {'are' if season.total != 1 else 'is'} recorded"
    if measure.kind is MeasureKind.PERCENTAGE:
        return _Known(spans.exactly(season.total), f"{figures.number(season.total)}% is recorded")
    return _Known(*_as_far(season, season.total, told))


def _as_far(season: SeasonCounts, value: Decimal, told: str) -> tuple[Span, str]:
    """What a value may be, its counts being there or not, and exact or not."""
    span = spans.exactly(value)
    if season.quality.inexact:
        told = f"{told}, {_NOT_EXACT}"
        span = _possible(season) if value == season.total else Span(Decimal(0), None)
    received = sum(night.value is not None for night in season.nights)
    if not season.of_period and received < len(season.nights):
        told = f"{told} on {received} of {len(season.nights)} dates"
        span = spans.upwards(span.low or Decimal(0))
    return span, told


def _possible(season: SeasonCounts) -> Span:
    """What the total may be, by what is said of values that are not exact."""
    if season.quality.inexact:
        return Span(season.quality.least, season.quality.most)
    return spans.exactly(season.total or Decimal(0))


def _peak(season: SeasonCounts) -> _Known | None:
    received = [night.value for night in season.nights if night.value is not None]
    if received:
        most = max(received)
        return _Known(*_as_far(season, most, f"the most in a night is {figures.number(most)}"))
    if season.total is None:
        return None
    return _Known(Span(Decimal(0), season.total), f"{figures.number(season.total)} are recorded in all")


def _delivered(done: OutputResult) -> _Known | None:
    if done.delivered is None:
        return None
    told = f"{figures.amount(done.delivered, done.measure.unit)} are recorded"
    if done.reported < done.activities:
        told += f" by {done.reported} of {done.activities} activities"
        return _Known(spans.upwards(done.delivered), told)
    return _Known(spans.exactly(done.delivered), told)


def _change(claim: ClaimView, result: MeasureResult) -> _Found:
    """A change against the totals of both seasons; it is told only where all of both are there."""
    season, stated = _season(claim, result), _stated(claim)
    then, now = season.total if season else None, result.this.total
    if season is None or then is None or now is None:
        of = f" of {claim.against_year}" if claim.against_year else ""
        return _Found(None, f"it says {stated}, and there are no counts{of} to hold it against.")
    counts = f"{figures.number(then)} → {figures.number(now)}"
    both = (result.this, season)
    if not all(_whole(one, result.measure.purpose) for one in both):
        return _Found(None, f"it says {stated}; the counts are {counts}, not all there.")
    if result.this.window.length != season.window.length:
        lengths = f"{season.window.length} and {result.this.window.length} nights"
        return _Found(None, f"it says {stated}; the counts are {counts}, of windows of {lengths}.")
    if not then:
        return _Found(True, f"it says {stated}, and there is no percentage of none ({counts}).")
    contradicted = _contradicted(claim, _possible(season), _possible(result.this))
    exact = "" if not any(one.quality.inexact for one in both) else f", {_NOT_EXACT}"
    if result.measure.kind is MeasureKind.COUNT and then + now < FEWEST_INCIDENTS:
        return _Found(contradicted, f"it says {stated}; the counts are {counts}, too few to tell{exact}.")
    found = _percent((now / then - 1) * 100, max(claim.places, 1))
    return _Found(contradicted, f"it says {stated}, and {counts} is {found}{exact}.")


def _contradicted(claim: ClaimView, then: Span, now: Span) -> bool | None:
    """Whether no change that the totals leave possible is printed like the claim, or every one of them is."""
    low = _changed(now.low or Decimal(0), then.high) if then.high else Decimal(-100)
    high = _changed(now.high, then.low) if now.high is not None and then.low else None
    stated = spans.printed(claim.change or Decimal(0), claim.places)
    possible = Span(low, high)
    return False if stated.holds(possible) else None if stated.meets(possible) else True


def _changed(now: Decimal, then: Decimal) -> Decimal:
    return (now / then - 1) * 100


def _season(claim: ClaimView, result: MeasureResult) -> SeasonCounts | None:
    """The season that a change is against; without a year the first that is compared with."""
    against = [one.season for one in result.against]
    if claim.against_year is None:
        return against[0] if against else None
    earlier = (*against, *result.history)
    return next((one for one in earlier if one.year == claim.against_year), None)


def _whole(season: SeasonCounts, purpose: Purpose) -> bool:
    """Whether all of its counts are there; what is done and who came is not counted every night."""
    if season.of_period or purpose is not Purpose.OUTCOME:
        return True
    return all(night.value is not None for night in season.nights)


def _stated(claim: ClaimView) -> str:
    """The claim's number as it was said."""
    if claim.change is not None:
        return _percent(claim.change, claim.places)
    value = f"{claim.value or Decimal(0):.{claim.places}f}"
    words = claim.qualifier.value.replace("-", " ")
    return value if claim.qualifier is Qualifier.EXACT else f"{words} {value}"


def _percent(change: Decimal, places: int) -> str:
    return figures.change(change.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _clashes(
    claim: ClaimView, claims: Sequence[ClaimView], measure: MeasureView, results: Results
) -> Iterator[str]:
    """The claims about the same that say something else."""
    for other in claims:
        if other.id == claim.id or _about(other, results) != _about(claim, results):
            continue
        if not _meant(claim, measure).meets(_meant(other, measure)):
            yield f"Claim {other.id} says {_stated(other)}: both cannot be right."
        elif (other.value, claim.change) == (claim.value, None) and other.qualifier is not claim.qualifier:
            yield f"Claim {other.id} says {_stated(other)}, which is not the same."


def _about(claim: ClaimView, results: Results) -> tuple[object, ...]:
    """What a claim is about: a total, a night, or a change from a season."""
    if claim.change is None:
        return (claim.measure, claim.peak)
    result = results.get(claim.measure)
    season = _season(claim, result) if result else None
    return (claim.measure, "change", season.year if season else claim.against_year)


def _meant(claim: ClaimView, measure: MeasureView) -> Span:
    if claim.change is not None:
        return spans.printed(claim.change, claim.places)
    return _span(claim, measure)
