"""Tables of a Word document: rows under a head that is repeated, and the tiles of a first page."""

from collections.abc import Sequence
from typing import Final

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from seasonal_ops.paper.blocks import Cell, Line, Places, Table, Tile, Tiles, clean, strong
from seasonal_ops.paper.stationery import TABLE_TEXT_ID, text_width
from seasonal_ops.paper.word_text import mark, write

# Rows of a table that is not parted between two pages.
_SHORT: Final = 8


def add_table(document: Document, block: Table, known: Places) -> None:
    """The table at the end of the document."""
    table = document.add_table(rows=0, cols=len(block.head), style="Table Grid")
    table.autofit = False
    _describe(table, block.caption)
    for position, width in enumerate(block.widths):
        table.columns[position].width = Mm(width)
    _fill(table.add_row(), tuple(strong(text) for text in block.head), block.widths, known)
    _set(table.rows[0], "w:tblHeader")
    mark(table.rows[0].cells[0].paragraphs[0], block.name, known)
    for cells in block.rows:
        row = table.add_row()
        row.height = Mm(block.height) if block.height else None
        _fill(row, cells, block.widths, known)
    for row in table.rows:
        _set(row, "w:cantSplit")
    for row in _kept(list(table.rows), len(block.rows)):
        _keep_with_next(row)


def _kept(rows: Sequence[_Row], count: int) -> Sequence[_Row]:
    """Rows that stay with the next: all of a short table; of a long one none stands alone at either end."""
    return rows[:-1] if count <= _SHORT else (*rows[:2], *rows[-3:-1])


def add_tiles(document: Document, block: Tiles, known: Places) -> None:
    """Two tiles a row; the last of an odd number has the row to itself."""
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    _describe(table, "What stands out")
    # The first row is no head, and the style would show it as one.
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # noqa: SLF001
    look.set(qn("w:firstRow"), "0")
    look.set(qn("w:val"), "0480")  # the same in the bits that older programs read
    for column in table.columns:
        column.width = text_width(document) // 2
    for number, tile in enumerate(block.tiles):
        if number % 2 == 0:
            _set(table.add_row(), "w:cantSplit")
        _write_tile(table.rows[-1].cells[number % 2], tile, known)
    if len(block.tiles) % 2:
        left, right = table.rows[-1].cells
        left.merge(right)


def _write_tile(word_cell: _Cell, tile: Tile, known: Places) -> None:
    title = word_cell.paragraphs[0]
    write(title, Line(tile.title, strong=True, link=tile.link), known)
    write(word_cell.add_paragraph(), Line(tile.sentence), known)
    _line(word_cell.add_paragraph(), Line(tile.figures), known)


def _fill(row: _Row, cells: tuple[Cell, ...], widths: tuple[int, ...], known: Places) -> None:
    for word_cell, lines, width in zip(row.cells, cells, widths, strict=True):
        word_cell.width = Mm(width)
        _write(word_cell, lines, known)


def _write(word_cell: _Cell, lines: Cell, known: Places) -> None:
    _line(word_cell.paragraphs[0], lines[0] if lines else Line(""), known)
    for line in lines[1:]:
        _line(word_cell.add_paragraph(), line, known)


def _line(paragraph: WordParagraph, line: Line, known: Places) -> None:
    # By the style's id: to look its name up in every cell takes longer than all the rest.
    paragraph._p.style = TABLE_TEXT_ID  # noqa: SLF001
    write(paragraph, line, known)


def _keep_with_next(row: _Row) -> None:
    for word_cell in row.cells:
        for paragraph in word_cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _set(row: _Row, name: str) -> None:
    """A property of rows that the library has no word for."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001


def _describe(table: WordTable, caption: str) -> None:
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), clean(caption))
    table._tbl.tblPr.append(described)  # noqa: SLF001
