"""The words for how it looks."""

import pytest

from seasonal_ops.settings import THEMES as KNOWN
from tests.tui.fakes import FakeSource
from tui.app import SeasonalOps
from tui.themes import THEMES

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("word", KNOWN)
async def test_each_word_of_the_setting_is_a_look(word: str) -> None:
    app = SeasonalOps(FakeSource(), theme=word)
    async with app.run_test():
        assert app.current_theme.name == word


def test_and_no_other() -> None:
    assert tuple(THEMES) == KNOWN
