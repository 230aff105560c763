"""A line of the timeline, cell by cell."""

from datetime import date, time
from typing import Any

import pytest

from seasonal_ops.views import NamedDays
from seasonal_ops.words import Status
from tests.tui.fakes import an_activity
from tests.tui.fakes.board import a_row
from tui.timeline.bars import Days, activity_line, backdrop
from tui.timeline.ink import Ground, Ink
from tui.timeline.scale import Scale

MONDAY = date(2026, 10, 26)
BONFIRE, CHRISTMAS = date(2026, 11, 5), date(2026, 12, 25)
DAYS = Days(
    (
        NamedDays(name="half-term", first=MONDAY, last=date(2026, 10, 30)),
        NamedDays(name="Christmas Day", first=CHRISTMAS, last=CHRISTMAS, holiday=True),
    )
)


def line(on: date = MONDAY, *, zoom: int = 1, width: int = 12, **values: Any) -> str:
    scale = Scale(MONDAY, width, zoom)
    empty = backdrop(scale, Days(), (), date(2025, 1, 1))
    return "".join(
        cell.text for cell in activity_line(a_row(an_activity(1, "x", on, **values)), scale, empty)
    )


@pytest.mark.parametrize(
    ("values", "painted"),
    [
        ({}, "○━━         "),
        ({"on": date(2026, 10, 28)}, "      ○━━   "),
        ({"ends_on": date(2026, 10, 28), "start_time": None, "end_time": None}, "○━━━━━━━━   "),  # three days
        (
            {"start_time": time(21), "end_time": time(3), "ends_on": date(2026, 10, 27)},
            "○━━╸        ",
        ),  # a night
        ({"zoom": 0}, "○━━━        "),
        ({"zoom": 2}, "○━          "),
        ({"zoom": 3}, "○           "),  # a day of a week's column
        ({"status": Status.DOING}, "◐━━         "),
        ({"status": Status.DELIVERED}, "✓━━         "),
        ({"status": Status.PARTLY}, "◑━━         "),
        ({"status": Status.NOT_DELIVERED}, "✗━━         "),
        ({"status": Status.CANCELLED}, "–━━         "),
        ({"on": date(2026, 10, 25)}, "‹           "),  # it lies before the window
        ({"on": date(2026, 10, 30)}, "           ›"),  # and behind it
        ({"on": date(2026, 10, 25), "ends_on": date(2026, 10, 27)}, "━━━━━━      "),  # it began before
        ({"width": 0}, ""),
        ({"width": 2}, "○━"),
    ],
)
def test_a_bar(values: dict[str, Any], painted: str) -> None:
    if "ends_on" not in values:
        values = {"ends_on": values.get("on", MONDAY), **values}
    assert line(**values) == painted


def test_what_every_line_shows() -> None:
    scale = Scale(MONDAY, 62, 2)
    cells = backdrop(scale, DAYS, (BONFIRE,), date(2026, 10, 30))
    assert "".join(cell.text for cell in cells) == f"{' ' * 8}│{' ' * 11}┊{' ' * 41}"
    assert (cells[8].ink, cells[20].ink) == (Ink.NOW, Ink.ANCHOR)
    grounds = [cells[day * 2].ground for day in range(8)]
    assert grounds == [Ground.PERIOD] * 5 + [Ground.WEEKEND] * 2 + [Ground.DAY]


def test_weeks_are_not_shaded() -> None:
    assert {cell.ground for cell in backdrop(Scale(MONDAY, 20, 3), DAYS, (), MONDAY)} == {Ground.DAY}


@pytest.mark.parametrize(
    ("on", "names", "ground"),
    [
        (date(2026, 11, 4), [], Ground.DAY),
        (date(2026, 10, 31), ["weekend"], Ground.WEEKEND),
        (date(2026, 10, 28), ["half-term"], Ground.PERIOD),
        (CHRISTMAS, ["Christmas Day"], Ground.HOLIDAY),
    ],
)
def test_what_a_day_is(on: date, names: list[str], ground: Ground) -> None:
    assert (DAYS.names(on), DAYS.ground(on)) == (names, ground)


def test_a_proposal_leaves_dots_where_it_was() -> None:
    scale = Scale(MONDAY, 12, 1)
    was, to = (a_row(an_activity(1, "x", on)) for on in (MONDAY, date(2026, 10, 28)))
    cells = activity_line(was, scale, backdrop(scale, Days(), (), date(2025, 1, 1)), to)
    assert "".join(cell.text for cell in cells) == "┄┄┄   ○━━   "
    assert (cells[0].ink, cells[6].ink) == (Ink.WAS, Ink.PROPOSED)
