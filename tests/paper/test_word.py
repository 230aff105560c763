"""The Word file itself: native headings and tables, page and type, fields, bytes that do not change."""

import io
import subprocess
import sys
import zipfile
from datetime import UTC, date, datetime

import pytest
import time_machine
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from seasonal_ops.paper.blocks import (
    Heading,
    Line,
    Paper,
    Paragraph,
    Picture,
    Table,
    cell,
    clean,
    strong,
)
from seasonal_ops.paper.word import docx_bytes
from tests.paper.makers import (
    HOSTILE,
    PNG,
    PRINTED,
    SVG,
    cells,
    every_block,
    everything,
    has,
    headings,
    opened,
)


def a_paper(text: str = "Patrol", *, landscape: bool = True, rows: int = 1) -> Paper:
    """One of each block."""
    table = Table(
        caption=text,
        head=(text, "second"),
        rows=((cell(text, text), strong(text)),) * rows,
        widths=(100, 67),
        height=8,
    )
    body = (Heading(text), Paragraph(text, strong=True), Heading(text, level=2), table)
    return Paper(
        title=text, name=text, marking="OFFICIAL", on=PRINTED, landscape=landscape, points=9, body=body
    )


def test_headings_tables_and_what_is_strong() -> None:
    document = opened(docx_bytes(a_paper()))
    assert headings(document) == [("Title", "Patrol"), ("Heading 1", "Patrol"), ("Heading 2", "Patrol")]
    (table,) = document.tables
    assert table.style is not None
    assert (table.style.name, cells(table)) == (
        "Table Grid",
        [["Patrol", "second"], ["Patrol\nPatrol", "Patrol"]],
    )
    bold = [[each.paragraphs[0].runs[0].bold for each in row.cells] for row in table.rows]
    assert bold == [[True, True], [None, True]]
    assert {each.paragraphs[0].style.name for each in table.rows[1].cells} == {"Table Text"}


def test_the_head_is_repeated_and_no_row_is_parted() -> None:
    (table,) = opened(docx_bytes(a_paper(rows=3))).tables
    assert [has(row, "w:tblHeader") for row in table.rows] == [True, False, False, False]
    assert [has(row, "w:cantSplit") for row in table.rows] == [True] * 4
    assert [row.height and round(row.height.mm) for row in table.rows] == [None, 8, 8, 8]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (2, [True, True, False]),
        # the head with two rows, and the last, a total, with two before it
        (9, [True, True] + [False] * 5 + [True, True, False]),
    ],
)
def test_a_short_table_stays_whole_and_a_heading_with_what_follows(rows: int, kept: list[bool]) -> None:
    document = opened(docx_bytes(a_paper(rows=rows)))
    (table,) = document.tables
    found = [
        {bool(one.paragraph_format.keep_with_next) for each in row.cells for one in each.paragraphs}
        for row in table.rows
    ]
    assert found == [{each} for each in kept]
    assert document.styles["Heading 1"].paragraph_format.keep_with_next  # type: ignore[attr-defined]


def test_columns_have_their_widths() -> None:
    (table,) = opened(docx_bytes(a_paper())).tables
    assert not table.autofit
    assert [column.width and round(column.width.mm) for column in table.columns] == [100, 67]
    found = [[each.width and round(each.width.mm) for each in row.cells] for row in table.rows]
    assert found == [[100, 67]] * 2


@pytest.mark.parametrize(
    ("landscape", "orientation", "size"),
    [
        (True, WD_ORIENT.LANDSCAPE, (297, 210)),
        (False, WD_ORIENT.PORTRAIT, (210, 297)),
    ],
)
def test_the_page_is_a4(landscape: bool, orientation: WD_ORIENT, size: tuple[int, int]) -> None:
    (section,) = opened(docx_bytes(a_paper(landscape=landscape))).sections
    assert section.orientation is orientation
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == size


def test_marking_above_and_page_numbers_below() -> None:
    (section,) = opened(docx_bytes(a_paper())).sections
    foot = section.footer.paragraphs[0]
    fields = [each.get(qn("w:instr")) for each in foot._p.iter(qn("w:fldSimple"))]
    assert section.header.paragraphs[0].text == "OFFICIAL"
    assert "".join(each.text or "" for each in foot._p.iter(qn("w:t"))) == "Patrol · page 1 of 1"
    assert fields == ["PAGE", "NUMPAGES"]


def test_properties_and_language() -> None:
    document = opened(docx_bytes(a_paper()))
    found = document.core_properties
    printed = datetime(2026, 10, 29, tzinfo=UTC)
    assert (found.title, found.subject, found.language) == ("Patrol", "OFFICIAL", "en-GB")
    assert (found.created, found.modified) == (printed, printed)
    assert (found.author, found.comments) == ("Seasonal Ops", "")
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_one_font_in_black_whatever_the_theme() -> None:
    document = opened(docx_bytes(a_paper()))
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        assert set(fonts.attrib.values()) == {"Arial"}
    for name, points in (("Title", 20), ("Heading 1", 14), ("Heading 2", 12), ("Table Text", 9)):
        font = document.styles[name].font  # type: ignore[attr-defined]
        assert (str(font.color.rgb), font.color.theme_color, font.size) == ("000000", None, Pt(points))


