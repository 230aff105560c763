"""What is written stands out from what it is written on, in every look that has colours."""

from collections.abc import Iterator
from typing import Any, Final

import pytest
from rich.segment import Segment
from textual.pilot import Pilot

from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle, press
from tui.app import SeasonalOps
from tui.frame.signs import SIGNS

pytestmark = pytest.mark.anyio

# Web Content Accessibility Guidelines 2.2, 1.4.3 (AA) and 1.4.6 (AAA).
LEAST: Final = {"dark": 4.5, "light": 4.5, "high-contrast": 7.0}
_SIGNS: Final = frozenset("━■▼").union(*(sign.split() for sign, _ in SIGNS)) - set("░▒▓·–!")
SEEN: Final = (
    *((digit,) for digit in "123456789"),
    ("3", "greater_than_sign"),
    ("4", "V", "v"),
    ("5", "e"),
    ("space", "s"),
    ("a",),
    ("r",),
    ("e",),
    ("N",),
    ("F",),
    ("A",),
    ("M",),
    ("L",),
    ("question_mark",),
    ("colon",),
    ("slash", "x"),
)


def luminance(colour: tuple[int, int, int]) -> float:
    """The relative luminance of WCAG 2.2, 0 to 1."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(segment: Segment) -> float:
    """Of a text with what is behind it, 1 to 21."""
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    assert not style.dim  # each terminal makes of it what it likes
    low, high = sorted(luminance(colour.get_truecolor()) for colour in (style.color, style.bgcolor))
    return (high + 0.05) / (low + 0.05)


def written(pilot: Pilot[Any]) -> Iterator[Segment]:
    """What is painted with a letter, digit or sign in it; of a dialog, not what it has dimmed around it."""
    screen = pilot.app.screen
    strips = screen._compositor.render_strips()
    for frame in screen.query("Frame, CommandPalette #--container"):
        x, y, width, height = frame.region
        strips = [strip.crop(x, x + width) for strip in strips[y : y + height]]
    for strip in strips:
        yield from (
            segment
            for segment in strip
            if any(letter.isalnum() or letter in _SIGNS for letter in segment.text)
        )


@pytest.mark.parametrize("keys", SEEN, ids=" ".join)
@pytest.mark.parametrize("look", LEAST)
async def test_it_stands_out(settle: Settle, look: str, keys: tuple[str, ...]) -> None:
    app = SeasonalOps(FakeSource())
    app.theme = look
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, settle, *keys)
        weak = {
            segment.text.strip(): round(ratio, 2)
            for segment in written(pilot)
            if (ratio := contrast(segment)) < LEAST[look]
        }
        assert not weak
