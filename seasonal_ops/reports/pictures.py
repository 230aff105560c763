"""The charts of a report: what each shows, and the picture that is drawn of it. matplotlib draws."""

from datetime import date
from decimal import Decimal

from seasonal_ops.evaluation.shapes import MeasureResult, SeasonCounts
from seasonal_ops.evaluation.statistics.totals import total_interval
from seasonal_ops.paper.blocks import Picture
from seasonal_ops.reports.charts.shapes import Curve, Drawing, NightsChart, YearPoint, YearsChart
from seasonal_ops.reports.matched import matched
from seasonal_ops.reports.phrases import span
from seasonal_ops.reports.shapes import Report


def nights_picture(result: MeasureResult, report: Report) -> Picture:
    """This season night by night, earlier ones on the matched nights, on what was deployed."""
    from seasonal_ops.reports.charts import nights

    chart = nights_chart(result, report)
    when = span(chart.days[0], chart.days[-1])
    return _picture(nights.draw(chart), f"Night by night, {when}, and how many activities went on")


def years_picture(result: MeasureResult) -> Picture:
    """The totals over years with exact intervals, and the trend through them."""
    from seasonal_ops.reports.charts import years

    return _picture(years.draw(years_chart(result)), "Over the years, each total with its exact 95% interval")


def _picture(drawing: Drawing, caption: str) -> Picture:
    return Picture(svg=drawing.svg, png=drawing.png, alt=drawing.alt, caption=caption)


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
            _curve(this, one.season)
            for one in result.against
            if any(n.value is not None for n in one.season.nights)
        ),
        anchors=tuple((name, on) for name, on in report.evaluation.anchors if days[0] <= on <= days[-1]),
        deployed=tuple(
            0 if report.public and night.on >= report.printed else night.deployed for night in this.nights
        ),
    )


def _curve(this: SeasonCounts, earlier: SeasonCounts) -> Curve:
    pairs = matched(this, earlier)
    return Curve(
        str(earlier.year),
        tuple(_value(pairs[night.on].value) if night.on in pairs else None for night in this.nights),
    )


def _value(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def years_chart(result: MeasureResult) -> YearsChart:
    """What the chart of the years shows: seasons without a total are left out."""
    seasons = [(season, season.total) for season in result.history if season.total is not None]
    return YearsChart(
        title=result.measure.name,
        unit=result.measure.unit,
        points=tuple(_point(season, total) for season, total in seasons),
        fitted=(),
        marks=tuple(
            (place, mark.reason)
            for mark in result.marks
            if seasons[0][0].year <= (place := _place(mark.on, result.this)) <= seasons[-1][0].year
        ),
    )


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
