"""Night by night: bars for this season, lines for earlier ones, and what was deployed in a strip below."""

from itertools import cycle, groupby
from typing import Any, Final

import numpy as np

from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import clean
from seasonal_ops.reports.charts import feet, words
from seasonal_ops.reports.charts.layout import FILL, INK, MIDDLE, PLOT, Entry, Flag, Page, page
from seasonal_ops.reports.charts.output import styled, written
from seasonal_ops.reports.charts.scale import scale, short, whole
from seasonal_ops.reports.charts.shapes import Curve, Drawing, NightsChart
from seasonal_ops.reports.charts.texts import SMALL

_EDGE: Final = 0.6
# A single night is no wider than one of a week.
_LEAST_NIGHTS: Final = 7
_WIDE: Final = 0.72
# How far below the axis a missing night is marked, where it cannot be read as a count.
_BELOW: Final = 2.2
# More lines than that hide one another: the nearest season stays one, the others become a range.
_MOST_LINES: Final = 3
_BAR: Final[dict[str, Any]] = {"facecolor": FILL, "edgecolor": INK, "linewidth": 0.6}
_RANGE: Final[dict[str, Any]] = {"facecolor": "#e9e9e9", "edgecolor": "#b0b0b0", "linewidth": 0.6}
_GAP: Final[dict[str, Any]] = {
    "linestyle": "none",
    "marker": "o",
    "markerfacecolor": "white",
    "markeredgecolor": INK,
    "markeredgewidth": 0.9,
}
_NIL: Final[dict[str, Any]] = {"color": INK, "linewidth": 2.4, "solid_capstyle": "butt"}
# Told apart by dash and mark, so that a copy in grey says the same.
_DASHES: Final = ("solid", (0, (5, 2)), (0, (1, 1.3)))
_MARKS: Final = ("s", "^", "D")
_INKS: Final = (INK, INK, MIDDLE)


def draw(chart: NightsChart) -> Drawing:
    """The chart, 170 mm wide. A night without a return has an open mark below the axis, and no bar.

    `earlier` begins with the season to compare with first. Each curve, and `deployed`, has a value a date of
    `days`, of which there is at least one.
    """
    with styled():
        return written(_page(chart).figure, words.of_nights(chart))


def _page(chart: NightsChart) -> Page:
    known = [value for curve in (chart.this, *chart.earlier) for value in curve.values if value is not None]
    offsets = [(on - chart.days[0]).days for on in chart.days]
    dense = len(offsets) > feet.MOST_DATES
    lines, ranged = _split(chart.earlier, dense=dense)
    styled_lines = list(zip(lines, _styles(dense=dense), strict=False))
    edge = max(_EDGE, (_LEAST_NIGHTS - len(offsets)) / 2)
    made = page(
        title=chart.title,
        unit=chart.unit,
        scale=scale(known, whole=whole(known)),
        span=(-edge, offsets[-1] + edge),
        key=_key(chart.this, styled_lines, ranged),
        flags=_flags(chart, offsets),
        foot=feet.DATES + (feet.STRIP if any(chart.deployed) else 0),
    )
    _range(made, ranged, offsets)
    _bars(made, chart.this, offsets)
    _gaps(made, chart.this, offsets, size=3.0 if dense else 4.5)
    for curve, style in styled_lines:
        made.plot.plot(offsets, _floats(curve), zorder=3, clip_on=False, **style)
    feet.write_dates(made, chart.days, offsets)
    if any(chart.deployed):
        feet.draw_strip(made, chart.deployed, offsets)
    return made


def _split(earlier: tuple[Curve, ...], *, dense: bool) -> tuple[tuple[Curve, ...], tuple[Curve, ...]]:
    """What becomes lines, and what a range."""
    most = _MOST_LINES - 1 if dense else _MOST_LINES
    return (earlier, ()) if len(earlier) <= most else (earlier[:1], earlier[1:])


def _styles(*, dense: bool) -> list[dict[str, Any]]:
    look = {
        "linewidth": 1.1,
        "markersize": 2.2 if dense else 4,
        "markerfacecolor": "white",
        "markeredgewidth": 0.8,
    }
    each = zip(_DASHES, _MARKS, cycle(_INKS), strict=False)
    return [{"linestyle": dash, "marker": mark, "color": ink, **look} for dash, mark, ink in each]


def _floats(curve: Curve) -> list[float]:
    return [np.nan if value is None else value for value in curve.values]


def _key(this: Curve, lines: list[tuple[Curve, dict[str, Any]]], ranged: tuple[Curve, ...]) -> list[Entry]:
    found = [Entry(this.label, box=_BAR)]
    found += [Entry(curve.label, line=style) for curve, style in lines]
    if ranged:
        found.append(Entry(f"{len(ranged)} seasons before, lowest to highest", box=_RANGE))
    if 0 in this.values:
        found.append(Entry("none recorded", line=_NIL))
    if None in this.values:
        found.append(Entry("no return", line={**_GAP, "markersize": 4.5}))
    return found


def _flags(chart: NightsChart, offsets: list[int]) -> list[Flag]:
    """One a date, with all its names."""
    at = dict(zip(chart.days, offsets, strict=True))
    within = sorted((at[on], name) for name, on in chart.anchors if on in at)
    return [
        Flag(offset, joined([clean(name) for _, name in names]))
        for offset, names in groupby(within, key=lambda one: one[0])
    ]


def _range(made: Page, ranged: tuple[Curve, ...], offsets: list[int]) -> None:
    nights = zip(*(curve.values for curve in ranged), strict=True)
    known = [[value for value in night if value is not None] for night in nights]
    if ranged:
        low = [min(values, default=np.nan) for values in known]
        high = [max(values, default=np.nan) for values in known]
        made.plot.fill_between(offsets, low, high, zorder=1, clip_on=False, **_RANGE)


def _bars(made: Page, this: Curve, offsets: list[int]) -> None:
    """A bar a night with a count; a thick line on the axis where there was none; a name for the highest."""
    known = [(x, value) for x, value in zip(offsets, this.values, strict=True) if value is not None]
    some = [(x, value) for x, value in known if value]
    made.plot.bar([x for x, _ in some], [value for _, value in some], _WIDE, zorder=2, **_BAR)
    for x in (x for x, value in known if not value):
        made.plot.plot([x - _WIDE / 2, x + _WIDE / 2], [0, 0], zorder=2.5, clip_on=False, **_NIL)
    if some:
        x, peak = max(some, key=lambda one: one[1])
        _name_peak(made, x, peak)


def _name_peak(made: Page, x: float, peak: float) -> None:
    """The highest count over its bar, legible over whatever line runs there."""
    made.plot.annotate(
        short(peak),
        (x, peak),
        (0, 2),
        textcoords="offset points",
        ha="center",
        va="bottom",
        size=SMALL,
        weight="bold",
        color=INK,
        zorder=5,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 0.6},
    )


def _gaps(made: Page, this: Curve, offsets: list[int], *, size: float) -> None:
    missing = [x for x, value in zip(offsets, this.values, strict=True) if value is None]
    for x in missing:
        made.plot.axvspan(x - 0.5, x + 0.5, color="#f3f3f3", linewidth=0, zorder=0.5)
    made.plot.plot(
        missing,
        [-_BELOW / PLOT] * len(missing),
        transform=made.plot.get_xaxis_transform(),
        clip_on=False,
        markersize=size,
        **_GAP,
    )
