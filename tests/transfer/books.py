"""Workbooks for tests: whole ones by openpyxl, and ones put together by hand, part by part."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_LINKS = (
    '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>'
    '<Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>'
    '<Relationship Id="rId3" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>'
)
_BOOK = (
    '<workbook xmlns:r="http://r"><sheets><sheet name="Plan" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
WHAT_WHEN = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>what</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>when</t></is></c></row>'
)


def book(*rows: Sequence[Any], name: str = "Plan", work: Callable[[Any], object] | None = None) -> bytes:
    """A workbook of one sheet; `work` may do more to the sheet before it is saved."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    if work is not None:
        work(sheet)
    return saved(made)


def saved(made: Workbook) -> bytes:
    """The workbook's bytes."""
    content = BytesIO()
    made.save(content)
    return content.getvalue()


def by_hand(
    data: str | Iterable[bytes] = "",
    *,
    strings: str | Iterable[bytes] = "<sst/>",
    styles: str = "<styleSheet/>",
    workbook: str = _BOOK,
    more: Iterable[tuple[str, str | bytes]] = (),
    sheet: str | None = None,
) -> bytes:
    """A workbook of one sheet whose parts are given as XML; `data` are its rows."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("xl/workbook.xml", workbook)
        archive.writestr("xl/_rels/workbook.xml.rels", _LINKS)
        archive.writestr("xl/styles.xml", styles)
        _stream(archive, "xl/sharedStrings.xml", strings)
        if isinstance(data, str):
            data = [(sheet or f"<worksheet><sheetData>{data}</sheetData></worksheet>").encode()]
        _stream(archive, "xl/worksheets/sheet1.xml", data)
        for member, text in more:
            archive.writestr(member, text)
    return content.getvalue()


def _stream(archive: zipfile.ZipFile, name: str, content: str | Iterable[bytes]) -> None:
    with archive.open(name, "w") as member:
        for piece in [content.encode()] if isinstance(content, str) else content:
            member.write(piece)
