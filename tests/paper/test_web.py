"""The page as a browser reads it: valid, whole, in order, and nothing on it that acts."""

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinyhtml5.parser import HTMLParser

from seasonal_ops.paper.blocks import Heading, Paragraph, clean
from seasonal_ops.paper.web import html
from tests.paper.makers import HOSTILE, every_block

HTML: Final = "{http://www.w3.org/1999/xhtml}"
SVG: Final = "{http://www.w3.org/2000/svg}"
ELEMENTS: Final = {
    *("html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section"),
    *("h1", "h2", "h3", "p", "ol", "ul", "li", "a", "strong", "figure", "figcaption"),
    *("table", "caption", "span", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}
MARKUP: Final = st.text(st.sampled_from("a <>&\"'/={}%#-!\n\\;") | st.characters())


def read(page: str) -> tuple[Element, list[str]]:
    """The tree that a browser makes of it, and what it finds wrong (the parser of the WHATWG's HTML)."""
    parser = HTMLParser()
    tree = parser.parse(page)
    return tree, [code for _position, code, _more in parser.errors]


def texts(tree: Element, name: str) -> list[str]:
    """The texts of all elements of a name."""
    return ["".join(each.itertext()) for each in tree.iter(HTML + name)]


def check(text: str) -> None:
    """Every text is read back where it belongs, and what stands around it is the template's."""
    one = clean(text)
    tree, _errors = read(html(every_block(text)))
    assert {each.tag.removeprefix(HTML) for each in tree.iter() if HTML in each.tag} <= ELEMENTS
    assert {each.tag.removeprefix(SVG) for each in tree.iter() if SVG in each.tag} == {"svg", "title", "path"}
    for names, found in (
        (("title", "h1", "h2", "h3", "caption"), [one]),
        (("figcaption",), [one] if text else []),
        (("th",), [one, "second"]),
        (("td",), [one + one, one, "", one] if text else ["", "", "", one]),
        (("li",), ["\n" + f"{one}\n" * 3] * 3 + [one, one]),
    ):
        for name in names:
            assert texts(tree, name) == found, name
    assert [each.text or "" for each in tree.iter(SVG + "title")] == [one]
    assert [each.get("aria-label") for each in tree.iter(HTML + "section")] == [one]
    assert texts(tree, "p")[:2] == [one, one]
    assert texts(tree, "p")[-2:] == [one, one]
    acting = [name for each in tree.iter() for name in each.attrib if name.startswith(("on", "style", "src"))]
    assert not acting


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_read_as_they_stand(text: str) -> None:
    check(text)
    assert read(html(every_block(text)))[1] == []


@settings(max_examples=60)
@given(MARKUP)
def test_any_text_is_read_as_it_stands(text: str) -> None:
    check(text)


def test_the_policy_allows_the_one_style_of_the_page_and_no_other_thing() -> None:
    page = html(every_block('O" } * { color: red'))
    (sheet,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)
    digest = b64encode(sha256(sheet.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert r'@top-center { content: "O\22 \20 \7d \20 \2a \20 \7b \20 color\3a \20 red";' in sheet


def test_links_lead_to_what_is_on_the_page() -> None:
    tree, _ = read(html(every_block()))
    ids = [each.get("id") for each in tree.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    targets = {each.get("id"): each.tag.removeprefix(HTML) for each in tree.iter() if each.get("id")}
    links = [each.attrib for each in tree.iter(HTML + "a")]
    assert [targets[link["href"].removeprefix("#")] for link in links] == ["section"] * 4 + ["h2"] * 2
    assert all(set(link) == {"href"} for link in links)


def test_language_headings_and_heads_of_columns_for_who_hears_the_page() -> None:
    tree, _ = read(html(every_block(landscape=True)))
    (page,) = tree.iter(HTML + "html")
    assert page.get("lang") == "en-GB"
    assert len(list(tree.iter(HTML + "main"))) == 1
    levels = [int(each.tag[-1]) for each in tree.iter() if re.fullmatch(HTML + "h[1-6]", each.tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert {each.get("scope") for each in tree.iter(HTML + "th")} == {"col"}
    assert [each.get("role") for each in tree.iter(SVG + "svg")] == ["img"]


def test_sizes_come_from_the_paper() -> None:
    page = html(every_block(landscape=True, points=8))
    for rule in (
        "@page { size: A4 landscape; margin: 15mm;",
        "@media print { table { font-size: 8pt } }",
        "#block3 svg { max-width: 100mm }",
        "#part2 col:nth-child(1) { width: 33.33% }",
        "#part2 td { height: 8mm }",
        "@media screen { #part2 table { min-width: 19.50rem } }",
        "#part2 table { width: 67.42% }",
    ):
        assert rule in page
    assert "size: A4 portrait" in html(every_block())


@pytest.mark.parametrize(("sections", "listed"), [(3, 0), (4, 4)])
def test_contents_where_there_are_more_sections_than_one_sees(sections: int, listed: int) -> None:
    body = [block for number in range(sections) for block in (Heading(f"S{number}"), Paragraph("x"))]
    tree, _ = read(html(every_block(body=(*body, Heading("below", level=2)))))
    contents = [item for each in tree.iter(HTML + "nav") for item in texts(each, "a")]
    assert contents == [f"S{number}" for number in range(listed)]
