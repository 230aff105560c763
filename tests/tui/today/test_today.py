"""What keys do on Today, in a terminal that nobody sees."""

import time
from dataclasses import replace
from datetime import date, timedelta
from threading import Event
from typing import Any

import pytest
from hostile import ACTING, HOSTILE
from textual import events
from textual.pilot import Pilot

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.words import Status
from tests.tui.fakes import TODAY, WEEK, FakeSource, an_activity
from tests.tui.terminal import Settle, painted, told
from tui.activity.overtaken import OvertakenDialog
from tui.app import SeasonalOps
from tui.frame.detail import Detail
from tui.frame.error import ErrorDialog
from tui.frame.line import Line
from tui.frame.opened import OpenedScreen
from tui.frame.screen import READ_ONLY
from tui.today.activity_list import ActivityList
from tui.today.screen import TodayScreen

pytestmark = pytest.mark.anyio
WIDE, NARROW = (100, 30), (80, 24)


def today(pilot: Pilot[Any]) -> TodayScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, TodayScreen)
    return screen


def title(pilot: Pilot[Any]) -> str | None:
    """The activity under the cursor."""
    row = today(pilot).row
    return None if row is None else row.activity.title


def text_of(pilot: Pilot[Any], selector: str) -> str:
    """What a line of the header says."""
    return today(pilot).query_one(selector, Line).render().plain


def rows(pilot: Pilot[Any]) -> list[str]:
    """Every line of the list that has an activity, as it is painted."""
    listed = today(pilot).list
    return [listed.render_line(y).text for y in range(len(listed.lines)) if listed.lines.row(y)]


@pytest.mark.parametrize(
    ("keys", "stands_on"),
    [
        ((), "Retailer visits, phase 2"),  # what is late first
        (("j",), "Skip clearance, east ward"),
        (("down", "down"), "Bonfire stack removal"),  # over the heading
        (("j", "j", "k"), "Skip clearance, east ward"),
        (("k",), "Retailer visits, phase 2"),  # stops at the top
        (("G",), "Counts from the ambulance service"),
        (("G", "j"), "Counts from the ambulance service"),  # and at the end
        (("end", "g"), "Retailer visits, phase 2"),
        (("pagedown",), "Counts from the ambulance service"),
        (("c",), "Bonfire stack removal"),  # the next clash
        (("p", "down", "enter"), "Retailer visits, phase 2"),  # one plan
    ],
)
async def test_moving(settle: Settle, keys: tuple[str, ...], stands_on: str) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press(*keys)
        await settle(pilot)
        assert title(pilot) == stands_on


