"""The wheel of the mouse, over what does not fit."""

from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle, lines_painted, press
from tests.tui.timeline.on_timeline import timeline
from tui.app import SeasonalOps

pytestmark = pytest.mark.anyio


async def turn(pilot: Pilot[Any], settle: Settle, *, shift: bool = False) -> None:
    """A notch towards oneself, over the list."""
    focused = pilot.app.focused
    assert focused is not None
    await pilot._post_mouse_events([events.MouseScrollDown], focused, offset=(2, 0), shift=shift)
    await settle(pilot)


@pytest.mark.parametrize("digit", "123459")
async def test_the_wheel_scrolls_the_list_and_leaves_the_cursor(settle: Settle, digit: str) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, settle, digit, "g")
        shown = app.focused
        assert shown is not None
        before, at, cursor = lines_painted(pilot), shown.scroll_offset.y, shown.cursor
        await turn(pilot, settle)
        assert shown.scroll_offset.y > at
        assert lines_painted(pilot) != before
        assert shown.cursor == cursor


async def test_with_shift_it_turns_the_days_of_the_timeline(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "3")
        before = timeline(pilot).list.window
        await turn(pilot, settle, shift=True)
        assert timeline(pilot).list.window != before
