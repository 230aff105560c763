"""A paper as a Word document (ISO/IEC 29500): native headings and tables, the same bytes every time.

Imported only when a document is made: python-docx costs more than the rest of the command line.
"""

import io
import zipfile
from typing import Final, assert_never

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from seasonal_ops.paper.blocks import Block, Cell, Heading, Line, Paper, Paragraph, Table, clean, strong
from seasonal_ops.paper.stationery import TABLE_TEXT_ID, blank

# The first moment that a ZIP entry can name.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
# Rows of a table that is not parted between two pages.
_SHORT: Final = 8


def docx_bytes(paper: Paper) -> bytes:
    """The document; two of the same paper differ in no byte."""
    document = blank(paper)
    document.add_paragraph(clean(paper.title), style="Title")
    for block in paper.body:
        _add(document, block)
    saved = io.BytesIO()
    document.save(saved)
    return _without_times(saved.getvalue())


def _add(document: Document, block: Block) -> None:
    match block:
        case Heading():
            document.add_heading(clean(block.text), level=block.level)
        case Paragraph():
            document.add_paragraph().add_run(clean(block.text)).bold = block.strong or None
        case Table():
            _add_table(document, block)
        case _:
            assert_never(block)


def _add_table(document: Document, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    table.autofit = False
    _describe(table, block.caption)
    for position, width in enumerate(block.widths):
        table.columns[position].width = Mm(width)
    _fill(table.add_row(), tuple(strong(text) for text in block.head), block.widths)
    _mark(table.rows[0], "w:tblHeader")
    for cells in block.rows:
        row = table.add_row()
        row.height = Mm(block.height) if block.height else None
        _fill(row, cells, block.widths)
    for row in table.rows:
        _mark(row, "w:cantSplit")
    # The head goes with its first row; of a short table each row with the next, so that it stays whole.
    for row in table.rows[: -1 if len(block.rows) <= _SHORT else 1]:
        _keep_with_next(row)


def _fill(row: _Row, cells: tuple[Cell, ...], widths: tuple[int, ...]) -> None:
    for word_cell, lines, width in zip(row.cells, cells, widths, strict=True):
        word_cell.width = Mm(width)
        _write(word_cell, lines)


def _write(word_cell: _Cell, lines: Cell) -> None:
    _line(word_cell.paragraphs[0], lines[0] if lines else Line(""))
    for line in lines[1:]:
        _line(word_cell.add_paragraph(), line)


def _line(paragraph: WordParagraph, line: Line) -> None:
    # By the style's id: to look its name up in every cell takes longer than all the rest.
    paragraph._p.style = TABLE_TEXT_ID  # noqa: SLF001
    paragraph.add_run(clean(line.text)).bold = line.strong or None


def _keep_with_next(row: _Row) -> None:
    for word_cell in row.cells:
        for paragraph in word_cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _mark(row: _Row, name: str) -> None:
    """A property of rows that the library has no word for."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _describe(table: WordTable, caption: str) -> None:
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), clean(caption))
    table._tbl.tblPr.append(described)  # noqa: SLF001


def _without_times(saved: bytes) -> bytes:
    """The same archive without the time at which each entry was written."""
    frozen = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved)) as read,
        zipfile.ZipFile(frozen, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            written.writestr(zipfile.ZipInfo(name, _NO_TIME), read.read(name), zipfile.ZIP_DEFLATED)
    return frozen.getvalue()
