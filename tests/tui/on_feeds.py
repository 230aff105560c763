"""How tests press keys on Feeds, and what they look at."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.pilot import Pilot

from tui.screens.feeds import FeedsScreen
from tui.screens.today import TodayScreen

Settle = Callable[[Pilot[Any]], Awaitable[None]]
WIDE, NARROW = (100, 30), (80, 24)


async def press(pilot: Pilot[Any], settle: Settle, *keys: str) -> None:
    """Each key, and everything that follows from it."""
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def feeds(pilot: Pilot[Any]) -> FeedsScreen:
    screen = pilot.app.screen_stack[1]
    assert isinstance(screen, FeedsScreen)
    return screen


def today(pilot: Pilot[Any]) -> TodayScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, TodayScreen)
    return screen


def painted(pilot: Pilot[Any]) -> str:
    """Everything that the terminal is sent for the screen on top."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def told(pilot: Pilot[Any]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]
