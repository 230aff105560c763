"""What keys do on the board, in a terminal that nobody sees."""

from dataclasses import replace
from typing import Any

import pytest
from hostile import ACTING, HOSTILE
from rich.cells import cell_len

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.views.board import BoardView
from seasonal_ops.words import Answer, Role, Status
from tests.tui.board.on_board import SEASON, a_season, board, rows, stands_on
from tests.tui.fakes import FakeSource, a_plan, an_activity
from tests.tui.terminal import Settle, painted, told
from tui.activity.overtaken import OvertakenDialog
from tui.app import SeasonalOps
from tui.board.board_list import BoardList
from tui.frame.detail import Detail
from tui.frame.error import ErrorDialog
from tui.frame.opened import OpenedScreen
from tui.frame.screen import READ_ONLY

pytestmark = pytest.mark.anyio
WIDE, NARROW = (160, 45), (80, 24)


@pytest.mark.parametrize(
    ("keys", "on"),
    [
        ((), "Send the funding bids"),  # an activity, not the heading above it
        (("k",), "[Preparation]"),
        (("k", "k"), "[Preparation]"),  # stops at the top
        (("j", "j"), "[Operation]"),
        (("j", "j", "j"), "Retailer visits, phase 2"),
        (("G",), "Thank everybody"),
        (("G", "g"), "[Preparation]"),
        (("c",), "Bonfire stack removal"),
        (("o",), "Retailer visits, phase 2"),
        (("o", "o", "o"), "Retailer visits, phase 2"),  # round and round
        (("w",), "Bonfire stack removal"),
        (("z",), "[Preparation]"),  # what it stood on is folded away
        (("z", "z", "j"), "Send the funding bids"),
        (("k", "enter", "j"), "[Operation]"),
        (("Z", "j", "j"), "[]"),
        (("Z", "Z", "j"), "Send the funding bids"),
        (("Z", "c"), "Bonfire stack removal"),  # a jump unfolds
        ((".",), "Retailer visits, phase 2"),  # what is done is hidden
        ((".", "."), "Retailer visits, phase 2"),
        (("slash", *"outreach", "enter"), "Youth outreach with the diversionary evening at the fire station"),
    ],
)
async def test_moving(settle: Settle, keys: tuple[str, ...], on: str) -> None:
    app = SeasonalOps(a_season())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        for key in keys:
            await pilot.press("full_stop" if key == "." else key)
            await settle(pilot)
        assert stands_on(pilot) == on


async def test_headings_tell_how_much_is_delivered(settle: Settle) -> None:
    app = SeasonalOps(a_season())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        assert rows(pilot)[0].startswith(" ▾ Bright Sparx 2026 › Preparation ")
        assert rows(pilot)[0].rstrip().endswith("1/1 delivered ██████")
        await pilot.press("Z")
        await settle(pilot)
        folded = " ".join(rows(pilot)[1].split())
        assert (
            folded == "▸ Bright Sparx 2026 › Operation ▲ 2 late × 1 clash ◷ 2 unanswered 1/6 delivered █░░░░░"
        )
        assert len(rows(pilot)) == 3


async def test_of_one_plan_the_headings_name_the_phases_alone(settle: Settle) -> None:
    app = SeasonalOps(a_season(), plan="bright-sparx-2026")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        assert rows(pilot)[0].startswith(" ▾ Preparation ")
        await pilot.press("k")
        await settle(pilot)
        shown = painted(pilot)
        assert "Bright Sparx 2026" in shown  # beside the list, of the phase
        assert "Fri 4 Sep – Fri 18" in shown


async def test_the_status_of_what_is_marked(settle: Settle) -> None:
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("o", "v", "v", "space")
        await settle(pilot)
        assert source.asked == [("status", 1, Status.DOING), ("status", 2, Status.DOING)]
        assert [row for row in rows(pilot) if "◐ doing" in row][:2] == rows(pilot)[4:6]
        assert not any(row.startswith("✚") for row in rows(pilot))  # nothing is left to be done with them


