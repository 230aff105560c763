"""A season with phases, how tests find the board, and what they look at."""

from dataclasses import replace
from datetime import date
from typing import Any, Final

from textual.pilot import Pilot

from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes import WEEK, FakeSource, an_activity, an_assignment
from tui.board.screen import BoardScreen

_LEAD: Final = an_assignment("Community Safety Team", Role.LEAD, Answer.ACCEPTED)
# Preparation (7, 8), operation (1 to 6), and what stands in no phase (9).
SEASON: Final = (
    an_activity(
        7, "Send the funding bids", date(2026, 9, 4), phase="preparation", status=Status.DELIVERED,
        assignments=(_LEAD,),
    ),
    an_activity(
        8, "Book the schools", date(2026, 9, 18), phase="preparation", status=Status.CANCELLED,
        assignments=(_LEAD,),
    ),
    *(replace(one, phase="operation") for one in WEEK),
    an_activity(9, "Thank everybody", date(2026, 11, 20), start_time=None, end_time=None),
)  # fmt: skip


def a_season(*more: ActivityView, **view: Any) -> FakeSource:
    return FakeSource((*SEASON, *more), **view)


def board(pilot: Pilot[Any]) -> BoardScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, BoardScreen)
    return screen


def stands_on(pilot: Pilot[Any]) -> str:
    """The activity under the cursor, or the phase."""
    listed = board(pilot).list
    if listed.row is not None:
        return listed.row.title
    return f"[{listed.phase.name}]" if listed.phase is not None else ""


def rows(pilot: Pilot[Any]) -> list[str]:
    """Every line of the list as it is painted."""
    listed = board(pilot).list
    top = listed.scroll_offset.y
    return [listed.render_line(y - top).text for y in range(len(listed.lines))]
