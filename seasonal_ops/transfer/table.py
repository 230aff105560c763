"""A spreadsheet as it was read: sheets of rows of cells, each with its place, whatever the file was."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Kind(StrEnum):
    """What sort of file it was, told by its content."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Unusable:
    """A cell whose content cannot be taken: what it shows, and a sentence with what to do about it."""

    shown: str
    sentence: str


# A tuple is a list of names, which JSON alone can hold. A datetime is naive: a sheet knows no zone.
Value = str | float | date | datetime | time | tuple[str, ...] | Unusable | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty. `number` is what a spreadsheet program shows beside it, from 1."""

    number: int
    values: tuple[Value, ...]

    def at(self, column: int) -> Value:
        """The value in a column, counted from 0; None where there is none."""
        return self.values[column] if column < len(self.values) else None


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are shown as one; rows from 1, columns from 0, all included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def __str__(self) -> str:
        first, last = letter(self.first_column), letter(self.last_column)
        return f"{first}{self.first_row}:{last}{self.last_row}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's rows that are not empty, in order. `name` is empty where the file has but one."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A whole file, and what there is to say of how it was read."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """How many rows there are, headers included: what progress is counted in."""
        return sum(len(sheet.rows) for sheet in self.sheets)

    def places(self) -> Iterator[tuple[Sheet, Row, int, Value]]:
        """Every cell that holds something: sheet, row, column from 0, value."""
        for sheet in self.sheets:
            for row in sheet.rows:
                for column, value in enumerate(row.values):
                    if value is not None:
                        yield sheet, row, column, value


def letter(column: int) -> str:
    """`A` for 0, `AA` for 26: how a spreadsheet program names a column."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """0 for `A`, 26 for `AA`; letters only."""
    number = 0
    for character in name:
        number = number * 26 + ord(character) - ord("A") + 1
    return number - 1
