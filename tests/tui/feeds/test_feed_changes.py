"""Feeds made, given another address, shut: what keys ask of the source, and what is shown then."""

from datetime import timedelta
from typing import Any

import pytest
from hostile import ACTING, HOSTILE
from textual.widgets import OptionList

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.words import Detail
from tests.tui.fakes import FakeSource
from tests.tui.fakes.feeds import a_feed
from tests.tui.feeds.on_feeds import feeds
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press, told
from tui.app import SeasonalOps
from tui.feeds.links import LinksScreen
from tui.feeds.opened import OpenedFeed
from tui.feeds.screen import FeedsScreen
from tui.frame.error import ErrorDialog
from tui.frame.screen import READ_ONLY

pytestmark = pytest.mark.anyio


async def test_the_opened_feed_goes_on_to_the_next_and_changes_it(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=NARROW) as pilot:
        await press(pilot, settle, "8", "enter", "j", "R", "enter")
        assert source.asked == [("rotate", 2, timedelta(days=14))]
        assert isinstance(pilot.app.screen, OpenedFeed)
        assert "the former address answers until 14:02 on 13 November 2026" in painted(pilot)


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
        assert "× revoked" in painted(pilot).splitlines()[5]
        assert told(pilot) == ["All activities is revoked."]
        shut = "All activities is revoked: nobody can use it any more; n makes another."
        for key in ("l", "R", "X"):
            pilot.app.clear_notifications()
            await press(pilot, settle, key)
            assert told(pilot) == [shut]
        assert source.asked == [("revoke", 1)]


@pytest.mark.parametrize("key", ["n", "R", "X"])
async def test_read_only_refuses_with_a_sentence(settle: Settle, key: str) -> None:
    source = FakeSource()
    async with SeasonalOps(source, readonly=True).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8", key)
        assert told(pilot) == [READ_ONLY]
        assert isinstance(pilot.app.screen, FeedsScreen)
        assert "read-only" in painted(pilot)


async def test_what_did_not_work_is_a_dialog_each_time(settle: Settle) -> None:
    source = FakeSource()
    async with SeasonalOps(source).run_test(size=WIDE) as pilot:
        await press(pilot, settle, "8")
        source.feed_trouble = DatabaseTrouble("the database is locked")
        for _ in range(2):
            await press(pilot, settle, "R", "enter")
            assert isinstance(pilot.app.screen, ErrorDialog)
            await press(pilot, settle, "enter")


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
