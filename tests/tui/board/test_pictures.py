"""Pictures of the board; look at a new one before it is accepted."""

from collections.abc import Callable

import pytest

from tests.tui.board.on_board import a_season
from tests.tui.fakes import FakeSource
from tests.tui.looks import every_look

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("2", "o", "v", "v"), id="board"),
        pytest.param(("2", "Z"), id="folded"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look, source=a_season())


@every_look
def test_picture_of_nothing(picture: Picture, size: str, look: str) -> None:
    source = FakeSource((), clashing=(), uncounted=(), next_anchor=None)
    assert picture("2", size=size, look=look, source=source)
