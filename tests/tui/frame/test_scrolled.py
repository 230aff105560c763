"""A list that goes to its row before it was ever laid out."""

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Size

from tui.frame.scrolled import Scrolled

pytestmark = pytest.mark.anyio


class Long(Scrolled):
    def on_mount(self) -> None:
        self.virtual_size = Size(0, 48)
        self.scroll_to(y=30, animate=False, force=True)


class OneList(App[None]):
    def compose(self) -> ComposeResult:
        yield Long()


async def test_the_bar_stands_where_the_list_is_scrolled_to() -> None:
    async with OneList().run_test(size=(40, 10)) as pilot:
        long = pilot.app.query_one(Long)
        await pilot.pause()
        assert (long.scroll_y, long.vertical_scrollbar.position) == (30, 30)
