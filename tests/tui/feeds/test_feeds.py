"""What keys do on Feeds, in a terminal that nobody sees."""

from dataclasses import replace

import pytest

from seasonal_ops.errors import DatabaseTrouble, Refused
from tests.tui.fakes import FakeSource
from tests.tui.fakes.feeds import FEEDS, NOW, a_feed
from tests.tui.feeds.on_feeds import feeds, picked, today
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press, told
from tui.app import SeasonalOps
from tui.feeds.links import LinksScreen
from tui.feeds.new_feed import NewFeed
from tui.feeds.opened import OpenedFeed
from tui.feeds.screen import FeedsScreen
from tui.frame.detail import Detail as DetailPane
from tui.frame.error import ErrorDialog
from tui.frame.line import Line
from tui.today.screen import TodayScreen

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("keys", "screens"),
    [
        (("8",), [FeedsScreen]),
        (("8", "8"), [FeedsScreen]),
        (("8", "1"), [TodayScreen]),
        (("8", "escape"), [FeedsScreen]),  # a screen is never left by surprise
        (("1",), [TodayScreen]),
        (("enter", "8"), [FeedsScreen]),  # from the opened activity
        (("8", "enter", "l"), [FeedsScreen, OpenedFeed, LinksScreen]),
        (("8", "enter", "l", "8"), [FeedsScreen]),
        (("8", "enter", "l", "1"), [TodayScreen]),
        (("8", "enter", "escape"), [FeedsScreen]),
        (("8", "question_mark", "escape", "l", "escape"), [FeedsScreen]),
    ],
)
async def test_going_there_and_back(settle: Settle, keys: tuple[str, ...], screens: list[type]) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await press(pilot, settle, *keys)
        assert [type(screen) for screen in app.screen_stack] == screens


async def test_going_and_coming_back_reads_today_once(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "j", "8", "1")
        assert (source.reads, source.feed_reads) == (1, 1)
        assert today(pilot).row is not None
        assert today(pilot).row.activity.id == 2  # type: ignore[union-attr]
        pilot.app.load()
        await settle(pilot)
        assert source.feed_reads == 1  # nobody looks at them


async def test_digits_in_a_text_box_are_digits(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "slash", "8", "1")
        assert today(pilot).filtered == "81"
        assert len(pilot.app.screen_stack) == 1


async def test_the_palette_has_the_screens(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "colon", *"feeds", "enter")
        await press(pilot, settle)
        assert isinstance(pilot.app.screen, FeedsScreen)


