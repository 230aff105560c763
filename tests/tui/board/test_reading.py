"""While the board, or one of its activities, is being read."""

import threading
from datetime import date

import pytest

from seasonal_ops.views import ActivityView
from seasonal_ops.words import Status
from tests.tui.board.on_board import a_season, stands_on
from tests.tui.fakes import FakeSource, an_activity
from tests.tui.terminal import NARROW, Settle, painted, told
from tui.app import SeasonalOps

pytestmark = pytest.mark.anyio


async def test_a_second_press_while_it_is_read_waits_and_q_waits_for_the_first(settle: Settle) -> None:
    source = a_season()
    go, in_full = threading.Event(), source.in_full

    def slow(ids: tuple[int, ...]) -> tuple[ActivityView, ...]:
        go.wait(10)
        return in_full(ids)

    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2", "o")
        await settle(pilot)
        source.in_full = slow  # type: ignore[method-assign]
        await pilot.press("space", "space")
        assert told(pilot) == ["Still saving the last change; press again in a moment."]
        assert "saving" in painted(pilot)
        app.simulate_key("q")
        while not any(worker.group == "end" for worker in app.workers):
            await pilot.pause(0.01)
        assert not app._exit
        go.set()
        while not app._exit:
            await pilot.pause(0.01)
        assert source.asked == [("status", 1, Status.DOING)]


async def test_it_opens_where_what_is_ahead_begins_when_that_is_out_of_sight(settle: Settle) -> None:
    over = [
        an_activity(100 + at, f"Long past {at}", date(2026, 9, 1), status=Status.DELIVERED)
        for at in range(40)
    ]
    source = FakeSource([*over, an_activity(1, "Joint patrol", date(2026, 11, 5))])
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await settle(pilot)
        while "Joint patrol" not in painted(pilot):  # it scrolls once it is painted
            await pilot.pause(0.01)
        assert stands_on(pilot) == "Joint patrol"
