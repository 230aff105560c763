"""A block that was copied in a spreadsheet program, pasted where a night and a measure stand.

A block with headings says itself what lies where: those of a sheet of counts (`layout`), or a line or
column of dates, or of measures. What it does not say is taken from where it is pasted. It becomes a table
that is weighed and recorded as a sheet is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.choices import Choices
from seasonal_ops.transfer.cells.days import reads_as_date
from seasonal_ops.transfer.counts.layout import Column, layouts, measure_named
from seasonal_ops.transfer.files.cleaning import cleaned
from seasonal_ops.transfer.files.separated import read_separated
from seasonal_ops.transfer.table import Kind, Row, Sheet, Table, Value, letter

_NUMBERS: Final = re.compile(r"[0-9]+")
_DAY_MONTH_YEAR: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Corner:
    """Where a block is pasted: the measures from there down, the nights from there on.

    `area` and `activity` are those of the sheet; a block that says others itself comes first.
    """

    measures: Sequence[str]
    nights: Sequence[date]
    area: str | None = None
    activity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pasted:
    """A block as a table of counts; `places` are where its rows lay in the block, empty when as they lie.

    `turned`: its lines are nights and its columns measures; None: its headings say so.
    """

    table: Table
    places: Mapping[int, str]
    turned: bool | None


def pasted(text: str, corner: Corner, named: Choices, *, turned: bool | None = None) -> Pasted:
    """The table of a block. `turned` None: as it lies where it fits so, else turned.

    Raises BadValue for a block that cannot be read, or reaches beyond the last night or measure.
    """
    if len(text) > limits.MOST_BYTES:
        raise BadValue(f"the block is larger than {limits.MOST_BYTES // 2**20} MB; paste less at once")
    if not text.strip():
        raise BadValue("the clipboard holds no text; copy the cells in the spreadsheet program first")
    table = _table(text, named)
    if found := layouts(table, named, [], []):
        return Pasted(table=_in_place(table, found[0].row, found[0].columns, corner), places={}, turned=None)
    return _block(table, corner, named, turned)


def _table(text: str, named: Choices) -> Table:
    """Spreadsheet programs put tabs between cells; commas part them only where a line of headers says so."""
    content = text.encode("utf-8", "replace")
    if "\t" not in text:
        table = cleaned(read_separated(content))
        if layouts(table, named, [], []):
            return table
    return cleaned(read_separated(b"sep=\t\n" + content))


def _in_place(table: Table, header: int, columns: Mapping[Column, int], corner: Corner) -> Table:
    """The table with the area and the activity of the sheet, where it names none."""
    (sheet,) = table.sheets
    width = max((len(row.values) for row in sheet.rows), default=0)
    own: list[tuple[Column, Value]] = []
    if corner.area is not None and Column.AREA not in columns:
        own.append((Column.AREA, corner.area))
    if corner.activity is not None and Column.ACTIVITY not in columns:
        own.append((Column.ACTIVITY, str(corner.activity)))
    if not own:
        return table

    def grown(row: Row) -> Row:
        padded = (*row.values, *[None] * (width - len(row.values)))
        return replace(
            row, values=(*padded, *(name.value if row.number == header else value for name, value in own))
        )

    return replace(table, sheets=(replace(sheet, rows=tuple(map(grown, sheet.rows))),))


@dataclass(frozen=True, slots=True)
class _Axis:
    """What the lines or the columns of a block stand for, where it says so itself: dates or measures."""

    dates: bool
    names: Sequence[Value]


@dataclass(frozen=True, slots=True)
class _Block:
    """The values of a block, the numbers of their lines, and what its headings say of lines and columns."""

    lines: Sequence[int]
    values: Sequence[Sequence[Value]]
    down: _Axis | None
    across: _Axis | None

    @property
    def headed(self) -> bool:
        """Whether the headings say what lies where."""
        return self.down is not None or self.across is not None

    @property
    def lies_turned(self) -> bool:
        """Whether by its headings the lines are nights."""
        return self.down.dates if self.down is not None else self.across is not None and not self.across.dates

    def fits(self, corner: Corner) -> bool:
        """Whether it has room as it lies, with the lines for measures."""
        width = max(map(len, self.values), default=0)
        return len(self.values) <= len(corner.measures) and width <= len(corner.nights)


def _block(table: Table, corner: Corner, named: Choices, turned: bool | None) -> Pasted:
    block = _headed(table, named)
    if block.headed:
        turned = block.lies_turned
    elif turned is None:
        turned = not block.fits(corner)
    down, right = (corner.nights, corner.measures) if turned else (corner.measures, corner.nights)
    width = max(map(len, block.values), default=0)
    names_down = _names(block.down, down, len(block.values), "lines", turned=turned)
    names_right = _names(block.across, right, width, "columns", turned=not turned)
    first = 0 if block.down is None else 1
    cells = (
        (f"line {line}, column {letter(at + first)}", names_down[n], names_right[at], value)
        for n, (line, row) in enumerate(zip(block.lines, block.values, strict=True))
        for at, value in enumerate(row)
        if value is not None
    )
    long, places = _long(cells, corner, turned=turned)
    return Pasted(table=long, places=places, turned=None if block.headed else turned)


def _headed(table: Table, named: Choices) -> _Block:
    """The block without its headings: a first line, a first column, both or none."""
    (sheet,) = table.sheets
    width = max((len(row.values) for row in sheet.rows), default=0)
    cells = [[row.at(at) for at in range(width)] for row in sheet.rows]
    numbers = [row.number for row in sheet.rows]
    across = _axis(cells[0][1:], named) if width > 1 else _axis(cells[0], named)
    if across is not None:
        across = replace(across, names=cells[0])
        cells, numbers = cells[1:], numbers[1:]
    down = _axis([line[0] for line in cells], named) if width > 1 or across is None else None
    if down is None:
        if across is not None and _axis(across.names[:1], named) is None:
            raise BadValue("the first column has cells that are neither a date nor a measure of this plan")
        return _Block(numbers, cells, None, across)
    if across is not None and across.dates is down.dates:
        kind = "dates" if down.dates else "measures"
        raise BadValue(f"the first line and the first column both hold {kind}; copy it with only one of them")
    across = across and replace(across, names=across.names[1:])
    return _Block(numbers, [line[1:] for line in cells], down, across)


def _axis(line: Sequence[Value], named: Choices) -> _Axis | None:
    """What a line of headings stands for; None when it holds values."""
    said = [value for value in line if value is not None]
    if not said:
        return None
    if all(map(_is_heading_of_date, said)):
        return _Axis(True, line)
    if all(isinstance(value, str) and measure_named(value, named) for value in said):
        return _Axis(False, line)
    return None


def _is_heading_of_date(value: Value) -> bool:
    """Whether a cell is a date that could not be a count or a share of a survey: 30 Oct, 30/10/2026."""
    if not isinstance(value, str):
        return isinstance(value, date)
    return (
        any(map(str.isalpha, value)) or len(_NUMBERS.findall(value)) == _DAY_MONTH_YEAR
    ) and reads_as_date(value)


def _names(
    said: _Axis | None, there: Sequence[str | date], many: int, what: str, *, turned: bool
) -> Sequence[Value]:
    if said is not None:
        return said.names
    if many > len(there):
        kind = "nights" if turned else "measures"
        raise BadValue(
            f"the block has {many:,} {what}, and from here on there are {len(there)} {kind}; paste it further"
            " up or to the left"
        )
    return there


def _long(
    cells: Iterable[tuple[str, Value, Value, Value]], corner: Corner, *, turned: bool
) -> tuple[Table, Mapping[int, str]]:
    """A row a value, which is how places of any kind can stand together; and where each row lay."""
    heads = (Column.MEASURE, Column.DATE, Column.VALUE, Column.AREA, Column.ACTIVITY)
    rows = [Row(1, tuple(head.value for head in heads))]
    places: dict[int, str] = {}
    activity = None if corner.activity is None else str(corner.activity)
    for where, down, right, value in cells:
        measure, on = (right, down) if turned else (down, right)
        if measure is None or on is None:
            raise BadValue(f"{where} holds a value under no heading; take it out, then copy again")
        if len(rows) > limits.MOST_COUNTS:
            raise BadValue(f"there are more than {limits.MOST_COUNTS:,} values; paste less at once")
        places[len(rows) + 1] = where
        rows.append(Row(len(rows) + 1, (measure, on, value, corner.area, activity)))
    return Table(Kind.CSV, (Sheet("", tuple(rows)),)), places
