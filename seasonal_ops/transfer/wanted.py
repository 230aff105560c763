"""What one row of a sheet asks for."""

from dataclasses import dataclass
from datetime import date, time

from seasonal_ops.dates import Dated
from seasonal_ops.names import key
from seasonal_ops.nights import end_date
from seasonal_ops.transfer.cells.headings import Column, Heading
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.season import Standing
from seasonal_ops.transfer.table import Sheet
from seasonal_ops.words import Sensitivity, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When: the date or the many of a rule, a last day, times. `given` are the columns that say so."""

    dates: tuple[Dated, ...]
    last: date | None = None
    start: time | None = None
    end: time | None = None
    rule: str | None = None
    given: frozenset[Column] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Wanted:
    """One activity that a row asks for. What is not among the `given` columns is not asked for.

    Two are equal only when they are one: a row is more than what it says.

    `leads` and `supports` are slugs of partners, `goal` is the position of the target that it serves.
    """

    sheet: Sheet
    heading: Heading
    row: int
    given: frozenset[Column]
    title: str
    moment: Moment
    location: str = ""
    meet: str = ""
    description: str = ""
    theme: str | None = None
    phase: str | None = None
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    status: Status | None = None
    sensitivity: Sensitivity | None = None
    ref: str = ""
    goal: int | None = None

    def problem(self, column: Column | None, sentence: str) -> Problem:
        """A problem in one of its cells, or in the whole row."""
        return self.heading.problem(self.sheet, self.row, column, sentence)

    @property
    def place(self) -> str:
        """`row 7`, `row 7 of "Operation"`."""
        return f'row {self.row} of "{self.sheet.name}"' if self.sheet.name else f"row {self.row}"

    @property
    def occurrences(self) -> list["Occurrence"]:
        """The activity on each of its dates."""
        goals = () if self.goal is None else (self.goal,)
        return [Occurrence(self, dated, goals=goals) for dated in self.moment.dates]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """What is asked for on one date; `standing` is the activity that it is, None for a new one.

    `goals` are the targets that it serves: an action that stands under several of them is one.
    """

    wanted: Wanted
    dated: Dated
    standing: Standing | None = None
    goals: tuple[int, ...] = ()

    @property
    def last(self) -> date:
        """The day on which it ends."""
        moment = self.wanted.moment
        return end_date(self.dated.on, moment.start, moment.end, moment.last)

    @property
    def name(self) -> tuple[str, date, time | None, date]:
        """By what two are told to be one: title, date, start, last day."""
        return key(self.wanted.title), self.dated.on, self.wanted.moment.start, self.last
