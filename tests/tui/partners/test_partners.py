"""What keys do on the partners, in a terminal that nobody sees."""

from dataclasses import replace

import pytest
from hostile import ACTING, HOSTILE
from rich.cells import cell_len

from seasonal_ops.errors import DatabaseTrouble, Refused
from tests.tui.board.on_board import a_season
from tests.tui.fakes import FakeSource
from tests.tui.fakes.partners import LETTER, a_partner
from tests.tui.partners.on_partners import partners, rows, stands_on
from tests.tui.terminal import Settle, painted, told
from tui.app import SeasonalOps
from tui.frame.detail import Detail
from tui.frame.error import ErrorDialog
from tui.frame.opened import OpenedScreen
from tui.frame.screen import READ_ONLY
from tui.partners.chase_dialog import ChaseDialog

pytestmark = pytest.mark.anyio
WIDE, NARROW = (160, 45), (80, 24)


@pytest.mark.parametrize(
    ("keys", "on"),
    [
        ((), "Fire and Rescue"),  # who owes something first
        (("j", "j", "j"), "Community Safety Team"),  # over the heading
        (("w",), "Police"),
        (("w", "w", "w"), "Police"),  # round and round
        (("G", "o"), "Fire and Rescue"),
        (("slash", *"standards", "enter"), "Trading Standards"),
    ],
)
async def test_moving(settle: Settle, keys: tuple[str, ...], on: str) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        assert stands_on(pilot) == on