def test_the_same_paper_is_the_same_bytes_at_any_time() -> None:
    with time_machine.travel(datetime(2026, 10, 29, 8, tzinfo=UTC)):
        first = docx_bytes(a_paper())
    with time_machine.travel(datetime(2027, 3, 1, 20, tzinfo=UTC)):
        assert docx_bytes(a_paper()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_another_date_of_printing_is_other_bytes() -> None:
    paper = a_paper()
    later = Paper(**{name: getattr(paper, name) for name in paper.__slots__} | {"on": date(2026, 10, 30)})
    assert docx_bytes(later) != docx_bytes(paper)


def test_tiles_stand_two_a_row_in_a_table_of_their_own() -> None:
    document = opened(docx_bytes(every_block()))
    tiles, _counts = document.tables
    text = "\n".join(["Calls"] * 3)
    assert cells(tiles) == [[text, text], [text, text]]
    alone = tiles.rows[1].cells
    assert alone[0]._tc is alone[1]._tc  # the third has the row to itself
    title, _sentence, figures = tiles.rows[0].cells[0].paragraphs
    assert next(title._p.iter(qn("w:b"))) is not None
    assert (title.style and title.style.name, figures.style and figures.style.name) == (
        "Normal",
        "Table Text",
    )
    assert [round(column.width.mm) for column in tiles.columns if column.width] == [90, 90]
    assert not [row for row in tiles.rows if has(row, "w:tblHeader")]


def test_a_list_is_a_list_and_a_heading_begins_a_page() -> None:
    document = opened(docx_bytes(every_block()))
    styles = [each.style.name for each in document.paragraphs if each.style]
    assert styles == [
        *("Title", "Normal", "Normal", "Caption"),
        *("Heading 1", "Heading 2", "List Bullet", "List Bullet"),
    ]
    breaks = [bool(each.paragraph_format.page_break_before) for each in document.paragraphs]
    assert breaks == [False] * 4 + [True] + [False] * 3


def test_links_lead_to_bookmarks_and_from_an_unknown_name_nowhere() -> None:
    body = opened(docx_bytes(every_block())).element.body
    marks = {each.get(qn("w:name")): each.getparent() for each in body.iter(qn("w:bookmarkStart"))}
    texts = {name: [each.text for each in parent.iter(qn("w:t"))] for name, parent in marks.items()}
    assert texts == {"part1": ["Calls"], "part2": ["Calls"]}
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert links == ["part2"] * 4 + ["part1"] * 2
    ends = [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkEnd"))]
    assert ends == [each.get(qn("w:id")) for each in body.iter(qn("w:bookmarkStart"))] == ["1", "2"]


@pytest.mark.parametrize(("width", "wide"), [(100, 100), (300, 180)], ids=["as asked", "as the page is"])
def test_a_picture_stands_in_the_line_with_its_words(width: int, wide: int) -> None:
    picture = Picture(svg=SVG, png=PNG, alt="Peak", caption="Calls", width=width)
    document = opened(docx_bytes(every_block(body=(picture,))))
    (shape,) = document.inline_shapes
    assert (round(shape.width.mm), shape._inline.docPr.get("descr")) == (wide, "Peak")
    (part,) = [one for one in document.part.package.iter_parts() if one.content_type == "image/png"]
    assert part.blob == PNG
    _title, before, caption = document.paragraphs
    assert before.paragraph_format.keep_with_next
    assert (caption.text, caption.style and caption.style.name) == ("Calls", "Caption")


def test_a_picture_that_says_itself_what_it_is_of_has_no_caption() -> None:
    document = opened(docx_bytes(every_block(body=(Picture(svg=SVG, png=PNG, alt="Peak"),))))
    _title, alone = document.paragraphs
    assert alone.text == ""
    assert not alone.paragraph_format.keep_with_next


def check(text: str) -> None:
    """The document opens and holds the text, cleaned, wherever it stands."""
    one = clean(text)
    document = opened(docx_bytes(a_paper(text)))
    assert [each.text for each in document.paragraphs] == [one] * 4
    lines = "\n".join([one, one]) if text else one
    assert cells(document.tables[0]) == [[one, "second"], [lines, one]]
    page = opened(docx_bytes(every_block(text)))
    caption = [one] if text else []
    assert [each.text for each in page.paragraphs] == [one, one, "", *caption, one, one, one, one]
    assert cells(page.tables[0]) == [["\n".join([one] * 3)] * 2] * 2
    assert page.inline_shapes[0]._inline.docPr.get("descr") == one


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text: str) -> None:
    check(text)


@settings(max_examples=40)
@given(st.text() | st.text(st.characters(categories=["Cc", "Cs", "Cn", "Cf", "Zl", "Zp"])))
def test_any_text(text: str) -> None:
    check(text)


def test_clean_is_one_line_of_what_can_be_read() -> None:
    assert clean("  a\r\n\tb\x85c\u2028d\x00\x1b\ud800\ufffe\uffffe  ") == "a b c de"
    assert Line(clean("a\x00 ")) == Line("a")


def test_no_picture_of_another_document_goes_along() -> None:
    assert "jpeg" not in everything(docx_bytes(a_paper()))


def test_word_is_not_loaded_before_it_is_written() -> None:
    script = (
        "import sys, seasonal_ops.paper; "
        "loaded = [name for name in sys.modules if name.split('.')[0] in ('docx', 'lxml')]; "
        "print(loaded)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