async def test_the_lines_kept_at_the_top(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert text_of(pilot, "#title").split("  ")[0] == " All plans ▸ Today"
        assert text_of(pilot, "#title").endswith("Fri 30 Oct · 6 days to ◆ Bonfire Night ")
        counters = " ".join(text_of(pilot, "#counters").split())
        assert counters == "▲ 2 overdue × 1 clash ◷ 3 unanswered ✎ 1 count missing live 14:02"
        assert text_of(pilot, "#drafts").strip() == "Drafts, nothing is sent for them: Freshers 2027"


async def test_a_draft_says_so_in_the_title(settle: Settle) -> None:
    app = SeasonalOps(FakeSource(), plan="freshers-2027")
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert text_of(pilot, "#title").startswith(" Freshers 2027 (draft) ▸ Today")
        assert not today(pilot).query_one("#drafts").display


async def test_space_goes_to_the_next_status_and_never_past_delivered(settle: Settle) -> None:
    source = FakeSource(WEEK[2:3])
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        for _ in range(4):
            await pilot.press("space")
            await settle(pilot)
        assert source.asked == [("status", 3, Status.DOING), ("status", 3, Status.DELIVERED)]
        assert rows(pilot)[0].rstrip().endswith("✓ delivered")
        assert told(pilot)  # the third and fourth were answered


async def test_a_second_change_waits_for_the_first(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        today(pilot).saving = frozenset({1})
        await pilot.press("space")
        await settle(pilot)
        assert source.asked == []


async def test_somebody_was_quicker(settle: Settle) -> None:
    """The second of two people is told, nothing is overwritten, and the new state is shown."""
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        source.somebody_else(1, status=Status.PARTLY)
        await pilot.press("space")
        await settle(pilot)
        assert isinstance(app.screen, OvertakenDialog)
        assert source.activities[1].status is Status.PARTLY
        await pilot.press("enter")
        await settle(pilot)
        assert app.screen is today(pilot)
        assert not today(pilot).saving
        assert all(held.activity.id != 1 for held in today(pilot).list.lines.sections[0].rows)


async def test_a_failure_is_a_dialog_with_its_sentence(settle: Settle) -> None:
    source = FakeSource()
    source.trouble = DatabaseTrouble("the database x.db is locked; close the other program")
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert app.screen.sentence == "the database x.db is locked; close the other program"
        source.trouble = None
        await pilot.press("escape")
        app.beat()
        await settle(pilot)
        assert title(pilot) == "Retailer visits, phase 2"  # it comes back by itself


@pytest.mark.parametrize("key", ["space", "s", "a", "r"])
async def test_read_only_refuses_with_a_sentence(settle: Settle, key: str) -> None:
    source = FakeSource()
    app = SeasonalOps(source, readonly=True)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert app.screen is today(pilot)
        assert source.asked == []
        assert told(pilot) == [READ_ONLY]
        assert "read-only" in text_of(pilot, "#counters")


async def test_a_filter_narrows_while_typing_and_esc_restores(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("j", "slash", *"police q")  # q is a letter here
        await settle(pilot)
        assert today(pilot).filtered == "police q"
        assert rows(pilot) == []
        assert "Nothing matches" in today(pilot).list.render_line(1).text
        await pilot.press("backspace", "backspace", "enter")
        await settle(pilot)
        assert len(rows(pilot)) == 3
        assert isinstance(app.focused, ActivityList)
        await pilot.press("escape")
        await settle(pilot)
        assert len(rows(pilot)) == 6
        assert not today(pilot).query("FilterBox")


async def test_enter_opens_the_detail_beside_the_list_when_there_is_room(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        assert isinstance(app.focused, Detail)
        await pilot.press("escape")
        assert isinstance(app.focused, ActivityList)


async def test_enter_pushes_a_screen_below_100_columns_and_keys_work_there(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert not today(pilot).query_one(Detail).display
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, OpenedScreen)
        await pilot.press("j", "space")
        await settle(pilot)
        assert source.asked == [("status", 2, Status.DOING)]
        shown = painted(pilot)
        assert "Skip clearance, east ward" in shown
        assert "◐ doing" in shown
        await pilot.press("escape")
        assert app.screen is today(pilot)


async def test_another_process_change_shows_and_the_cursor_stays(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "j")
        source.activities = {0: an_activity(0, "Before all", TODAY - timedelta(days=9))} | source.activities
        source.somebody_else(3, title="Stack removed early")
        app.beat()
        await settle(pilot)
        assert title(pilot) == "Youth outreach with the diversionary evening at the fire station"
        assert any("Stack removed early" in row for row in rows(pilot))


@pytest.mark.parametrize("facts", [0, 1])
async def test_nothing_is_read_again_when_nothing_happened(settle: Settle, facts: int) -> None:
    source = FakeSource()
    source.facts = facts
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        reads = source.reads
        for _ in range(3):
            app.beat()
            await settle(pilot)
        assert source.reads == reads


async def test_a_database_that_stops_answering_is_said_without_a_dialog_each_second(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        source.trouble = DatabaseTrouble("gone")
        app.beat()
        await settle(pilot)
        assert app.screen is today(pilot)
        assert text_of(pilot, "#counters").endswith("not live ")


async def test_an_empty_screen_says_what_to_do(settle: Settle) -> None:
    app = SeasonalOps(FakeSource((), clashing=()))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "p picks another plan" in painted(pilot)
        await pilot.press("space", "enter", "c", "G", "j")  # nothing to work on, and no harm


async def test_ten_thousand_activities_paint_only_what_is_in_view(
    settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = [replace(WEEK[2], id=number, title=f"Patrol {number}") for number in range(10_000)]
    app = SeasonalOps(FakeSource(many, clashing=()))
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        lines: list[int] = []
        paint = ActivityList.render_line

        def counted(self: ActivityList, y: int) -> Any:
            lines.append(y)
            return paint(self, y)

        monkeypatch.setattr(ActivityList, "render_line", counted)
        await pilot.press("j")
        await settle(pilot)
        assert len(lines) <= 4  # the line that was left and the line that was entered
        await pilot.press("G")
        await settle(pilot)
        assert title(pilot) == "Patrol 9999"
        assert len(lines) <= 3 * 24


async def test_a_read_that_lasts_longer_than_a_beat_comes_to_its_end(settle: Settle) -> None:
    source, may_end = FakeSource(), Event()
    begun: list[str | None] = []
    ask = source.today

    def slow(plan: str | None) -> Any:
        begun.append(plan)
        may_end.wait(20)
        return ask(plan)

    source.today = slow  # type: ignore[method-assign]
    app = SeasonalOps(source)
    async with app.run_test(size=WIDE) as pilot:
        while not begun:
            await pilot.pause(0.01)
        for _ in range(3):
            app.beat()
            while app._beating:
                await pilot.pause(0.01)
        may_end.set()
        await settle(pilot)
        assert begun == [None]
        assert title(pilot) == "Retailer visits, phase 2"


async def test_the_shell_is_painted_before_anything_is_asked(settle: Settle) -> None:
    source = FakeSource()
    app = SeasonalOps(source)
    painted_before: list[str] = []
    ask = source.today

    def asked(plan: str | None) -> Any:
        painted_before.append(app.screen.query_one("#title", Line).render().plain.strip())
        return ask(plan)

    source.today = asked  # type: ignore[method-assign]
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
    assert painted_before[0] == "Seasonal Ops ▸ Today"


async def test_while_a_filter_stands_the_bottom_line_says_what_shows_all(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"police", "enter")
        assert painted(pilot).splitlines()[-1].split()[:3] == ["Esc", "show", "all"]
        await pilot.press("escape")
        assert "show all" not in painted(pilot)


async def test_q_leaves(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("q")
        await pilot.pause()
    assert app._exit


@pytest.mark.parametrize(
    ("hostile", "size"),
    [*((text, WIDE) for text in HOSTILE), ("".join(text[:40] for text in HOSTILE), NARROW)],
    ids=lambda value: ascii(value)[:24],
)
async def test_text_from_outside_is_only_text(settle: Settle, hostile: str, size: tuple[int, int]) -> None:
    """In the list, detail, header and every dialog."""
    held = tuple(replace(one, partner_name=hostile, note=hostile) for one in WEEK[0].assignments)
    texts = ("title", "plan_name", "location", "meet", "description", "status_note", "date_reason", "theme")
    activity = replace(WEEK[0], assignments=held, measures=(hostile,), **dict.fromkeys(texts, hostile))
    source = FakeSource((activity,), title=hostile, clashing=())
    app = SeasonalOps(source)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        for key in ("enter", "s", "a", "r", "p"):
            await pilot.press(key)
            await settle(pilot)
            assert not set(painted(pilot)) & ACTING
            assert "\u0301" * 5 not in painted(pilot)
            await pilot.press("escape")
        source.trouble = DatabaseTrouble(hostile)
        app.load()
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert not set(painted(pilot)) & ACTING
        await pilot.click("#frame")
        assert app.is_running


async def test_a_key_that_is_held_down_changes_nothing_else_even_when_it_repeats_late(settle: Settle) -> None:
    first = an_activity(1, "Skip clearance", date(2026, 10, 27), status=Status.DOING)
    source = FakeSource((first, an_activity(2, "Retailer visits", date(2026, 10, 28))))
    app = SeasonalOps(source)
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        began = time.monotonic()
        for after in (0, 0.66, 0.7, 0.74):  # X11 waits for 660 ms
            key = events.Key("space", " ")
            key.time = began + after
            app.post_message(key)
            await settle(pilot)
        assert source.asked == [("status", 1, Status.DELIVERED)]
        assert "held down" in told(pilot)[-1]