async def test_beside_the_list_stands_all_of_the_partner(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("j")
        await settle(pilot)
        shown = " ".join(painted(pilot).replace("▏", " ").split())
        for said in (
            "Duty desk",
            "01632 960100",
            "Sgt Sample, deputy",
            "Pat Former, left",
            "at most, more than it",
        ):
            assert said in shown
        assert "Police: everything:" in shown
        assert source.detail_reads == ["fire-and-rescue", "police"]
        await pilot.press("enter")
        assert isinstance(app.focused, Detail)


async def test_below_100_columns_the_detail_is_pushed_and_reminds(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("4")
        await settle(pilot)
        assert source.detail_reads == []
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, OpenedScreen)
        await pilot.press("j")
        await settle(pilot)
        assert "Retailer visits, phase 2, lead: ▲ late" in painted(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert isinstance(app.screen, ChaseDialog)
        assert source.asked == [("preview", ("police",), (), None)]


async def test_reminding_shows_the_messages_and_queues_them_only_then(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("v", "v", "m")
        await settle(pilot)
        assert source.asked == [("preview", ("fire-and-rescue", "police"), (), None)]
        shown = painted(pilot)
        for said in ("Duty desk <duty@police.example>", LETTER.subject, "Reply with yes."):
            assert said in shown
        assert "Sat 31 Oct 09:02: one message a person a day, and none in quiet hours" in shown
        assert "▲ left out: Student wardens has no contact" in shown
        await pilot.press("enter")
        await settle(pilot)
        assert source.asked[1:] == [("chase", ("fire-and-rescue", "police"), (), None)]
        assert told(pilot) == ["3 reminders wait for 2 contacts: the server sends what is due, or S does."]


async def test_of_a_plan_that_is_shown_only_what_stands_in_it_is_asked_for(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source, plan="bright-sparx-2026")
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        app.plan = None  # what was shown is queued, whatever plan is shown by then
        await pilot.press("enter")
        await settle(pilot)
        whom = ("fire-and-rescue",), (), "bright-sparx-2026"
        assert source.asked == [("preview", *whom), ("chase", *whom)]


@pytest.mark.parametrize(
    ("requests", "plans", "said"),
    [
        (1, ("Bright Sparx 2026",), "Remind: 1 request of Bright Sparx 2026 in 2 messages"),
        (9, ("Bright Sparx 2026", "Freshers 2026"), "Remind: 9 requests of 2 plans in 2 messages"),
    ],
)
async def test_the_heading_says_how_much_is_asked_of_which_plans(
    settle: Settle, requests: int, plans: tuple[str, ...], said: str
) -> None:
    source = FakeSource()
    source.preview = replace(source.preview, requests=requests, plans=plans)
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        shown = painted(pilot)
        assert said in shown
        assert (f"Of {', '.join(plans)}" in shown) is (len(plans) > 1)


async def test_leaving_the_messages_queues_nothing(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        await pilot.press("j", "k", "escape")
        await settle(pilot)
        assert app.screen is partners(pilot)
        assert [verb for verb, *_ in source.asked] == ["preview"]


async def test_whoever_owes_nothing_is_not_asked(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("G", "m")
        await settle(pilot)
        assert source.asked == []
        assert [one[:21] for one in told(pilot)] == ["Nothing is owed there"]


@pytest.mark.parametrize(("screen", "keys"), [("1", ("m",)), ("2", ("o", "m"))])
async def test_m_on_today_and_the_board_reminds_for_the_activity(
    settle: Settle, screen: str, keys: tuple[str, ...]
) -> None:
    source = a_season()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press(screen)
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert source.asked == [("preview", (), (1,), None), ("chase", (), (1,), None)]


async def test_a_refusal_is_a_dialog_with_its_reasons(settle: Settle) -> None:
    source = FakeSource()
    source.chase_trouble = Refused("Police was chased at 13:40; once an hour is enough, or ring")
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert app.screen.sentence == "Police was chased at 13:40; once an hour is enough, or ring"


@pytest.mark.parametrize("screen", ["2", "4"])
async def test_read_only_refuses_with_a_sentence(settle: Settle, screen: str) -> None:
    source = a_season()
    app = SeasonalOps(source, readonly=True)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press(screen)
        await settle(pilot)
        await pilot.press("m")
        await settle(pilot)
        assert source.asked == []
        assert told(pilot) == [READ_ONLY]


async def test_another_process_s_change_shows_and_the_cursor_stays(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("j")
        source.agencies = tuple(
            replace(one, unanswered=0) if one.slug == "police" else one for one in source.agencies
        )
        source.facts += 1
        app.beat()
        await settle(pilot)
        assert stands_on(pilot) == "Police"
        assert [row.strip()[:1] for row in rows(pilot)][3] == "✓"  # it stands below now


@pytest.mark.parametrize(
    ("plan", "said"),
    [(None, "seasonal-ops partner add"), ("bright-sparx-2026", "On the board (2) a assigns a partner")],
)
async def test_an_empty_screen_says_what_to_press(settle: Settle, plan: str | None, said: str) -> None:
    source = FakeSource()
    source.agencies = ()
    app = SeasonalOps(source, plan=plan)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("4")
        await settle(pilot)
        assert said in painted(pilot)
        await pilot.press("m", "enter", "o", "w", "G", "v", "V")  # nothing there, and no harm


async def test_partners_that_cannot_be_read_say_so_and_come_back(settle: Settle) -> None:
    source = FakeSource()
    source.partner_trouble = DatabaseTrouble("the database is locked")
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("4")
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        await pilot.press("escape")
        assert "could not be read" in painted(pilot)
        source.partner_trouble = None
        source.facts += 1
        app.beat()
        await settle(pilot)
        assert stands_on(pilot) == "Fire and Rescue"


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_hostile_text_reaches_no_terminal(settle: Settle, text: str) -> None:
    source = FakeSource()
    source.agencies = (a_partner(3, text, slug="police", unanswered=1),)
    letter = replace(LETTER, name=text, address=text, partner_name=text, subject=text, body=text, why=text)
    source.preview = replace(source.preview, letters=(letter,), left_out=(text,))
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("4")
        await settle(pilot)
        assert not ACTING & set(painted(pilot))
        await pilot.press("m")
        await settle(pilot)
        assert not ACTING & set(painted(pilot))


@pytest.mark.parametrize("size", [(20, 5), (200, 60)])
async def test_any_size(settle: Settle, size: tuple[int, int]) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=size) as pilot:
        await pilot.press("4")
        await settle(pilot)
        await pilot.press("j", "m")
        await settle(pilot)
        await pilot.press("escape", "enter")
        await settle(pilot)
        lines = painted(pilot).splitlines()
        assert [cell_len(line) for line in lines] == [size[0]] * size[1]
        assert lines[0].strip()
