"""Data quality: which returns came, and how they stand. Pure."""

from collections.abc import Iterator, Sequence
from typing import Final

from seasonal_ops.dates import plain
from seasonal_ops.evaluation.hiding.suppression import NOT_SHOWN
from seasonal_ops.evaluation.shapes import Hidden, MeasureResult, Quality, SeasonCounts
from seasonal_ops.paper.blocks import Block, Bullets, Cell, Heading, Line, Paragraph, Table, cell, strong
from seasonal_ops.reports.phrases import counted, span
from seasonal_ops.reports.remarks import remarks
from seasonal_ops.reports.shapes import Report
from seasonal_ops.words import MarkKind, Purpose

_SOURCES: Final = 3
_MARKS: Final = {
    MarkKind.BREAK: "recorded differently since",
    MarkKind.INTERVENTION: "something began to be done about it on",
}


def quality(report: Report) -> Iterator[Block]:
    """Completeness of every season, late and nil returns, what is provisional, and changes of recording."""
    yield Heading("Data quality")
    results = report.evaluation.measures
    if not results:
        yield Paragraph("Nothing is measured.")
        return
    yield Paragraph(
        "A nil return is a real zero. A date without a return is missing, and is left out of both years."
    )
    yield _table(results, report)
    said = tuple(map(Line, remarks(report.evaluation, of_counts=True)))
    if said:
        yield Heading("Remarks on the counts", 2)
        yield Bullets(said)
    yield from _marks(results)


def _table(results: Sequence[MeasureResult], report: Report) -> Table:
    return Table(
        caption="Returns received of those expected, this year and before, and how the figures stand",
        head=("Measure", f"Returns {report.evaluation.year}", "Earlier years", "How they stand", "As at"),
        rows=tuple(_row(one, report) for one in results),
        widths=(46, 22, 32, 38, 42),
    )


def _row(result: MeasureResult, report: Report) -> tuple[Cell, ...]:
    figures = result.this.quality
    seen = result.hidden is Hidden.NOTHING
    return (
        strong(result.measure.name),
        cell(_expected(result, report)),
        cell(*_earlier(result)) or cell("none"),
        cell(*_standing(figures)) if seen else cell("not shown: about persons"),
        cell(*_extracted(figures, report)) if seen else cell(),
    )


def _earlier(result: MeasureResult) -> Iterator[str]:
    """What was expected of earlier seasons is known of what is counted every night."""
    for one in result.against:
        if result.measure.purpose is Purpose.OUTCOME or result.hidden is not Hidden.NOTHING:
            yield f"{one.season.year}: {_received(one.season)}"
        else:
            yield f"{one.season.year}: {one.season.quality.completeness.received} received"


def _expected(result: MeasureResult, report: Report) -> str:
    """As the list of returns counts them: what is counted at activities is expected on their dates."""
    known = report.returns.get(result.measure.slug)
    if result.this.of_period or known is None or result.hidden is not Hidden.NOTHING:
        return _received(result.this)
    return f"{known.received} of {known.expected}"


def _received(season: SeasonCounts) -> str:
    if season.withheld:
        return NOT_SHOWN
    if season.of_period:
        return "one total"
    completeness = season.quality.completeness
    return f"{completeness.received} of {completeness.expected}"


def _standing(figures: Quality) -> Iterator[str]:
    said = (
        (figures.late, "late"),
        (figures.nil, "nil"),
        (figures.provisional, "provisional"),
        (figures.final, "final"),
        (figures.approved, "approved"),
        (figures.revised, "revised since"),
        (figures.inexact, "not exact"),
        (figures.unexplained, "unusual without a reason"),
    )
    yield ", ".join(f"{count} {words}" for count, words in said if count) or "nothing received"


def _extracted(figures: Quality, report: Report) -> Iterator[str]:
    """The days on which the figures stood so; where they lay is for the partnership alone."""
    if figures.as_at is not None:
        yield span(*figures.as_at)
    if not report.public:
        yield from figures.sources[:_SOURCES]
        if len(figures.sources) > _SOURCES:
            yield f"and {len(figures.sources) - _SOURCES} more"


def _marks(results: Sequence[MeasureResult]) -> Iterator[Block]:
    said = tuple(
        Line(f"{one.measure.name}: {_MARKS[mark.kind]} {plain(mark.on)}: {mark.reason}")
        for one in results
        if one.hidden is Hidden.NOTHING
        for mark in one.marks
    )
    yield Heading("Changes of recording, and of what is done", 2)
    if said:
        yield Bullets(said)
    else:
        yield Paragraph(f"None is noted for {counted(len(results), 'measure', 'measures')}.")
