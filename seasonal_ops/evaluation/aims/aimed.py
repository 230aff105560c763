"""Whether a target was kept: its number, or its change, against what was recorded (pure)."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from seasonal_ops.dates.wording import plain
from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.shapes import Against, Kept, MeasureResult, OutputResult
from seasonal_ops.evaluation.statistics.ratios import RateRatio
from seasonal_ops.views import MeasureView
from seasonal_ops.words import Direction, MeasureKind, Purpose, Verdict

_CHANCE: Final = {
    Verdict.LIKELY: "unlikely to be chance",
    Verdict.PROBABLE: "probably not chance",
    Verdict.UNCLEAR: "not distinguishable from chance",
    Verdict.TOO_FEW: "too few to tell",
}
_NO_CAUSE: Final = "That does not show why."
_WORDS: Final = {Kept.MET: "Met", Kept.MISSED: "Missed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """What is recorded by the day of a target; `missing` says in words what is not, "" for nothing."""

    value: Decimal | None
    missing: str
    ends: date
    over: bool

    @property
    def complete(self) -> bool:
        """Whether nothing can come any more."""
        return self.over and not self.missing

    @property
    def why(self) -> str:
        """Why it is open."""
        return self.missing if self.over else f"until {plain(self.ends)}"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a target, and a sentence."""

    kept: Kept
    sentence: str


def at_most(measure: MeasureView) -> bool | None:
    """Whether less is better; None when nobody said so. Of what is done more is better."""
    if measure.direction is Direction.NONE:
        return None if measure.purpose is Purpose.OUTCOME else False
    return measure.direction is Direction.DOWN


def progress_of(result: MeasureResult, ends: date, today: date) -> Progress:
    """A measure of the season up to the last day of a target, that day included."""
    season, over = result.this, today > ends
    if season.of_period or result.measure.kind is MeasureKind.PERCENTAGE or not season.nights:
        nothing = "" if season.total is not None else "nothing is recorded"
        return Progress(value=season.total, missing=nothing, ends=ends, over=over)
    nights = [night.value for night in season.nights if night.on <= ends]
    received = [value for value in nights if value is not None]
    lacking = len(nights) - len(received)
    missing = f"{lacking} of {len(nights)} returns are missing" if lacking else ""
    return Progress(
        value=sum(received, Decimal(0)) if received else None, missing=missing, ends=ends, over=over
    )


def progress_of_output(result: OutputResult, value: Decimal | None, ends: date, today: date) -> Progress:
    """An output, of which so much was delivered by the last day of a target."""
    missing = "" if value is not None else "nothing is recorded"
    if result.reported < result.activities:
        missing = f"{result.reported} of {result.activities} activities that promised it have reported"
    return Progress(value=value, missing=missing, ends=ends, over=today > ends)


def judge_number(measure: MeasureView, value: Decimal, done: Progress, chance: str) -> Judged:
    """A number that was aimed at. What can only grow may decide before the day: a limit is passed early."""
    less = at_most(measure)
    if less is None:
        return Judged(Kept.UNMEASURED, "Cannot be told: whether more or less is better is not said.")
    limit = "at most" if less else "at least"
    aim = f"{limit} {figures.amount(value, measure.unit)} aimed at"
    if done.value is None:
        return Judged(Kept.OPEN, f"Open, {done.why}: {aim}, none recorded yet.")
    kept = _kept(done.value, value, done, less=less, grows=measure.kind is not MeasureKind.PERCENTAGE)
    said = f"{aim}, {figures.number(done.value)} recorded"
    if kept is Kept.OPEN:
        return Judged(kept, f"Open, {done.why}: {said} so far.")
    return Judged(kept, f"{_WORDS[kept]}: {said}{chance}.")


def _kept(done: Decimal, value: Decimal, progress: Progress, *, less: bool, grows: bool) -> Kept:
    if grows and less and done > value:
        return Kept.MISSED
    if grows and not less and done >= value:
        return Kept.MET
    if not progress.complete:
        return Kept.OPEN
    return Kept.MET if (done <= value if less else done >= value) else Kept.MISSED


def judge_change(measure: MeasureView, value: Decimal, against: Against | None, done: Progress) -> Judged:
    """A change in per cent that was aimed at, over the dates with a return in both seasons."""
    less = at_most(measure) if measure.direction is not Direction.NONE else value < 0
    aim = f"{figures.change(value.normalize())} aimed at"
    if against is None or against.this is None or against.last is None:
        return Judged(Kept.OPEN, f"Open: {aim}, and there is nothing to compare with yet.")
    counts = _counts(against)
    change = _changed(against)
    if change is None:
        return Judged(
            Kept.UNMEASURED, f"Cannot be told: {aim}, and there is no percentage of none ({counts})."
        )
    verdict = against.comparison.verdict if against.comparison else None
    recorded = counts if verdict is Verdict.TOO_FEW else f"{_recorded(change, value)} recorded ({counts})"
    said = f"{aim}, {recorded}"
    if not done.complete:
        return Judged(Kept.OPEN, f"Open, {done.why}: {said} so far.")
    kept = Kept.MET if (change <= value if less else change >= value) else Kept.MISSED
    return Judged(kept, f"{_WORDS[kept]}: {said}; {_chance(against)}. {_NO_CAUSE}")


def chance_of(result: MeasureResult) -> str:
    """What may be said of chance beside a number that was aimed at; "" where nothing was compared."""
    against = result.against[0] if result.against else None
    if against is None or against.comparison is None or against.comparison.ratio is None:
        return ""
    return f"; against the season before ({_counts(against)}) {_chance(against)}"


def _chance(against: Against) -> str:
    if against.comparison is None:
        return "not tested for chance"
    wording = against.comparison.wording
    if wording.verdict is Verdict.UNCLEAR and wording.plain != "unclear":
        return "suggestive at most"
    return _CHANCE[wording.verdict]


def _ratio(against: Against) -> RateRatio | None:
    """The comparison's rates, if they are of exposures that differ."""
    ratio = against.comparison.ratio if against.comparison else None
    return ratio if ratio is not None and ratio.t1 != ratio.t0 else None


def _counts(against: Against) -> str:
    then, now = (figures.number(value or Decimal(0)) for value in (against.last, against.this))
    ratio = _ratio(against)
    if ratio is None:
        return f"{then} → {now}"
    return f"{then} in {figures.exposure(ratio.t0)} → {now} in {figures.exposure(ratio.t1)}"


def _changed(against: Against) -> Fraction | None:
    """The change in per cent, exactly; None from none."""
    if not against.last or against.this is None:
        return None
    change = Fraction(against.this) / Fraction(against.last)
    if ratio := _ratio(against):
        change *= Fraction(ratio.t0) / Fraction(ratio.t1)
    return 100 * (change - 1)


def _recorded(change: Fraction, aim: Decimal) -> str:
    """With as many digits as keep it apart from an aim that it is not."""
    exact = Decimal(change.numerator) / change.denominator
    text = ""
    for places in range(1, 7):
        rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = figures.change(rounded.normalize())
        if rounded != aim or change == Fraction(aim):
            break
    return text
