"""A row of a sheet becomes what it asks for; what cannot be read becomes a problem with its place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final, TypeVar

from seasonal_ops.errors import BadValue
from seasonal_ops.names import joined, quoted
from seasonal_ops.nights import end_date
from seasonal_ops.planning.adding import require_length
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.choices import word
from seasonal_ops.transfer.cells.clock import Times, read_times
from seasonal_ops.transfer.cells.days import DateReader, Days
from seasonal_ops.transfer.cells.headings import Column, Heading
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.season import Season
from seasonal_ops.transfer.table import Row, Sheet, Unusable, Value
from seasonal_ops.transfer.wanted import Moment, Wanted
from seasonal_ops.words import Sensitivity, Status

NO_START: Final = "an end needs a start; fill in both"
Read = TypeVar("Read")


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one sheet. `taken` collects loose names of partners, as typed → name."""

    season: Season
    dates: DateReader
    sheet: Sheet
    heading: Heading
    problems: list[Problem]
    taken: dict[str, str] = field(default_factory=dict)

    def read(self, row: Row) -> Wanted | None:
        """What the row asks for; None where it asks for nothing, or cannot be read."""
        if not any(row.at(at) is not None for at in self.heading.columns.values()):
            return None
        before = len(self.problems)
        title = self._title(row)
        moment = self.moment(row) or Moment(dates=())
        leads, supports = self.partners(row)
        of_sheet = self._phase_of_sheet()
        wanted = Wanted(
            sheet=self.sheet,
            heading=self.heading,
            row=row.number,
            given=moment.given.union(self.heading.columns, [Column.PHASE] if of_sheet else []),
            title=title,
            moment=moment,
            location=self.text(row, Column.WHERE, str, longest=200) or "",
            meet=self.text(row, Column.MEET, str, longest=200) or "",
            description=self.text(row, Column.DESCRIPTION, str, longest=4000) or "",
            theme=self.text(row, Column.THEME, self.season.themes.read),
            phase=of_sheet or self.text(row, Column.PHASE, self.season.phases.read),
            leads=leads,
            supports=supports,
            status=self.text(row, Column.STATUS, lambda text: word(text, Status, "status")),
            sensitivity=self.text(row, Column.SENSITIVITY, _sensitivity),
            ref=self.text(row, Column.REF, str) or "",
        )
        return wanted if len(self.problems) == before else None

    def moment(self, row: Row) -> Moment | None:
        """When it is; None with a problem where the cells do not say it."""
        before = len(self.problems)
        days = self.cell(row, Column.WHEN, self.dates.read)
        last = self.cell(row, Column.UNTIL, self.dates.read_one)
        begins = self.cell(row, Column.START, read_times) or Times()
        ends = self.cell(row, Column.END, read_times) or Times()
        if days is None:
            if len(self.problems) == before:
                self.problem(row, Column.WHEN, "there is no date; write one like 30 October 2026")
            return None
        start = self._agreed(row, Column.START, "starts", days.times.start, begins.start)
        end = self._agreed(row, Column.END, "ends", days.times.end, begins.end, ends.start)
        last = self._agreed(row, Column.UNTIL, "last days", days.last, last)
        if ends.end is not None:
            self.problem(row, Column.END, "one time is needed here; write it like 23:00")
        if last is not None and len(days.dates) > 1:
            self.problem(row, Column.UNTIL, "a rule that gives several dates takes no last day")
        moment = Moment(
            dates=days.dates, last=last, start=start, end=end, rule=days.rule, given=_given(days, begins)
        )
        return self.checked(row, moment) if len(self.problems) == before else None

    def checked(self, row: Row, moment: Moment) -> Moment | None:
        """The same; None with a problem where its times cannot be, or its dates are too far away."""
        without_start = moment.end is not None and moment.start is None
        if without_start and Column.START in self.heading.columns:
            self.problem(row, Column.END, NO_START)
            return None
        # Without a column for it the start is that of the activity that stands, if one does.
        end = None if without_start else moment.end
        for dated in moment.dates:
            try:
                last = end_date(dated.on, moment.start, end, moment.last)
                require_length(dated.on, last, moment.start, end, self.season.time_zone)
            except BadValue as error:
                self.problem(row, Column.UNTIL if moment.last else Column.WHEN, str(error))
                return None
        return moment

    def partners(self, row: Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The slugs of who leads and of who supports."""
        leads = self.cell(row, Column.LEADS, self.agencies) or ()
        supports = self.cell(row, Column.SUPPORTS, self.agencies) or ()
        if both := [self.season.directory.by_slug[slug].name for slug in leads if slug in supports]:
            names = joined([quoted(name) for name in both])
            self.problem(row, Column.SUPPORTS, f"{names} cannot lead and support at once; name it once")
        return leads, supports

    def agencies(self, value: Value) -> tuple[str, ...]:
        """The slugs of the partners that a cell names. Raises BadValue with the nearest names."""
        found = self.season.directory.read(value)
        self.taken |= {typed: self.season.directory.by_slug[slug].name for typed, slug in found.taken.items()}
        return found.slugs

    def text(
        self,
        row: Row,
        column: Column,
        reader: Callable[[str], Read],
        *,
        longest: int = limits.LONGEST_NAME,
    ) -> Read | None:
        """What a reader of texts makes of a cell; None where the cell is empty or cannot be read.

        The text was cleaned when the file was read: its length is all that a verb could still refuse.
        """

        def of_text(value: Value) -> Read:
            text = shown(value)
            if len(text) > longest:
                raise BadValue(f"the text has {len(text)} characters; {longest} at most")
            return reader(text)

        return self.cell(row, column, of_text)

    def cell(self, row: Row, column: Column, reader: Callable[[Value], Read]) -> Read | None:
        """What a reader makes of a cell; None where the cell is empty or cannot be read."""
        at = self.heading.columns.get(column)
        value = None if at is None else row.at(at)
        if value is None:
            return None
        try:
            if isinstance(value, Unusable):
                raise BadValue(value.sentence)  # noqa: TRY301 - one place turns errors into problems
            return reader(value)
        except BadValue as error:
            self.problem(row, column, str(error))
            return None

    def problem(self, row: Row, column: Column | None, sentence: str) -> None:
        """Note a problem in a cell, or with None in the whole row."""
        self.problems.append(self.heading.problem(self.sheet, row.number, column, sentence))

    def _title(self, row: Row) -> str:
        before = len(self.problems)
        title = self.text(row, Column.WHAT, lambda text: text.replace("\n", " "), longest=200)
        if title is None and len(self.problems) == before:
            self.problem(row, Column.WHAT, "there is no title; say what is done")
        return title or ""

    def _phase_of_sheet(self) -> str | None:
        """A sheet called like a phase says the phase, where it has no column that does."""
        if Column.PHASE in self.heading.columns:
            return None
        return self.season.phases.named(self.sheet.name)

    def _agreed(self, row: Row, column: Column, what: str, *said: Read | None) -> Read | None:
        different = list(dict.fromkeys(one for one in said if one is not None))
        if len(different) > 1:
            both = joined([_brief(one) for one in different])
            self.problem(row, column, f"the row says two {what}, {both}; leave one")
        return different[0] if different else None


def shown(value: Value) -> str:
    """A value as a text. Raises BadValue for one that is none."""
    match value:
        case str():
            return value
        case float() | int():
            return f"{value:.15g}"
        case datetime() | date() | time():
            return _brief(value)
        case _:
            raise BadValue("a text is needed here")


def _sensitivity(text: str) -> Sensitivity:
    return word(text, Sensitivity, "sensitivity")


def _brief(value: object) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _given(days: Days, begins: Times) -> frozenset[Column]:
    """Columns that speak although the sheet may not have them: `30 October 18:00` has a start."""
    said = {
        Column.START: days.times.start is not None,
        Column.END: days.times.end is not None or begins.end is not None,
        Column.UNTIL: days.last is not None,
    }
    return frozenset(column for column, spoken in said.items() if spoken)
