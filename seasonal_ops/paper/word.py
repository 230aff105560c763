"""A paper as a Word document (ISO/IEC 29500): native headings, lists and tables, the same bytes every time.

Imported only when a document is made: python-docx costs more than the rest of the command line.
"""

import io
import zipfile
from typing import Final, assert_never

from docx.document import Document
from docx.shared import Mm, Pt

from seasonal_ops.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    Paper,
    Paragraph,
    Picture,
    Places,
    Table,
    Tiles,
    clean,
    places,
)
from seasonal_ops.paper.stationery import blank, text_width
from seasonal_ops.paper.word_tables import add_table, add_tiles
from seasonal_ops.paper.word_text import mark, write

# The first moment that a ZIP entry can name.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)


def docx_bytes(paper: Paper) -> bytes:
    """The document; two of the same paper differ in no byte."""
    document = blank(paper)
    document.add_paragraph(clean(paper.title), style="Title")
    known = places(paper)
    for block in paper.body:
        _add(document, block, known)
    saved = io.BytesIO()
    document.save(saved)
    return _without_times(saved.getvalue())


def _add(document: Document, block: Block, known: Places) -> None:
    match block:
        case Heading():
            _add_heading(document, block, known)
        case Paragraph():
            write(document.add_paragraph(), Line(block.text, block.strong, block.link), known)
        case Bullets():
            for item in block.items:
                write(document.add_paragraph(style="List Bullet"), item, known)
        case Tiles():
            add_tiles(document, block, known)
        case Picture():
            _add_picture(document, block)
        case Table():
            add_table(document, block, known)
        case _:
            assert_never(block)


def _add_heading(document: Document, block: Heading, known: Places) -> None:
    heading = document.add_heading(clean(block.text), level=block.level)
    heading.paragraph_format.page_break_before = block.new_page or None
    mark(heading, block.name, known)


def _add_picture(document: Document, block: Picture) -> None:
    """In the line, as a screen reader and every other program finds it, with its caption below."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = bool(block.caption)
    paragraph.paragraph_format.space_before = Pt(8)
    width = min(Mm(block.width), text_width(document))
    shape = paragraph.add_run().add_picture(io.BytesIO(block.png), width=width)
    shape._inline.docPr.set("descr", clean(block.alt))  # noqa: SLF001
    if block.caption:
        document.add_paragraph(clean(block.caption), style="Caption")


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
