"""A chart of years: points with intervals, the trend beside them, and what changed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seasonal_ops.reports.charts import years
from seasonal_ops.reports.charts.layout import Page
from seasonal_ops.reports.charts.output import styled
from seasonal_ops.reports.charts.shapes import YearPoint, YearsChart
from tests.reports.charts.makers import a_point, a_years_chart


def _page(chart: YearsChart) -> Page:
    with styled():
        return years._page(chart)


def test_points_stand_at_their_totals_with_their_intervals_and_partial_ones_are_hollow() -> None:
    page = _page(a_years_chart())
    drawn = [container.lines for container in page.plot.containers]
    assert [line.get_xydata().tolist() for line, _, _ in drawn] == [
        [[2023, 60]],
        [[2024, 66]],
        [[2025, 45]],
        [[2026, 40]],
    ]
    bars = [stem.get_segments()[0][:, 1].tolist() for _, _, (stem,) in drawn]
    assert bars == [[45, 78], [49.5, 85.5], [33.75, 59.25], [30, 53]]
    assert [line.get_markerfacecolor() == "white" for line, _, _ in drawn] == [False, False, True, False]


def test_the_trend_is_dashed_and_left_out_when_there_is_none() -> None:
    def dashed(chart: YearsChart) -> list[list[float]]:
        lines = _page(chart).plot.lines
        return [list(line.get_ydata()) for line in lines if line.is_dashed() and len(line.get_ydata()) > 2]

    assert dashed(a_years_chart()) == [[66.2, 57.4, 49.7, 43.1]]
    assert dashed(a_years_chart(fitted=())) == []


def test_each_season_has_its_total_under_it() -> None:
    texts = [text.get_text() for text in _page(a_years_chart()).figure.texts]
    assert texts[-8:] == ["2023", "60", "2024", "66", "2025", "45", "2026", "40"]


def test_a_mark_stands_where_it_was_and_outside_the_years_is_left_out() -> None:
    marks = ((2024.5, "a new way of recording"), (1999.0, "long ago"))
    page = _page(a_years_chart(marks=marks))
    upright = [line.get_xdata()[0] for line in page.plot.lines if list(line.get_ydata()) == [0, 1]]
    assert upright == [2024.5]
    words = " ".join(text.get_text().replace("\n", " ") for text in page.figure.texts)
    assert "a new way of recording" in words
    assert "long ago" not in words


@pytest.mark.parametrize("first", [2012, 2025, 2026], ids=["15 years", "2 years", "1 year"])
def test_names_under_the_points_cover_no_other(first: int) -> None:
    points = tuple(YearPoint(f"{year}/{year + 1}", year, 1_071_000, 1e6, 2e6) for year in range(first, 2027))
    page = _page(a_years_chart(points=points, fitted=(), marks=()))
    with styled():
        page.figure.canvas.draw()
        boxes = [text.get_window_extent() for text in page.figure.texts[-2 * len(points) :]]
    assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])


@settings(max_examples=8, deadline=None)
@given(
    st.sets(st.integers(1990, 2040), min_size=1, max_size=15),
    st.lists(st.one_of(st.integers(0, 10**9).map(float), st.floats(0, 1e5)), min_size=15, max_size=15),
    st.lists(st.tuples(st.floats(1990, 2040), st.text()), max_size=5),
    st.text(),
)
def test_any_years_and_any_names_are_drawn(
    when: set[int], totals: list[float], marks: list[tuple[float, str]], title: str
) -> None:
    points = tuple(a_point(year, total) for year, total in zip(sorted(when), totals, strict=False))
    drawing = years.draw(a_years_chart(title=title, points=points, fitted=(), marks=tuple(marks)))
    assert drawing.png.startswith(b"\x89PNG")
