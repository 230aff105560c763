"""A chart of nights: what is drawn where, above all where nothing is known."""

import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from matplotlib.text import Text

from seasonal_ops.reports.charts import nights
from seasonal_ops.reports.charts.layout import Page
from seasonal_ops.reports.charts.output import styled
from seasonal_ops.reports.charts.shapes import Curve, NightsChart
from tests.reports.charts.makers import FIRST, a_nights_chart, dates

_COUNTS = st.one_of(st.none(), st.integers(0, 10**9).map(float), st.floats(0, 1e6))


def _page(chart: NightsChart) -> Page:
    with styled():
        return nights._page(chart)


def _bars(page: Page) -> dict[int, float]:
    """The height of each bar, by its night."""
    found = (bar for container in page.plot.containers for bar in container)
    return {round(bar.get_x() + bar.get_width() / 2): bar.get_height() for bar in found}


def _line(page: Page, style: str) -> Line2D:
    return next(line for line in page.plot.lines if line.get_marker() == style)


def _texts(page: Page) -> list[str]:
    return [text.get_text() for text in page.figure.texts]


def test_a_count_is_a_bar_and_a_missing_night_or_none_recorded_is_not() -> None:
    assert _bars(_page(a_nights_chart())) == {0: 4, 1: 3, 3: 6, 4: 14, 5: 2, 7: 5}


def test_a_missing_night_is_marked_below_the_axis_and_none_recorded_on_it() -> None:
    page = _page(a_nights_chart())
    gap = _line(page, "o")
    assert list(gap.get_xdata()) == [6]
    # In shares of the axis, so below 0 whatever the scale.
    assert gap.get_transform() == page.plot.get_xaxis_transform()
    assert max(gap.get_ydata()) < 0
    nil = [line for line in page.plot.lines if line.get_linewidth() == 2.4]
    assert [(sum(line.get_xdata()) / 2, list(line.get_ydata())) for line in nil] == [(2, [0, 0])]
    assert {"none recorded", "no return"} <= set(_texts(page))


def test_the_line_of_an_earlier_season_breaks_where_a_night_is_missing() -> None:
    ys = [None if math.isnan(y) else y for y in _line(_page(a_nights_chart()), "s").get_ydata()]
    assert ys == [5, 8, None, 4, 18, 3, 5, 4]


def test_earlier_seasons_differ_in_dash_and_mark() -> None:
    page = _page(a_nights_chart(earlier=tuple(Curve(f"{year}", (1.0,) * 8) for year in (2025, 2024, 2023))))
    lines = [line for line in page.plot.lines if len(line.get_xdata()) == 8]
    assert len({line.get_marker() for line in lines}) == len({str(line._dash_pattern) for line in lines}) == 3


@pytest.mark.parametrize(
    ("count", "seasons", "lines"),
    [
        (8, 3, 3),
        (8, 4, 1),  # the first, and a range of three
        (40, 2, 2),
        (40, 3, 1),
    ],
)
def test_many_earlier_seasons_are_a_line_and_a_range(count: int, seasons: int, lines: int) -> None:
    earlier = tuple(Curve(f"{2025 - n}", tuple(float(n + 1) for _ in range(count))) for n in range(seasons))
    this = Curve("2026", (2.0,) * count)
    page = _page(a_nights_chart(days=dates(count), this=this, earlier=earlier, deployed=()))
    assert sum(len(line.get_xdata()) == count for line in page.plot.lines) == lines
    ranges = [band.get_datalim(page.plot.transData) for band in page.plot.collections]
    assert [(box.y0, box.y1) for box in ranges] == ([] if lines == seasons else [(2, seasons)])


@pytest.mark.parametrize(("value", "ticks"), [(2.0, "0 1 2"), (1.5, "0 0.25 0.5 0.75 1 1.25 1.5")])
def test_the_axis_begins_at_0_and_has_whole_ticks_for_counts(value: float, ticks: str) -> None:
    plot = _page(a_nights_chart(this=Curve("2026", (value,) * 8), earlier=())).plot
    assert plot.get_ylim()[0] == 0
    assert [label.get_text() for label in plot.get_yticklabels()] == ticks.split()


def test_a_dollar_in_a_name_is_a_dollar() -> None:
    page = _page(a_nights_chart(title="$x$", unit="$y$", anchors=(("$z$", FIRST),)))
    texts = [text for text in page.figure.findobj(Text) if text.get_text()]
    assert not any(text.get_parse_math() for text in texts)
    assert {"$x$", "$y$", "$z$"} <= {text.get_text() for text in texts}


def test_each_night_has_its_date_and_weekday_and_how_much_was_deployed() -> None:
    texts = _texts(_page(a_nights_chart()))
    assert texts.count("Oct") == texts.count("Nov") == 1
    first = texts.index("26")
    assert texts[first : first + 5] == ["26", "M", "Oct", "27", "T"]
    assert texts[-5:] == ["1", "1", "2", "5", "4"]


def test_of_many_nights_the_mondays_have_their_date() -> None:
    days = dates(40)
    page = _page(a_nights_chart(days=days, this=Curve("2026", (1.0,) * 40), earlier=(), deployed=(12,) * 40))
    texts = _texts(page)
    assert texts[texts.index("26") :] == [
        *("26", "M", "Oct", "2", "M", "Nov", "9", "M", "16", "M", "23", "M", "30", "M"),
        "activities in each night (up to 12)",  # two digits have no room over so narrow a bar
    ]


def test_an_occasion_outside_the_nights_is_left_out_and_two_on_one_share_a_flag() -> None:
    anchors = (("Diwali", date(2026, 11, 8)), ("Payday", FIRST), ("Half-term Monday", FIRST))
    texts = _texts(_page(a_nights_chart(anchors=anchors)))
    assert any("Half-term Monday" in text.replace("\n", " ") for text in texts)
    assert not any("Diwali" in text for text in texts)
    assert len(_page(a_nights_chart(anchors=anchors)).plot.lines) == (
        len(_page(a_nights_chart(anchors=())).plot.lines) + 1
    )


@st.composite
def _charts(draw: st.DrawFn) -> NightsChart:
    count = draw(st.integers(1, 90))
    curve = st.builds(Curve, st.text(), st.tuples(*[_COUNTS] * count))
    days = dates(count, draw(st.dates(date(2000, 1, 1), date(2100, 1, 1))))
    return NightsChart(
        title=draw(st.text()),
        unit=draw(st.text(max_size=90)),
        days=days,
        this=draw(curve),
        earlier=tuple(draw(st.lists(curve, max_size=5))),
        anchors=tuple(draw(st.lists(st.tuples(st.text(), st.sampled_from(days)), max_size=4))),
        deployed=draw(st.tuples(*[st.integers(0, 5000)] * count)),
    )


@settings(max_examples=8, deadline=None)
@given(_charts())
def test_any_nights_and_any_names_are_drawn(chart: NightsChart) -> None:
    drawing = nights.draw(chart)
    assert drawing.png.startswith(b"\x89PNG")
    assert drawing.svg.startswith(b"<svg ")
