"""B: a draft goes live, after whom it would write to was said."""

from dataclasses import replace
from typing import Any

import pytest
from textual.pilot import Pilot

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.views import GoingLiveView
from tests.tui.fakes import PLANS, FakeSource
from tests.tui.seasons.on_seasons import asked
from tests.tui.terminal import Settle, painted, press, told
from tui.app import SeasonalOps
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY
from tui.seasons.go_live import DraftPicker, GoLive, sentences

pytestmark = pytest.mark.anyio
DRAFT = "freshers-2027"


async def begin(pilot: Pilot[Any], settle: Settle) -> None:
    """As the palette does it, on any screen."""
    await settle(pilot)
    await pilot.app.run_action("go_live")
    await settle(pilot)


async def test_it_says_who_gets_messages_and_leaving_it_a_draft_comes_first(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, plan=DRAFT).run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "A", "B")
        text = " ".join(painted(pilot).replace("│", " ").split())
        assert "Let Freshers 2027 go live?" in text
        assert "17 reminders would go out to 2 contacts (Police; Fire and Rescue)" in text
        assert "Nobody can be written to at: Street Pastors." in text
        assert "The plan has 1 error" in text
        assert "There is no way back to a draft." in text
        await press(pilot, settle, "enter")
        assert asked(source, "go_live") == []


async def test_it_goes_live_when_that_is_chosen(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, plan=DRAFT).run_test(size=(100, 30)) as pilot:
        await begin(pilot, settle)
        assert "Go live: 2 contacts get messages from now on" in painted(pilot)
        await press(pilot, settle, "down", "enter")
        assert asked(source, "go_live") == [(DRAFT,)]
        assert told(pilot) == ["Freshers 2027 is live. 7 shows what will be sent."]
        assert not isinstance(pilot.app.screen, GoLive)


async def test_a_failure_is_told_and_nothing_went_live(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, plan=DRAFT).run_test(size=(100, 30)) as pilot:
        await begin(pilot, settle)
        source.trouble = DatabaseTrouble("the database is locked")
        await press(pilot, settle, "down", "enter")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert asked(source, "go_live") == []


async def test_readonly_lets_nothing_go_live(settle: Settle) -> None:
    async with SeasonalOps(FakeSource(), plan=DRAFT, readonly=True).run_test(size=(100, 30)) as pilot:
        await begin(pilot, settle)
        assert told(pilot) == [READ_ONLY]
        assert not isinstance(pilot.app.screen, GoLive)


async def test_of_several_drafts_one_is_picked(settle: Settle) -> None:
    drafts = tuple(replace(one, live=False) for one in PLANS)
    async with SeasonalOps(FakeSource(plans=drafts)).run_test(size=(100, 30)) as pilot:
        await begin(pilot, settle)
        assert isinstance(pilot.app.screen, DraftPicker)
        await press(pilot, settle, "down", "enter")
        assert isinstance(pilot.app.screen, GoLive)
        assert "Let Freshers 2027 go live?" in painted(pilot)


async def test_what_is_live_is_live(settle: Settle) -> None:
    live = tuple(replace(one, live=True) for one in PLANS)
    async with SeasonalOps(FakeSource(plans=live)).run_test(size=(100, 30)) as pilot:
        await begin(pilot, settle)
        assert told(pilot) == ["Every plan is live already."]


def test_a_plan_that_reaches_nobody_says_so_plainly() -> None:
    view = GoingLiveView(
        plan=PLANS[1], reached=(), silent=("A, of B", "C"), contacts=0, reminders=0, first=None, errors=0
    )
    assert sentences(view)[:2] == (
        "0 reminders would go out.",
        "Nobody can be written to at: A, of B; C. First: seasonal-ops contact add PARTNER EMAIL.",
    )
