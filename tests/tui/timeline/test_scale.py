"""Which days stand in which cells."""

from datetime import date, timedelta

import pytest

from tui.timeline.scale import ZOOMS, Scale

MONDAY = date(2026, 10, 26)


@pytest.mark.parametrize(
    ("zoom", "day", "cells"),
    [
        (0, 0, (0, 4)),
        (1, 2, (6, 9)),
        (2, -1, (-2, 0)),  # before the window
        (3, 0, (0, 1)),  # a week in four cells: a day never has less than one
        (3, 6, (3, 4)),
        (3, 7, (4, 5)),
        (4, 13, (3, 4)),
    ],
)
def test_the_cells_of_a_day(zoom: int, day: int, cells: tuple[int, int]) -> None:
    scale, on = Scale(MONDAY, 60, zoom), MONDAY + timedelta(days=day)
    assert (scale.cell(on), scale.end(on)) == cells


@pytest.mark.parametrize(("zoom", "columns", "last"), [(1, 20, 19), (2, 30, 29), (3, 15, 104)])
def test_the_days_in_the_window(zoom: int, columns: int, last: int) -> None:
    scale = Scale(MONDAY, 61, zoom)
    assert (scale.columns, scale.last) == (columns, MONDAY + timedelta(days=last))
    assert scale.holds(scale.last)
    assert not scale.holds(scale.last + timedelta(days=1))


def test_a_week_s_column_begins_on_a_monday() -> None:
    assert Scale(MONDAY, 60, 3).beginning(date(2026, 11, 1)).first == MONDAY
    assert Scale(MONDAY, 60, 0).beginning(date(2026, 11, 1)).first == date(2026, 11, 1)


def test_what_is_not_in_view_comes_a_quarter_from_the_left() -> None:
    scale = Scale(MONDAY, 60, 1)
    assert scale.showing(date(2026, 11, 3)) is scale
    assert scale.showing(date(2027, 1, 10)).first == date(2027, 1, 5)


@pytest.mark.parametrize("zoom", [-3, 0, 2, 4, 9])
def test_zooming_keeps_a_day_in_view_and_stops_at_both_ends(zoom: int) -> None:
    scale, on = Scale(MONDAY, 60, 1), date(2026, 11, 10)
    nearer = scale.zoomed(zoom, on)
    assert nearer.holds(on)
    assert nearer.zoom == min(max(zoom, 0), len(ZOOMS) - 1)


def test_a_window_without_room_has_one_column() -> None:
    assert (Scale(MONDAY, 1, 0).columns, Scale(MONDAY, 1, 0).cells) == (1, 1)
