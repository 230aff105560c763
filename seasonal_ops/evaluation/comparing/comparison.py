"""One measure of this year set against a baseline, date by date (pure; fed with plain counts).

A date maps to its count; 0 is a nil return and a real zero, None or an absent date is missing. A date
missing in one year is dropped from both, so that the exposure is the days with a return in both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from seasonal_ops.dates.wording import plain
from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.comparing.windows import Matching, Window, season_of, weekday_mix
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.statistics.ratios import RateRatio, daily_rate_ratio, rate_ratio
from seasonal_ops.evaluation.statistics.whole import check_count
from seasonal_ops.evaluation.wording.ratios import FEWEST_INCIDENTS, Wording, in_words
from seasonal_ops.words import Verdict

Counts = Mapping[date, int | None]
Days = list[tuple[int, int]]

_NEARLY: Final = 0.05
_NOTHING = Wording(
    verdict=Verdict.TOO_FEW,
    plain="too few to tell",
    sentence="No date has a return in both years: nothing to compare.",
)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Returns received of those expected, one a date."""

    received: int
    expected: int

    @property
    def share(self) -> float | None:
        """Received / expected; None when none was expected."""
        return self.received / self.expected if self.expected else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeakNight:
    """The date with the largest count of this year (formula F); described, never tested.

    It was chosen because it was the largest, so no p value of it means anything. `also` holds the later
    dates with the same count, `share` its part of the season's total: None before that is known, and of
    fewer than ten incidents.
    """

    on: date
    count: int
    share: float | None
    also: tuple[date, ...]
    same_night: date | None
    same_night_count: int | None

    @property
    def ratio(self) -> float | None:
        """The rate ratio to the same night of the baseline; None without one, or with too few incidents."""
        before = self.same_night_count
        return self.count / before if before and self.count + before >= FEWEST_INCIDENTS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What one measure shows; `this` and `last` are the totals over the days with a return in both years.

    `ratio` is None when there is no such day. `of_totals` says that both are figures for a whole window: then
    `days` are those of this year's.
    """

    this: int
    last: int
    days: int
    completeness_this: Completeness
    completeness_last: Completeness
    ratio: RateRatio | None
    wording: Wording
    design: Design
    caveats: tuple[str, ...]
    of_totals: bool = False

    @property
    def verdict(self) -> Verdict:
        """What may be said."""
        return self.wording.verdict

    @property
    def sentence(self) -> str:
        """The sentence with both counts."""
        return self.wording.sentence


@dataclass(frozen=True, slots=True)
class Total:
    """All incidents of a window: one figure, or its nights summed when every one of them has a return."""

    count: int
    window: Window
    of_nights: bool = False


def compare(
    *, this: Counts, last: Counts, matching: Matching, sensitivity: Matching | None = None
) -> Comparison:
    """This year against the baseline over matched dates, by formulas A, B and C.

    `sensitivity` is a second matching (364 days): if it turns the verdict, a caveat says so.
    Raises BadValue for a count that is none.
    """
    _check(this, [pair.this for pair in matching.pairs])
    _check(last, [pair.last for pair in matching.pairs])
    days = _days_with_both(this, last, matching)
    ratio, wording = _judge(days, of=len(matching.pairs))
    return Comparison(
        this=sum(now for now, _ in days),
        last=sum(then for _, then in days),
        days=len(days),
        completeness_this=_completeness(this, [pair.this for pair in matching.pairs]),
        completeness_last=_completeness(last, [pair.last for pair in matching.pairs]),
        ratio=ratio,
        wording=wording,
        design=Design.BEFORE_AFTER,
        caveats=_caveats(matching, days, _turned(this, last, matching, sensitivity, days)),
    )


def compare_totals(*, this: Total, last: Total) -> Comparison:
    """Two windows of which only the totals are known, by formula B; per night where they differ in length.

    Raises BadValue for a count that is none.
    """
    ratio = rate_ratio(this.count, this.window.length, last.count, last.window.length)
    return Comparison(
        this=this.count,
        last=last.count,
        days=this.window.length,
        completeness_this=Completeness(this.window.length, this.window.length),
        completeness_last=Completeness(last.window.length, last.window.length),
        ratio=ratio,
        wording=in_words(ratio),
        design=Design.BEFORE_AFTER,
        caveats=(*_of_totals(this, last), Design.BEFORE_AFTER.sentence),
        of_totals=True,
    )


def peak_night(
    this: Counts, days: Sequence[date], same_nights: Mapping[date, date], last: Counts
) -> PeakNight | None:
    """The largest night of all `days` of this year, beside the same night of the baseline (formula F).

    Nights without a counterpart take part: which one is the largest does not depend on the other year. The
    share is of the nights summed, where every one of them has a return.
    """
    received = [(count, day) for day in days if (count := this.get(day)) is not None]
    largest = max((count for count, _ in received), default=0)
    if not largest:
        return None
    first, *others = [day for count, day in received if count == largest]
    same_night = same_nights.get(first)
    return PeakNight(
        on=first,
        count=largest,
        share=share_of(largest, sum(count for count, _ in received) if len(received) == len(days) else None),
        also=tuple(others),
        same_night=same_night,
        same_night_count=None if same_night is None else last.get(same_night),
    )


def share_of(count: int, total: int | None) -> float | None:
    """The part of a total; None of one that is not known, too small or less than its part."""
    return count / total if total is not None and total >= max(count, FEWEST_INCIDENTS) else None


def _of_totals(this: Total, last: Total) -> Iterator[str]:
    now, then = (season_of(one.window.days()) for one in (this, last))
    if this.of_nights or last.of_nights:
        summed, whole = (now, then) if this.of_nights else (then, now)
        yield f"The nights of {summed} are summed and set against one figure for the window of {whole}."
    yield "Only totals are compared: how the nights scatter is not known."
    if this.window.length != last.window.length:
        yield (
            f"The windows differ, {last.window.length} nights in {then} and {this.window.length} in {now}:"
            " they are compared per night."
        )


def _check(counts: Counts, days: Sequence[date]) -> None:
    for on in days:
        value = counts.get(on)
        try:
            if value is not None:
                check_count(value)
        except BadValue as error:
            raise BadValue(f"{on}: {error}") from error


def _days_with_both(this: Counts, last: Counts, matching: Matching) -> Days:
    matched = ((this.get(pair.this), last.get(pair.last)) for pair in matching.pairs)
    return [(now, then) for now, then in matched if now is not None and then is not None]


def _judge(days: Days, *, of: int) -> tuple[RateRatio | None, Wording]:
    """The ratio and its words, which name the nights they are of where those are not all."""
    if not days:
        return None, _NOTHING
    ratio = daily_rate_ratio(days)
    nights = "the one night" if len(days) == 1 else f"the {len(days)} nights"
    return ratio, in_words(ratio, "" if len(days) == of else f" on {nights} both years have")


def _completeness(counts: Counts, expected: list[date]) -> Completeness:
    return Completeness(sum(counts.get(on) is not None for on in expected), len(expected))


def _caveats(matching: Matching, days: Days, turned: str) -> tuple[str, ...]:
    said = [weekday_mix(matching), _missing(len(matching.pairs) - len(days), len(matching.pairs))]
    said += [f"{on.day} {on:%B %Y} is left out: the other year has no such date." for on in matching.dropped]
    return (*filter(None, [*said, turned]), Design.BEFORE_AFTER.sentence)


def _missing(missing: int, expected: int) -> str:
    if not missing:
        return ""
    lack, are = ("lacks", "is") if missing == 1 else ("lack", "are")
    dates = "date" if expected == 1 else "dates"
    return f"{missing} of {expected} {dates} {lack} a return in one of the years and {are} left out of both."


def _turned(this: Counts, last: Counts, matching: Matching, sensitivity: Matching | None, days: Days) -> str:
    """What the sensitivity check says when it says something else, with its dates and its reason, or ""."""
    others = _days_with_both(this, last, sensitivity) if sensitivity is not None else []
    if sensitivity is None or not days or not others:
        return ""
    ratio, wording = _judge(days, of=len(days))
    other_ratio, other = _judge(others, of=len(sensitivity.pairs))
    if (other.plain, _rose(other_ratio)) == (wording.plain, _rose(ratio)):
        return ""
    turn = f"the verdict turns from “{wording.plain}” to “{other.plain}”"
    if other.plain == wording.plain:
        turn = "the direction turns"
    pairs = sensitivity.pairs
    dates = f"{plain(pairs[0].this)} beside {plain(pairs[0].last)} and so on"
    why = _why_turned(this, matching, sensitivity, alike=_alike(days, others))
    return f"Matched by {sensitivity.how} ({dates}), {turn}: {other.sentence} {why}"


def _alike(days: Days, others: Days) -> bool:
    """Whether both totals are within a twentieth of each other."""
    return all(
        abs(sum(one) - sum(two)) <= _NEARLY * sum(one)
        for one, two in zip(zip(*days, strict=True), zip(*others, strict=True), strict=True)
    )


def _why_turned(this: Counts, matching: Matching, sensitivity: Matching, *, alike: bool) -> str:
    """That the occasions no longer face each other, by the largest night; or that the dates hold others."""
    if not alike:
        return "Those dates hold other incidents: the totals differ."
    faced = {pair.this: pair.last for pair in matching.pairs}
    largest = max((pair for pair in sensitivity.pairs), key=lambda pair: this.get(pair.this) or 0)
    if not this.get(largest.this) or largest.this not in faced:
        return "The totals are nearly the same."
    return (
        "The totals are nearly the same; only the occasions no longer face each other:"
        f" {plain(largest.this)} stands beside {plain(largest.last)} instead of {plain(faced[largest.this])}."
    )


def _rose(ratio: RateRatio | None) -> bool | None:
    """The direction, where one is claimed."""
    if ratio is None or in_words(ratio).verdict not in (Verdict.LIKELY, Verdict.PROBABLE):
        return None
    return ratio.ratio is None or ratio.ratio > 1
