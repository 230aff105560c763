"""Markdown as another program reads it: the cells that were meant, and in them the text itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from seasonal_ops.paper.blocks import (
    Block,
    Bullets,
    Heading,
    Line,
    Paper,
    Paragraph,
    Picture,
    Table,
    Tile,
    Tiles,
    cell,
    clean,
    places,
    strong,
)
from seasonal_ops.paper.markdown import escaped, markdown
from tests.paper.makers import HOSTILE, PRINTED

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What the reader may find in a line: text, escapes of it, and the strong type that is ours.
TEXT = {"text", "text_special", "strong_open", "strong_close"}
LINKS = {"link_open", "link_close"}
# Letters among what markup is made of, so that it is found often.
MARKUP = st.text(st.sampled_from("a1 |\\`*_[]()<>!#&;:/.-+=~$\n\t{}\"'@w") | st.characters())


def a_paper(text: str) -> Paper:
    """The text in every place where one can stand."""
    table = Table(
        caption=text,
        head=(text, "second"),
        rows=((cell(text), strong(text)), (cell(text, text), cell())),
        widths=(90, 90),
    )
    body = (
        Heading(text),
        Paragraph(text),
        Paragraph(text, strong=True),
        table,
        Bullets((Line(text), Line(text, strong=True))),
        Paragraph("between"),
        Tiles((Tile(text, text, text),)),
        Picture(svg=b"", png=b"", alt=text, caption=text),
        Paragraph("end"),
    )
    return a_paper_of(*body, title=text)


def a_paper_of(*body: Block, title: str = "t") -> Paper:
    """Of these blocks."""
    return Paper(title=title, name="n", marking="m", on=PRINTED, landscape=False, points=11, body=body)


def inline(paper: Paper) -> list[Token]:
    """Every line that the reader finds."""
    return [token for token in READER.parse(markdown(paper)) if token.type == "inline"]


def said(token: Token) -> str:
    """The text of an inline token; no markup but ours stands in it."""
    children = token.children or []
    assert {child.type for child in children} <= TEXT, token.content
    return "".join(child.content for child in children)


def check(text: str) -> None:
    """Everything is read back, wherever it stands."""
    one = clean(text)
    found = [said(token) for token in inline(a_paper(text))]
    twice, thrice = (" · ".join([one] * times) if one else "" for times in (2, 3))
    # An empty paragraph is no paragraph, and an empty item none; an empty heading or cell is one.
    once, both, tile = ([one], [one, one], [thrice]) if one else ([], [], [])
    table = [one, "second", one, one, twice, ""]
    rest = ["between", *tile, *once, f"[Chart: {one}]" if one else "[Chart: ]", "end"]
    assert found == ["m", one, one, *both, *table, *both, *rest]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_as_they_stand(text: str) -> None:
    check(text)


@given(MARKUP)
def test_any_text_is_read_as_it_stands(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Go4IT, 18:00–22:00", "Go4IT, 18:00–22:00"),  # what needs no escape has none
        ("a | b", r"a \| b"),
        ("1. one", r"1\. one"),
        # addresses, of which some readers make links without being asked
        ("see https://x.example and www.x.example", r"see https:\//x.example and www\.x.example"),
    ],
)
def test_what_is_escaped(text: str, written: str) -> None:
    assert escaped(text) == written


def test_links_lead_to_the_anchors_that_github_makes_of_headings() -> None:
    table = Table(caption="c", head=("h",), rows=((cell("x"),),), widths=(90,), name="counts")
    items = [Line(word, link=word) for word in ("title", "first", "second", "counts", "nowhere")]
    paper = a_paper_of(
        Bullets(tuple(items)),
        Heading("Peak: the night's “Größe”, 2_0!", name="first"),
        Heading("t", name="title"),  # the title of the paper is the same
        Heading("T", level=2, name="second"),
        table,
        title="t",
    )
    links = [child for token in inline(paper) for child in token.children or [] if child.type in LINKS]
    found = [str(link.attrs["href"]) for link in links if link.type == "link_open"]
    assert found == ["#t-1", "#peak-the-nights-gr%C3%B6%C3%9Fe-2_0", "#t-2", "#t-2"]


@given(MARKUP, MARKUP)
def test_what_links_is_read_as_it_stands_and_leads_to_no_other_address(text: str, heading: str) -> None:
    body = (Heading(heading, name="there"), Paragraph(text, strong=True, link="there"), Paragraph("end"))
    _, _, _, *line, _ = inline(a_paper_of(*body))
    children = [child for token in line for child in token.children or []]
    assert {child.type for child in children} <= TEXT | LINKS
    assert "".join(child.content for child in children) == clean(text)
    addresses = [str(child.attrs["href"]) for child in children if child.type == "link_open"]
    assert all(address.startswith("#") for address in addresses)


def test_two_blocks_of_one_name_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two blocks of 'n' have one name"):
        places(a_paper_of(Heading("a", name="x"), Heading("b", name="x")))


def test_a_picture_without_a_caption_is_its_words_alone() -> None:
    paper = a_paper_of(Picture(svg=b"", png=b"", alt="Peak: 30"))
    assert markdown(paper).endswith("\n\n\\[Chart: Peak: 30\\]\n")
