"""The guide to the first plan, and what stands in the place of an empty list."""

from dataclasses import replace
from typing import Any

import pytest
from hostile import ACTING, HOSTILE
from textual.pilot import Pilot

from tests.tui.fakes import PLANS, FakeSource
from tests.tui.fakes.seasons import TEMPLATES
from tests.tui.terminal import Settle, painted, told
from tui.app import SeasonalOps
from tui.frame.screen import MainScreen
from tui.seasons.guide import Guide
from tui.seasons.new_plan import NewPlanScreen

pytestmark = pytest.mark.anyio


def empty() -> FakeSource:
    return FakeSource((), clashing=(), plans=(), uncounted=(), next_anchor=None)


def main(pilot: Pilot[Any]) -> MainScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_the_templates_are_the_list_and_enter_opens_a_new_plan_from_one(
    settle: Settle, size: tuple[int, int]
) -> None:
    async with SeasonalOps(empty()).run_test(size=size) as pilot:
        await settle(pilot)
        text = painted(pilot)
        assert "There is no plan yet." in text
        assert "Keeps the nights from late October" in text
        assert "◆ Mischief Night, ◆ Bonfire Night" in text
        assert "seasonal-ops demo" in text
        assert "plan import" in text
        await pilot.press("j")
        await settle(pilot)
        assert "You give the date of Welcome Sunday." in painted(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, NewPlanScreen)
        assert "New plan ▸ Freshers 2027" in painted(pilot)


async def test_it_goes_when_there_is_a_plan_and_the_list_has_the_keys_again(settle: Settle) -> None:
    source = empty()
    async with SeasonalOps(source).run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert main(pilot).query(Guide)
        source.view = {**source.view, "plans": PLANS}
        source.facts += 1
        pilot.app.load()  # type: ignore[attr-defined]
        await settle(pilot)
        assert not main(pilot).query(Guide)
        assert pilot.app.focused is main(pilot).query_one("ActivityList")
        assert "Nothing is overdue" in painted(pilot)


@pytest.mark.parametrize(("digit", "guided"), [("2", True), ("3", True), ("7", False), ("9", False)])
async def test_the_screens_that_need_a_plan_show_it(settle: Settle, digit: str, guided: bool) -> None:
    async with SeasonalOps(empty()).run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press(digit)
        await settle(pilot)
        assert bool(main(pilot).query(Guide)) is guided


async def test_on_evaluate_the_guide_has_the_keys_not_the_hidden_grid(settle: Settle) -> None:
    async with SeasonalOps(empty()).run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for key in ("5", "2", "5"):  # also when one comes back
            await pilot.press(key)
            await settle(pilot)
        assert "edit" not in painted(pilot).splitlines()[-1]
        await pilot.press("j")
        await settle(pilot)
        assert "You give the date of Welcome Sunday." in painted(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(pilot.app.screen, NewPlanScreen)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_shown_harmlessly(settle: Settle, text: str) -> None:
    source = empty()
    source.templates_there = (replace(TEMPLATES[1], name=text, summary=text, anchors=(text,), needs=(text,)),)
    async with SeasonalOps(source).run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert not ACTING & set(painted(pilot).replace("\n", ""))


async def test_without_a_plan_none_can_go_live(settle: Settle) -> None:
    async with SeasonalOps(empty()).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.app.run_action("go_live")
        await settle(pilot)
        assert told(pilot) == ["There is no plan yet; N makes one."]
