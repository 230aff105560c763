"""Entries as numbered lines of a certain width: a head, and folded below it what belongs to it. Pure."""

from collections.abc import Callable, Iterable, Iterator
from textwrap import wrap
from typing import Final

from rich.cells import cell_len

from tui.frame.part import Part
from tui.lines import Lines, Section
from tui.seasons.told import Entry, Kind

EntrySection = Section[Kind, Entry]
Pieces = tuple[tuple[str, Part], ...]

_INDENT: Final = 6
_MARGIN: Final = 2  # the cursor's bar and a space
# From so many columns on reasons stand in a column of their own, at this part of the width.
_WIDE: Final = 120
_COLUMN: Final = 0.5


class PreviewLines(Lines[Kind, Entry]):
    """Only the first line of an entry is a row: there the cursor stops."""

    def __init__(self, sections: tuple[EntrySection, ...] = (), width: int = 80) -> None:
        super().__init__(sections)
        self.width = width
        self._lines: list[tuple[EntrySection, Entry | None, Pieces]] = []
        for section in self.sections:
            self._lines.append((section, None, ()))
            for entry in section.rows:
                first, *more = _folded(entry, max(20, width))
                self._lines.append((section, entry, first))
                self._lines += [(section, None, pieces) for pieces in more]
        self._length = len(self._lines)

    @staticmethod
    def identity(row: Entry) -> int:
        """The same date of the same thing."""
        return row.identity

    def at(self, line: int) -> tuple[EntrySection, Entry | None]:
        """The section of a line, and the entry that begins there. Raises IndexError."""
        if not 0 <= line < len(self._lines):
            raise IndexError(line)
        return self._lines[line][:2]

    def pieces(self, line: int) -> Pieces:
        """What stands on a line; nothing for a heading."""
        return self._lines[line][2]

    def nearest(self, line: int) -> int:
        """The first line of an entry at `line`, else the next below, else above; -1 when there is none."""
        line = max(0, min(line, len(self) - 1))
        places = (*range(line, len(self)), *range(line - 1, -1, -1))
        return next((place for place in places if self.row(place) is not None), -1)

    def height(self, line: int) -> int:
        """How many lines the entry that begins there has."""
        last = line + 1
        while last < len(self) and self.row(last) is None and self.pieces(last):
            last += 1
        return last - line

    def count(self, wanted: Callable[[Entry], bool]) -> int:
        """How many entries are wanted."""
        return sum(wanted(entry) for entry in self.rows())


def _folded(entry: Entry, width: int) -> Iterator[Pieces]:
    """The lines of an entry, each at most `width` cells."""
    room = width - _MARGIN
    *lead, (text, part) = entry.head
    taken = sum(cell_len(piece) for piece, _ in lead)
    # A narrow terminal has the dates on one line and the title below them.
    indent = taken if taken <= room // 3 else _INDENT
    apart = room - taken < 2 * _INDENT
    first, *rest = ["", *_fold(text, room - indent)] if apart else _fold(text, room - taken)
    below = list(entry.below)
    beside = () if rest else _beside(below, taken + cell_len(first), room)
    yield (*lead, (first, part), *beside)
    yield from _below([(line, part) for line in rest] + (below[1:] if beside else below), room, indent)


def _beside(below: list[tuple[str, Part]], taken: int, room: int) -> Pieces:
    """A reason in its column, when what stands before it and it itself fit."""
    column = int(room * _COLUMN)
    if not below or room < _WIDE or taken >= column:
        return ()
    text, part = below[0]
    fits = part is Part.MOMENT and column + cell_len(text) <= room
    return ((" " * (column - taken) + text, part),) if fits else ()


def _below(below: Iterable[tuple[str, Part]], room: int, indent: int) -> Iterator[Pieces]:
    for text, part in below:
        yield from (((" " * indent + line, part),) for line in _fold(text, room - indent))


def _fold(text: str, room: int) -> list[str]:
    """Lines of at most `room` cells; a wide character counts for two."""
    room = max(8, room)
    if cell_len(text) <= room:
        return [text]
    wide = cell_len(text) > len(text)
    return wrap(text, room // 2 if wide else room) or [""]
