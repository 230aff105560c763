"""A move by keys: proposed, looked at, kept or dropped."""

from datetime import date, time
from typing import Any

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.errors import BadValue, DatabaseTrouble
from seasonal_ops.views import Finding, LoadChange, Move
from seasonal_ops.words import Check, Severity
from tests.tui.fakes import WEEK, FakeSource
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press, told
from tests.tui.timeline.on_timeline import line, timeline, title
from tui.activity.overtaken import OvertakenDialog
from tui.app import SeasonalOps
from tui.frame.confirm import Confirm
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY
from tui.source.timeline import Place

pytestmark = pytest.mark.anyio
FIRST, ON, NEXT = "less_than_sign", "greater_than_sign", date(2026, 10, 31)
STACK = 3  # "Bonfire stack removal", Fri 30 Oct 14:00–17:00, where the cursor stands first
CLASH = Finding(
    rule=Check.CLASH,
    severity=Severity.ERROR,
    activities=(3,),
    sentence="2 activities at once want the police",
    way_out="",
)
SKIPS = Move(title="Skip clearance", was=NEXT, to=date(2026, 11, 1), reason="waits for it", activity=2)
LOAD = LoadChange(partner="police", name="Police", night=NEXT, was=2, to=3, capacity=2)


def asked(source: FakeSource) -> list[tuple[Any, ...]]:
    """What was asked of the source but what a move would do."""
    return [one for one in source.asked if one[0] != "outlook"]


async def test_a_proposal_is_asked_about_before_the_program_ends(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON, "4", "q")
        assert isinstance(app.screen, Confirm)
        said = " ".join(painted(pilot).replace("│", " ").split())
        assert "Bonfire stack removal, Fri 30 Oct 14:00–17:00 → Sat 31 Oct 14:00–17:00, on Timeline" in said
        await press(pilot, settle, "enter", "3")
        assert timeline(pilot).proposal is not None


