"""A screen that is left while its answers are on their way."""

import asyncio

import pytest
from textual import events, on
from textual.message import Message

from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle
from tui.app import SeasonalOps
from tui.frame.screen import DeskScreen

pytestmark = pytest.mark.anyio
PLAN = "bright-sparx-2026"


class First(Message):
    """Its handler lasts until somebody lets it go on."""


class Second(Message):
    """Waits behind the first."""


class Slow(DeskScreen):
    """Notes what it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on, self.told = asyncio.Event(), list[type[Message]]()

    @on(First)
    async def _on_first(self) -> None:
        self.told.append(First)
        await self.go_on.wait()

    @on(Second)
    def _on_second(self) -> None:
        self.told.append(Second)


@pytest.mark.parametrize("left", [False, True])
async def test_an_answer_that_comes_when_the_screen_is_taken_away_is_dropped(
    settle: Settle, left: bool
) -> None:
    async with SeasonalOps(FakeSource()).run_test() as pilot:
        await settle(pilot)
        screen = Slow()
        await pilot.app.push_screen(screen)
        screen.post_message(First())
        screen.post_message(Second())
        while not screen.told:
            await asyncio.sleep(0)
        going = pilot.app.pop_screen() if left else None
        screen.go_on.set()
        if going is not None:
            await going
        await settle(pilot)
        assert screen.told == ([First] if left else [First, Second])


@pytest.mark.parametrize("keys", ["AAA", "ANANA", "NNFAN", "FAFAF", "A1A1A1"])
async def test_screens_that_are_opened_and_left_faster_than_they_load(settle: Settle, keys: str) -> None:
    async with SeasonalOps(FakeSource(), plan=PLAN).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in keys * 3:
            # All at once, as a terminal that hung hands them over; a pilot waits after each.
            pilot.app.post_message(events.Key(key, key))
        await settle(pilot)
        assert pilot.app.is_running
