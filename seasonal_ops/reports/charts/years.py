"""Over the years: totals with their intervals, the trend, and what was changed when."""

from dataclasses import dataclass
from typing import Any, Final

from seasonal_ops.reports.charts import words
from seasonal_ops.reports.charts.layout import INK, Entry, Flag, Page, edges, page
from seasonal_ops.reports.charts.output import styled, written
from seasonal_ops.reports.charts.scale import number, scale, whole
from seasonal_ops.reports.charts.shapes import Drawing, YearPoint, YearsChart
from seasonal_ops.reports.charts.texts import Block, lanes, width, wrapped

_EDGE: Final = 0.6
_NARROWEST: Final = 16.0
_WIDEST: Final = 30.0
_UNDER: Final = 2.0
_TOTAL: Final = 5.5
_POINT: Final[dict[str, Any]] = {
    "linestyle": "none",
    "marker": "o",
    "markersize": 5.5,
    "color": INK,
    "markeredgewidth": 1.0,
}
_HOLLOW: Final[dict[str, Any]] = {**_POINT, "markerfacecolor": "white"}
_TREND: Final[dict[str, Any]] = {"color": INK, "linewidth": 1.1, "linestyle": (0, (6, 3))}


@dataclass(frozen=True, slots=True)
class _Name:
    """What stands under a point: its season and its total, in a lane where it covers no other."""

    point: YearPoint
    season: Block
    total: str
    lane: int


def draw(chart: YearsChart) -> Drawing:
    """The chart, 170 mm wide; under each season stands its total, and one that lacks returns is hollow.

    `points`, of which there is at least one, come in the order of their years; `fitted` is empty or has a
    value a point.
    """
    with styled():
        return written(_page(chart).figure, words.of_years(chart))


def _page(chart: YearsChart) -> Page:
    totals = [point.total for point in chart.points]
    axis = scale([*totals, *(point.high for point in chart.points), *chart.fitted], whole=whole(totals))
    span = (chart.points[0].year - _EDGE, chart.points[-1].year + _EDGE)
    names = _names(chart, span, *edges(chart.unit, axis))
    lane = max(name.season.height for name in names) + _TOTAL
    made = page(
        title=chart.title,
        unit=chart.unit,
        scale=axis,
        span=span,
        key=_key(chart),
        flags=[Flag(at, reason) for at, reason in chart.marks if span[0] <= at <= span[1]],
        foot=_UNDER + (1 + max(name.lane for name in names)) * lane,
    )
    if chart.fitted:
        made.plot.plot([point.year for point in chart.points], chart.fitted, zorder=2, **_TREND)
    for point in chart.points:
        _point(made, point)
    for name in names:
        _name(made, name, lane)
    return made


def _key(chart: YearsChart) -> list[Entry]:
    found = [Entry("total with its 95% interval", line=_POINT, stem=True)]
    if any(point.partial for point in chart.points):
        found.append(Entry("some returns are missing", line=_HOLLOW, stem=True))
    if chart.fitted:
        found.append(Entry("trend", line=_TREND))
    return found


def _point(made: Page, point: YearPoint) -> None:
    made.plot.errorbar(
        [point.year],
        [point.total],
        yerr=[[max(point.total - point.low, 0)], [max(point.high - point.total, 0)]],
        capsize=3,
        elinewidth=1.0,
        clip_on=False,
        zorder=3,
        **(_HOLLOW if point.partial else _POINT),
    )


def _names(chart: YearsChart, span: tuple[float, float], left: float, right: float) -> list[_Name]:
    a_year = (right - left) / (span[1] - span[0])
    room = min(max(a_year - 1.5, _NARROWEST), _WIDEST)
    blocks = [wrapped(point.label, room) for point in chart.points]
    totals = [number(point.total) for point in chart.points]
    wide = [max(block.width, width(total, bold=True)) for block, total in zip(blocks, totals, strict=True)]
    middles = [left + (point.year - span[0]) * a_year for point in chart.points]
    spans = [(x - half / 2, x + half / 2) for x, half in zip(middles, wide, strict=True)]
    return [_Name(*each) for each in zip(chart.points, blocks, totals, lanes(spans, gap=1.0), strict=True)]


def _name(made: Page, name: _Name, lane: float) -> None:
    x, top = made.across(name.point.year), made.foot - _UNDER - name.lane * lane
    made.write(name.season.text, x, top, ha="center", ma="center")
    made.write(name.total, x, top - name.season.height - 0.3, ha="center", bold=True)
