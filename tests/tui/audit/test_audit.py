"""What keys do on the audit log and on undo, in a terminal that nobody sees."""

from typing import Any

import pytest
from hostile import ACTING, HOSTILE
from textual.pilot import Pilot

from seasonal_ops.errors import Changed, DatabaseTrouble
from seasonal_ops.views import Change
from tests.tui.fakes import FakeSource
from tests.tui.fakes.audit import MOVED, RECORD, a_fact
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press, told
from tui.app import SeasonalOps
from tui.audit.opened import OpenedFact
from tui.audit.record import PAGE
from tui.audit.screen import AuditScreen
from tui.frame.confirm import Confirm
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY

pytestmark = pytest.mark.anyio


def audit(pilot: Pilot[Any]) -> AuditScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, AuditScreen)
    return screen


def stands_on(pilot: Pilot[Any]) -> int | None:
    """The fact under the cursor."""
    row = audit(pilot).list.row
    return None if row is None else row.id


async def test_who_when_what_and_before_and_after(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=(200, 45)) as pilot:
        await press(pilot, settle, "9", "j", "j", "j")
        seen = painted(pilot)
    assert "Fri 30 Oct 12:42 sam              terminal      Bonfire stack removal moved from" in seen
    assert "command line  Mischief Night moved" in seen
    assert "↳ Youth outreach moved" in seen
    assert "↶ undone: Retailer visits, phase 2 went from" in seen
    assert "by itself     The reminder of Joint patrol" in seen
    assert "link          Fire and Rescue declined" in seen
    assert "was     Tue 27 Oct" in seen
    assert "now     Wed 28 Oct" in seen


async def test_enter_shows_a_fact_in_full_with_what_it_caused(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "9", "j", "j", "enter")
        assert isinstance(pilot.app.screen, OpenedFact)
        seen = painted(pilot)
        assert "In the same step" in seen
        assert "↳ Youth outreach moved from Thu 29 Oct to Fri 30 Oct" in seen
        assert "13ab13ab13ab13ab" in seen
        await press(pilot, settle, "j")
        assert (stands_on(pilot), "moved by hand on 20 October" in painted(pilot)) == (12, True)
        await press(pilot, settle, "escape")
        assert not isinstance(pilot.app.screen, OpenedFact)


async def test_a_change_is_taken_back_when_it_is_confirmed(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "9", "j", "j", "j", "R")
        assert isinstance(pilot.app.screen, Confirm)
        assert "• Bonfire stack removal moved from Wed 28 Oct to Tue 27 Oct" in painted(pilot)
        await press(pilot, settle, "enter")
        assert source.asked == []
        await press(pilot, settle, "R", "down", "enter")
        assert source.asked == [("revert", MOVED.id)]
        assert told(pilot) == [f"Taken back: {MOVED.told}"]


async def test_what_somebody_else_changed_since_is_not_even_asked(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "9")
        source.audit_trouble = Changed("it cannot be taken back; since then alex: cancelled")
        await press(pilot, settle, "R")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert "Somebody was quicker" in painted(pilot)
        await press(pilot, settle, "enter")
        source.audit_trouble = Changed("it cannot be taken back; since then lead: taken back", own=True)
        await press(pilot, settle, "R")
        assert "This did not work" in painted(pilot)
    assert source.asked == []


async def test_older_facts_come_as_one_goes_down(settle: Settle) -> None:
    source = FakeSource()
    source.facts_told = tuple(a_fact(number, f"fact number {number}") for number in range(450, 0, -1))
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "9")
        assert "200, older ones follow" in painted(pilot)
        await press(pilot, settle, "G", "G", "G")
        assert [page[2] for page in source.pages_read] == [None, 251, 51]
        assert stands_on(pilot) == 1
        # What happens meanwhile is read with as many as are shown, and the cursor stays.
        source.facts_told = (a_fact(451, "fact number 451"), *source.facts_told)
        source.facts += 1
        pilot.app.beat()  # type: ignore[attr-defined]
        await settle(pilot)
        assert (source.pages_read[-1][3], stands_on(pilot)) == (640, 1)
        assert source.pages_read[0][3] == PAGE


async def test_a_filter_looks_through_older_ones_too(settle: Settle) -> None:
    source = FakeSource()
    source.facts_told = tuple(a_fact(number, f"fact number {number}") for number in range(450, 0, -1))
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "9", "slash", *"er 17", "enter")
        assert "15 of 450" in painted(pilot)
        await press(pilot, settle, "escape")
        assert audit(pilot).list.count == "450"


async def test_f_shows_only_one_activity(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "9", "f")
        assert source.pages_read[-1] == (None, 2, None, PAGE)
        assert [line.id for line in audit(pilot).pages.lines] == [15, 9]
        await press(pilot, settle, "f")
        assert len(audit(pilot).pages.lines) == len(RECORD)
        await press(pilot, settle, "j", "j", "f")
        assert told(pilot)[-1].startswith("This change is of no one activity")
        await press(pilot, settle, "k", "f", "escape")
        assert len(audit(pilot).pages.lines) == len(RECORD)
        assert audit(pilot).only is None


@pytest.mark.parametrize("screen", ["1", "2", "9"])
async def test_undo_and_redo_from_everywhere(settle: Settle, screen: str) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, screen, "u")
        assert told(pilot) == [f"Undone: {MOVED.told}"]
        await press(pilot, settle, "U")
        assert told(pilot) == [f"Redone: {MOVED.told}"]
        assert source.asked == [("undo",), ("redo",)]


async def test_what_cannot_be_undone_is_explained(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await settle(pilot)
        source.audit_trouble = Changed("it cannot be taken back; since then alex: cancelled")
        await press(pilot, settle, "u")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert "since then alex" in painted(pilot)


async def test_read_only_takes_nothing_back(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source, readonly=True).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "9")
        for key in ("R", "u", "U"):
            pilot.app.clear_notifications()
            await press(pilot, settle, key)
            assert told(pilot) == [READ_ONLY]
    assert source.asked == []


async def test_nothing_and_trouble_say_so(settle: Settle) -> None:
    source = FakeSource()
    source.facts_told = ()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "9", "R")
        assert "Nothing has happened yet." in painted(pilot)
        assert told(pilot) == ["There is no change under the cursor."]
    source.audit_trouble = DatabaseTrouble("the database is locked")
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "9", "escape")
        assert "could not be read" in painted(pilot)


@pytest.mark.parametrize("size", [(20, 5), (60, 10), (200, 60)], ids=str)
async def test_it_fits_any_terminal(settle: Settle, size: tuple[int, int]) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=size) as pilot:
        await press(pilot, settle, "9", "j", "enter", "escape", "R")
        assert pilot.app.is_running


@pytest.mark.parametrize(
    ("hostile", "size"),
    [*((text, WIDE) for text in HOSTILE), ("".join(text[:40] for text in HOSTILE), NARROW)],
    ids=lambda value: ascii(value)[:24],
)
async def test_text_from_outside_is_only_text(settle: Settle, hostile: str, size: tuple[int, int]) -> None:
    source = FakeSource()
    change = Change(hostile, hostile, hostile)
    source.facts_told = (a_fact(1, hostile, change, actor=hostile, title=hostile, undone=True),)
    async with SeasonalOps(source).run_test(size=size) as pilot:
        for key in ("9", "enter", "R"):
            await press(pilot, settle, key)
            assert not set(painted(pilot)) & ACTING
            assert "\u0301" * 5 not in painted(pilot)
        assert pilot.app.is_running
