"""What an import of counts would do, or did: cell by cell, and everything that there is to say about it."""

from dataclasses import dataclass
from datetime import date

from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.result import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of the sheet, and where it stands there.

    `was` is what is recorded (None: nothing), `to` what the cell says, both as they are read aloud; `before`
    is the id of the revision that holds what `was`. `warnings` need a `reason`.
    """

    where: str
    outcome: Outcome
    measure: str
    on: date
    until: date
    area: str | None
    was: str | None
    to: str
    warnings: tuple[str, ...] = ()
    reason: str = ""
    before: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overtaken:
    """A value that would have replaced what nobody had looked at; the sentence says whose that is."""

    measure: str
    on: date
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Every value of a sheet with what becomes of it; with `problems`, or `overtaken`, nothing is recorded.

    `unexplained` are the warnings without a reason: they stop an import, and not its dry run.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    unexplained: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    overtaken: tuple[Overtaken, ...] = ()

    @property
    def seen(self) -> tuple[int | None, ...]:
        """By value, the id of what it was weighed against; None for nothing."""
        return tuple(entry.before for entry in self.entries)

    def count(self, outcome: Outcome) -> int:
        """How many values have this outcome."""
        return sum(entry.outcome is outcome for entry in self.entries)
