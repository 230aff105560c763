"""Engagement and survey: who took part, and what they said before and after. Pure."""

from collections.abc import Iterator, Sequence

from seasonal_ops.evaluation.shapes import Against, MeasureResult
from seasonal_ops.paper.blocks import Block, Cell, Heading, Line, Paragraph, Table, cell
from seasonal_ops.reports import choice
from seasonal_ops.reports.phrases import counts_name, number, source_of, total_of
from seasonal_ops.reports.shapes import Report
from seasonal_ops.words import MeasureKind


def engaged(report: Report) -> Iterator[Block]:
    """The measures of engagement, surveys apart; nothing where none is counted."""
    results = choice.engagement(report.evaluation)
    if not results:
        return
    yield Heading("Engagement and survey")
    surveys = [one for one in results if one.measure.kind is MeasureKind.PERCENTAGE]
    others = [one for one in results if one not in surveys]
    if others:
        yield _took_part(others, report)
    if surveys:
        yield Heading("Survey, before and after", 2)
        yield Paragraph("Answers given before and after: points are percentage points of those who answered.")
        yield _survey(surveys, report)


def _took_part(results: Sequence[MeasureResult], report: Report) -> Table:
    return Table(
        caption="Who took part: this year, and what may be said of it",
        head=("Measure", str(report.evaluation.year), "What may be said"),
        rows=tuple(
            (
                _name(one, report),
                cell(total_of(one.this), one.measure.unit if one.this.total is not None else ""),
                cell(*(each.sentence for each in one.against)) or cell("No earlier season stands beside it."),
            )
            for one in results
        ),
        widths=(60, 26, 94),
    )


def _survey(results: Sequence[MeasureResult], report: Report) -> Table:
    return Table(
        caption="Survey questions: share before, share after, and what may be said",
        head=("Question", "Before", "After", "What may be said"),
        rows=tuple(
            (_name(one, report), *_shares(each), cell(each.sentence))
            for one in results
            for each in one.against
        ),
        widths=(60, 18, 18, 84),
    )


def _shares(one: Against) -> tuple[Cell, Cell]:
    before, after = (number(value) + ("" if value is None else "%") for value in (one.last, one.this))
    return cell(before), cell(after)


def _name(result: MeasureResult, report: Report) -> Cell:
    name = Line(result.measure.name, strong=True, link=counts_name(result))
    return name, *cell(source_of(result.measure, report))
