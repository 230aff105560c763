"""A figure written out: the same bytes each time, and an SVG that can stand beside others in one page."""

import hashlib
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.etree import ElementTree

import matplotlib
from defusedxml.ElementTree import fromstring
from matplotlib.figure import Figure
from PIL import Image

from seasonal_ops.reports.charts.shapes import Drawing

_DOTS_AN_INCH: Final = 200
_SHADES: Final = 24
_SVG: Final = "http://www.w3.org/2000/svg"
_XLINK: Final = "http://www.w3.org/1999/xlink"
_STYLE: Final[dict[Any, Any]] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "text.parse_math": False,  # a $ in a name is a $
    "text.hinting": "none",
    "svg.fonttype": "path",  # whoever shows it may lack the font; the alternative text has the words
    "svg.hashsalt": "seasonal-ops",
    "axes.unicode_minus": True,
    "hatch.linewidth": 0.6,
}
# What a viewer needs no network for, and what says neither when nor with what it was drawn.
_NO_METADATA: Final = {"Date": None, "Creator": None, "Format": None, "Type": None}
_REFERENCE: Final = re.compile(r"url\(#")


@contextmanager
def styled() -> Iterator[None]:
    """Everything drawn inside looks the same whatever a user's own matplotlib is set to."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        # A letter that the font lacks is drawn as a box; a warning would help nobody who reads it.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        yield


def written(figure: Figure, alt: str) -> Drawing:
    """The figure as both formats; to be called inside `styled`."""
    svg, png = io.BytesIO(), io.BytesIO()
    figure.savefig(svg, format="svg", metadata=_NO_METADATA)
    figure.savefig(png, format="png", dpi=_DOTS_AN_INCH, metadata={"Software": None})
    return Drawing(svg=_tidy(svg.getvalue(), alt), png=_small(png), alt=alt)


def _small(png: io.BytesIO) -> bytes:
    """The same picture in few shades: a fifth of the bytes in a document."""
    small = io.BytesIO()
    with Image.open(png) as picture:
        flat = picture.convert("RGB").quantize(_SHADES)
    flat.save(small, format="PNG", optimize=True, dpi=(_DOTS_AN_INCH, _DOTS_AN_INCH))
    return small.getvalue()


def _tidy(svg: bytes, alt: str) -> bytes:
    """Without prolog, comments and a style that would act on the whole page; every id is its chart's own."""
    root = fromstring(svg)
    own = f"c{hashlib.sha256(svg).hexdigest()[:10]}-"
    for parent in list(root.iter()):
        for child in list(parent):
            if child.find(f"{{{_SVG}}}style") is not None:
                parent.remove(child)
        for name, value in parent.attrib.items():
            parent.set(name, _owned(name, value, own))
    root.attrib.update({"role": "img", "aria-label": alt, "stroke-linejoin": "round"})
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    tidy: bytes = ElementTree.tostring(root, encoding="utf-8")
    return tidy


def _owned(name: str, value: str, own: str) -> str:
    if name == "id":
        return own + value
    if name in ("href", f"{{{_XLINK}}}href"):
        return f"#{own}{value.removeprefix('#')}"
    return _REFERENCE.sub(f"url(#{own}", value)
