"""What an import would do, or did: line by line, and everything that there is to say about it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from seasonal_ops.transfer.problems import Problem
from seasonal_ops.views import Move


class Outcome(StrEnum):
    """What becomes of one line."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"  # stands like that already
    LEFT = "left"  # differs, and is not changed from here: a warning says why


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that goes from one value to another, as a sheet would show them."""

    what: str
    was: str
    to: str

    def __str__(self) -> str:
        return f"{self.what}: {self.was or 'nothing'} → {self.to or 'nothing'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One activity, or one target (`is_target`), of the sheet. `activity` is the id of the one that stands.

    `was` and `to` are dates: both for one that stands, the first is None for a new one.
    """

    outcome: Outcome
    title: str
    was: date | None
    to: date | None
    changes: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = ()
    activity: int | None = None
    is_target: bool = False
    sheet: str = ""
    row: int = 0

    @property
    def reason(self) -> str:
        """`new`, what changes, or that nothing does."""
        if self.outcome is Outcome.ADDED:
            return "new target" if self.is_target else "new"
        return "; ".join(map(str, self.changes)) or "as it stands"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Every line of a sheet with what becomes of it; with `problems` there are no lines: nothing is done."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many lines have this outcome."""
        return sum(entry.outcome == outcome for entry in self.entries)

    @property
    def moves(self) -> tuple[Move, ...]:
        """The lines that do something or say something, as previews are shown everywhere."""
        return tuple(
            Move(
                title=entry.title,
                was=entry.was,
                to=entry.to,
                reason=entry.reason,
                warnings=entry.warnings,
                activity=entry.activity,
            )
            for entry in self.entries
            if entry.outcome is not Outcome.SAME or entry.warnings
        )
