"""What an import of counts would do, or did: cell by cell, and everything that there is to say about it."""

from dataclasses import dataclass
from datetime import date

from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.result import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One value of the sheet, and where it stands there.

    `was` is what is recorded (None: nothing), `to` what the cell says, both as they are read aloud.
    `warnings` need a `reason`.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Every value of a sheet with what becomes of it; with `problems` nothing is recorded.

    `unexplained` are the warnings without a reason: they stop an import, and not its dry run.
    """

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    unexplained: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many values have this outcome."""
        return sum(entry.outcome is outcome for entry in self.entries)
