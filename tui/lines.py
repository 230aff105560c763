"""Headings and rows as numbered lines, found by arithmetic so that 100,000 cost nothing. Pure."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Kind = TypeVar("Kind")
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Section(Generic[Kind, Row]):
    """A heading and the rows under it; `total` is how many there are, should not all of them be here."""

    kind: Kind
    rows: tuple[Row, ...]
    total: int = 0


class Lines(Generic[Kind, Row]):
    """The lines from 0. Line numbers of headings hold a Section, the others a row."""

    def __init__(self, sections: tuple[Section[Kind, Row], ...] = ()) -> None:
        self.sections = tuple(section for section in sections if section.rows)
        self._starts: list[int] = []
        self._length = 0
        for section in self.sections:
            self._starts.append(self._length)
            self._length += 1 + len(section.rows)

    @staticmethod
    def identity(row: Row) -> int | None:
        """What makes a row the same one when it is read again."""
        raise NotImplementedError

    def __len__(self) -> int:
        return self._length

    def at(self, line: int) -> tuple[Section[Kind, Row], Row | None]:
        """The section of a line, and its row; None for the heading. Raises IndexError."""
        if not 0 <= line < self._length:
            raise IndexError(line)
        number = bisect_right(self._starts, line) - 1
        section, within = self.sections[number], line - self._starts[number]
        return section, section.rows[within - 1] if within else None

    def row(self, line: int) -> Row | None:
        """The row on a line; None for a heading or outside."""
        return self.at(line)[1] if 0 <= line < self._length else None

    def rows(self) -> Iterator[Row]:
        """Every row, in order."""
        for section in self.sections:
            yield from section.rows

    def nearest(self, line: int) -> int:
        """The line of a row at `line`, else below, else above; -1 when there is none."""
        line = max(0, min(line, self._length - 1))
        if self.row(line) is not None:
            return line
        return line + 1 if self.row(line + 1) is not None else -1

    def next(self, line: int, wanted: Callable[[Row], bool]) -> int | None:
        """The first line after `line`, going round, with a row that is wanted."""
        for step in range(1, len(self) + 1):
            candidate = (line + step) % len(self)
            row = self.row(candidate)
            if row is not None and wanted(row):
                return candidate
        return None

    def line_of(self, identity: int | None) -> int | None:
        """Where a row stands."""
        return self.next(-1, lambda row: self.identity(row) == identity)


def has_words(words: str, *texts: str | None) -> bool:
    """Whether the texts hold every one of the words, in any case."""
    text = " ".join(text for text in texts if text).casefold()
    return all(word in text for word in words.casefold().split())
