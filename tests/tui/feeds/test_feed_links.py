"""The links of a feed and its QR code, in a terminal that nobody sees."""

from dataclasses import replace
from datetime import timedelta

import pytest
from textual.widgets import Static

from tests.tui.fakes import FakeSource
from tests.tui.fakes.feeds import FEEDS
from tests.tui.terminal import NARROW, WIDE, Settle, painted, press, told
from tui.app import SeasonalOps

pytestmark = pytest.mark.anyio
LINKS = FEEDS[0].links


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
        assert "▲" not in "".join(shown.splitlines()[2:])
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
        pilot.app.beat()
        await settle(pilot)
        assert source.held[1].links.https in painted(pilot)
        await press(pilot, settle, "y")
        assert pilot.app.clipboard == source.held[1].links.https
