"""How tests press keys, and what they read on the terminal."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from textual.pilot import Pilot

Settle = Callable[[Pilot[Any]], Awaitable[None]]
WIDE: Final = (100, 30)
NARROW: Final = (80, 24)


async def press(pilot: Pilot[Any], settle: Settle, *keys: str) -> None:
    """Each key, and everything that follows from it."""
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def lines_painted(pilot: Pilot[Any]) -> list[str]:
    """Every line that the terminal is sent for the screen on top."""
    return [strip.text for strip in pilot.app.screen._compositor.render_strips()]


def painted(pilot: Pilot[Any]) -> str:
    """Everything that the terminal is sent for the screen on top."""
    return "\n".join(lines_painted(pilot))


def told(pilot: Pilot[Any]) -> list[str]:
    """What the messages in the corner say."""
    return [notice.message for notice in pilot.app._notifications]
