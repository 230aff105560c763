"""How tests press keys on Compare, and what they look at."""

from typing import Any

from textual.pilot import Pilot

from tui.compare.screen import CompareScreen


def compare(pilot: Pilot[Any]) -> CompareScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, CompareScreen)
    return screen
