"""What is pasted on the count grid: looked at, then kept as a whole, and never over what was not seen."""

from dataclasses import replace

import pytest
from textual.widgets import Input

from seasonal_ops.views import CountPlace, PasteLine, PasteView
from tests.tui.evaluate.on_counts import paste
from tests.tui.fakes import FakeSource
from tests.tui.fakes.evaluate import NIGHTS, PLAN, PROBLEM
from tests.tui.terminal import WIDE, Settle, painted, press, told
from tui.app import SeasonalOps
from tui.evaluate.paste_box import PasteBox
from tui.frame.error import ErrorDialog

pytestmark = pytest.mark.anyio
N2 = NIGHTS[2]  # the sheet opens there


async def test_one_pasted_cell_is_as_if_it_was_typed(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        await paste(pilot, settle, "1,234\r\n")
        await press(pilot, settle, "tab")
        assert source.asked == [("keep", "asb-calls", N2, "1,234", None)]


async def test_a_block_is_looked_at_turned_and_then_kept(settle: Settle) -> None:
    source = FakeSource()
    unusual = PasteLine(where="asb-calls 29 Oct", sentence="99 is unusual")
    source.paste = PasteView(new=2, changed=1, unusual=(unusual,), turned=False)
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        await paste(pilot, settle, "1\t2\n3\t4\n")
        assert isinstance(pilot.app.screen, PasteBox)
        assert "2 new, 1 corrected. ! 1 unusual." in painted(pilot)
        (block,) = source.blocks_seen
        assert (block.at, block.measures[0], block.nights[0]) == (CountPlace(PLAN), "asb-calls", N2)
        await press(pilot, settle, "shift+tab")
        while getattr(pilot.app.focused, "id", "") != "way":
            await press(pilot, settle, "shift+tab")
        await press(pilot, settle, "right")
        assert isinstance(pilot.app.screen, PasteBox)
        assert source.blocks_seen[1].turned is True
        assert isinstance(pilot.app.focused, Input)
        await press(pilot, settle, *"a game", "enter")
        assert source.asked == [("paste", "1\t2\n3\t4\n", "a game", True, ())]
        assert told(pilot) == ["3 values kept, 1 of them corrected; 1 unusual, x goes there."]


async def test_a_block_with_a_problem_is_not_kept(settle: Settle) -> None:
    source = FakeSource()
    source.paste = replace(source.paste, problems=(PROBLEM,))
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        await paste(pilot, settle, "1\t2\n3\t-3\n")
        assert 'line 2, column B: "-3" cannot be a value' in painted(pilot)
        await press(pilot, settle, "enter")
        assert source.asked == []
        assert not isinstance(pilot.app.screen, PasteBox)


async def test_a_block_that_cannot_be_read_says_why(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        await paste(pilot, settle, "broken\tblock")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert "The block cannot be pasted: the block cannot be read" in " ".join(painted(pilot).split())


async def test_what_was_recorded_while_one_looked_is_shown_and_the_reason_stays(settle: Settle) -> None:
    source = FakeSource()
    unusual = PasteLine(where="", sentence="99 is unusual for asb-calls of 2026-10-29")
    theirs = PasteLine(where="", sentence="sam recorded 16 there meanwhile")
    source.paste = PasteView(new=2, unusual=(unusual,), turned=False, seen=(None, 3))
    source.pastes = [replace(source.paste, changed=1, new=1, seen=(8, 3), meanwhile=(theirs,))]
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "5")
        await paste(pilot, settle, "99\t2\n")
        await press(pilot, settle, *"a game", "enter")
        assert isinstance(pilot.app.screen, PasteBox)
        assert "× Nothing is kept yet: 1 value was changed while you looked." in painted(pilot)
        assert "sam recorded 16 there meanwhile" in painted(pilot)
        assert "99 is unusual for Calls about anti-social behaviour of Thu 29 Oct" in painted(pilot)
        assert pilot.app.screen.query_one(Input).value == "a game"
        await press(pilot, settle, "enter")
        looked = ("paste", "99\t2\n", "a game", None)
        assert source.asked == [(*looked, (None, 3)), (*looked, (8, 3))]
