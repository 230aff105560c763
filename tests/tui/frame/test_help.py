"""The help: every key and every sign, and how it is read."""

import pytest

from tests.tui.fakes import FakeSource
from tests.tui.terminal import NARROW, Settle
from tui.app import SeasonalOps
from tui.frame.help import Help, help_text
from tui.frame.signs import SIGNS
from tui.keymap import GROUPS

pytestmark = pytest.mark.anyio


async def test_the_help_has_every_key_and_closes(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        assert isinstance(app.screen, Help)
        await pilot.press("f1")
        assert app.screen is app.main
    text = " ".join(help_text(70).plain.split())
    assert [key.does for keys in GROUPS.values() for key in keys if key.does not in text] == []


async def test_the_help_scrolls_with_the_letters_of_every_list(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("question_mark", "G")
        page = app.screen.query_one("Scroll")
        assert page.scroll_y == page.max_scroll_y > 0
        await pilot.press("k", "g", "j")
        assert page.scroll_y == 1


def test_the_help_says_what_the_signs_mean() -> None:
    text = help_text(200).plain
    assert "░        weekend" in text
    assert [sign for sign, means in SIGNS if means not in text] == []
