"""Outcomes, this year against earlier ones: plain words first, figures behind. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from seasonal_ops.evaluation.shapes import Against, Evaluation, MeasureResult, SeasonCounts
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Block, Bullets, Cell, Heading, Line, Paragraph, Table, cell
from seasonal_ops.reports import choice
from seasonal_ops.reports.front import verdict_of
from seasonal_ops.reports.phrases import (
    counted,
    counts_name,
    figures_behind,
    source_of,
    total_of,
    window_of,
)
from seasonal_ops.reports.remarks import of_all, remarks
from seasonal_ops.reports.shapes import Report

# Columns of earlier years that leave room for words; every year stands in the appendix.
_EARLIER: Final = 4
_MEASURE, _YEAR, _PAGE = 44, 17, 180


def outcomes(report: Report) -> Iterator[Block]:
    """A row a measure, then the comparison areas, the years, and what to keep in mind."""
    yield Heading("Outcomes: this year against earlier ones")
    results = choice.outcomes(report.evaluation)
    if not results:
        yield Paragraph("This plan counts no outcomes.")
        return
    known = tuple(one for one in results if _has_counts(one))
    if known:
        yield outcome_table(known, report)
    yield from _without([one for one in results if one not in known])
    yield from _areas(known)
    yield from _trends(known)
    yield from _kept_in_mind(report.evaluation)


def _has_counts(result: MeasureResult) -> bool:
    return any(season.recorded for season in (result.this, *result.history))


def outcome_table(results: Sequence[MeasureResult], report: Report) -> Table:
    """Measure, window and source; this year, each earlier one; what may be said, with its figures."""
    years = _years(results)
    earlier = ", ".join(map(str, years)) or "no earlier year"
    return Table(
        caption=f"This year against {earlier}: totals, how many returns where some lack, what may be said",
        head=("Measure", str(report.evaluation.year), *map(str, years), "What may be said"),
        rows=tuple(tuple(_row(one, years, report)) for one in results),
        widths=(
            _MEASURE,
            _YEAR,
            *(_YEAR for _ in years),
            _PAGE - _MEASURE - _YEAR * (len(years) + 1),
        ),
    )


def _years(results: Sequence[MeasureResult]) -> tuple[int, ...]:
    found = {one.season.year for result in results for one in result.against}
    return tuple(sorted(found, reverse=True)[:_EARLIER])


def _row(result: MeasureResult, years: Sequence[int], report: Report) -> Iterator[Cell]:
    yield (
        Line(result.measure.name, strong=True, link=counts_name(result.measure)),
        *cell(window_of(result.this.window), source_of(result.measure, report)),
    )
    yield _total(result.this)
    seasons = {one.season.year: one.season for one in result.against}
    for year in years:
        yield _total(seasons[year]) if year in seasons else cell("–")
    yield tuple(_said(result))


def _total(season: SeasonCounts) -> Cell:
    """The total, and how many of its dates have a return where some have none."""
    received = season.quality.completeness
    partial = not season.of_period and received.received < received.expected
    return cell(total_of(season), f"{received.received} of {received.expected}" if partial else "")


def _said(result: MeasureResult) -> Iterator[Line]:
    if not result.against:
        yield Line(verdict_of(result))
    for one in result.against:
        if len(result.against) > 1:
            yield Line(f"Against {one.season.year}", strong=True)
        yield Line(one.sentence)
        yield from _figures(one)


def _figures(one: Against) -> Iterator[Line]:
    if one.comparison is not None and (behind := figures_behind(one)):
        dates = f"{counted(one.comparison.days, 'date', 'dates')} with a return in both years"
        yield Line(f"{'Totals alone' if one.comparison.of_totals else dates}; {', '.join(behind)}")


def _without(results: Sequence[MeasureResult]) -> Iterator[Block]:
    if results:
        yield Paragraph(f"Without any counts so far: {joined([one.measure.name for one in results])}.")


def _areas(results: Sequence[MeasureResult]) -> Iterator[Block]:
    said = [
        Line(f"{one.measure.name}, against {each.season.year}: {each.difference_sentence}")
        for one in results
        for each in one.against
        if each.difference_sentence
    ]
    if said:
        yield Heading("Beside an area to compare with", 2)
        yield Bullets(tuple(said))


def _trends(results: Sequence[MeasureResult]) -> Iterator[Block]:
    said = [Line(f"{one.measure.name}: {one.trend_sentence}") for one in results if one.trend_sentence]
    if said:
        yield Heading("Over several years", 2)
        yield Bullets(tuple(said))


def _kept_in_mind(evaluation: Evaluation) -> Iterator[Block]:
    said = [*remarks(evaluation, of_counts=False), *of_all(evaluation)]
    if said:
        yield Heading("What to keep in mind", 2)
        yield Bullets(tuple(map(Line, said)))
