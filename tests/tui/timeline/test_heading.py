"""What stands above the days."""

from datetime import date

import pytest
from hostile import ACTING, HOSTILE
from rich.cells import cell_len

from seasonal_ops.views import AnchorView, NamedDays
from tui.timeline.bars import Days
from tui.timeline.heading import label_lines, labels, letter_line, number_line, span
from tui.timeline.ink import Cell
from tui.timeline.scale import Scale

FRIDAY = date(2026, 10, 23)
HALF_TERM = NamedDays(name="half-term", first=date(2026, 10, 26), last=date(2026, 10, 30))


def text(cells: list[Cell]) -> str:
    return "".join(cell.text for cell in cells).rstrip()


def anchor(name: str, on: date) -> AnchorView:
    return AnchorView(name=name, on=on, given=False, reason="")


ANCHORS = (
    anchor("Mischief Night", date(2026, 10, 30)),
    anchor("Halloween", date(2026, 10, 31)),
    anchor("Bonfire Night", date(2026, 11, 5)),
    anchor("Bonfire Night", date(2026, 11, 5)),  # of another plan: one name is enough
    anchor("New Year", date(2027, 1, 1)),  # not in view
)


def named(width: int, height: int, zoom: int = 1) -> list[str]:
    scale = Scale(FRIDAY, width, zoom)
    found = labels(scale, ANCHORS, (HALF_TERM,), date(2026, 10, 27))
    return [text(line) for line in label_lines(found, width, height)]


@pytest.mark.parametrize(
    ("width", "height", "lines"),
    [
        (72, 1, ["         ▒  ▼ NOW    ◆ Mischief Night  ◆ Bonfire Night"]),  # Halloween has no room
        (
            72,
            2,
            [
                "            ▼ NOW    ◆ Mischief Night  ◆ Bonfire Night",
                "         ▒ half-term    ◆ Halloween",
            ],
        ),
        (12, 2, ["         ▒", ""]),  # nothing but the beginning of half-term is in view
        (0, 2, ["", ""]),
        (72, 0, []),
    ],
)
def test_no_name_stands_over_another(width: int, height: int, lines: list[str]) -> None:
    assert named(width, height) == lines


@pytest.mark.parametrize(
    ("zoom", "numbers", "letters"),
    [
        (0, "23  24  25  26", "Fr  Sa░ Su░ Mo▒"),
        (1, "23 24 25 26 27", "Fr Sa░Su░Mo▒Tu▒"),
        (2, "      26 Oct", "F S░S░M▒T▒W▒T▒F▒"),
        (3, "Oct     Nov", "23  30  6   13"),
        (4, "Oct Nov", "23  6 13  27  11"),  # two numbers never run together
    ],
)
def test_dates(zoom: int, numbers: str, letters: str) -> None:
    scale = Scale(FRIDAY, 16, zoom)
    assert text(number_line(scale)).startswith(numbers)
    assert text(letter_line(scale, Days((HALF_TERM,)), FRIDAY)) == letters


def test_which_days_are_in_view() -> None:
    assert span(Scale(FRIDAY, 60, 1), 24) == "23 Oct – 11 Nov 2026    "


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: ascii(value)[:24])
def test_names_from_outside_are_only_text(hostile: str) -> None:
    found = labels(Scale(FRIDAY, 60, 1), [anchor(hostile, FRIDAY)], (), FRIDAY)
    lines = label_lines(found, 60, 3)
    for line in lines:
        painted = "".join(cell.text for cell in line)
        assert not set(painted) & ACTING
        assert cell_len(painted) == 60
