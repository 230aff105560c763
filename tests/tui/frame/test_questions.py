"""The dialogs: what is typed, and what is asked of the source then."""

import threading
from datetime import date
from typing import Any

import pytest
from textual.widgets import Static

from seasonal_ops.words import Answer, Role, Status
from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle, press, told
from tui.activity.answer import AnswerForm
from tui.activity.assign import AssignPicker
from tui.app import SeasonalOps
from tui.frame.confirm import Confirm
from tui.frame.dialog import Choices

pytestmark = pytest.mark.anyio
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
        (("a", *"s t", "down", "tab", "enter"), []),  # every word; it leads already
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


async def test_whoever_leads_alone_is_not_made_support_unasked(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "a", *"trading", "enter")
        assert isinstance(app.screen, Confirm)
        assert source.asked == []
        await press(pilot, settle, "enter")
        assert source.asked == []
        await press(pilot, settle, "a", *"trading", "enter", "down", "enter")
        assert source.asked == [("assign", 1, "trading-standards", Role.SUPPORT)]


async def test_a_name_that_nobody_has_is_said(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "a", *"xyz", "enter")
        assert told(pilot) == ["Nothing here is called that."]
        assert isinstance(pilot.app.screen, AssignPicker)


async def test_of_several_it_says_for_how_many_each_partner_was_asked(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "V", "r")
        shown = [str(option.prompt) for option in app.screen.query_one("#partner", Choices).options]
        assert shown == [
            "Police: asked for 3 of 6, 3 unanswered",  # somebody who is waited for is first
            "Trading Standards: asked for 2 of 6, all answered",
            "Community Safety Team: asked for 3 of 6, all answered",
            "Fire and Rescue: asked for 2 of 6, all answered",
        ]


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


async def test_a_name_may_be_typed_before_the_partners_are_read(settle: Settle) -> None:
    """A letter of it is none of the keys of the screen below, on which p is another plan and q is quit."""
    source = FakeSource()
    read, partners = threading.Event(), source.partners

    def slow() -> Any:
        read.wait(10)
        return partners()

    source.partners = slow  # type: ignore[method-assign]
    app = SeasonalOps(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("a")
        await pilot.pause()
        await pilot.press(*"str")
        read.set()
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert source.asked == [("assign", 1, "street-scene", Role.SUPPORT)]


async def test_an_answer_needs_somebody_who_was_asked(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("G", "r")
        assert len(app.screen_stack) == 1
        assert told(pilot) == ["Nobody is assigned yet; a assigns a partner."]
