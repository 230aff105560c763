"""What keys do on the month for the LPG, in a terminal that nobody sees."""

from dataclasses import replace
from datetime import date

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.errors import DatabaseTrouble
from tests.tui.fakes import FakeSource
from tests.tui.fakes.month import a_section
from tests.tui.terminal import Settle, painted, press, told
from tui.app import SeasonalOps
from tui.frame.error import ErrorDialog
from tui.month.screen import MonthScreen
from tui.today.screen import TodayScreen

pytestmark = pytest.mark.anyio
SIZE = (100, 40)


async def test_it_opens_on_the_last_whole_month_with_decisions_outcomes_and_lessons(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, settle, "L")
        screen = painted(pilot)
        for said in (
            "LPG ▸ September 2026, all plans",
            "TO DECIDE",
            "Money for the skips (£1,500, a fund)",
            "Car park visit (Police): no permission",
            "unlikely to be chance.",
            "This does not show that the operation caused the change.",
            "Order the skips in May – Street Scene",
        ):
            assert said in screen
        assert source.months == [None, date(2026, 9, 1)]


@pytest.mark.parametrize(
    ("keys", "month"),
    [
        (("left_square_bracket",), date(2026, 8, 1)),
        (("right_square_bracket",), date(2026, 10, 1)),
        (("right_square_bracket", "right_square_bracket"), date(2026, 11, 1)),
        (("left_square_bracket", "t"), date(2026, 10, 1)),
    ],
)
async def test_other_months(settle: Settle, keys: tuple[str, ...], month: date) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, settle, "L", *keys)
        assert source.months[-2:] == [month, month]
        assert f"LPG ▸ {month:%B %Y}" in painted(pilot)


async def test_the_months_end_where_dates_do(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, settle, "L")
        screen = app.screen
        assert isinstance(screen, MonthScreen)
        for edge, by in ((date.min, -1), (date.max.replace(day=1), 1)):
            screen._month = edge
            screen.action_month(by)
            assert screen._month == edge


async def test_enter_opens_the_plan_s_board(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, settle, "L", "enter")
        assert told(pilot) == ["This line is of no single plan; Enter opens the board of one that is."]
        await press(pilot, settle, *["j"] * 4, "enter")
        assert app.plan == "bright-sparx-2026"
        assert app.current_mode == "board"


async def test_the_page_is_written(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, settle, "L", "R", "enter")
        assert source.asked == [("month", date(2026, 9, 1), "lpg-2026-09.docx")]
        assert told(pilot)[-1] == "Wrote /home/lead/lpg-2026-09.docx."


async def test_read_only_writes_a_file_which_changes_nothing(settle: Settle) -> None:
    app = SeasonalOps(FakeSource(), readonly=True)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, settle, "L", "R", "enter")
        assert told(pilot)[-1] == "Wrote /home/lead/lpg-2026-09.docx."


async def test_it_is_read_again_when_anybody_changed_something_and_the_cursor_stays(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, settle, "L", "j", "j", "j")
        screen = app.screen
        assert isinstance(screen, MonthScreen)
        row = screen.list.cursor_row
        source.sections = source.sections[:2]
        source.somebody_else(1)
        app.beat()
        await settle(pilot)
        assert "TO DECIDE" not in painted(pilot)
        assert screen.list.cursor_row == row


async def test_a_failure_is_told_and_it_comes_back(settle: Settle) -> None:
    source = FakeSource()
    source.month_trouble = DatabaseTrouble("the database is locked; close the other program")
    app = SeasonalOps(source)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, settle, "L")
        assert isinstance(app.screen, ErrorDialog)
        await press(pilot, settle, "escape")
        assert "The month could not be read" in painted(pilot)
        source.month_trouble = None
        app.load()
        await settle(pilot)
        assert "TO DECIDE" in painted(pilot)
        await press(pilot, settle, "escape")
        assert isinstance(app.screen, TodayScreen)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_is_harmless(settle: Settle, text: str) -> None:
    source = FakeSource()
    source.sections = source.outcomes = (a_section(text, text, plan=text),)
    month = source.month
    source.month = lambda on: replace(month(on), title=text, said=(text,), last=(text,))  # type: ignore[method-assign]
    app = SeasonalOps(source)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, settle, "L")
        assert ACTING.isdisjoint(painted(pilot))
        await press(pilot, settle, "G", "R")
        assert ACTING.isdisjoint(painted(pilot))
        await pilot.resize_terminal(20, 5)
        await settle(pilot)
        assert app.is_running
