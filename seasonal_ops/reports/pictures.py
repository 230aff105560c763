"""The charts of a report: what each shows, and the picture that is drawn of it. matplotlib draws."""

import math
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from seasonal_ops.evaluation.seasons.trending import is_whole, nights_known
from seasonal_ops.evaluation.shapes import MeasureResult, SeasonCounts
from seasonal_ops.evaluation.statistics.totals import total_interval
from seasonal_ops.paper.blocks import Picture
from seasonal_ops.reports.charts.shapes import Curve, Drawing, NightsChart, YearPoint, YearsChart
from seasonal_ops.reports.shapes import Report
from seasonal_ops.words import MarkKind


def nights_picture(result: MeasureResult, report: Report) -> Picture:
    """This season night by night, earlier ones on the matched nights, on what was deployed."""
    from seasonal_ops.reports.charts import nights

    return _picture(nights.draw(nights_chart(result, report)))


def years_picture(result: MeasureResult) -> Picture:
    """The totals over years with exact intervals, and the trend through them."""
    from seasonal_ops.reports.charts import years

    return _picture(years.draw(years_chart(result)))


def _picture(drawing: Drawing) -> Picture:
    return Picture(svg=drawing.svg, png=drawing.png, alt=drawing.alt)


def nights_chart(result: MeasureResult, report: Report) -> NightsChart:
    """What the chart of the nights shows; in public nothing of what is still to be deployed."""
    this = result.this
    days = tuple(night.on for night in this.nights)
    return NightsChart(
        title=result.measure.name,
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
        title=result.measure.name,
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
    trend, stepped = result.trend, any(one.kind is MarkKind.INTERVENTION for one in result.marks)
    if trend is None or trend.alpha is None or trend.beta is None or stepped:
        return
    for season in seasons:
        yield nights_known(season) * math.exp(trend.alpha + trend.beta * season.year)


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
