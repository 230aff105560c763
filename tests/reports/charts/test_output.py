"""The files of a chart: the same each time, harmless in a page, legible without colour."""

import io
import re
from collections.abc import Callable

import matplotlib
import pytest
from defusedxml.ElementTree import fromstring
from PIL import Image

from seasonal_ops.reports.charts import nights, years
from seasonal_ops.reports.charts.shapes import Drawing
from tests.paper.makers import HOSTILE
from tests.reports.charts.makers import a_nights_chart, a_years_chart

_CHARTS = {
    "nights": lambda **more: nights.draw(a_nights_chart(**more)),
    "years": lambda **more: years.draw(a_years_chart(**more)),
}
_REFERENCE = re.compile(rb'(?:href="|url\()([^")]*)')


@pytest.fixture(params=sorted(_CHARTS))
def draw(request: pytest.FixtureRequest) -> Callable[..., Drawing]:
    return _CHARTS[request.param]


def test_the_same_chart_is_the_same_bytes_whatever_else_was_drawn_or_set(
    draw: Callable[..., Drawing],
) -> None:
    first = draw()
    draw(title="Another")
    with matplotlib.rc_context({"axes.facecolor": "red", "svg.fonttype": "none", "savefig.dpi": 20}):
        assert draw() == first


def test_every_id_is_the_charts_own_and_every_reference_leads_to_one() -> None:
    svgs = [_CHARTS[name]().svg for name in sorted(_CHARTS)]
    ids = [{node.get("id") for node in fromstring(svg).iter()} - {None} for svg in svgs]
    assert not ids[0] & ids[1]
    for svg, own in zip(svgs, ids, strict=True):
        references = {found.decode().removeprefix("#") for found in _REFERENCE.findall(svg)}
        assert references
        assert references <= own


def test_the_svg_says_what_it_shows_and_acts_on_nothing(draw: Callable[..., Drawing]) -> None:
    drawing = draw()
    root = fromstring(drawing.svg)
    assert (root.get("role"), root.get("aria-label")) == ("img", drawing.alt)
    names = {node.tag.rpartition("}")[2] for node in root.iter()}
    assert names <= {"svg", "g", "path", "use", "defs", "clipPath", "rect"}
    assert b"<!" not in drawing.svg


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_drawn_as_text(text: str) -> None:
    drawing = years.draw(a_years_chart(title=text, unit=text, marks=((2024, text),)))
    assert fromstring(drawing.svg).get("aria-label") == drawing.alt
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202e\u2028\ud800\ufffe]", drawing.alt)


def test_the_png_is_170_mm_wide_at_200_dots_an_inch_and_small(draw: Callable[..., Drawing]) -> None:
    png = draw().png
    with Image.open(io.BytesIO(png)) as picture:
        assert abs(picture.width - 170 / 25.4 * 200) <= 1
        assert [round(dots) for dots in picture.info["dpi"]] == [200, 200]
    assert len(png) < 60_000
