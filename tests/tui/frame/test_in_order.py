"""Keys that arrive together, as a line that stalled delivers them."""

import threading
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Input

from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle, press, told
from tui.activity.form import FormScreen
from tui.app import SeasonalOps
from tui.frame.filter_box import FilterBox
from tui.frame.hanging_up import HungUp

pytestmark = pytest.mark.anyio


async def burst(pilot: Pilot[Any], settle: Settle, *keys: str) -> None:
    """All at once."""
    await settle(pilot)
    for key in keys:
        pilot.app.simulate_key(key)
    await settle(pilot)


async def test_what_is_typed_behind_the_slash_goes_into_the_filter(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=(80, 24)) as pilot:
        await burst(pilot, settle, "slash", *"undo")
        assert pilot.app.screen.query_one(FilterBox).value == "undo"
        assert source.asked == []


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (("a", *"street", "enter"), [("assign", 1, "street-scene", Role.SUPPORT)]),
        (("s", "down", "enter"), [("status", 1, Status.DOING)]),
        (("j", "space", "j"), [("status", 2, Status.DOING)]),
        (("D", *"no funding", "enter"), [("cancel", 1, "no funding")]),
        (
            ("r", "enter", "enter", "enter", "j", "space"),
            [
                ("respond", 1, "police", Answer.ACCEPTED, None, "told by phone"),
                ("status", 2, Status.DOING),
            ],
        ),
        (("slash", *"patrol", "enter", "space"), [("status", 5, Status.DOING)]),
        (
            ("a", *"street", "enter", "j", "space"),
            [("assign", 1, "street-scene", Role.SUPPORT), ("status", 2, Status.DOING)],
        ),
    ],
    ids=["assign", "status", "space", "cancel", "answer, on", "filter, on", "assign, on"],
)
async def test_a_question_gets_what_is_typed_behind_its_key_and_the_list_what_comes_after(
    settle: Settle, keys: tuple[str, ...], asked: list[tuple[Any, ...]]
) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=(80, 24)) as pilot:
        await burst(pilot, settle, *keys)
        assert source.asked == asked
        assert len(pilot.app.screen_stack) == 1


class Slow(FakeSource):
    """Answers what is read in full when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.may_answer = threading.Event()

    def in_full(self, ids: tuple[int, ...]) -> tuple[ActivityView, ...]:
        assert self.may_answer.wait(10)
        return super().in_full(ids)


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (("D", *"no undo", "enter"), ("cancel", 7, "no undo")),
        (("space", "j"), ("status", 7, Status.DOING)),
    ],
    ids=["question", "cursor-goes-on"],
)
async def test_what_has_to_be_read_first_is_done_to_what_the_key_was_pressed_on(
    settle: Settle, keys: tuple[str, ...], asked: tuple[Any, ...]
) -> None:
    source = Slow()
    async with SeasonalOps(source).run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "2", "o")
        row = pilot.app.main.list.row
        for key in keys:
            pilot.app.simulate_key(key)
        await pilot.pause(0.1)
        source.may_answer.set()
        await settle(pilot)
        assert source.asked == [(asked[0], row.id, *asked[2:])]


async def test_counts_that_were_typed_before_the_line_dropped_are_kept(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "5")
        for key in ("1", "7", "enter"):
            pilot.app.simulate_key(key)
        pilot.app.post_message(HungUp(129))
        while not pilot.app._exit:
            await pilot.pause(0.01)
        assert [one[0] for one in source.asked] == ["keep"]


async def test_what_is_pasted_behind_a_key_goes_where_the_key_leads(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        pilot.app.simulate_key("slash")
        pilot.app.post_message(events.Paste("patrol"))
        await settle(pilot)
        assert pilot.app.screen.query_one(FilterBox).value == "patrol"


async def test_a_key_that_is_held_down_arrives_each_time(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=(80, 24)) as pilot:
        await burst(pilot, settle, *["j", "k"] * 200, "slash", *"patrol", "escape", "e")
        assert isinstance(pilot.app.screen, FormScreen)
        await press(pilot, settle, "escape", "u")
        assert len(told(pilot)) == 1


async def test_what_is_typed_behind_what_is_not_read_in_time_is_no_command(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.frame.in_order._LOOK", 0.01)
    source = FakeSource()
    go, in_full = threading.Event(), source.in_full

    def slow(ids: tuple[int, ...]) -> tuple[ActivityView, ...]:
        go.wait(10)
        return in_full(ids)

    async with SeasonalOps(source).run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "2")
        source.in_full = slow  # type: ignore[method-assign]
        for key in ("D", *"unsafe", "enter"):
            pilot.app.simulate_key(key)
        while not told(pilot):
            await pilot.pause(0.01)
        assert told(pilot) == ["Still reading what that key opens; what was typed behind it is dropped."]
        go.set()
        await settle(pilot)
        assert source.asked == []
        assert pilot.app.screen.query_one(Input).value == ""
