"""The audit log as lines, and what of it is kept when it is read again. Pure."""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from seasonal_ops.views import RecordLine
from seasonal_ops.words import ActorKind
from tui.lines import Lines, Section, has_words
from tui.show import one_line

PAGE: Final = 200
# Whoever looks for a word is not made to wait for every fact of ten years.
MOST: Final = 5_000
# How near to its end the cursor comes before older facts are asked for.
_AHEAD: Final = 40

DOORS: Final = {
    ActorKind.TUI: "terminal",
    ActorKind.CLI: "command line",
    ActorKind.LINK: "link",
    ActorKind.SYSTEM: "by itself",
}
_EMPTY: Final = ("", "  Nothing has happened yet.", "", "  N makes the first plan from its template.")
_NOT_OF_PLAN: Final = ("", "  Nothing has happened in this plan yet.", "", "  p shows all plans.")
_FILTERED: Final = ("", "  Nothing matches the filter.", "  Esc shows everything again.")


class Kind(Enum):
    """There is one list; its heading."""

    RECORD = "WHAT HAPPENED, THE NEWEST FIRST"


RecordSection = Section[Kind, RecordLine]


class Record(Lines[Kind, RecordLine]):
    """The lines of the audit log; each row is a fact."""

    @classmethod
    def of(cls, lines: tuple[RecordLine, ...]) -> "Record":
        """These, in their order."""
        return cls((Section(Kind.RECORD, lines),))

    @staticmethod
    def identity(row: RecordLine) -> int | None:
        """The fact's id."""
        return row.id


@dataclass(frozen=True, slots=True)
class Pages:
    """What is known of the journal: its newest facts without a gap; `more`: there are older ones."""

    lines: tuple[RecordLine, ...] = ()
    more: bool = True

    @property
    def wanted(self) -> int:
        """How many to read again when something happened: those that are known with room for what is new.

        In steps, or each reading would want more than the one before.
        """
        if not self.lines:
            return PAGE
        pages = max(1, -((_AHEAD - len(self.lines)) // PAGE))
        return min(pages * PAGE + _AHEAD, MOST)

    def read(self, lines: tuple[RecordLine, ...], asked: int) -> "Pages":
        """The newest were read again; `asked` many were wanted."""
        return Pages(lines, more=len(lines) == asked)

    def older(self, lines: tuple[RecordLine, ...], asked: int) -> "Pages":
        """Older ones were read; those of a page that was asked for twice come once."""
        last = self.lines[-1].id if self.lines else None
        new = tuple(line for line in lines if last is None or line.id < last)
        return replace(self, lines=self.lines + new, more=len(lines) == asked)

    def having(self, words: str) -> tuple[RecordLine, ...]:
        """The facts that hold every one of the words."""
        return tuple(line for line in self.lines if has_words(words, *_texts(line))) if words else self.lines

    def short(self, cursor: int, shown: int) -> bool:
        """Whether older ones are to be asked for: the cursor comes near the end of what is shown."""
        return self.more and len(self.lines) < MOST and cursor + _AHEAD >= shown

    def heading(self, shown: int) -> str:
        """How many are shown, of how many that were looked through."""
        if shown == len(self.lines):
            return f"{shown:,}{', older ones follow' if self.more else ''}"
        looked = f"the newest {len(self.lines):,}" if self.more else f"{len(self.lines):,}"
        return f"{shown:,} of {looked}"


def _texts(line: RecordLine) -> tuple[str, ...]:
    changed = tuple(text for change in line.changes for text in (change.label, change.was, change.now))
    return (line.told, line.actor, DOORS[line.actor_kind], "undone" if line.undone else "", *changed)


def sentence(line: RecordLine) -> str:
    """`↶ undone: …`, `↳ …` for what another fact caused."""
    caused = "↳ " if line.caused_by is not None else ""
    return caused + ("↶ undone: " if line.undone else "") + one_line(line.told)


def empty_record(filtered: str, *, plan: bool) -> tuple[str, ...]:
    """What an empty list says."""
    return _FILTERED if filtered else _NOT_OF_PLAN if plan else _EMPTY
