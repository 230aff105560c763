"""A chart in one or two sentences with the figures that matter, for whoever cannot see it (pure)."""

from typing import Final

from seasonal_ops.dates import brief, plain
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import clean
from seasonal_ops.reports.charts.scale import number
from seasonal_ops.reports.charts.shapes import Curve, NightsChart, YearPoint, YearsChart

_SHORT: Final = 120
_MOST_MARKS: Final = 4
_MOST_SEASONS: Final = 3


def of_nights(chart: NightsChart) -> str:
    """From when to when, the highest night of this season and of each earlier one, and what is missing."""
    first, last = chart.days[0], chart.days[-1]
    when = plain(first) if first == last else f"{plain(first)} to {plain(last)}"
    missing = chart.this.values.count(None)
    gaps = f"; no return for {_nights(missing)} of {len(chart.days)}" if missing else ""
    peaks = [_peak(chart, chart.this, "on")]
    peaks += [_peak(chart, one, "on the night matched to") for one in chart.earlier[:_MOST_SEASONS]]
    return f"{_short(chart.title)}, {_short(chart.unit)}, {when}: {'; '.join(peaks)}{gaps}."


def of_years(chart: YearsChart) -> str:
    """The first total and the last with its interval, the highest between, the trend and the marks."""
    head = f"{_short(chart.title)}, {_short(chart.unit)}"
    first, last = chart.points[0], chart.points[-1]
    ends = [_total(first)] if first is last else [_total(first), _total(last)]
    interval = f" (95% interval {_about(last.low)} to {_about(last.high)})"
    highest = max(chart.points, key=lambda one: one.total)
    peak = "" if highest in (first, last) else f"; the highest was {_total(highest)}"
    trend = chart.fitted and f"; the trend goes from {_about(chart.fitted[0])} to {_about(chart.fitted[-1])}"
    marks = [f"{_short(reason)} ({at:.0f})" for at, reason in chart.marks[:_MOST_MARKS]]
    marked = f" Marked: {joined(marks)}." if marks else ""
    return f"{head}: {joined(ends)}{interval}{peak}{trend or ''}.{marked}"


def _peak(chart: NightsChart, curve: Curve, on: str) -> str:
    label = _short(curve.label)
    known = [(value, n) for n, value in enumerate(curve.values) if value is not None]
    if not known:
        return f"{label} has no returns"
    highest = max(value for value, _ in known)
    if not highest:
        return f"{label} is 0 on every night with a return"
    nights = [n for value, n in known if value == highest]
    where = f"{on} {_night(chart, nights[0])}" if len(nights) == 1 else f"on each of {_nights(len(nights))}"
    return f"{label} is highest with {number(highest)} {where}"


def _night(chart: NightsChart, n: int) -> str:
    names = [_short(name) for name, on in chart.anchors if on == chart.days[n]]
    return brief(chart.days[n], year=False) + (f" ({joined(names)})" if names else "")


def _total(point: YearPoint) -> str:
    part = " (some returns missing)" if point.partial else ""
    return f"{number(point.total)} in {_short(point.label)}{part}"


def _about(value: float) -> str:
    """An estimate, whose many digits would say more than is known."""
    return number(round(value, 0 if value >= 10 else 1))


def _nights(count: int) -> str:
    return f"{count} night" + ("" if count == 1 else "s")


def _short(text: str) -> str:
    line = clean(text)
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
