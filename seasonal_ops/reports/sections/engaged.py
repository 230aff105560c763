"""Engagement and survey: who took part, and what they said before and after. Pure."""

from collections.abc import Iterator, Sequence

from seasonal_ops.evaluation.hiding.suppression import NOT_SHOWN
from seasonal_ops.evaluation.shapes import MeasureResult
from seasonal_ops.paper.blocks import Block, Cell, Heading, Line, Paragraph, Table, cell
from seasonal_ops.reports import choice
from seasonal_ops.reports.front import verdict_of
from seasonal_ops.reports.phrases import answers_of, counts_name, share, source_of, total_of
from seasonal_ops.reports.shapes import Report
from seasonal_ops.words import MeasureKind


def engaged(report: Report) -> Iterator[Block]:
    """The measures of engagement, surveys apart; nothing where none is counted."""
    results = [
        one for one in choice.engagement(report.evaluation) if one.measure.kind is not MeasureKind.TEXT
    ]
    if not results:
        return
    yield Heading("Engagement and survey")
    surveys = [one for one in results if one.measure.kind is MeasureKind.PERCENTAGE]
    others = [one for one in results if one not in surveys]
    if others:
        yield _took_part(others, report)
    if surveys:
        yield Heading("Survey, before and after", 2)
        yield Paragraph("Of those who answered, before and after; a difference is in percentage points.")
        yield _survey(surveys, report)


def _took_part(results: Sequence[MeasureResult], report: Report) -> Table:
    return Table(
        caption="Who took part: this year, and what may be said of it",
        head=("Measure", str(report.evaluation.year), "What the counts say"),
        rows=tuple(
            (_name(one, report), cell(total_of(one.this)), cell(*_said(one, report))) for one in results
        ),
        widths=(60, 20, 100),
    )


def _said(result: MeasureResult, report: Report) -> Iterator[str]:
    """What was reported by whom, then what may be said against earlier seasons."""
    for output in report.evaluation.outputs:
        if output.measure.slug == result.measure.slug:
            yield output.sentence
    if result.this.total is not None:
        yield from (one.sentence for one in result.against)


def _survey(results: Sequence[MeasureResult], report: Report) -> Table:
    return Table(
        caption="Survey questions: share before, share after, and what may be said",
        head=("Question", "Before", "After", "What may be said"),
        rows=tuple(row for one in results for row in _question(one, report)),
        widths=(60, 18, 18, 84),
    )


def _question(result: MeasureResult, report: Report) -> Iterator[tuple[Cell, ...]]:
    """A row an earlier survey, or one that says there is none."""
    if result.this.withheld:
        yield _name(result, report), cell(NOT_SHOWN), cell(NOT_SHOWN), cell(verdict_of(result))
        return
    for one in result.against:
        before = cell(share(one.last), answers_of(result, one.season.year))
        after = cell(share(one.this), answers_of(result, result.this.year))
        yield _name(result, report), before, after, cell(one.sentence)
    if not result.against:
        alone = cell("There is no earlier survey beside it.")
        yield _name(result, report), cell(share(None)), cell(share(result.this.total)), alone


def _name(result: MeasureResult, report: Report) -> Cell:
    name = Line(result.measure.name, strong=True, link=counts_name(result.measure))
    return name, *cell(source_of(result.measure, report))
