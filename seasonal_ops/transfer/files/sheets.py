"""One sheet of a workbook, streamed: only cells that hold something are kept, and counted as they come."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.files.cleaning import unescaped
from seasonal_ops.transfer.files.package import Package, damaged, few
from seasonal_ops.transfer.files.serial import moment, percentage
from seasonal_ops.transfer.table import Merge, Row, Sheet, Unusable, Value, column_number, letter

_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FORMULA: Final = "holds a formula; copy the cell and paste its value"
_ERROR: Final = "holds an error; mend it or empty the cell"


@dataclass(slots=True)
class Reading:
    """What the sheets of one workbook share, and what was counted over all of them."""

    strings: list[str]
    dates: Sequence[bool]
    percentages: Sequence[bool]
    since_1904: bool = False
    rows: int = 0
    cells: int = 0
    characters: int = 0
    hidden_rows: int = 0

    def count(self, values: Collection[Value]) -> None:
        """One more row that holds something. Raises BadValue when there is too much."""
        self.rows += 1
        self.cells += len(values)
        self.characters += sum(len(value) for value in values if isinstance(value, str))
        if self.characters > limits.MOST_TEXT:
            raise BadValue("the sheets hold more text than a plan can; split the file")
        if self.rows > limits.MOST_ROWS:
            raise BadValue(f"there are more than {limits.MOST_ROWS:,} rows; split the file")
        if self.cells > limits.MOST_CELLS:
            raise BadValue(f"there are more than {limits.MOST_CELLS:,} cells; leave out columns not needed")


def read_sheet(package: Package, member: str, name: str, reading: Reading) -> Sheet:
    """The rows that hold something. Raises BadValue when it is damaged or too large."""
    handler = _Handler(name, reading)
    with damaged():
        package.parse(member, handler)
    return Sheet(name, tuple(handler.rows), tuple(handler.merged))


@dataclass(slots=True)
class _Handler:
    sheet: str
    reading: Reading
    rows: list[Row] = field(default_factory=list)
    merged: list[Merge] = field(default_factory=list)
    _number: int = 0
    _hidden: bool = False
    _values: dict[int, Value] = field(default_factory=dict)
    _reference: str = ""
    _beyond: int = 0
    _attributes: dict[str, str] = field(default_factory=dict)
    _parts: list[str] = field(default_factory=list)
    _size: int = 0
    _reading: bool = False
    _formula: bool = False
    _spoken: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "c":
                self._cell(attributes)
            case "v" | "t":
                self._reading = not self._spoken
            case "f":
                self._formula = True
            case "row":
                self._number = int(attributes.get("r", self._number + 1))
                self._hidden = attributes.get("hidden") in ("1", "true")
                self._values, self._reference, self._beyond = {}, "", 0
            case "rPh":
                self._spoken = True
            case "mergeCell":
                few(self.merged, limits.MOST_PARTS, "merged cells")
                self.merged.append(_merge(attributes.get("ref", "")))

    def end(self, name: str) -> None:
        match name:
            case "v" | "t":
                self._reading = False
            case "c":
                self._keep()
            case "row":
                self._row()
            case "rPh":
                self._spoken = False

    def text(self, data: str) -> None:
        if self._reading:
            self._size += len(data)
            if self._size <= limits.LONGEST_CELL:
                self._parts.append(data)

    def _cell(self, attributes: dict[str, str]) -> None:
        # A cell without a reference stands one beyond the one before (ECMA-376 part 1, 18.3.1.4).
        self._beyond += 1
        if (reference := attributes.get("r")) is not None:
            self._reference, self._beyond = reference, 0
        self._attributes = attributes
        self._parts, self._size, self._formula = [], 0, False

    def _keep(self) -> None:
        if not self._parts and not self._formula:
            return
        value = self._value("".join(self._parts))
        if value is None or value == "":
            return
        column = self._column()
        place = f"{letter(column)}{self._number}"
        if column >= limits.MOST_COLUMNS:
            raise BadValue(f"{place} holds something; {limits.MOST_COLUMNS} columns at most")
        if max(self._size, len(value) if isinstance(value, str) else 0) > limits.LONGEST_CELL:
            raise BadValue(f"{place} holds more than {limits.LONGEST_CELL:,} characters; shorten it")
        self._values[column] = value

    def _column(self) -> int:
        before = column_number(_reference(self._reference)[1]) if self._reference else -1
        return before + self._beyond

    def _value(self, text: str) -> Value:
        if self._formula:
            return Unusable("a formula", _FORMULA)
        match self._attributes.get("t", "n"):
            case "s":
                return self.reading.strings[int(text)] if text else None
            case "e":
                return Unusable(text, _ERROR)
            case "b":
                return "TRUE" if text.strip() in ("1", "true") else "FALSE"
            case "d":
                found = datetime.fromisoformat(text)
                return found if found.time() != time(0) else found.date()
            case "n":
                return self._number_value(text)
            case _:
                return unescaped(text)

    def _number_value(self, text: str) -> Value:
        if not text.strip():
            return None
        number = float(text)
        if self._is_any(self.reading.percentages):
            return percentage(number)
        is_date = self._is_any(self.reading.dates)
        shown = moment(number, since_1904=self.reading.since_1904) if is_date else None
        return number if shown is None else shown

    def _is_any(self, formats: Sequence[bool]) -> bool:
        style = int(self._attributes.get("s", "0"))
        return 0 <= style < len(formats) and formats[style]

    def _row(self) -> None:
        if not self._values:
            return
        self.reading.count(self._values.values())
        self.reading.hidden_rows += self._hidden
        values = tuple(self._values.get(column) for column in range(max(self._values) + 1))
        self.rows.append(Row(self._number, values))


def _reference(text: str) -> re.Match[str]:
    found = _REFERENCE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return found


def _merge(text: str) -> Merge:
    first, _, last = text.partition(":")
    begins, ends = _reference(first), _reference(last or first)
    return Merge(int(begins[2]), int(ends[2]), column_number(begins[1]), column_number(ends[1]))