async def test_all_of_a_phase_is_marked_on_its_heading_and_unmarked_again(settle: Settle) -> None:
    app = SeasonalOps(a_season())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("k", "v")
        await settle(pilot)
        assert board(pilot).list.marks == {7, 8}
        await pilot.press("v")
        await settle(pilot)
        assert board(pilot).list.marks == set()
        await pilot.press("V")
        assert board(pilot).list.marks == set(range(1, 10))


async def test_an_answer_is_recorded_with_all_of_the_activity_at_hand(settle: Settle) -> None:
    """On a narrow terminal nothing of an activity is read before it is wanted."""
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        assert source.full_reads == []
        await pilot.press("r")
        await settle(pilot)
        assert source.full_reads == [(1,)]
        await pilot.press("enter", "enter", "enter")
        await settle(pilot)
        assert source.asked == [("respond", 1, "police", Answer.ACCEPTED, None, "told by phone")]
        assert " 2/2 " in next(row for row in rows(pilot) if "Retailer" in row)


async def test_assigning_shows_at_once(settle: Settle) -> None:
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2", "G")
        await settle(pilot)
        await pilot.press("G", "a", *"police", "tab", "enter")
        await settle(pilot)
        assert source.asked == [("assign", 9, "police", Role.LEAD)]
        line = " ".join(rows(pilot)[-1].split())
        assert line == "▌ 20 Nov Fri all day Thank everybody ◷1 police 0/1 ○ planned"


async def test_somebody_was_quicker(settle: Settle) -> None:
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        source.somebody_else(1, status=Status.PARTLY)
        await pilot.press("space")
        await settle(pilot)
        assert isinstance(app.screen, OvertakenDialog)
        assert source.activities[1].status is Status.PARTLY
        await pilot.press("escape")
        await settle(pilot)
        assert "◑ partly" in next(row for row in rows(pilot) if "Retailer" in row)


async def test_what_was_read_of_an_older_version_is_not_worked_on(settle: Settle) -> None:
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await settle(pilot)
        source.somebody_else(7, status=Status.PLANNED)
        await pilot.press("space")  # read in full it is newer than its line
        await settle(pilot)
        assert source.asked == [("elsewhere", 7)]
        await pilot.press("space")
        await settle(pilot)
        assert source.asked == [("elsewhere", 7), ("status", 7, Status.DOING)]


@pytest.mark.parametrize("key", ["space", "s", "a", "r"])
async def test_read_only_refuses_with_a_sentence(settle: Settle, key: str) -> None:
    source = a_season()
    app = SeasonalOps(source, readonly=True)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert app.screen is board(pilot)
        assert source.asked == []
        assert told(pilot) == [READ_ONLY]


async def test_the_detail_beside_the_list_reads_what_the_cursor_rests_on(settle: Settle) -> None:
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("o")
        await settle(pilot)
        shown = painted(pilot)
        assert "Ormskirk town centre" in shown
        assert "Mail      1 sent, the last" in shown
        reads = len(source.full_reads)
        for key in ("j", "k"):
            await pilot.press(key)
            await settle(pilot)
        assert source.full_reads[reads:] == [(2,)]  # what is known is not read again
        await pilot.press("enter")
        assert isinstance(app.focused, Detail)
        await pilot.press("escape")
        assert isinstance(app.focused, BoardList)


async def test_below_100_columns_the_detail_is_pushed_and_keys_work_there(settle: Settle) -> None:
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("j", "enter")
        await settle(pilot)
        assert isinstance(app.screen, OpenedScreen)
        await pilot.press("j")  # over the heading
        await settle(pilot)
        assert "Ormskirk town centre" in painted(pilot)
        await pilot.press("space")
        await settle(pilot)
        assert source.asked == [("status", 1, Status.DOING)]
        await pilot.press("escape")
        await settle(pilot)
        assert stands_on(pilot) == "Retailer visits, phase 2"


async def test_a_filter_narrows_while_typing_and_esc_restores(settle: Settle) -> None:
    app = SeasonalOps(a_season())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("slash", *"police z")  # z is a letter here
        await settle(pilot)
        assert rows(pilot) == []
        assert "Nothing matches" in board(pilot).list.render_line(1).text
        await pilot.press("backspace", "backspace", "enter")
        await settle(pilot)
        assert len(rows(pilot)) == 4
        await pilot.press("escape")
        await settle(pilot)
        assert len(rows(pilot)) == 12


