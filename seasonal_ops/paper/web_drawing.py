"""A drawing inside a page: of the SVG that came, what a chart is made of, and nothing that acts. Pure.

A page allows no style but its own, so that styles become attributes (SVG 1.1, 6.1 and appendix N).
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from seasonal_ops.paper.blocks import clean

_NAMESPACE: Final = "{http://www.w3.org/2000/svg}"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_ELEMENTS: Final = frozenset(
    ("g", "defs", "path", "use", "clipPath", "pattern", "rect", "circle", "line", "text", "tspan")
)
_GEOMETRY: Final = frozenset(
    ("d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "width", "height", "transform", "patternUnits")
)
_LOOKS: Final = frozenset(
    (
        *("fill", "fill-opacity", "fill-rule", "opacity", "clip-path", "stroke", "stroke-width"),
        *("stroke-linejoin", "stroke-linecap", "stroke-dasharray", "stroke-dashoffset"),
        *("stroke-miterlimit", "stroke-opacity"),
        *("font-family", "font-size", "font-style", "font-weight", "text-anchor"),
    )
)
_OWN: Final = re.compile(r"#([\w.-]+)")
_OWN_URL: Final = re.compile(r"url\(#([\w.-]+)\)")
_FONT: Final = re.compile(r"(?P<before>.*?)(?P<size>[\d.]+p[xt]) (?P<family>.+)")
# matplotlib says this of everything, in a style of its own that would reach the whole page.
_LINES: Final = {"stroke-linejoin": "round", "stroke-linecap": "butt"}


def drawing(svg: bytes, *, title: str, number: int) -> str:
    """An `svg` element of HTML with its title; `number` keeps its ids apart from those of other drawings.

    Raises ParseError of defusedxml for what is no XML.
    """
    from defusedxml.ElementTree import fromstring

    read = fromstring(svg)
    prefix = f"drawing{number}-"
    drawn = Element("svg", {"viewBox": read.get("viewBox", ""), "role": "img"} | _LINES)
    SubElement(drawn, "title").text = clean(title)
    _copy(read, drawn, prefix)
    return tostring(drawn, encoding="unicode")


def _copy(read: Element, drawn: Element, prefix: str) -> None:
    for child in read:
        name = child.tag.removeprefix(_NAMESPACE)
        if name in _ELEMENTS:
            made = SubElement(drawn, name, dict(_attributes(child, prefix)))
            if name in ("text", "tspan"):
                made.text = clean(child.text or "")
            _copy(child, made, prefix)


def _attributes(element: Element, prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in (*element.attrib.items(), *_styles(element.get("style", ""))):
        if name == "id":
            yield name, prefix + value
        elif name in (_LINK, "href"):
            if own := _OWN.fullmatch(value):
                yield "href", f"#{prefix}{own[1]}"
        elif name in _GEOMETRY:
            yield name, value
        elif name in _LOOKS and (found := _look(value, prefix)):
            yield name, found


def _look(value: str, prefix: str) -> str:
    """The value with what it refers to in the drawing; empty where it refers to anything else."""
    if "url" not in value.lower():
        return value
    own = _OWN_URL.fullmatch(value)
    return f"url(#{prefix}{own[1]})" if own else ""


def _styles(style: str) -> Iterator[tuple[str, str]]:
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if name == "font":
            yield from _font(value)
        else:
            yield name, value


def _font(shorthand: str) -> Iterator[tuple[str, str]]:
    """`font` is the one shorthand, and has no attribute: `italic 700 12px 'DejaVu Sans', sans-serif`."""
    if found := _FONT.fullmatch(shorthand):
        yield "font-size", found["size"]
        yield "font-family", found["family"]
        for word in found["before"].split():
            yield "font-style" if word in ("italic", "oblique") else "font-weight", word
