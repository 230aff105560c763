"""The sheet that a document is written on: page, type, head and foot, properties.

Everything is black and grey: it is printed on whatever stands in the corridor.
"""

from datetime import UTC, datetime, time
from typing import Final, cast

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from seasonal_ops.paper.blocks import Paper, clean

TABLE_TEXT: Final = "Table Text"
TABLE_TEXT_ID: Final = "TableText"
LANGUAGE: Final = "en-GB"
# On every council's machine; LibreOffice has letters of the same widths for it.
_FONT: Final = "Arial"
_BLACK: Final = RGBColor(0, 0, 0)
_SHORT, _LONG, _MARGIN = Mm(210), Mm(297), Mm(15)
_LONGEST_PROPERTY: Final = 255  # ECMA-376, part 2: what python-docx holds core properties to

_GRID: Final = f"""
<w:tblPr {nsdecls("w")}>
  <w:tblBorders>
    {
    "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
}
  </w:tblBorders>
  <w:tblCellMar>
    {
    "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in (("top", 40), ("left", 85), ("bottom", 40), ("right", 85))
    )
}
  </w:tblCellMar>
</w:tblPr>"""
_HEAD_ROW: Final = f"""
<w:tblStylePr w:type="firstRow" {nsdecls("w")}>
  <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="E0E0E0"/></w:tcPr>
</w:tblStylePr>"""


def blank(paper: Paper) -> Document:
    """An empty document with the paper's page, styles, marking, page numbers and properties."""
    document = docx.Document()
    _set_styles(document, paper.points)
    section = document.sections[0]
    _set_page(section, landscape=paper.landscape)
    head = section.header.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    head.add_run(clean(paper.marking)).bold = True
    _number_pages(section.footer.paragraphs[0], clean(paper.name))
    _set_properties(document, paper)
    _drop_picture(document)
    return document


def text_width(document: Document) -> Length:
    """What is left between the margins."""
    width = _LONG if document.sections[0].orientation is WD_ORIENT.LANDSCAPE else _SHORT
    return Length(width - 2 * _MARGIN)


def _set_page(section: Section, *, landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if landscape else (_SHORT, _LONG)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(8)


def _set_styles(document: Document, points: float) -> None:
    root = document.styles.element
    for fonts in root.iter(qn("w:rFonts")):
        # A theme's font would win over one that is named.
        fonts.attrib.clear()
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), _FONT)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    _set_type(document, "Normal", max(points, 10), after=4)
    _set_type(document, "Title", 20, after=4)
    _set_type(document, "Heading 1", 14, before=12, after=4)
    _set_type(document, "Heading 2", 12, before=8, after=3)
    _set_type(document, "List Bullet", max(points, 10), after=2)
    _set_type(document, "Caption", points, after=8)
    document.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH)
    _set_type(document, TABLE_TEXT, points)
    grid = document.styles["Table Grid"].element
    grid.remove(grid.find(qn("w:tblPr")))
    grid.append(parse_xml(_GRID))
    grid.append(parse_xml(_HEAD_ROW))


def _set_type(document: Document, name: str, points: float, *, before: float = 0, after: float = 0) -> None:
    style = cast("ParagraphStyle", document.styles[name])
    style.font.size, style.font.color.rgb = Pt(points), _BLACK
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = 1
    for rule in style.element.iter(qn("w:pBdr")):
        rule.getparent().remove(rule)


def _number_pages(paragraph: Paragraph, name: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{name} · page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field (ECMA-376, part 1, 17.16.5) that is reckoned anew when the document is opened or printed."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run("1")._r)  # noqa: SLF001
    paragraph._p.append(field)  # noqa: SLF001


def _set_properties(document: Document, paper: Paper) -> None:
    printed = datetime.combine(paper.on, time(), UTC)
    properties = document.core_properties
    properties.title = clean(paper.title)[:_LONGEST_PROPERTY]
    properties.subject = clean(paper.marking)[:_LONGEST_PROPERTY]
    properties.language = LANGUAGE
    properties.author = properties.last_modified_by = "Seasonal Ops"
    properties.comments = ""
    properties.created = properties.modified = printed
    properties.revision = 1


def _drop_picture(document: Document) -> None:
    """The library's own sheet has a picture of itself, which a file manager would show for ours."""
    parts = document.part.package.rels if document.part.package else {}
    for name in [name for name, one in parts.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del parts[name]
