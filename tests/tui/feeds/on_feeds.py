"""How tests press keys on Feeds, and what they look at."""

from typing import Any

from textual.pilot import Pilot

from tui.feeds.screen import FeedsScreen
from tui.today.screen import TodayScreen


def feeds(pilot: Pilot[Any]) -> FeedsScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, FeedsScreen)
    return screen


def picked(pilot: Pilot[Any]) -> int | None:
    """The feed under the cursor."""
    feed = feeds(pilot).feed
    return None if feed is None else feed.id


def today(pilot: Pilot[Any]) -> TodayScreen:
    screen = pilot.app.get_screen_stack("today")[0]
    assert isinstance(screen, TodayScreen)
    return screen
