"""Text of cells: cleaned once where it comes in, guarded where it goes out.

A spreadsheet program takes a text that begins with `=`, `+`, `-`, `@`, a tab or a line break for a
formula when it opens a file (CWE-1236). A leading apostrophe keeps it a text; on the way in one
apostrophe before such a beginning is taken off again, so that what goes out comes back as it was.
"""

import re
from dataclasses import replace
from typing import Final

from seasonal_ops.text import harmless
from seasonal_ops.transfer.table import Kind, Row, Sheet, Table, Value, letter

# The last four are the full-width forms, which East Asian versions read as the plain ones.
_ACTS: Final = "=+\\-@\t\r\n\0＝＋－＠"
_TO_GUARD: Final = re.compile(f"'*[{_ACTS}]")
_GUARDED: Final = re.compile(f"'+[{_ACTS}]")
# What `text.harmless` takes out, but for the line break: to look for one is quicker than to go through.
_UNWANTED: Final = re.compile(
    "[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_ESCAPE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def guarded(text: str) -> str:
    """The text as no spreadsheet program takes it for a formula."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """The text as it was before it was guarded."""
    return text[1:] if _GUARDED.match(text) else text


def escaped(text: str) -> str:
    """The text as a workbook holds it: what reads like an escape `_xHHHH_` is escaped itself.

    ECMA-376 part 1, 22.9.2.19 (ST_Xstring). What XML cannot hold stands in no text of ours.
    """
    return _LIKE_ESCAPE.sub("_x005F_", text)


def unescaped(text: str) -> str:
    """The text that a workbook holds, its escapes put back."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def cleaned(table: Table) -> Table:
    """The table without anything that acts on the reader's screen; a note says where there was some."""
    taken: list[str] = []
    sheets = tuple(_sheet(sheet, table.kind, taken) for sheet in table.sheets)
    notes = table.notes
    if taken:
        cells = f"{len(taken)} cells, the first is {taken[0]}" if len(taken) > 1 else taken[0]
        notes += (f"invisible control characters were taken out of {cells}",)
    return replace(table, sheets=sheets, notes=notes)


def _sheet(sheet: Sheet, kind: Kind, taken: list[str]) -> Sheet:
    rows = tuple(_row(row, kind, taken) for row in sheet.rows)
    return replace(
        sheet,
        name=_clean(sheet.name),
        rows=tuple(row for row in rows if any(value is not None for value in row.values)),
    )


def _row(row: Row, kind: Kind, taken: list[str]) -> Row:
    values: list[Value] = []
    for column, value in enumerate(row.values):
        if isinstance(value, str):
            text = value if kind is Kind.JSON else unguarded(value)
            values.append(_clean(text) or None)
            if _acts(text):
                taken.append(f"{letter(column)}{row.number}")
        elif isinstance(value, tuple):
            values.append(tuple(clean for one in value if (clean := _clean(one))))
        else:
            values.append(value)
    return Row(row.number, tuple(values))


def _clean(text: str) -> str:
    return (harmless(_spaced(text), keep="\n") if _UNWANTED.search(text) else text).strip()


def _acts(text: str) -> bool:
    """Whether more is taken out than a tab or another program's line breaks."""
    return _UNWANTED.search(_spaced(text)) is not None


def _spaced(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
