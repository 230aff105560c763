"""The first page, in the words of the board's chair. Pure."""

import textwrap
from collections.abc import Iterator
from typing import Final

from seasonal_ops.dates import plain
from seasonal_ops.evaluation.shapes import MeasureResult, OutputResult
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Block, Bullets, Heading, Line, Paragraph, Tile, Tiles
from seasonal_ops.reports import choice
from seasonal_ops.reports.phrases import (
    counts_name,
    figures_behind,
    source_of,
    span,
    total_of,
    window_of,
)
from seasonal_ops.reports.pictures import nights_picture, years_picture
from seasonal_ops.reports.shapes import Learnt, Report
from seasonal_ops.words import Purpose

OUTPUTS: Final = "outputs"
WITHHELD_LESSONS: Final = (
    "Lessons stand in the partnership's own copy: small numbers are hidden here, and one might tell them."
)
_ALONE: Final = "There is no earlier season to compare with: these are the counts of one season alone."
_LESSONS: Final = 3
# Two lines with its owner.
_LONGEST: Final = 140


def front(report: Report) -> Iterator[Block]:
    """Season and design, four tiles, two charts, three lessons."""
    yield Paragraph(f"{_season(report)} {_design(report)}")
    tiles = tuple(_tiles(report))
    if tiles:
        yield Tiles(tiles)
    else:
        yield Paragraph("No counts are recorded yet: nothing can be said of what came of it.", strong=True)
    yield from _charts(report)
    yield Heading("Lessons", 2)
    yield from _three(report)


def _season(report: Report) -> str:
    plan = report.plan
    years = {one.season.year for result in report.evaluation.measures for one in result.against}
    versus = joined([str(year) for year in sorted(years, reverse=True)])
    against = f", compared with {versus}" if versus else ""
    copy = "For the public" if report.public else "The partnership's own copy"
    return f"{span(plan.starts_on, plan.ends_on)}{against}. {copy}, printed on {plain(report.printed)}."


def _design(report: Report) -> str:
    return report.evaluation.design.sentence if report.evaluation.against else _ALONE


def _tiles(report: Report) -> Iterator[Tile]:
    outcomes, outputs = choice.tiles_of(report.evaluation)
    for result in outcomes:
        yield Tile(
            title=result.measure.name,
            sentence=verdict_of(result),
            figures=_behind(result, report),
            link=counts_name(result.measure),
        )
    for output in outputs:
        link = OUTPUTS if output.measure.purpose is Purpose.OUTPUT else counts_name(output.measure)
        yield Tile(
            title=output.measure.name, sentence=output.sentence, figures=_done(output, report), link=link
        )


def verdict_of(result: MeasureResult) -> str:
    """What may be said of a measure against the first baseline, or of this season alone."""
    if result.against:
        return result.against[0].sentence
    unit, year = result.measure.unit, result.this.year
    if not result.this.recorded:
        return f"Nothing is recorded for {year}."
    return f"{total_of(result.this)} {unit} in {year}; there is no earlier season to compare with."


def _behind(result: MeasureResult, report: Report) -> str:
    """Window, source and chance: no percentage stands without them."""
    said = [window_of(result.this.window), source_of(result.measure, report)]
    if result.against:
        said.append(", ".join(figures_behind(result.against[0], degrees=False)))
    return "; ".join(filter(None, said))


def _done(output: OutputResult, report: Report) -> str:
    measure = output.measure
    return f"{span(measure.window_from, measure.window_to)}; {source_of(measure, report)}"


def _charts(report: Report) -> Iterator[Block]:
    by_night = choice.first_by_night(report.evaluation)
    if by_night is not None:
        yield nights_picture(by_night, report)
    by_year = choice.first_by_year(report.evaluation)
    if by_year is not None:
        yield years_picture(by_year)


def _three(report: Report) -> Iterator[Block]:
    if report.public and report.suppressed:
        yield Paragraph(WITHHELD_LESSONS)
    elif report.lessons:
        yield Bullets(tuple(map(_lesson, report.lessons[:_LESSONS])))
    else:
        yield Paragraph("No lesson is written down yet.")


def _lesson(one: Learnt) -> Line:
    """What it is about, and who sees to it; the whole of it stands among the recommendations."""
    gist = textwrap.shorten(one.text, _LONGEST, placeholder=" …")
    return Line(f"{gist} ({one.owner or 'nobody is named to see to it'})")
