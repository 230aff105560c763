"""The charts of a report: what each shows, and the picture that is drawn of it. matplotlib draws."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from seasonal_ops.evaluation.seasons.trending import FEWEST_YEARS, is_whole, nights_known
from seasonal_ops.evaluation.shapes import MeasureResult, SeasonCounts
from seasonal_ops.evaluation.statistics.totals import total_interval
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Picture
from seasonal_ops.reports.charts.shapes import Curve, Drawing, NightsChart, YearPoint, YearsChart
from seasonal_ops.reports.shapes import Report
from seasonal_ops.words import MarkKind

_WEEKENDS: Final = "Bold: Saturday and Sunday. A line on the axis: none recorded."
_READING: Final = f"{_WEEKENDS} Grey: activities in each night."
_STEPPED: Final = ": what began in between, as marked, breaks it"
_FEW: Final = f" through fewer than {FEWEST_YEARS} seasons"


def nights_picture(result: MeasureResult, report: Report) -> Picture:
    """This season night by night, earlier ones on the matched nights, on what was deployed."""
    from seasonal_ops.reports.charts import nights

    chart = nights_chart(result, report)
    return _picture(nights.draw(chart), _READING if any(chart.deployed) else _WEEKENDS)


def years_picture(result: MeasureResult) -> Picture:
    """The totals over years with exact intervals, and the trend through them."""
    from seasonal_ops.reports.charts import years

    return _picture(years.draw(years_chart(result)), _of_trend(result))


def _picture(drawing: Drawing, caption: str) -> Picture:
    return Picture(svg=drawing.svg, png=drawing.png, alt=drawing.alt, caption=caption)


def _of_trend(result: MeasureResult) -> str:
    """What the line of the trend is, or why there is none; and which season is not drawn."""
    chart = years_chart(result)
    if not chart.fitted:
        why = _STEPPED if _is_stepped(result) else _FEW if len(chart.points) < FEWEST_YEARS else ""
        said = f"No trend is drawn{why}."
    else:
        said = "Dashed: the trend through the totals, which by itself is no finding."
    drawn = {point.year for point in chart.points}
    left_out = [str(one.year) for one in result.history if one.total is not None and one.year not in drawn]
    if left_out:
        said += f" Not drawn, as nights are not over or have no return: {joined(left_out)}."
    return said


def nights_chart(result: MeasureResult, report: Report) -> NightsChart:
    """What the chart of the nights shows; in public nothing of what is still to be deployed."""
    this = result.this
    days = tuple(night.on for night in this.nights)
    return NightsChart(
        title=f"{result.measure.name}, night by night",
        unit=result.measure.unit,
        days=days,
        this=Curve(str(this.year), tuple(_value(night.value) for night in this.nights)),
        earlier=tuple(
            Curve(str(one.season.year), tuple(map(_value, one.matched)))
            for one in result.against
            if any(value is not None for value in one.matched)
        ),
        anchors=tuple((name, on) for name, on in report.evaluation.anchors if days[0] <= on <= days[-1]),
        deployed=tuple(
            0 if report.public and night.on >= report.printed else night.deployed for night in this.nights
        ),
    )


def _value(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def years_chart(result: MeasureResult) -> YearsChart:
    """What the chart of the years shows: a season that is not whole is left out, as it is of the trend."""
    seasons = [
        (season, season.total)
        for season in result.history
        if season.total is not None and is_whole(season, result.measure.purpose)
    ]
    return YearsChart(
        title=f"{result.measure.name}, season totals",
        unit=result.measure.unit,
        points=tuple(_point(season, total) for season, total in seasons),
        fitted=tuple(_fitted(result, [season for season, _ in seasons])),
        marks=tuple(
            (place, mark.reason)
            for mark in result.marks
            if seasons[0][0].year <= (place := _place(mark.on, result.this)) <= seasons[-1][0].year
        ),
    )


def _fitted(result: MeasureResult, seasons: Sequence[SeasonCounts]) -> Iterator[float]:
    """The trend at each season (formula D); none where steps have levels that it does not tell."""
    trend = result.trend
    if trend is None or trend.alpha is None or trend.beta is None or _is_stepped(result):
        return
    for season in seasons:
        yield nights_known(season) * math.exp(trend.alpha + trend.beta * season.year)


def _is_stepped(result: MeasureResult) -> bool:
    return any(one.kind is MarkKind.INTERVENTION for one in result.marks)


def _point(season: SeasonCounts, total: Decimal) -> YearPoint:
    low, high = total_interval(int(total))
    received = season.quality.completeness
    return YearPoint(
        label=str(season.year),
        year=season.year,
        total=float(total),
        low=low,
        high=high,
        partial=received.received < received.expected,
    )


def _place(on: date, this: SeasonCounts) -> float:
    """Where a day lies between the seasons, a season's first day being its year."""
    return this.year + (on - this.window.first).days / 365.25
