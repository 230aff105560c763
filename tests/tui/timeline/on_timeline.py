"""How tests press keys on Timeline, and what they look at."""

from typing import Any

from textual.pilot import Pilot

from tui.timeline.screen import TimelineScreen


def timeline(pilot: Pilot[Any]) -> TimelineScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, TimelineScreen)
    return screen


def title(pilot: Pilot[Any]) -> str | None:
    """The activity under the cursor."""
    row = timeline(pilot).row
    return None if row is None else row.title


def line(pilot: Pilot[Any]) -> str:
    """The line under the cursor as it is painted, from the days on."""
    chart = timeline(pilot).list
    return chart.render_line(chart.cursor - chart.scroll_offset.y).text[chart.titles :].rstrip()
