"""Writes a workbook: typed cells, a bold header that stays and filters, and the same bytes each time.

openpyxl is loaded by this module, which loads when a workbook is written.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill
from openpyxl.writer.excel import ExcelWriter

from seasonal_ops.transfer.files.cleaning import escaped
from seasonal_ops.transfer.table import letter

_HEADER, _TEXT, _DATE, _TIME = "Plan header", "Plan text", "Plan date", "Plan time"
_NUMBER, _CLOSED = "Plan number", "Plan closed"
_GREY: Final = "D9D9D9"
_NARROWEST, _WIDEST = 8, 60
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME: Final = 31
# The zip format counts from 1980: a date that says nothing of when it was written.
_NO_DATE: Final = (1980, 1, 1, 0, 0, 0)


Shown = str | date | time | Decimal | None


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its name, its headers and its rows; cells that hold `closed` are grey."""

    name: str
    headers: Sequence[str]
    rows: Sequence[Sequence[Shown]]
    closed: str | None = None


def written(pages: Sequence[Page], *, made: datetime) -> bytes:
    """The workbook, at least one page of it. `made` stands in its properties."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = made.replace(tzinfo=None, microsecond=0)
    _add_styles(book)
    for page, name in zip(pages, _names(pages), strict=True):
        _page(book, page, name)
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        ExcelWriter(book, archive).save()
    return _undated(content)


def _page(book: Workbook, page: Page, name: str) -> None:
    sheet: Any = book.create_sheet(name)
    for column, width in enumerate(_widths(page)):
        sheet.column_dimensions[letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{letter(len(page.headers) - 1)}{len(page.rows) + 1}"
    sheet.append([_cell(sheet, header, _HEADER) for header in page.headers])
    for row in page.rows:
        sheet.append([_drawn(sheet, page, value) for value in row])


def _drawn(sheet: Any, page: Page, value: Shown) -> Any:
    if value is None:
        return None
    return _cell(sheet, value, _CLOSED if value == page.closed else _style(value))


def _add_styles(book: Workbook) -> None:
    text = Alignment(vertical="top", wrap_text=True)
    plain = Alignment(vertical="top", horizontal="left")
    for style in (
        NamedStyle(_HEADER, font=Font(bold=True), alignment=text),
        NamedStyle(_TEXT, alignment=text),
        NamedStyle(_DATE, number_format="ddd d mmm yyyy", alignment=plain),
        NamedStyle(_TIME, number_format="hh:mm", alignment=plain),
        NamedStyle(_NUMBER, alignment=Alignment(vertical="top")),
        NamedStyle(_CLOSED, alignment=plain, fill=PatternFill("solid", fgColor=_GREY)),
    ):
        book.add_named_style(style)


def _style(value: str | date | time | Decimal) -> str:
    match value:
        case str():
            return _TEXT
        case Decimal():
            return _NUMBER
        case time():
            return _TIME
        case _:
            return _DATE


def _cell(sheet: Any, value: str | date | time | Decimal, style: str) -> Any:
    cell: Any = WriteOnlyCell(sheet)
    cell.value = escaped(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"  # whatever it looks like
    cell.style = style
    return cell


def _widths(page: Page) -> Iterator[int]:
    """As wide as the longest line of a column, within reason."""
    for column, header in enumerate(page.headers):
        longest = max((_width(row[column]) for row in page.rows), default=0)
        yield min(max(longest, len(header) + 4, _NARROWEST) + 1, _WIDEST)


def _width(value: Shown) -> int:
    match value:
        case None:
            return 0
        case str():
            return max(map(len, value.split("\n")))
        case Decimal():
            return len(f"{value:f}")
        case _:
            return len("Wed 30 Sept 2026")


def _names(pages: Sequence[Page]) -> list[str]:
    """Names as a workbook takes them: 31 characters, without signs, no two alike."""
    names: dict[str, str] = {}
    for page in pages:
        name = _NOT_IN_A_NAME.sub(" ", page.name).strip(" '")[:_LONGEST_NAME] or "Sheet"
        number = 2
        fresh = name
        while fresh.casefold() in names or fresh.casefold() == "history":  # Excel keeps that name
            ending = f" {number}"
            fresh, number = name[: _LONGEST_NAME - len(ending)] + ending, number + 1
        names[fresh.casefold()] = fresh
    return list(names.values())


def _undated(content: BytesIO) -> bytes:
    """The archive with no time of writing in it."""
    again = BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(again, "w") as new:
        for member in old.infolist():
            info = zipfile.ZipInfo(member.filename, _NO_DATE)
            new.writestr(info, old.read(member), zipfile.ZIP_DEFLATED)
    return again.getvalue()
