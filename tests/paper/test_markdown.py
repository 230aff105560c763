"""Markdown as another program reads it: the cells that were meant, and in them the text itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from seasonal_ops.paper.blocks import Heading, Paper, Paragraph, Table, cell, clean, strong
from seasonal_ops.paper.markdown import escaped, markdown
from tests.paper.makers import HOSTILE, PRINTED

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What the reader may find in a line: text, escapes of it, and the strong type that is ours.
TEXT = {"text", "text_special", "strong_open", "strong_close"}
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
    body = (Heading(text), Paragraph(text), Paragraph(text, strong=True), table, Paragraph("end"))
    return Paper(title=text, name="n", marking="m", on=PRINTED, landscape=False, points=11, body=body)


def said(token: Token) -> str:
    """The text of an inline token; no markup but ours stands in it."""
    children = token.children or []
    assert {child.type for child in children} <= TEXT, token.content
    return "".join(child.content for child in children)


def check(text: str) -> None:
    """Everything is read back, wherever it stands."""
    one = clean(text)
    found = [said(token) for token in READER.parse(markdown(a_paper(text))) if token.type == "inline"]
    twice = f"{one} · {one}" if one else ""
    # An empty paragraph is no paragraph; an empty heading or cell is one.
    paragraphs = [one, one] if one else []
    assert found == ["m", one, one, *paragraphs, one, "second", one, one, twice, "", "end"]


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
