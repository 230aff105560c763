"""A: an anchor's date, and what hangs on it."""

from dataclasses import replace
from datetime import date

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.errors import Changed
from seasonal_ops.views import PlanView
from tests.tui.fakes import PLANS, FakeSource
from tests.tui.seasons.on_seasons import asked, box, form
from tests.tui.terminal import Settle, painted, press, told
from tui.app import SeasonalOps
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY
from tui.seasons.anchors import AnchorsScreen

pytestmark = pytest.mark.anyio
WIDE, NARROW = (100, 30), (80, 24)
PLAN, NIGHT = "bright-sparx-2026", "Bonfire Night"


async def test_the_plan_s_anchors_stand_there_with_their_dates(settle: Settle) -> None:
    async with SeasonalOps(FakeSource(), plan=PLAN).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "A")
        text = painted(pilot)
        assert "Anchors ▸ Bright Sparx 2026" in text
        assert "Thu 5 Nov 2026" in text
        assert "in 6 days" in text
        assert "Type another date into the box of an anchor" in text


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_a_date_shows_what_would_move_and_enter_keeps_just_that(
    settle: Settle, size: tuple[int, int]
) -> None:
    source = FakeSource()
    async with SeasonalOps(source, plan=PLAN).run_test(size=size) as pilot:
        await press(pilot, settle, "A", "tab", *"6/11")
        text = painted(pilot)
        assert "Fri 6 Nov 2026: 1 activity would move" in text
        assert "Tue 27 Oct 2026 → Wed 28 Oct 2026  Retailer visits, phase 2" in text
        if size == WIDE:
            assert "Wed 28 Oct 2026 = Wed 28 Oct 2026  Skip clearance, east ward" in text
            assert "it is delivered" in text
        assert asked(source, "move_anchor") == []
        await press(pilot, settle, "enter")
        ((plan, name, on, seen),) = asked(source, "move_anchor")
        assert (plan, name, on, len(seen)) == (PLAN, NIGHT, date(2026, 11, 6), 2)
        assert told(pilot) == [
            "Bonfire Night is on Fri 6 Nov 2026 now; 1 activity moved with it. u undoes it."
        ]
        assert box(pilot, NIGHT).value == ""
        assert isinstance(pilot.app.screen, AnchorsScreen)


async def test_escape_drops_what_is_typed_and_then_leaves(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, plan=PLAN).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "A", "tab", *"6/11", "escape")
        assert box(pilot, NIGHT).value == ""
        assert "1 activity would move" not in painted(pilot)
        await press(pilot, settle, "escape")
        assert not isinstance(pilot.app.screen, AnchorsScreen)
        assert asked(source, "move_anchor") == []


async def test_what_is_no_date_is_said_and_kept_in_its_box(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, plan=PLAN).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "A", "tab", *"soon", "enter")
        assert "▲ the date is not understood" in painted(pilot)
        assert told(pilot) == ["It cannot be kept: the date is not understood"]
        assert box(pilot, NIGHT).value == "soon"
        assert asked(source, "move_anchor") == []


async def test_readonly_shows_it_and_keeps_nothing(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, plan=PLAN, readonly=True).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "A", "tab", *"6/11", "enter")
        assert "would move" in painted(pilot)
        assert READ_ONLY in told(pilot)
        assert asked(source, "move_anchor") == []


async def test_somebody_was_quicker_is_told_and_the_date_stays(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def quicker(*_: object) -> None:
        raise Changed("Bright Sparx 2026 was changed meanwhile; look again")

    source = FakeSource()
    monkeypatch.setattr(source, "move_anchor", quicker)
    async with SeasonalOps(source, plan=PLAN).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "A", "tab", *"6/11", "enter")
        assert isinstance(pilot.app.screen, ErrorDialog)
        await press(pilot, settle, "enter")
        assert box(pilot, NIGHT).value == "6/11"
        assert len(asked(source, "anchor")) > len("6/11")  # it was worked out anew


async def test_when_all_are_shown_the_plan_is_chosen_first(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "A")
        assert "◂ Freshers 2027 ▸" in painted(pilot) or "◂ Bright Sparx 2026 ▸" in painted(pilot)
        await press(pilot, settle, "right", "tab", *"6/11")
        assert asked(source, "anchor")[-1][0] in {one.slug for one in PLANS}


async def test_another_plan_with_other_anchors_gets_their_boxes(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    fair = replace(PLANS[1].anchors[0], name="Freshers' Fair", on=date(2027, 9, 22))
    plans = (PLANS[0], replace(PLANS[1], anchors=(fair,)))
    monkeypatch.setattr(FakeSource, "plans", lambda _: plans)
    async with SeasonalOps(FakeSource(), plan=PLAN).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "A", "right")
        assert [row.label for row in form(pilot).boxes.anchors] == ["Freshers' Fair"]
        assert "Anchors ▸ Freshers 2027 (draft: nothing is sent)" in painted(pilot)


async def test_without_a_plan_it_says_what_to_press(settle: Settle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeSource, "plans", lambda _: ())
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "A", "tab", "enter")
        assert "There is no plan yet: N makes one from a template." in painted(pilot)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_shown_harmlessly(
    settle: Settle, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    anchor = replace(PLANS[0].anchors[0], name=text, reason=text)
    plans: tuple[PlanView, ...] = (replace(PLANS[0], name=text, anchors=(anchor,)),)
    monkeypatch.setattr(FakeSource, "plans", lambda _: plans)
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "A", "tab")
        box(pilot, text).value = text
        await settle(pilot)
        assert not ACTING & set(painted(pilot).replace("\n", ""))
