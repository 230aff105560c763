"""What comes by itself: a key that was meant for the line below is not its answer."""

import threading
from typing import Any

import pytest

from seasonal_ops.errors import Refused
from seasonal_ops.views import Change
from seasonal_ops.words import Status
from tests.tui.fakes import FakeSource
from tests.tui.fakes.editing import a_line
from tests.tui.terminal import WIDE, Settle, painted, press
from tui.activity.overtaken import OvertakenDialog
from tui.app import SeasonalOps
from tui.frame.error import ErrorDialog

pytestmark = pytest.mark.anyio
HILL = a_line("Sgt Hill", Change(label="Meet", was="", now="the station"))


def overtaken_on_the_way(source: FakeSource) -> threading.Event:
    """Somebody was quicker with the first activity; a change by a key is held up until this."""
    source.told = (HILL,)
    source.somebody_else(1, meet="the station")
    go, set_status = threading.Event(), source.set_status

    def slow(*asked: Any) -> Any:
        go.wait(10)
        return set_status(*asked)

    source.set_status = slow  # type: ignore[method-assign]
    return go


async def test_keys_for_the_list_do_not_answer_what_came_meanwhile(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.frame.dialog._QUIET", 600)
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        go = overtaken_on_the_way(source)
        await pilot.press("space", "j")
        go.set()
        while not isinstance(app.screen, OvertakenDialog):
            await pilot.pause(0.01)
        await pilot.press("j", "enter")  # "do it all the same"
        assert isinstance(app.screen, OvertakenDialog)
        assert "Enter do it" not in painted(pilot)
        monkeypatch.setattr("tui.frame.dialog._QUIET", 0.01)
        await pilot.press("j")  # the last key; after it nothing is typed for a moment
        await settle(pilot)
        assert "Enter do it" in painted(pilot)
        assert source.activities[1].status is Status.PLANNED
        await press(pilot, settle, "j", "enter")
        assert source.activities[1].status is Status.DOING


async def test_an_error_is_not_closed_by_what_was_typed_ahead(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.frame.dialog._QUIET", 600)
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        source.trouble = Refused("the database is busy; try again")
        await pilot.press("space")
        while not isinstance(app.screen, ErrorDialog):
            await pilot.pause(0.01)
        await pilot.press("enter", "q")
        assert isinstance(app.screen, ErrorDialog)


@pytest.mark.parametrize("fails", [False, True])
async def test_q_does_not_end_it_over_what_came_by_itself(settle: Settle, fails: bool) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        go = overtaken_on_the_way(source)
        await pilot.press("space")
        app.simulate_key("q")
        while not any(worker.group == "end" for worker in app.workers):
            await pilot.pause(0.01)
        source.trouble = Refused("the database is busy; try again") if fails else None
        go.set()
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog if fails else OvertakenDialog)
        assert not app._exit
