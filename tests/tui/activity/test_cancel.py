"""D asks why, and cancels what is marked."""

import pytest

from tests.tui.activity.on_form import NARROW, press
from tests.tui.fakes import WEEK, FakeSource
from tests.tui.terminal import Settle, painted, told
from tui.app import SeasonalOps

pytestmark = pytest.mark.anyio


async def test_to_cancel_asks_why_and_does_it_to_all_that_are_marked(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "D", "escape")
        assert source.asked == []
        await press(pilot, settle, "v", "v", "D")
        assert "Cancel 2 activities?" in painted(pilot)
        await press(pilot, settle, *"no funding", "enter")
        assert source.asked == [("cancel", 1, "no funding"), ("cancel", 2, "no funding")]


async def test_cancelling_as_a_status_asks_why_too(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "s", "k", "enter")  # one up from the first is the last
        assert "Why (it is kept, and told)" in painted(pilot)
        assert source.asked == []
        await press(pilot, settle, *"no funding", "enter")
        assert source.asked == [("cancel", 1, "no funding")]


async def test_what_is_cancelled_is_not_cancelled_again(settle: Settle) -> None:
    source = FakeSource(WEEK[2:3])
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await press(pilot, settle, "D", "enter", "D")
        assert "It is cancelled already; s gives it another status." in told(pilot)
