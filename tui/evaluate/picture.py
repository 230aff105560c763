"""What stands where in a line of the count grid: names at the left, then nights, then sums. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import Enum
from typing import Final

from seasonal_ops.views import CountSheet, CountSpot, SheetRow
from tui.evaluate.cells import CELL, Look, cell, last_cell, short, typed_cell
from tui.evaluate.drafts import Draft
from tui.evaluate.spots import Column, spot_of, sums
from tui.show import fit, one_line

HEAD: Final = 2  # lines above the rows
LINES: Final = 2  # lines of a row: this season's, and last year's same nights
_SUMS: Final = 7
_WIDE, _MIDDLE, _SMALLEST = 130, 90, 40  # columns from which names have more room
_LONGEST: Final = 48  # cells of a name


class Piece(Enum):
    """What is no cell, by the name of its style in `evaluate.tcss`."""

    NAME = "name"
    SOURCE = "source"
    HEAD = "head"
    HEAD_HERE = "head-here"
    ANCHOR = "anchor"
    SUM = "sum"
    NOTICE = "notice"


Pieces = list[tuple[str, Look | Piece]]


class Picture:
    """The sheet in `width` cells, its nights from the one with the number `left` on."""

    def __init__(self, sheet: CountSheet, columns: Sequence[Column], width: int, left: int) -> None:
        self._sheet, self._columns, self._left = sheet, columns, left
        with_sums = bool(sheet.against) and width >= _SMALLEST
        self._sums = _SUMS if with_sums else 1
        least = 34 if width >= _WIDE else 27 if width >= _MIDDLE else 22 if width >= _SMALLEST else 9
        self._room = max(1, (width - least - self._sums) // CELL)
        # What is left over is better in the names than at the right of the last night.
        left_over = width - self._sums - CELL * min(self._room, len(columns))
        self._name = min(max(least, left_over), max(least, _LONGEST))

    def scrolled_to(self, column: int) -> int:
        """The first night to show, so that this one is in view."""
        last = max(0, len(self._columns) - self._room)
        return min(last, max(column - self._room + 1, min(self._left, column)))

    @property
    def _shown(self) -> range:
        return range(self._left, min(self._left + self._room, len(self._columns)))

    def column_at(self, x: int) -> int | None:
        """The number of the column at a cell of the line."""
        at = self._left + (x - self._name) // CELL
        return at if x >= self._name and at in self._shown else None

    def piece_of(self, column: int) -> int | None:
        """Which piece of a row's line a column is."""
        return column - self._left + 1 if column in self._shown else None

    def head(self, line: int, cursor: int) -> Pieces:
        """Months and anchors above, weekdays and days below."""
        more_left = "‹" if self._left else " "
        more_right = "›" if self._shown.stop < len(self._columns) else " "
        names = ("", " measure")[line]
        found: Pieces = [(fit(names, self._name - 1) + more_left, Piece.HEAD)]
        found += [self._head_cell(line, at, here=at == cursor) for at in self._shown]
        # What both years know, one over the other.
        sums = (" both", "  sum")[line] if self._sums > 1 else ""
        found.append((fit(sums, self._sums - 1) + more_right, Piece.HEAD))
        return found

    def _head_cell(self, line: int, at: int, *, here: bool) -> tuple[str, Piece]:
        column = self._columns[at]
        if column is None:
            return (("  whole", " window")[line], Piece.HEAD_HERE if here else Piece.HEAD)
        anchor = column in self._sheet.anchors
        if line == 0:
            first = at == self._left or column.day == 1
            text = f"{f'{column:%b}' if first else ''}{' ◆' if anchor else ''}"
            return f"{text} ".rjust(CELL), Piece.ANCHOR if anchor else Piece.HEAD
        look = Piece.HEAD_HERE if here else Piece.ANCHOR if anchor else Piece.HEAD
        return f"{column:%a} {column.day:>2} ", look

    def row(
        self, number: int, drafts: Mapping[CountSpot, Draft], cursor: int | None, typed: str | None
    ) -> Pieces:
        """A measure with its values; `typed` is what is being typed at the cursor."""
        row = self._sheet.rows[number]
        found: Pieces = [(fit(f" {one_line(row.measure.name)}", self._name), Piece.NAME)]
        for at in self._shown:
            if typed is not None and at == cursor:
                found.append(typed_cell(typed))
            else:
                column = self._columns[at]
                draft = drafts.get(spot_of(self._sheet, row, column)) if drafts else None
                found.append(cell(self._sheet, row, column, draft))
        found.append((self._sum(row, 0), Piece.SUM))
        return found

    def ghost(self, number: int) -> Pieces:
        """The same nights of the earlier season."""
        row = self._sheet.rows[number]
        label = " ".join(text for text in (self._sheet.against, one_line(row.source)) if text)
        found: Pieces = [(fit(f"   {label}", self._name), Piece.SOURCE)]
        if row.unlike:
            found.append((fit(f" {one_line(row.unlike)}", CELL * len(self._shown)), Piece.SOURCE))
        else:
            found += [last_cell(row, self._columns[at]) for at in self._shown]
        found.append((self._sum(row, 1), Look.LAST))
        return found

    def _sum(self, row: SheetRow, which: int) -> str:
        found = sums(row)
        if self._sums == 1 or found is None:
            return " " * self._sums
        value: Decimal = (found[0], found[1])[which]
        return f"{short(value)} ".rjust(self._sums)