async def test_the_lines_kept_at_the_top_and_the_list(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8")
        assert [" ".join(line.split()) for line in painted(pilot).splitlines()[:4]] == [
            "All plans ▸ Feeds Fri 30 Oct · 6 days to ◆ Bonfire Night",
            "▲ 2 overdue × 1 clash ◷ 3 unanswered ✎ 1 count missing live 14:02",
            "1 Today 2 Board 3 Time 4 Partner 5 Eval 6 Compare 7 Outbox 8 Feeds 9 Audit",
            "Drafts, nothing is sent for them: Freshers 2027",
        ]
        assert [line.rstrip() for line in painted(pilot).splitlines()[4:11]] == [
            " name                    for whom          events fetched      state",
            "▌All activities          every partner         41 2 h ago      ✓ in use",
            " Fire and Rescue, Brigh… Fire and Rescue       12 5 days ago   ◷ silent 5 days",
            " Community Safety Team   Community Safety…  1,210 2 h ago      ! 1 problem",
            " Police                  Police                41 never        ○ not used yet",
            " Street Scene, by mista… Street Scene          41 never        × revoked",
            " Student wardens         every partner         41 1 day ago    × expired",
        ]
        keys = " ".join(painted(pilot).splitlines()[-1].split())
        assert keys == "l links n new R rotate X revoke u undo ? help : more q quit"


@pytest.mark.parametrize(
    ("keys", "stands_on"),
    [
        ((), 1),
        (("j",), 2),
        (("k",), 1),  # stops at the top
        (("G",), 6),
        (("G", "down"), 6),  # and at the end
        (("end", "home"), 1),
        (("pagedown",), 6),
        (("G", "pageup"), 1),
    ],
)
async def test_moving(settle: Settle, keys: tuple[str, ...], stands_on: int) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8", *keys)
        assert picked(pilot) == stands_on
        assert f"▌{FEEDS[stands_on - 1].name[:20]}" in painted(pilot)


async def test_the_detail_stands_beside_the_list_when_there_is_room(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8", "j", "enter")
        assert isinstance(pilot.app.focused, DetailPane)
        assert "limited: only title" in painted(pilot)
        await press(pilot, settle, "escape")
        assert pilot.app.focused is feeds(pilot).list


async def test_what_today_does_below_does_not_disturb_an_opened_feed(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8", "enter")
        today(pilot).tell()
        await settle(pilot)
        assert isinstance(pilot.app.screen, OpenedFeed)
        assert "All activities" in painted(pilot)


async def test_an_empty_screen_says_what_to_press(settle: Settle) -> None:
    source = FakeSource()
    source.held = {}
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8", "j", "G", "pagedown", "enter")
        assert "n makes one, and shows its links" in painted(pilot)
        for key in ("l", "R", "X"):
            pilot.app.clear_notifications()
            await press(pilot, settle, key)
            assert told(pilot) == ["There is no feed under the cursor; n makes one."]
        await press(pilot, settle, "n")
        assert isinstance(pilot.app.screen, NewFeed)


async def test_without_the_key_today_works_and_feeds_says_what_to_do_once(settle: Settle) -> None:
    source = FakeSource()
    source.feed_trouble = Refused("the server's key is missing: restore it from your backup")
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8")
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert pilot.app.screen.sentence == "the server's key is missing: restore it from your backup"
        await press(pilot, settle, "enter")
        pilot.app.load()  # as each minute
        await settle(pilot)
        assert isinstance(pilot.app.screen, FeedsScreen)
        assert "The feeds could not be read" in painted(pilot)
        source.feed_trouble = None
        pilot.app.load()
        await settle(pilot)
        assert picked(pilot) == FEEDS[0].id


async def test_another_process_change_shows_and_the_cursor_stays(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8", "j")
        source.held = {9: a_feed(9, "Before all")} | source.held
        source.facts += 1
        pilot.app.beat()
        await settle(pilot)
        assert picked(pilot) == FEEDS[1].id
        assert "Before all" in painted(pilot)
        reads = source.feed_reads
        pilot.app.beat()
        await settle(pilot)
        assert source.feed_reads == reads  # nothing happened


async def test_a_fetch_makes_no_fact_and_shows_within_a_minute(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8")
        source.held[4] = replace(source.held[4], last_fetched=NOW)
        for _ in range(60):
            pilot.app.beat()
        await settle(pilot)
        assert "just now" in painted(pilot)


async def test_a_database_that_stops_answering_is_said(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8")
        counters = feeds(pilot).query_one("#counters", Line)
        source.trouble = DatabaseTrouble("gone")
        pilot.app.beat()
        await settle(pilot)
        assert counters.render().plain.endswith("not live ")
        source.trouble = None
        pilot.app.beat()
        await settle(pilot)
        assert counters.render().plain.endswith("live 14:02 ")


async def test_other_columns_when_the_terminal_changes(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8")
        await pilot.resize_terminal(200, 45)
        await settle(pilot)
        line = painted(pilot).splitlines()[6]
        assert "Bright Sparx 2026" in line
        assert "Google" in line


async def test_a_click_moves_and_a_second_one_opens(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8")
        await pilot.click("FeedList", offset=(5, 2))
        await settle(pilot)
        assert picked(pilot) == FEEDS[2].id
        assert isinstance(pilot.app.screen, FeedsScreen)
        await pilot.click("FeedList", offset=(5, 2), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, OpenedFeed)
