"""Text and signs stand out from what is behind them, in every look that has colours."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.pilot import Pilot

from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle, press
from tui.app import SeasonalOps
from tui.frame.signs import SIGNS
from tui.themes import THEMES

pytestmark = pytest.mark.anyio

# Web Content Accessibility Guidelines 2.2, 1.4.3 (AA) and 1.4.6 (AAA).
LEAST: Final = {"dark": 4.5, "light": 4.5, "high-contrast": 7.0}
# What lists and the timeline write in, and on: plain, a kept line, half-term, a bank holiday, the cursor.
INKS: Final = (
    "foreground",
    "foreground-muted",
    "text-primary",
    "text-accent",
    "text-success",
    "text-warning",
    "text-error",
)
GROUNDS: Final = ("background", "surface", "panel", "warning-muted", "primary-muted")
# Where colours meet that are not of those lists. Of the signs, the shades are grounds.
PLACES: Final = (
    *((digit,) for digit in "123456789"),
    *((digit, "enter") for digit in "167"),
    ("3", "greater_than_sign"),
    ("4", "V", "v"),
    ("4", "m"),
    ("5", "e"),
    ("5", "x"),
    ("8", "l"),
    ("8", "n"),
    *((key,) for key in "snarDpeNFAL"),
    ("N", "tab"),
    ("A", "tab"),
    ("M", "enter"),
    ("question_mark",),
    ("colon",),
    ("slash", "x"),
)
_SIGNS: Final = frozenset("━■▼").union(*(sign.split() for sign, _ in SIGNS)) - set("░▒▓")
_OVER: Final = "Frame, CommandInput, CommandList"


def contrast(one: Color, other: Color) -> float:
    """The ratio of WCAG 2.2, 1 to 21."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    """The relative luminance of WCAG 2.2, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def written(pilot: Pilot[Any]) -> Iterator[Segment]:
    """What is painted with a letter, digit or sign in it; of a dialog, not what it has dimmed around it."""
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    over = [widget.region for widget in screen.query(_OVER)]
    for region in over or [screen.region]:
        for strip in strips[region.y : region.bottom]:
            for segment in strip.crop(region.x, region.right):
                if any(letter.isalnum() or letter in _SIGNS for letter in segment.text):
                    yield segment


def weak(pilot: Pilot[Any], least: float) -> dict[str, float]:
    """What does not stand out, with its ratio."""
    found = {}
    segments = list(written(pilot))
    assert segments
    for segment in segments:
        assert segment.style is not None
        assert segment.style.color is not None
        assert segment.style.bgcolor is not None
        ratio = contrast(*map(Color.from_rich_color, (segment.style.color, segment.style.bgcolor)))
        if ratio < least:
            found[segment.text.strip()] = round(ratio, 2)
    return found


@pytest.mark.parametrize("look", LEAST)
def test_every_ink_stands_out_on_every_ground(look: str) -> None:
    colours = THEMES[look].to_color_system().generate()
    ratios = {}
    for ink, ground in product(INKS, GROUNDS):
        below = Color.parse(colours[ground])
        ratios[ink, ground] = contrast(below + Color.parse(colours[ink]), below)
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < LEAST[look]} == {}


@pytest.mark.parametrize("look", LEAST)
async def test_what_is_shown_stands_out(settle: Settle, look: str) -> None:
    app = SeasonalOps(FakeSource(), theme=look)
    found = {}
    async with app.run_test(size=(100, 30)) as pilot:
        for keys in PLACES:
            app.show("today")
            await press(pilot, settle, *keys)
            found[keys] = weak(pilot, LEAST[look])
    assert {place: texts for place, texts in found.items() if texts} == {}


@pytest.mark.parametrize("look", LEAST)
async def test_what_is_picked_with_the_mouse_stands_out(settle: Settle, look: str) -> None:
    app = SeasonalOps(FakeSource(), theme=look)
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.mouse_down("Detail", offset=(2, 1))
        await pilot.hover("Detail", offset=(20, 9))
        await settle(pilot)
        assert app.screen.get_selected_text()
        assert weak(pilot, LEAST[look]) == {}