async def test_a_move_is_a_proposal_until_enter_keeps_it(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        assert title(pilot) == "Bonfire stack removal"
        before = line(pilot)
        await press(pilot, settle, ON)
        assert "┄┄┄○━━" in line(pilot)
        assert "Fri 30 Oct 14:00–17:00 → Sat 31 Oct 14:00–17:00" in painted(pilot)
        assert "Sat 31 Oct: weekend" in painted(pilot)
        assert asked(source) == []
        await press(pilot, settle, "enter")
        assert asked(source) == [("place", STACK, Place(NEXT, NEXT), False)]
        assert title(pilot) == "Bonfire stack removal"
        assert line(pilot) not in ("", before)
        assert "┄" not in line(pilot)
        assert not timeline(pilot).has_class("-proposing")
        (said,) = told(pilot)
        assert said.startswith("Moved: Bonfire stack removal, Fri 30 Oct 14:00–17:00 → Sat 31 Oct")


async def test_presses_add_up_and_esc_drops_them(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        before = line(pilot)
        await press(pilot, settle, ON, ON, "right_curly_bracket", FIRST, ON)
        assert timeline(pilot).proposal is not None
        assert source.asked[-1] == (
            "outlook",
            STACK,
            Place(date(2026, 11, 1), date(2026, 11, 1), time(17, 30)),
        )
        await press(pilot, settle, "escape")
        assert (line(pilot), asked(source)) == (before, [])
        assert app.screen is timeline(pilot)  # it did not leave for Today


async def test_keys_held_down_ask_for_the_first_place_and_the_last(settle: Settle) -> None:
    """No queue of questions builds up while one is out."""
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        screen = timeline(pilot)
        for _ in range(20):
            screen.action_shift(1)
        await settle(pilot)
        assert [one[2].on for one in source.asked] == [NEXT, date(2026, 11, 19)]
        assert screen.outlook is not None


async def test_consequences_are_shown_before_anything_is_kept(settle: Settle) -> None:
    source = FakeSource()
    source.foreseen = {
        "together": (CLASH,), "alone": (CLASH,), "loads": (LOAD,), "told": ("Police",), "untold": ("Rotary",),
        "feeds": ("All activities",), "accepted": ("Fire and Rescue",), "rule": "6 days before Bonfire Night",
    }  # fmt: skip
    app = SeasonalOps(source)
    async with app.run_test(size=(140, 40)) as pilot:
        await press(pilot, settle, "3", ON)
        shown = painted(pilot)
        for said in (
            "× Clash",
            "2 activities at once want the police",
            "Police, Sat 31 Oct: 2 → 3 of 2 ! over capacity",
            "Police; in the feed All activities",
            "Rotary: nobody there to write to",
            "Fire and Rescue said yes to the old date",
            "it hung on “6 days before Bonfire Night”",
        ):
            assert said in shown
        await press(pilot, settle, "enter")
        assert [one[0] for one in asked(source)] == ["place"]


@pytest.mark.parametrize(
    ("keys", "along"), [(("enter",), True), (("down", "enter"), False), (("escape",), None)]
)
async def test_what_waits_moves_along_or_stays(
    settle: Settle, keys: tuple[str, ...], along: bool | None
) -> None:
    source = FakeSource()
    source.foreseen = {"along": (SKIPS,), "alone": (CLASH,)}
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON, "enter")
        assert isinstance(app.screen, Confirm)
        assert "Skip clearance, Sat 31 Oct → Sun 1 Nov" in painted(pilot)
        assert "If they stay:" in painted(pilot)
        await press(pilot, settle, *keys)
        assert [one[3] for one in asked(source) if one[0] == "place"] == ([] if along is None else [along])
        assert (timeline(pilot).proposal is None) is (along is not None)


async def test_enter_before_anything_is_known_keeps_what_is_harmless(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        timeline(pilot).action_shift(1)
        timeline(pilot).keep()
        await settle(pilot)
        assert [one[0] for one in asked(source)] == ["place"]


async def test_enter_before_anything_is_known_keeps_nothing_else(settle: Settle) -> None:
    source = FakeSource()
    source.foreseen = {"together": (CLASH,)}
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3")
        timeline(pilot).action_shift(1)
        timeline(pilot).keep()
        await settle(pilot)
        assert asked(source) == []
        assert told(pilot) == ["Look at what it would do first; then Enter keeps it."]
        await press(pilot, settle, "enter")
        assert [one[0] for one in asked(source)] == ["place"]


async def test_somebody_was_quicker_with_the_change(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON)
        source.changed("elsewhere", STACK, {"location": "the station"})
        source.facts -= 1  # nor does the terminal hear of it before Enter
        await press(pilot, settle, "enter")
        assert isinstance(app.screen, OvertakenDialog)
        assert timeline(pilot).proposal is None
        assert source.activities[STACK].starts_on == date(2026, 10, 30)
        await press(pilot, settle, "down", "enter")
        assert source.activities[STACK].starts_on == date(2026, 10, 31)
        assert source.activities[STACK].location == "the station"
        assert timeline(pilot).proposal is None


async def test_a_change_that_is_seen_first_is_told_and_may_be_proposed_again(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON)
        source.somebody_else(
            1, location="elsewhere"
        )  # another one: the proposal stays, and is looked at again
        app.beat()
        await settle(pilot)
        assert timeline(pilot).outlook is not None
        source.somebody_else(STACK, location="the station")
        app.beat()
        await settle(pilot)
        assert isinstance(app.screen, OvertakenDialog)
        assert "Moving Bonfire stack removal was not done." in painted(pilot)
        assert timeline(pilot).proposal is None
        await press(pilot, settle, "down", "enter")
        assert timeline(pilot).proposal is not None
        assert not any(one[0] == "place" for one in source.asked)


async def test_a_place_that_cannot_be_is_said_and_not_kept(settle: Settle) -> None:
    source = FakeSource()
    source.refusing = BadValue("'Patrol' is cancelled")
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON)
        assert "'Patrol' is cancelled" in painted(pilot)
        await press(pilot, settle, "enter")
        assert asked(source) == []
        assert told(pilot) == ["This cannot be: 'Patrol' is cancelled"]


async def test_nothing_is_lost_when_it_cannot_be_kept(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON)
        source.trouble = DatabaseTrouble("the database is locked")
        await press(pilot, settle, "enter")
        assert isinstance(app.screen, ErrorDialog)
        source.trouble = None
        await press(pilot, settle, "escape", "enter")
        assert [one[0] for one in asked(source)] == ["place"]


async def test_an_end_before_the_start_is_a_sentence(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", *["left_curly_bracket"] * 6)
        assert told(pilot) == ["It cannot end before it begins; < > move the whole of it."]
        assert timeline(pilot).proposal is not None
        assert timeline(pilot).proposal.to.end_time == time(14, 30)  # type: ignore[union-attr]


async def test_back_where_it_was_nothing_is_kept(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON, FIRST)
        assert "It stands where it stood." in painted(pilot)
        await press(pilot, settle, "enter")
        assert (timeline(pilot).proposal, asked(source)) == (None, [])


@pytest.mark.parametrize("key", ["j", "G", "v", "space", "s", "slash", "c"])
async def test_everything_else_waits_for_the_answer(settle: Settle, key: str) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON, key)
        assert title(pilot) == "Bonfire stack removal"
        assert app.screen is timeline(pilot)
        assert told(pilot) == ["Enter keeps the new date, Esc drops it."]
        assert asked(source) == []


async def test_read_only_proposes_nothing(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source, readonly=True)
    async with app.run_test(size=WIDE) as pilot:
        await press(pilot, settle, "3", ON, "right_curly_bracket")
        assert timeline(pilot).proposal is None
        assert set(told(pilot)) == {READ_ONLY}
        assert source.asked == []


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda value: ascii(value)[:24])
async def test_what_comes_from_outside_is_only_text(settle: Settle, hostile: str) -> None:
    source = FakeSource(WEEK)
    words = ("told", "untold", "accepted", "feeds")
    source.foreseen = {
        **dict.fromkeys(words, (hostile,)),
        "rule": hostile,
        "together": (
            Finding(rule=Check.LOAD, severity=Severity.NOTE, activities=(), sentence=hostile, way_out=""),
        ),
        "alone": (
            Finding(rule=Check.LOAD, severity=Severity.NOTE, activities=(1,), sentence=hostile, way_out=""),
        ),
        "loads": (LoadChange(partner="x", name=hostile, night=NEXT, was=0, to=1, capacity=None),),
        "along": (Move(title=hostile, was=NEXT, to=NEXT, reason=hostile, activity=2),),
    }
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, "3", ON)
        for key in ("pagedown", "enter", "escape"):
            assert not set(painted(pilot)) & ACTING
            await press(pilot, settle, key)
        source.refusing = BadValue(hostile)
        await press(pilot, settle, ON, "enter")
        assert not set(painted(pilot)) & ACTING
