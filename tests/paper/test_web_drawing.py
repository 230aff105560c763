"""Charts inside a page: what matplotlib draws is kept, what could act is not."""

import io
from itertools import chain
from typing import Final
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.paper.blocks import clean
from seasonal_ops.paper.web_drawing import drawing


def drawn(inside: str, *, number: int = 1) -> Element:
    """The element made of an SVG with this inside."""
    svg = (
        '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' width="9pt" viewBox="0 0 9 9" onload="x()">{inside}</svg>'
    )
    return fromstring(drawing(svg.encode(), title="Peak", number=number))


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('<path d="M 0 0" onclick="x()"/>', {"d": "M 0 0"}),
        ('<path id="a"/>', {"id": "drawing1-a"}),
        ('<use xlink:href="#a" x="1"/>', {"href": "#drawing1-a", "x": "1"}),
        ('<use href="#a"/>', {"href": "#drawing1-a"}),
        ('<use xlink:href="https://example.org/#a"/>', {}),
        ('<use xlink:href="data:image/svg+xml,x"/>', {}),
        ('<path style="fill: none; opacity: 0.5; position: fixed"/>', {"fill": "none", "opacity": "0.5"}),
        ('<g clip-path="url(#c)"/>', {"clip-path": "url(#drawing1-c)"}),
        ('<path style="fill: url(https://example.org/x)"/>', {}),
        ('<path fill="URL(x#c)"/>', {}),
        (
            "<text style=\"font: italic 700 12.5px 'DejaVu Sans', sans-serif; text-anchor: middle\"/>",
            {
                "font-size": "12.5px",
                "font-family": "'DejaVu Sans', sans-serif",
                "font-style": "italic",
                "font-weight": "700",
                "text-anchor": "middle",
            },
        ),
    ],
)
def test_attributes(inside: str, kept: dict[str, str]) -> None:
    _title, made = drawn(inside)
    assert made.attrib == kept


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        "<style>* { display: none }</style>",
        "<metadata><path/></metadata>",
        '<a xlink:href="https://example.org"><text>x</text></a>',
        '<image xlink:href="data:image/png;base64,AA"/>',
        "<foreignObject><text>x</text></foreignObject>",
        '<set attributeName="href" to="x"/>',
        '<path xmlns="http://example.org/other"/>',
        "<!-- a comment -->",
    ],
)
def test_what_no_chart_is_made_of_is_left_out(inside: str) -> None:
    assert [each.tag for each in drawn(inside)] == ["title"]


def test_it_says_what_it_is_and_keeps_its_proportions() -> None:
    found = drawn("<g><path/></g>")
    assert [each.tag for each in found.iter()] == ["svg", "title", "g", "path"]
    assert found[0].text == "Peak"
    assert found.attrib == {
        "viewBox": "0 0 9 9",
        "role": "img",
        "stroke-linejoin": "round",
        "stroke-linecap": "butt",
    }


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff<>&")))
def test_labels_are_read_as_they_stand(text: str) -> None:
    _title, label = drawn(f"<text>{text}</text>")
    assert (label.text or "") == clean(text)


@pytest.fixture(params=["none", "path"], ids=["text as text", "text as paths"])
def chart(request: pytest.FixtureRequest) -> bytes:
    """Bars with a hatch, a dashed line with markers, labels and a legend."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    figure = Figure()
    axes = figure.subplots()
    axes.bar([1, 2], [3, 4], hatch="//", label="this season")
    axes.plot([1, 2], [3, 4], "k--o", label="last season")
    axes.set_title("Calls", fontweight="bold")
    axes.legend()
    saved = io.BytesIO()
    with mpl.rc_context({"svg.fonttype": request.param}):
        figure.savefig(saved, format="svg")
    return saved.getvalue()


# Of these the whole page would be styled, or nothing is drawn.
_DROPPED: Final = {"style", "metadata", "RDF", "Work", "type", "date", "format", "creator", "Agent", "title"}


def test_a_chart_loses_nothing_that_is_drawn(chart: bytes) -> None:
    before = [each.tag.rpartition("}")[2] for each in fromstring(chart).iter()]
    found = fromstring(drawing(chart, title="Calls", number=7))
    names = [each.tag for each in found.iter()]
    assert [name for name in names if name != "title"] == [name for name in before if name not in _DROPPED]
    ids = {each.get("id") for each in found.iter()}
    values = chain.from_iterable(each.attrib.values() for each in found.iter())
    pointed = {value.strip("url()#") for value in values if value.startswith(("#drawing7-", "url(#"))}
    assert pointed
    assert pointed <= ids
    assert not [each for each in found.iter() if each.get("style")]
