"""Night by night: what was counted on what was deployed, and the peak. Pure."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from seasonal_ops.dates import plain, short
from seasonal_ops.evaluation import figures
from seasonal_ops.evaluation.comparing.comparison import PeakNight
from seasonal_ops.evaluation.shapes import MeasureResult, Night
from seasonal_ops.evaluation.wording.ratios import FEWEST_INCIDENTS
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Block, Bullets, Cell, Heading, Line, Paragraph, Table, cell
from seasonal_ops.reports import choice
from seasonal_ops.reports.phrases import MISSING, number
from seasonal_ops.reports.shapes import Report

# Two months: more lines hide what matters. Four measures: of more, no name would fit.
LONGEST: Final = 62
_MEASURES: Final = 4
_DATE, _OCCASION, _DEPLOYED, _PAGE = 42, 34, 22, 180


def nights(report: Report) -> Iterator[Block]:
    """A row a night with an occasion, what was deployed and up to four headline measures; then the peaks."""
    by_night = [one for one in choice.headlines(report.evaluation) if choice.is_by_night(one)]
    chosen = [one for one in by_night if len(one.this.nights) <= LONGEST][:_MEASURES]
    if not chosen:
        return
    yield Heading("Night by night")
    yield Paragraph(
        f"{MISSING} is a night without a return, which is not 0. That much went on in a night does not show"
        " what made its count."
    )
    yield _table(chosen, report)
    yield from _peaks([one for one in by_night if one.peak is not None and _tells(one)])


def _table(results: Sequence[MeasureResult], report: Report) -> Table:
    width = (_PAGE - _DATE - _OCCASION - _DEPLOYED) // len(results)
    days = sorted({night.on for one in results for night in one.this.nights})
    return Table(
        caption="Counts night by night, beside the occasions and how many activities went on",
        head=("Night", "Occasion", "Activities", *(one.measure.name for one in results)),
        rows=tuple(tuple(_row(on, results, report)) for on in days),
        widths=(_DATE, _OCCASION, _DEPLOYED, *(width for _ in results)),
    )


def _row(on: date, results: Sequence[MeasureResult], report: Report) -> Iterator[Cell]:
    found = [_night(on, one) for one in results]
    yield cell(short(on))
    yield cell(joined([name for name, day in report.evaluation.anchors if day == on]))
    to_come = report.public and on >= report.printed
    yield cell("" if to_come else str(max((one.deployed for one in found if one is not None), default=0)))
    for night in found:
        yield cell("" if night is None else number(night.value))


def _night(on: date, result: MeasureResult) -> Night | None:
    return next((night for night in result.this.nights if night.on == on), None)


def _tells(result: MeasureResult) -> bool:
    """Of fewer than ten incidents a night holds no share that means anything."""
    return result.this.total is not None and result.this.total >= FEWEST_INCIDENTS


def _peaks(results: Sequence[MeasureResult]) -> Iterator[Block]:
    if results:
        yield Heading("Peak nights", 2)
        yield Paragraph("A night that was chosen because it was the largest is described, never tested.")
        yield Bullets(
            tuple(
                Line(f"{one.measure.name}: {peak_in_words(one, one.peak)}.")
                for one in results
                if one.peak is not None
            )
        )


def peak_in_words(result: MeasureResult, peak: PeakNight) -> str:
    """The largest night, its part of the whole and the same night before; it begins with the date."""
    total = number(result.this.total)
    share = "" if peak.share is None else f", {figures.percent(100 * peak.share)} of the {total} recorded"
    also = f", and as many on {joined([plain(on) for on in peak.also])}" if peak.also else ""
    return f"{short(peak.on)} with {peak.count}{share}{also}{_before(peak)}"


def _before(peak: PeakNight) -> str:
    if peak.same_night is None:
        return ""
    if peak.same_night_count is None:
        return f"; the same night before, {plain(peak.same_night)}, has no return"
    ratio = f" (rate ratio {figures.rate(peak.ratio)})" if peak.ratio is not None else ""
    return f"; the same night before, {plain(peak.same_night)}, had {peak.same_night_count}{ratio}"
