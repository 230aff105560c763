"""The appendix: what each measure is, every count that is shown, and what is not shown and why. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from seasonal_ops.dates import plain, short
from seasonal_ops.evaluation.shapes import Hidden, MeasureResult, Night, SeasonCounts
from seasonal_ops.names import joined
from seasonal_ops.paper.blocks import Block, Bullets, Cell, Heading, Line, Paragraph, Table, cell, strong
from seasonal_ops.reports.matched import matched
from seasonal_ops.reports.phrases import (
    answers_of,
    counted,
    counts_name,
    hours_of,
    number,
    share,
    source_of,
    span,
    total_of,
    window_of,
)
from seasonal_ops.reports.sections.nights import LONGEST
from seasonal_ops.reports.shapes import Report
from seasonal_ops.words import MeasureKind, Purpose

_DATE, _PAGE, _COLUMNS = 40, 180, 9
_NAMED: Final = 3


def appendix(report: Report) -> Iterator[Block]:
    """Definitions, counts by measure, suppression."""
    results = report.evaluation.measures
    if results:
        yield Heading("Appendix: definitions", new_page=True)
        yield _definitions(results, report)
        yield Heading("Appendix: counts")
        for one in results:
            yield from _counts(one, report)
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


def _counts(result: MeasureResult, report: Report) -> Iterator[Block]:
    yield Heading(result.measure.name, 2, name=counts_name(result.measure))
    seasons = _seasons(result)
    if not seasons:
        yield Paragraph("Nothing is recorded.")
        return
    shown, rest = seasons[:_COLUMNS], seasons[_COLUMNS:]
    days = _Days.of(result, shown)
    yield _by_date(result, shown, days)
    yield from map(Paragraph, filter(None, [days.others(shown)]))
    if result.hidden is Hidden.NOTHING and (said := report.reasons.get(result.measure.slug)):
        yield Bullets(tuple(Line(f"Unusual, and stands: {one}") for one in said))
    if rest:
        yield Paragraph(f"Earlier: {joined([f'{total_of(one)} in {one.year}' for one in rest])}.")


def _seasons(result: MeasureResult) -> tuple[SeasonCounts, ...]:
    """This season, then every earlier one of which anything is known, the newest first."""
    known = {one.year: one for one in (*result.history, *(each.season for each in result.against))}
    known[result.this.year] = result.this
    return tuple(known[year] for year in sorted(known, reverse=True) if known[year].recorded)


@dataclass(frozen=True, slots=True)
class _Days:
    """The nights of each season by this season's date: `listed` have a row, the `rest` one sentence."""

    columns: tuple[Mapping[date, Night], ...]
    listed: tuple[date, ...]
    rest: tuple[date, ...]

    @classmethod
    def of(cls, result: MeasureResult, seasons: Sequence[SeasonCounts]) -> "_Days":
        """None where only totals are shown, or where the rows would fill pages.

        Only an outcome is expected every night: of all else the dates without a value say nothing.
        """
        columns = tuple(matched(result.this, one) for one in seasons)
        days = sorted({on for column in columns for on in column})
        some = [on for on in days if any(on in one and one[on].value for one in columns)]
        if result.hidden is not Hidden.NOTHING or len(some) > LONGEST:
            return cls((), (), ())
        if not any(night.value is not None for column in columns for night in column.values()):
            return cls((), (), ())
        daily = (
            result.measure.purpose is Purpose.OUTCOME and result.measure.kind is not MeasureKind.PERCENTAGE
        )
        return cls(columns, tuple(some), tuple(on for on in days if on not in some) if daily else ())

    def others(self, seasons: Sequence[SeasonCounts]) -> str:
        """Of the dates without a row whether each season has 0, no return, or both."""
        said: dict[str, list[str]] = {}
        for season, column in zip(seasons, self.columns, strict=False):
            nights = [column[on] for on in self.rest if on in column]
            if nights:
                said.setdefault(_of_rest(nights), []).append(str(season.year))
        parts = [f"{what} in {joined(years)}" for what, years in said.items()]
        dates = counted(len(self.rest), "other date", "other dates")
        return f"On the {dates}: {'; '.join(parts)}." if parts else ""


def _of_rest(nights: Sequence[Night]) -> str:
    missing = [night for night in nights if night.value is None]
    if not missing:
        return "0"
    if len(missing) == len(nights):
        return "no return"
    named = joined([plain(night.on) for night in missing[:_NAMED]])
    return f"0, but no return on {named if len(missing) <= _NAMED else f'{len(missing)} of them'},"


def _by_date(result: MeasureResult, seasons: Sequence[SeasonCounts], days: _Days) -> Table:
    width = min(24, (_PAGE - _DATE) // len(seasons))
    return Table(
        caption=f"{result.measure.name}: {result.measure.unit} by date and year; – stands for no return",
        head=("Date", *(str(one.year) for one in seasons)),
        rows=(
            *(
                (cell(short(on)), *(_value(on, one.get(on), result) for one in days.columns))
                for on in days.listed
            ),
            (strong(_sum(result)), *(_shown(result, one) for one in seasons)),
        ),
        widths=(_DATE, *(width for _ in seasons)),
    )


def _sum(result: MeasureResult) -> str:
    return "Newest" if result.measure.kind is MeasureKind.PERCENTAGE else "Total"


def _shown(result: MeasureResult, season: SeasonCounts) -> Cell:
    """The season's total; of a survey the share, and the answers behind it."""
    if result.measure.kind is not MeasureKind.PERCENTAGE or season.total is None:
        return strong(total_of(season))
    return strong(share(season.total)) + cell(answers_of(result, season.year))


def _value(on: date, night: Night | None, result: MeasureResult) -> Cell:
    """Its value, with its own date where that is another day of the year."""
    if night is None:
        return cell("")
    same = (on.month, on.day) == (night.on.month, night.on.day)
    percent = result.measure.kind is MeasureKind.PERCENTAGE
    value = share(night.value) if percent else number(night.value)
    return cell(value, "" if same else plain(night.on))


def _suppressed(report: Report) -> Iterator[Block]:
    """In the public copy always: that nothing had to be hidden is worth a line."""
    if not report.public:
        return
    yield Heading("Appendix: what is not shown, and why")
    if not report.suppressed:
        yield Paragraph("Nothing had to be hidden: no measure is about persons.")
        return
    yield Paragraph(
        "Small counts of people could tell who it was. Of measures about persons only totals of whole seasons"
        " are shown, 1 to 4 as “fewer than 5”, and nothing that smaller numbers could be worked out from:"
        " no nights, areas, parts, targets, claims or charts."
    )
    yield Bullets(tuple(Line(f"{name}: {said}") for name, said in report.suppressed.items()))
