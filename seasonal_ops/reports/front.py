"""The first page, in the words of the board's chair. Pure."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from seasonal_ops.dates import plain
from seasonal_ops.evaluation.shapes import Against, MeasureResult, OutputResult
from seasonal_ops.evaluation.wording import differences
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Block, Bullets, Heading, Line, Paragraph, Tile, Tiles
from seasonal_ops.reports import choice
from seasonal_ops.reports.phrases import (
    counts_name,
    design_of,
    figures_behind,
    lesson_in_words,
    source_of,
    span,
    total_of,
    window_of,
)
from seasonal_ops.reports.pictures import nights_picture, years_picture
from seasonal_ops.reports.shapes import Learnt, Report
from seasonal_ops.words import MarkKind, Purpose, Verdict

OUTPUTS: Final = "outputs"
WITHHELD_LESSONS: Final = (
    "Lessons stand in the partnership's own copy: what is about persons is hidden here; one might tell it."
)
_LESSONS: Final = 3
# Two lines with its owner.
_LONGEST: Final = 120
# What a page has room for beside four tiles and three lessons, in millimetres.
_CHART: Final = 126
_SHIFTED: Final = "Matched by "


def front(report: Report) -> Iterator[Block]:
    """Season and design, four tiles, two charts, three lessons."""
    yield Paragraph(f"{_season(report)} {design_of(report)}")
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
    counted = choice.headlines(report.evaluation)[:1]
    # What was done for a season reaches further than its nights, which are what is compared.
    when = window_of(counted[0].this.window) if counted else span(plan.starts_on, plan.ends_on)
    return f"{when}{against}. {copy}, printed on {plain(report.printed)}."


def _tiles(report: Report) -> Iterator[Tile]:
    outcomes, outputs = choice.tiles_of(report.evaluation)
    for result in outcomes:
        yield Tile(
            title=result.measure.name,
            sentence=f"{_versus(result)}{verdict_of(result)}{_but(result)}{_across(result)}",
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
    if result.this.withheld:
        return f"The total of {year} is not shown, since {result.this.why}."
    return f"{total_of(result.this)} {unit} in {year}; there is no earlier season to compare with."


def _versus(result: MeasureResult) -> str:
    """Which of several earlier seasons it is that stands first."""
    return f"Against {result.against[0].season.year}: " if len(result.against) > 1 else ""


def _across(result: MeasureResult) -> str:
    """A change of recording between the two seasons."""
    if not result.against:
        return ""
    first, last = result.against[0].season.window.first, result.this.window.last
    breaks = [
        plain(mark.on) for mark in result.marks if mark.kind is MarkKind.BREAK and first < mark.on <= last
    ]
    return f" Recorded differently since {joined(breaks)}." if breaks else ""


def _but(result: MeasureResult) -> str:
    """What else was looked at and does not bear out what is said to be real."""
    one = result.against[0] if result.against else None
    if one is None or one.comparison is None or not _is_real(one.comparison.verdict):
        return ""
    doubts = [*_doubts(one), *_other_years(result.against[1:])]
    return f" But: unclear {joined(doubts)}." if doubts else ""


def _doubts(one: Against) -> Iterator[str]:
    if one.difference is not None and not _is_real(differences.in_words(one.difference).verdict):
        yield "beside the comparison area"
    if one.comparison is not None and any(said.startswith(_SHIFTED) for said in one.comparison.caveats):
        yield "by weekdays instead of dates"


def _other_years(others: Sequence[Against]) -> Iterator[str]:
    for one in others:
        if one.comparison is not None and not _is_real(one.comparison.verdict):
            yield f"against {one.season.year}"


def _is_real(verdict: Verdict) -> bool:
    return verdict in (Verdict.LIKELY, Verdict.PROBABLE)


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
        yield replace(nights_picture(by_night, report), width=_CHART)
    by_year = choice.first_by_year(report.evaluation)
    if by_year is not None:
        yield replace(years_picture(by_year), width=_CHART)


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
    return Line(lesson_in_words(gist, one.owner))
