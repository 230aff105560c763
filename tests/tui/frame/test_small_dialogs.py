"""Questions in a terminal with few lines: what is chosen among stays in sight, what is read scrolls."""

from typing import Any

import pytest
from textual.pilot import Pilot

from seasonal_ops.words import Answer
from tests.tui.fakes import FakeSource, an_activity, an_assignment
from tests.tui.terminal import NARROW, Settle, painted, press
from tui.activity.answer import AnswerForm
from tui.app import SeasonalOps
from tui.frame.confirm import Confirm
from tui.frame.dialog import Dialog
from tui.frame.error import ErrorDialog

pytestmark = pytest.mark.anyio
LONG = "Not kept yet: what you typed about Retailer visits, phase 2, and about who has been asked. Lost."
ANSWERS = (("save it", 1), ("drop it", 2), ("go on editing", None))
ASKED = 15


async def asked(pilot: Pilot[Any], settle: Settle, dialog: Dialog[Any]) -> None:
    await settle(pilot)
    pilot.app.push_screen(dialog)
    await settle(pilot)


@pytest.mark.parametrize("size", [(20, 5), (30, 8), (40, 12), (40, 16), NARROW])
async def test_the_choices_stay_and_the_text_scrolls(settle: Settle, size: tuple[int, int]) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=size) as pilot:
        await asked(pilot, settle, Confirm("Save it?", LONG, ANSWERS))
        for said in ("Save it?", "Not kept yet:", *(text for text, _ in ANSWERS)):
            assert said in painted(pilot)
        if "Lost." not in painted(pilot):
            await press(pilot, settle, "tab", "end")
        for said in ("Lost.", *(text for text, _ in ANSWERS)):
            assert said in painted(pilot)


async def test_the_arrows_scroll_an_error_at_once(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(20, 5)) as pilot:
        await asked(pilot, settle, ErrorDialog("It failed", LONG))
        assert "Not kept yet:" in painted(pilot)
        await press(pilot, settle, "end")
        assert "Lost." in painted(pilot)
        await press(pilot, settle, "enter")
        assert app.screen is app.main


@pytest.mark.parametrize("size", [(20, 5), (40, 12), NARROW, (160, 45)])
async def test_who_is_waited_for_is_in_sight_when_the_answer_is_asked(
    settle: Settle, size: tuple[int, int]
) -> None:
    held = [an_assignment(f"Partner {n}", response=Answer.ACCEPTED) for n in range(ASKED)]
    held += [an_assignment(f"Partner {n}") for n in range(ASKED, 20)]
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=size) as pilot:
        await asked(pilot, settle, AnswerForm((an_activity(1, "Patrol", assignments=tuple(held)),)))
        assert f"Partner {ASKED}, " in painted(pilot)
