"""A scroll bar stands where its list is, whenever it came."""

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.scroll_view import ScrollView

from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle, press
from tui.app import SeasonalOps
from tui.frame.scrolled import Scrolled

pytestmark = pytest.mark.anyio


class Long(ScrollView, Scrolled):
    def on_mount(self) -> None:
        self.virtual_size = Size(0, 48)
        self.scroll_to(y=30, animate=False, force=True)


class OneList(App[None]):
    def compose(self) -> ComposeResult:
        yield Long()


async def test_a_list_that_goes_to_its_row_before_it_is_laid_out() -> None:
    async with OneList().run_test(size=(40, 10)) as pilot:
        long = pilot.app.query_one(Long)
        await pilot.pause()
        assert (long.scroll_y, long.vertical_scrollbar.position) == (30, 30)


@pytest.mark.parametrize(
    ("keys", "scrolled"),
    [
        (("e", *["down"] * 8), "#form"),
        (("8", "G"), "FeedList"),
        (("8", "l", "end"), "#ways Scroll"),
        (("6", "enter", "end"), "MeasurePage"),
        (("4", "m", *"jjjj"), "ChaseDialog Scroll"),
    ],
    ids=["form", "feeds", "links", "measure", "chase"],
)
async def test_one_that_had_room_for_all_meanwhile(
    settle: Settle, keys: tuple[str, ...], scrolled: str
) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(80, 10)) as pilot:
        await press(pilot, settle, *keys)
        page = app.screen.query_one(scrolled)
        assert page.scroll_y > 0
        for size in ((200, 60), (80, 10)):
            await pilot.resize_terminal(*size)
            await settle(pilot)
        assert page.show_vertical_scrollbar
        assert page.vertical_scrollbar.position == page.scroll_y
