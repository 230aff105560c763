"""How tests press keys in a meeting, and what they look at."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from tests.tui.fakes import FakeSource
from tests.tui.fakes.meeting import a_meeting
from tests.tui.terminal import WIDE, Settle, press
from tui.app import SeasonalOps
from tui.frame.line import Line
from tui.meeting.screen import MeetingScreen

PLAN = "bright-sparx-2026"


def begun(*activities: Any, **more: Any) -> FakeSource:
    """A source whose meeting goes on."""
    source = FakeSource(*((activities,) if activities else ()), **more)
    source.meeting = a_meeting()
    return source


@asynccontextmanager
async def meeting(
    source: FakeSource, settle: Settle, *keys: str, size: tuple[int, int] = WIDE, **more: Any
) -> AsyncIterator[Pilot[Any]]:
    """The program with one plan shown, after M and these keys."""
    app = SeasonalOps(source, **{"plan": PLAN, **more})
    async with app.run_test(size=size) as pilot:
        await press(pilot, settle, "M", *keys)
        yield pilot


def screen(pilot: Pilot[Any]) -> MeetingScreen:
    """The walk, whatever stands above it."""
    found = [one for one in pilot.app.screen_stack if isinstance(one, MeetingScreen)]
    return found[0]


def title(pilot: Pilot[Any]) -> str | None:
    """What is talked about."""
    row = screen(pilot).list.row
    return None if row is None else row.activity.title


def line(pilot: Pilot[Any]) -> str:
    """What the line of the meeting says, with single spaces."""
    return " ".join(screen(pilot).query_one("#meeting", Line).render().plain.split())
