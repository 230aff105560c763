"""Text with separators (RFC 4180, and what spreadsheet programs make of it): encoding, separator, rows."""

import csv
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.headings import recognised
from seasonal_ops.transfer.table import Kind, Row, Sheet, Table, letter

_SEPARATORS: Final = (",", ";", "\t")
_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_BEGINNING: Final = 2**16  # characters in which those lines are looked for
_LOOKED_AT: Final = 10  # lines in which the header stands, if there is one
_HINT: Final = "sep="  # a first line such as "sep=;", which Excel writes and does not show
_BINARY: Final = "this is no text; save it as .xlsx or as CSV UTF-8"


def read_separated(content: bytes) -> Table:
    """The one sheet of a .csv, its rows as Excel numbers them. Raises BadValue with the place."""
    text, notes = _decoded(content)
    separator = _hinted(text)
    if separator:
        text = text.partition("\n")[2]
    rows = _rows(text, separator or _likely(text))
    return Table(Kind.CSV, (Sheet("", rows),), notes)


def _decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        if content.startswith(_UTF_16):
            return content.decode("utf-16"), ()
        if content.count(0) * 10 > len(content):
            raise BadValue(_BINARY)
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _as_windows(content)


def _as_windows(content: bytes) -> tuple[str, tuple[str, ...]]:
    note = "the file is not UTF-8; it is read as Windows text (cp1252), so look at accents and dashes"
    try:
        return content.decode("cp1252"), (note,)
    except UnicodeDecodeError:
        raise BadValue(_BINARY) from None


def _hinted(text: str) -> str:
    first = text[:10].splitlines()[:1]
    hint = first[0].strip('"') if first else ""
    separator = hint.lower().removeprefix(_HINT)
    return separator if hint.lower() != separator and separator in _SEPARATORS else ""


def _likely(text: str) -> str:
    """The separator with which the first lines hold most of the headers that are known, or most cells."""

    def score(separator: str) -> tuple[int, int]:
        rows = list(_leniently(text[:_BEGINNING], separator))
        return max(map(recognised, rows), default=0), max(map(len, rows), default=0)

    return max(_SEPARATORS, key=score)


def _leniently(text: str, separator: str) -> Iterator[list[str]]:
    try:
        yield from islice(csv.reader(_lines(text, separator), delimiter=separator), _LOOKED_AT)
    except csv.Error:
        return


def _rows(text: str, separator: str) -> tuple[Row, ...]:
    rows: list[Row] = []
    cells = 0
    for number, values in _numbered(text, separator):
        if not any(values):
            continue
        _check(number, values)
        del values[limits.MOST_COLUMNS :]
        cells += len(values)
        if len(rows) >= limits.MOST_ROWS:
            raise BadValue(f"there are more than {limits.MOST_ROWS:,} rows; split the file")
        if cells > limits.MOST_CELLS:
            raise BadValue(f"there are more than {limits.MOST_CELLS:,} cells; leave out columns not needed")
        rows.append(Row(number, tuple(value or None for value in values)))
    return tuple(rows)


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_lines(text, separator), delimiter=separator, strict=True)
    number = 0
    try:
        for number, values in enumerate(reader, start=1):
            if number > limits.MOST_LINES:
                raise BadValue(f"there are more than {limits.MOST_LINES:,} lines; no spreadsheet has so many")
            yield number, values
    except csv.Error as error:
        raise BadValue(f"row {number + 1}: {_complaint(str(error))}") from None


def _lines(text: str, separator: str) -> Iterator[str]:
    """The text line by line, with whatever ends each; no line of millions of cells is taken apart."""
    for found in _LINE.finditer(text):
        line = found[0]
        if line.count(separator) > limits.MOST_SEPARATORS:
            raise BadValue(f"a line has {line.count(separator):,} cells; {limits.MOST_COLUMNS} at most")
        yield line


def _complaint(said: str) -> str:
    quotation = 'a quotation mark is not closed, or not doubled inside a cell; write "" for each in a text'
    if "larger than field limit" in said:
        return f"a cell holds more than {csv.field_size_limit():,} characters, or {quotation}"
    return quotation


def _check(number: int, values: list[str]) -> None:
    if any(islice(values, limits.MOST_COLUMNS, None)):
        raise BadValue(f"row {number} has {len(values)} cells; {limits.MOST_COLUMNS} at most")
    for column, value in enumerate(islice(values, limits.MOST_COLUMNS)):
        if len(value) > limits.LONGEST_CELL:
            raise BadValue(
                f"{letter(column)}{number} holds {len(value):,} characters; {limits.LONGEST_CELL:,} at most"
            )
