"""How tests find the outbox, and what they look at."""

from typing import Any

from textual.pilot import Pilot

from tui.outbox.screen import OutboxScreen


def outbox(pilot: Pilot[Any]) -> OutboxScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, OutboxScreen)
    return screen


def stands_on(pilot: Pilot[Any]) -> int | None:
    """The reminder under the cursor."""
    row = outbox(pilot).delivery
    return None if row is None else row.id
