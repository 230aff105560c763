"""How tests find the count grid, and what they look at."""

from typing import Any

from textual import events
from textual.pilot import Pilot

from tests.tui.terminal import Settle
from tui.evaluate.grid import CountGrid
from tui.evaluate.screen import EvaluateScreen


def evaluate(pilot: Pilot[Any]) -> EvaluateScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, EvaluateScreen)
    return screen


def grid(pilot: Pilot[Any]) -> CountGrid:
    return evaluate(pilot).grid


def stands_on(pilot: Pilot[Any]) -> tuple[str, int]:
    """The measure and the number of the night under the cursor."""
    row = grid(pilot).row
    return ("" if row is None else row.measure.slug, grid(pilot).cursor[1])


async def paste(pilot: Pilot[Any], settle: Settle, text: str) -> None:
    pilot.app.post_message(events.Paste(text))
    await settle(pilot)
