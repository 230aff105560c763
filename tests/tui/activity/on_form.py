"""How tests type in the form of an activity, and what they read there."""

from typing import Any

from textual.pilot import Pilot
from textual.widgets import Static

from tests.tui.terminal import Settle
from tui.activity.form import FormScreen

WIDE, NARROW = (100, 30), (80, 24)
DOWN_TO_LOCATION = ("down",) * 5  # over the two partners
SAVE = ("escape", "enter")  # leave; the first answer saves


async def press(pilot: Pilot[Any], settle: Settle, *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        # Whoever types does not wait at each letter.
        if len(key) > 1 or key in ("e", "n", "a"):
            await settle(pilot)
    await settle(pilot)


def form(pilot: Pilot[Any]) -> FormScreen:
    assert isinstance(pilot.app.screen, FormScreen)
    return pilot.app.screen


def at(pilot: Pilot[Any], name: str) -> str:
    """What a line of the form says."""
    return str(pilot.app.screen.query_one(f"#{name}", Static).content)


def said(pilot: Pilot[Any]) -> str:
    """Everything that the screen on top says, however it is folded."""
    return " ".join(str(one.content) for one in pilot.app.screen.query(Static))
