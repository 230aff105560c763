"""How tests find the partners, and what they look at."""

from typing import Any

from textual.pilot import Pilot

from tui.partners.screen import PartnersScreen


def partners(pilot: Pilot[Any]) -> PartnersScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, PartnersScreen)
    return screen


def stands_on(pilot: Pilot[Any]) -> str | None:
    """The partner under the cursor."""
    row = partners(pilot).list.row
    return None if row is None else row.name


def rows(pilot: Pilot[Any]) -> list[str]:
    """Every line of the list as it is painted."""
    listed = partners(pilot).list
    return [listed.render_line(y).text for y in range(len(listed.lines))]
