"""What keys do on Feeds, in a terminal that nobody sees."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import OptionList, Static

from seasonal_ops.errors import DatabaseTrouble, Refused
from seasonal_ops.words import Detail
from tests.tui.fake_feeds import FEEDS, NOW, a_feed
from tests.tui.fakes import FakeSource
from tui.app import SeasonalOps
from tui.modals.error import ErrorDialog
from tui.modals.new_feed import NewFeed
from tui.screens.changing import READ_ONLY
from tui.screens.feeds import FeedsScreen
from tui.screens.links import LinksScreen
from tui.screens.opened_feed import OpenedFeed
from tui.screens.today import TodayScreen
from tui.widgets.detail import Detail as DetailPane
from tui.widgets.line import Line

pytestmark = pytest.mark.anyio
Settle = Callable[[Pilot[Any]], Awaitable[None]]
WIDE, NARROW = (100, 30), (80, 24)
LINKS = FEEDS[0].links


async def press(pilot: Pilot[Any], settle: Settle, *keys: str) -> None:
    """Each key, and everything that follows from it."""
    await settle(pilot)
    for key in keys:
        await pilot.press(key)
        await settle(pilot)


def feeds(pilot: Pilot[Any]) -> FeedsScreen:
    screen = pilot.app.screen_stack[1]
    assert isinstance(screen, FeedsScreen)
    return screen


def today(pilot: Pilot[Any]) -> TodayScreen:
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, TodayScreen)
    return screen


def painted(pilot: Pilot[Any]) -> str:
    """Everything that the terminal is sent for the screen on top."""
    return "\n".join(strip.text for strip in pilot.app.screen._compositor.render_strips())


def told(pilot: Pilot[Any]) -> list[str]:
    return [notice.message for notice in pilot.app._notifications]


@pytest.mark.parametrize(
    ("keys", "screens"),
    [
        (("8",), [TodayScreen, FeedsScreen]),
        (("8", "8"), [TodayScreen, FeedsScreen]),
        (("8", "1"), [TodayScreen]),
        (("8", "escape"), [TodayScreen]),
        (("1",), [TodayScreen]),
        (("enter", "8"), [TodayScreen, FeedsScreen]),  # from the opened activity
        (("8", "enter", "l"), [TodayScreen, FeedsScreen, OpenedFeed, LinksScreen]),
        (("8", "enter", "l", "8"), [TodayScreen, FeedsScreen]),
        (("8", "enter", "l", "1"), [TodayScreen]),
        (("8", "enter", "escape"), [TodayScreen, FeedsScreen]),
        (("8", "question_mark", "escape", "l", "escape"), [TodayScreen, FeedsScreen]),
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
        today(pilot).load()
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
        assert [" ".join(line.split()) for line in painted(pilot).splitlines()[:3]] == [
            "All plans ▸ Feeds Fri 30 Oct · 6 days to ◆ Bonfire Night",
            "▲ 2 overdue × 1 clash ◷ 3 unanswered ✎ 1 count missing live 14:02",
            "Drafts, nothing is sent for them: Freshers 2027",
        ]
        assert [line.rstrip() for line in painted(pilot).splitlines()[3:10]] == [
            " name                    for whom          events fetched      state",
            "▌All activities          every partner         41 2 h ago      ✓ in use",
            " Fire and Rescue, Brigh… fire-and-rescue       12 5 days ago   ◷ silent 5 days",
            " Community Safety Team   community-safety…  1,210 2 h ago      ! 1 problem",
            " Police                  police                41 never        ○ not used yet",
            " Street Scene, by mista… street-scene          41 never        × revoked",
            " Student wardens         every partner         41 1 day ago    × expired",
        ]
        assert painted(pilot).splitlines()[-1].split() == (
            ["l", "links", "n", "new", "R", "rotate", "X", "revoke", "1", "today", "?", "help", "q", "quit"]
        )


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
        assert feeds(pilot).feed == FEEDS[stands_on - 1]
        assert f"▌{FEEDS[stands_on - 1].name[:20]}" in painted(pilot)


async def test_the_detail_stands_beside_the_list_when_there_is_room(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8", "j", "enter")
        assert isinstance(pilot.app.focused, DetailPane)
        assert "limited: only title" in painted(pilot)
        await press(pilot, settle, "escape")
        assert pilot.app.focused is feeds(pilot).list


async def test_the_opened_feed_goes_on_to_the_next_and_changes_it(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8", "enter", "j", "R", "enter")
        assert source.asked == [("rotate", 2, timedelta(days=14))]
        assert isinstance(pilot.app.screen, OpenedFeed)
        assert "the former address answers until Fri 13 Nov 2026 14:02" in painted(pilot)


async def test_what_today_does_below_does_not_disturb_an_opened_feed(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8", "enter")
        today(pilot).tell()
        await settle(pilot)
        assert isinstance(pilot.app.screen, OpenedFeed)
        assert "All activities" in painted(pilot)


async def test_the_links_and_only_they_show_the_address(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=(160, 45)) as pilot:
        await press(pilot, settle, "8")
        assert "feedbeef" not in painted(pilot)
        await press(pilot, settle, "l")
        shown = painted(pilot)
        texts = str(pilot.app.screen.query_one("#texts", Static).content)
        assert [line for line in texts.splitlines() if "://" in line] == [
            LINKS.https,
            LINKS.webcal,
            LINKS.google,
            LINKS.page,
        ]
        assert LINKS.https in shown
        assert "▲" not in shown
        await press(pilot, settle, "y")
        assert pilot.app.clipboard == LINKS.https
        assert told(pilot) == ["The https address is copied, if this terminal allows that."]


async def test_an_address_of_this_machine_is_warned_of(settle: Settle) -> None:
    source = FakeSource()
    source.held = {1: replace(FEEDS[0], url="http://127.0.0.1:8642/feeds/x.ics")}
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8", "l")
        assert "▲ Only this machine can reach it" in painted(pilot)


@pytest.mark.parametrize(("size", "stacked"), [(NARROW, False), ((60, 24), True), ((160, 45), False)])
async def test_the_code_is_whole_black_on_white_and_can_be_reached(
    settle: Settle, size: tuple[int, int], stacked: bool
) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=size) as pilot:
        await press(pilot, settle, "8", "l", *(["end", "up"] if stacked else []))
        await pilot.pause()
        ways, code = pilot.app.screen.query_one("#ways"), pilot.app.screen.query_one("#qr")
        assert ways.has_class("-stacked") is stacked
        # The last line is only the quiet zone, and may be cut off.
        assert ways.region.contains_region(code.region.shrink((0, 0, 1, 0)))
        style = pilot.app.screen.get_style_at(code.region.x + 3, code.region.y + 1)
        assert style.color is not None
        assert style.bgcolor is not None
        assert (style.color.get_truecolor(), style.bgcolor.get_truecolor()) == ((0, 0, 0), (255, 255, 255))


async def test_another_address_shows_while_the_links_are_open(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=(160, 45)) as pilot:
        await press(pilot, settle, "8", "l")
        source.rotate_feed(1, timedelta(0))
        today(pilot).beat()
        await settle(pilot)
        assert source.held[1].links.https in painted(pilot)
        await press(pilot, settle, "y")
        assert pilot.app.clipboard == source.held[1].links.https


@pytest.mark.parametrize(
    ("keys", "asked"),
    [
        (("R", "enter"), [("rotate", 1, timedelta(days=14))]),
        (("R", "down", "enter"), [("rotate", 1, timedelta(0))]),
        (("R", "escape"), []),
        (("X", "enter"), []),  # "keep it" stands first
        (("X", "down", "enter"), [("revoke", 1)]),
        (("X", "escape"), []),
        (("r", "x"), []),  # small letters do nothing here
        # new: every field can be passed with Enter
        (("n", *["enter"] * 5), [("create", None, None, Detail.FULL, "", False)]),
        (
            ("n", *"fire", "enter", "j", "enter", "right", "enter", *"Crew 8", "enter", "right", "enter"),
            [("create", "fire-and-rescue", "bright-sparx-2026", Detail.LIMITED, "Crew 8", True)],
        ),
        (
            ("n", "down", "down", "tab", "G", "tab", "left", "tab", "tab", "space", "enter"),
            [("create", "fire-and-rescue", None, Detail.BUSY, "", True)],
        ),
        (("n", *"nobody", *["enter"] * 6, "escape"), []),  # nothing matches: nothing is made
        (("n", "enter", "escape"), []),
    ],
)
async def test_keys_become_a_question_to_the_source(
    settle: Settle, keys: tuple[str, ...], asked: list[tuple[Any, ...]]
) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8", *keys)
        assert source.asked == asked


async def test_a_new_feed_shows_its_links_at_once_and_stands_in_the_list(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=(160, 45)) as pilot:
        await press(pilot, settle, "8", "n", *["enter"] * 5)
        assert isinstance(pilot.app.screen, LinksScreen)
        assert source.held[7].links.https in painted(pilot)
        await press(pilot, settle, "escape")
        assert feeds(pilot).feed == source.held[7]


async def test_a_revoked_feed_is_shut_and_says_so(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8", "X", "down", "enter")
        assert "× revoked" in painted(pilot).splitlines()[4]
        await press(pilot, settle, "l", "R", "X")
        shut = "All activities is revoked: nobody can use it any more; n makes another."
        assert told(pilot) == ["All activities is revoked.", shut, shut, shut]
        assert source.asked == [("revoke", 1)]


@pytest.mark.parametrize("key", ["n", "R", "X"])
async def test_read_only_refuses_with_a_sentence(settle: Settle, key: str) -> None:
    source = FakeSource()
    async with SeasonalOps(source, readonly=True).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8", key)
        assert told(pilot) == [READ_ONLY]
        assert isinstance(pilot.app.screen, FeedsScreen)
        assert "read-only" in painted(pilot)


async def test_an_empty_screen_says_what_to_press(settle: Settle) -> None:
    source = FakeSource()
    source.held = {}
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8", "j", "G", "pagedown", "enter", "l", "R", "X")
        assert "n makes one, and shows its links" in painted(pilot)
        assert told(pilot) == ["There is no feed under the cursor; n makes one."] * 3
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
        today(pilot).load()  # as each minute
        await settle(pilot)
        assert isinstance(pilot.app.screen, FeedsScreen)
        assert "The feeds could not be read" in painted(pilot)
        source.feed_trouble = None
        today(pilot).load()
        await settle(pilot)
        assert feeds(pilot).feed == FEEDS[0]


async def test_what_did_not_work_is_a_dialog_each_time(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8")
        source.feed_trouble = DatabaseTrouble("the database is locked")
        for _ in range(2):
            await press(pilot, settle, "R", "enter")
            assert isinstance(pilot.app.screen, ErrorDialog)
            await press(pilot, settle, "enter")


async def test_another_process_change_shows_and_the_cursor_stays(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8", "j")
        source.held = {9: a_feed(9, "Before all")} | source.held
        source.facts += 1
        today(pilot).beat()
        await settle(pilot)
        assert feeds(pilot).feed == FEEDS[1]
        assert "Before all" in painted(pilot)
        reads = source.feed_reads
        today(pilot).beat()
        await settle(pilot)
        assert source.feed_reads == reads  # nothing happened


async def test_a_fetch_makes_no_fact_and_shows_within_a_minute(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8")
        source.held[4] = replace(source.held[4], last_fetched=NOW)
        for _ in range(60):
            today(pilot).beat()
        await settle(pilot)
        assert "just now" in painted(pilot)


async def test_a_database_that_stops_answering_is_said(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8")
        counters = feeds(pilot).query_one("#counters", Line)
        source.trouble = DatabaseTrouble("gone")
        today(pilot).beat()
        await settle(pilot)
        assert counters.render().plain.endswith("not live ")
        source.trouble = None
        today(pilot).beat()
        await settle(pilot)
        assert counters.render().plain.endswith("live 14:02 ")


async def test_other_columns_when_the_terminal_changes(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8")
        await pilot.resize_terminal(160, 45)
        await settle(pilot)
        line = painted(pilot).splitlines()[5]
        assert "bright-sparx-2026" in line
        assert "Google" in line


async def test_a_click_moves_and_a_second_one_opens(settle: Settle) -> None:
    async with SeasonalOps(FakeSource()).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8")
        await pilot.click("FeedList", offset=(5, 2))
        await settle(pilot)
        assert feeds(pilot).feed == FEEDS[2]
        assert isinstance(pilot.app.screen, FeedsScreen)
        await pilot.click("FeedList", offset=(5, 2), times=2)
        await settle(pilot)
        assert isinstance(pilot.app.screen, OpenedFeed)


ACTING = set("\x1b\x9b\u202e\ud800\x00\x0b\r\u2028")
HOSTILE = (
    "[/",
    "[@click=app.quit]OK[/]",
    "[b]" * 500,
    "\x1b[2J\x1b]52;c;cHdu\x1b\\",
    "\x9b31m",
    "\u202eexe.txt",
    "a" + "\u0301" * 10_000,
    "\ud800",
    "a\r\nb\x00\x0b\u2028c",
)


@pytest.mark.parametrize(
    ("hostile", "size"),
    [*((text, WIDE) for text in HOSTILE), ("".join(text[:40] for text in HOSTILE), NARROW)],
    ids=lambda value: ascii(value)[:24],
)
async def test_text_from_outside_is_only_text(settle: Settle, hostile: str, size: tuple[int, int]) -> None:
    """In the list, the detail, the links and every dialog and toast."""
    source = FakeSource()
    wild = a_feed(
        1, hostile, partners=(hostile,), plans=(hostile,), last_client=hostile, problems=(hostile, hostile)
    )
    source.held = {1: wild}
    app = SeasonalOps(source)
    async with app.run_test(size=size) as pilot:
        await press(pilot, settle, "8")
        for keys in (("enter",), ("l",), ("R",), ("n",), ("X", "down", "enter"), ("l",)):
            await press(pilot, settle, *keys)
            assert not set(painted(pilot)) & ACTING
            assert "\u0301" * 5 not in painted(pilot)
            if not isinstance(app.screen, FeedsScreen):
                await press(pilot, settle, "escape")
        await pilot.click("FeedList", offset=(2, 0))
        assert app.is_running
        assert app.screen.query_one(OptionList).option_count == 1
