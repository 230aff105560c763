"""The appendix: what each measure is, every count that is shown, and what is not shown and why. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from seasonal_ops.dates import plain, short
from seasonal_ops.evaluation.shapes import Hidden, MeasureResult, Night, SeasonCounts
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Block, Bullets, Cell, Heading, Line, Paragraph, Table, cell, strong
from seasonal_ops.reports.matched import matched
from seasonal_ops.reports.phrases import (
    counts_name,
    hours_of,
    number,
    source_of,
    span,
    total_of,
    window_of,
)
from seasonal_ops.reports.sections.nights import LONGEST
from seasonal_ops.reports.shapes import Report
from seasonal_ops.words import MeasureKind

_DATE, _PAGE, _COLUMNS = 40, 180, 9


def appendix(report: Report) -> Iterator[Block]:
    """Definitions, counts by measure, suppression."""
    results = report.evaluation.measures
    if results:
        yield Heading("Appendix: definitions", new_page=True)
        yield _definitions(results, report)
        yield Heading("Appendix: counts")
        for one in results:
            yield from _counts(one)
    yield from _suppressed(report)


def _definitions(results: Sequence[MeasureResult], report: Report) -> Table:
    return Table(
        caption="What each measure counts, in what, from when to when, whose figures they are, and as at",
        head=("Measure", "What is counted", "Window and night", "Source and as at"),
        rows=tuple(_definition(one, report) for one in results),
        widths=(40, 62, 42, 36),
    )


def _definition(result: MeasureResult, report: Report) -> tuple[Cell, ...]:
    seen = result.hidden is Hidden.NOTHING
    as_at = result.this.quality.as_at if seen else None
    # Whoever wrote it may have named a number in it.
    what = result.measure.definition if seen else "Its definition stands in the partnership's own copy."
    return (
        (Line(result.measure.name, strong=True, link=counts_name(result.measure)),),
        cell(what, f"In {result.measure.unit}"),
        cell(window_of(result.this.window), hours_of(result.measure)),
        cell(source_of(result.measure, report), f"as at {span(*as_at)}" if as_at else ""),
    )


def _counts(result: MeasureResult) -> Iterator[Block]:
    yield Heading(result.measure.name, 2, name=counts_name(result.measure))
    seasons = _seasons(result)
    if not seasons:
        yield Paragraph("Nothing is recorded.")
        return
    shown, rest = seasons[:_COLUMNS], seasons[_COLUMNS:]
    yield _by_date(result, shown)
    if rest:
        yield Paragraph(f"Earlier: {joined([f'{total_of(one)} in {one.year}' for one in rest])}.")


def _seasons(result: MeasureResult) -> tuple[SeasonCounts, ...]:
    """This season, then every earlier one of which anything is known, the newest first."""
    known = {one.year: one for one in (*result.history, *(each.season for each in result.against))}
    known[result.this.year] = result.this
    return tuple(known[year] for year in sorted(known, reverse=True) if known[year].recorded)


def _by_date(result: MeasureResult, seasons: Sequence[SeasonCounts]) -> Table:
    width = min(24, (_PAGE - _DATE) // len(seasons))
    return Table(
        caption=f"{result.measure.name}: {result.measure.unit} by date and year; – stands for no return",
        head=("Date", *(str(one.year) for one in seasons)),
        rows=(*_nights(result, seasons), (strong(_sum(result)), *(strong(total_of(one)) for one in seasons))),
        widths=(_DATE, *(width for _ in seasons)),
    )


def _sum(result: MeasureResult) -> str:
    return "Newest" if result.measure.kind is MeasureKind.PERCENTAGE else "Total"


def _nights(result: MeasureResult, seasons: Sequence[SeasonCounts]) -> Iterator[tuple[Cell, ...]]:
    """A row a night of any season; none where only totals are shown, or where they would fill pages."""
    if result.hidden is not Hidden.NOTHING or len(result.this.nights) > LONGEST:
        return
    columns = [matched(result.this, one) for one in seasons]
    if not any(night.value is not None for column in columns for night in column.values()):
        return
    for on in sorted({on for column in columns for on in column}):
        yield cell(short(on)), *(_value(on, column.get(on)) for column in columns)


def _value(on: date, night: Night | None) -> Cell:
    """Its value, with its own date where that is another day of the year."""
    if night is None:
        return cell("")
    same = (on.month, on.day) == (night.on.month, night.on.day)
    return cell(number(night.value), "" if same else plain(night.on))


_WHY: Final = {
    Hidden.DETAIL: "only totals are shown",
    Hidden.TOTALS: "only totals are shown, and none that could tell of fewer than 5",
    Hidden.NOTHING: "",
}


def _suppressed(report: Report) -> Iterator[Block]:
    """In the public copy always: that nothing had to be hidden is worth a line."""
    if not report.public:
        return
    yield Heading("Appendix: what is not shown, and why")
    if not report.suppressed:
        yield Paragraph("Nothing had to be hidden: no measure of people has numbers under 5.")
        return
    yield Paragraph(
        "Counts of people from 1 to 4 could tell who it was. Where one lies behind a figure, it is left out,"
        " and with it whatever it could be worked out from: nights, areas, rates and charts."
    )
    yield Bullets(tuple(Line(f"{one.measure.name}: {_WHY[one.hidden]}.") for one in report.suppressed))
