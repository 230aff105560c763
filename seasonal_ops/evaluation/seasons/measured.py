"""One measure of a season set against one earlier season, by what is recorded of both (pure)."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from seasonal_ops.evaluation.comparing.comparison import (
    Comparison,
    Completeness,
    Counts,
    Total,
    compare,
    compare_totals,
)
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.records.history import Definition
from seasonal_ops.evaluation.records.quality import complete, total_of
from seasonal_ops.evaluation.records.recorded import Recorded
from seasonal_ops.evaluation.seasons.areas import difference_of
from seasonal_ops.evaluation.seasons.choosing import Alignment
from seasonal_ops.evaluation.shapes import Against, SeasonCounts
from seasonal_ops.evaluation.statistics.proportions import points, unpaired
from seasonal_ops.evaluation.wording import differences, surveys
from seasonal_ops.views import MeasureView
from seasonal_ops.words import MeasureKind, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A measure, all that is recorded of it, and the earlier season it is set against.

    `then` is the measure as the earlier plan defines it; None for a year that is known by counts alone.
    """

    measure: MeasureView
    found: Recorded
    counts: Counts
    alignment: Alignment
    season: SeasonCounts
    then: Definition | None

    @property
    def window(self) -> Window:
        """This season's dates."""
        return Window(self.measure.window_from, self.measure.window_to)


def against(setting: Setting) -> Against:
    """What may be said of the measure beside the earlier season."""
    if differs := unlike(setting.measure, setting.then):
        return _uncompared(setting, differs)
    return replace(_compared(setting), matched=_matched(setting))


def unlike(measure: MeasureView, then: Definition | None) -> str:
    """Why values of the two seasons cannot be set against each other, or ""."""
    if then is None:
        return ""
    if measure.kind is not then.kind:
        return f"a {then.kind} in {then.year} and a {measure.kind} this year"
    if measure.unit != then.unit:
        return f"in {then.unit} in {then.year} and in {measure.unit} this year"
    return ""


def _matched(setting: Setting) -> tuple[Decimal | None, ...]:
    """The earlier values on the matched dates, inside of the earlier season's own window."""
    pairs = setting.alignment.matching(setting.window).within(setting.season.window).pairs
    before = {pair.this: setting.found.values.get(pair.last) for pair in pairs}
    return tuple(before.get(day) for day in setting.window.days())


def _compared(setting: Setting) -> Against:
    match setting.measure.kind:
        case MeasureKind.COUNT:
            return _counts(setting)
        case MeasureKind.PERCENTAGE:
            return _shares(setting)
        case MeasureKind.TEXT:
            return _uncompared(setting, "in words")
        case MeasureKind.QUANTITY:
            return _values(setting)


def _uncompared(setting: Setting, differs: str) -> Against:
    return Against(
        season=setting.season,
        this=None,
        last=None,
        sentence=f"Recorded {differs}: not compared.",
    )


def _counts(setting: Setting) -> Against:
    comparison = _comparison(setting)
    pairs = setting.alignment.matching(setting.window).within(setting.season.window).pairs
    found = difference_of(setting.found, comparison, pairs, setting.window, setting.season.window)
    beside = differences.in_words(found) if found else None
    if beside and beside.verdict is Verdict.TOO_FEW:
        found = None
    if found is not None:
        comparison = replace(comparison, design=Design.COMPARISON_AREA)
    return Against(
        season=setting.season,
        this=Decimal(comparison.this) if comparison.days else None,
        last=Decimal(comparison.last) if comparison.days else None,
        sentence=comparison.wording.statement if comparison.days else _nothing_yet(setting, comparison),
        comparison=comparison,
        difference=found,
        difference_sentence=beside.statement if beside else "",
    )


def _comparison(setting: Setting) -> Comparison:
    """Night by night where all nights are there or nothing else is; else the totals of both windows."""
    window, last = setting.window, setting.season.window
    matching = setting.alignment.matching(window).within(last)
    both_complete = complete(setting.found, window) and complete(setting.found, last)
    totals = None if both_complete else (_total(setting, window), _total(setting, last))
    if totals and totals[0] is not None and totals[1] is not None:
        return compare_totals(this=totals[0], last=totals[1])
    return compare(
        this=setting.counts,
        last=setting.counts,
        matching=matching,
        sensitivity=setting.alignment.sensitivity(window),
    )


def _total(setting: Setting, window: Window) -> Total | None:
    """All incidents of a window, if they are known."""
    if complete(setting.found, window):
        return Total(sum(setting.counts[day] or 0 for day in window.days()), window, of_nights=True)
    whole = setting.found.totals.get((window.first, window.last))
    return None if whole is None else Total(int(whole), window)


def _nothing_yet(setting: Setting, comparison: Comparison) -> str:
    sides = (
        (setting.window, comparison.completeness_this, "this year"),
        (setting.season.window, comparison.completeness_last, "in the baseline"),
    )
    said = [_side(setting.found, *side) for side in sides]
    return f"Nothing to compare yet: {said[0]}, {said[1]}."


def _side(found: Recorded, window: Window, received: Completeness, when: str) -> str:
    total = total_of(found, window, newest=False)
    figure = "" if total is None else f"{total:f} on "
    if total is not None and not received.received:
        return f"{total:f} as one figure {when}"
    return f"{figure}{received.received} of {received.expected} dates {when}"


def _shares(setting: Setting) -> Against:
    """Percentages: the newest of each side, tested where the numbers of respondents are known."""
    now, then = (_newest(setting.found, window) for window in (setting.window, setting.season.window))
    if now is None or then is None:
        return _values(setting)
    answers = setting.found.answers.get(then[0]), setting.found.answers.get(now[0])
    if answers[0] and answers[1]:
        survey = unpaired(answers[0], answers[1])
    else:
        survey = points(float(then[1]), float(now[1]))
    return Against(
        season=setting.season,
        this=now[1],
        last=then[1],
        sentence=surveys.in_words(survey).statement,
        survey=survey if survey.answers else None,
    )


def _newest(found: Recorded, window: Window) -> tuple[date, Decimal] | None:
    """The newest night's value, or the one figure for the whole window, by its last day."""
    days = [day for day in window.days() if day in found.values]
    if days:
        return days[-1], found.values[days[-1]]
    whole = found.totals.get((window.first, window.last))
    return None if whole is None else (window.last, whole)


def _values(setting: Setting) -> Against:
    """What is no count of incidents: both values, and no statement of chance."""
    measure, then = setting.measure, setting.season.total
    now = total_of(setting.found, setting.window, newest=measure.kind is MeasureKind.PERCENTAGE)
    shown = [f"{value:f} {measure.unit}" if value is not None else "not recorded" for value in (then, now)]
    return Against(
        season=setting.season,
        this=now,
        last=then,
        sentence=f"{shown[0]} → {shown[1]}; a {measure.kind} is shown, not tested for chance.",
    )