async def test_another_process_s_change_shows_and_the_cursor_stays(settle: Settle) -> None:
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("c")
        source.activities = {0: replace(SEASON[0], id=10, title="Before all")} | source.activities
        source.somebody_else(3, title="Stack removed early")
        app.beat()
        await settle(pilot)
        assert stands_on(pilot) == "Stack removed early"


async def test_another_plan_is_read_when_it_is_picked(settle: Settle) -> None:
    freshers = an_activity(20, "Welcome talk", plan="freshers-2027", plan_name="Freshers 2027")
    app = SeasonalOps(a_season(freshers))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("p", "down", "down", "enter")
        await settle(pilot)
        assert [stands_on(pilot), len(rows(pilot))] == ["Welcome talk", 2]


async def test_the_first_of_it_is_shown_before_all_of_it(settle: Settle) -> None:
    source = a_season()
    read = source.board
    asked: list[int | None] = []

    def counted(plan: str | None, first: int | None = None) -> BoardView:
        asked.append(first)
        return read(plan, first)

    source.board = counted  # type: ignore[method-assign]
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("2")
        await settle(pilot)
        assert asked[0] is not None
        assert asked[-1] is None
        source.somebody_else(1, title="Another")
        app.beat()
        await settle(pilot)
        assert asked[-1] is None
        assert sum(one is not None for one in asked) == 1


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (None, "N makes a plan from its template"),
        ("freshers-2027", "n adds an activity, p shows another plan"),
    ],
)
async def test_an_empty_board_says_what_to_press(settle: Settle, plan: str | None, said: str) -> None:
    plans = (a_plan("freshers-2027", "Freshers 2027", live=False),)
    app = SeasonalOps(FakeSource((), clashing=(), plans=plans), plan=plan)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await settle(pilot)
        assert said in painted(pilot)
        await pilot.press("space", "enter", "z", "Z", "c", "G", "j", "v", "V")  # nothing there, and no harm


async def test_a_board_that_cannot_be_read_says_so_and_comes_back(settle: Settle) -> None:
    source = a_season()
    source.board_trouble = DatabaseTrouble("the database is locked")
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert app.screen.sentence == "the database is locked"
        await pilot.press("escape")
        assert "could not be read" in painted(pilot)
        source.board_trouble = None
        source.facts += 1
        app.beat()
        await settle(pilot)
        assert stands_on(pilot) == "Send the funding bids"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_reaches_no_terminal(settle: Settle, text: str) -> None:
    hostile = an_activity(9, text, plan_name=text, phase="operation", location=text, description=text)
    app = SeasonalOps(FakeSource((hostile,), clashing=()))
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("2")
        await settle(pilot)
        assert not ACTING & set(painted(pilot))
        await pilot.press("k")
        await settle(pilot)
        assert not ACTING & set(painted(pilot))


async def test_a_key_paints_two_lines_among_ten_thousand(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [replace(SEASON[3], id=number, title=f"Patrol {number}") for number in range(1, 10_001)]
    app = SeasonalOps(FakeSource(many, clashing=()))
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("2")
        await settle(pilot)
        lines: list[int] = []
        paint = BoardList.render_line

        def counted(self: BoardList, y: int) -> Any:
            lines.append(y)
            return paint(self, y)

        monkeypatch.setattr(BoardList, "render_line", counted)
        await pilot.press("j")
        await settle(pilot)
        assert len(lines) <= 4
        await pilot.press("G")
        await settle(pilot)
        assert stands_on(pilot) == "Patrol 10000"


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_any_size(settle: Settle, size: tuple[int, int]) -> None:
    app = SeasonalOps(a_season())
    async with app.run_test(size=size) as pilot:
        await pilot.press("2")
        await settle(pilot)
        await pilot.press("j", "Z", "slash", "a", "escape", "enter")
        await settle(pilot)
        lines = painted(pilot).splitlines()
        assert [cell_len(line) for line in lines] == [size[0]] * size[1]
        assert lines[0].strip()
