"""The dialogs: what is typed, and what is asked of the source then."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes import FakeSource
from tui.app import SeasonalOps
from tui.modals.answer import AnswerForm
from tui.modals.assign import AssignPicker
from tui.modals.dialog import Choices

pytestmark = pytest.mark.anyio
Settle = Callable[[Pilot[Any]], Awaitable[None]]
DATE = date(2026, 11, 5)


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        # status: the present one is highlighted, so one down is the next
        (("s", "down", "enter"), [("status", 1, Status.DOING)]),
        (("s", "j", "j", "j", "enter"), [("status", 1, Status.PARTLY)]),
        (("s", "enter"), []),  # the same status is no change
        (("s", "down", "escape"), []),
        # assign: type ahead, arrows, Tab changes the role
        (("a", *"stre", "enter"), [("assign", 1, "street-scene", Role.SUPPORT)]),
        (("a", *"fire", "tab", "enter"), [("assign", 1, "fire-and-rescue", Role.LEAD)]),
        (("a", *"fire", "tab", "tab", "enter"), [("assign", 1, "fire-and-rescue", Role.SUPPORT)]),
        (("a", "down", "down", "up", "enter"), [("assign", 1, "fire-and-rescue", Role.SUPPORT)]),
        (("a", *"s t", "down", "enter"), [("assign", 1, "street-scene", Role.SUPPORT)]),  # every word
        (("a", *"nobody", "enter", "escape"), []),  # nothing matches: nothing happens
        (("a", *"q", "escape"), []),  # a letter, not "quit"
        # answer: the one who has not answered comes first; three times Enter is "accepted"
        (
            ("r", "enter", "enter", "enter"),
            [("respond", 1, "police", Answer.ACCEPTED, None, "told by phone")],
        ),
        (
            ("r", "up", "enter", "down", "enter", *"at her desk", "enter"),
            # typing replaces the note that stands there
            [("respond", 1, "trading-standards", Answer.DECLINED, None, "at her desk")],
        ),
        (
            ("r", "enter", "j", "j", "enter", *"5/11", "enter", "enter"),
            [("respond", 1, "police", Answer.PROPOSED, DATE, "told by phone")],
        ),
        (("r", "enter", "enter", "escape"), []),
    ],
)
async def test_keys_become_a_question_to_the_source(
    settle: Settle, keys: tuple[str, ...], asked: list[tuple[Any, ...]]
) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            # Only `a` waits for a worker before its dialog is there.
            if key == keys[0]:
                await settle(pilot)
        await settle(pilot)
        assert source.asked == asked
        assert len(app.screen_stack) == 1


async def test_a_date_that_is_none_is_said_in_the_form(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("r", "enter", "down", "down", "enter", *"31/6", "enter", "enter")
        assert isinstance(app.screen, AnswerForm)
        assert "there is no such day" in str(app.screen.query_one("#wrong", Static).content)
        assert app.focused is app.screen.query_one("#date")
        assert source.asked == []


async def test_who_is_assigned_already_says_so(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await settle(pilot)
        assert isinstance(app.screen, AssignPicker)
        shown = [str(option.prompt) for option in app.screen.query_one(Choices).options]
        assert shown == [
            "Community Safety Team",
            "Fire and Rescue",
            "Police (support already)",
            "Street Scene",
            "Trading Standards (lead already)",
        ]


async def test_an_answer_needs_somebody_who_was_asked(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("G", "r")
        assert len(app.screen_stack) == 1
        assert [notice.message for notice in app._notifications] == [
            "Nobody is assigned yet; a assigns a partner."
        ]
