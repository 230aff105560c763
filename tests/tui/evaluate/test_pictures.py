"""Pictures of the count grid; look at a new one before it is accepted."""

from collections.abc import Callable

import pytest

from tests.tui.fakes import FakeSource
from tests.tui.looks import every_look

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("5", "1", "4", "tab", "9", "9", "9", "9", "tab", "left"), id="grid"),
        pytest.param(("5", "minus", "3", "tab", "left", "exclamation_mark", "down", "down"), id="not-kept"),
        pytest.param(("5", "left", "h"), id="history"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)


@every_look
def test_picture_of_nothing(picture: Picture, size: str, look: str) -> None:
    source = FakeSource()
    source.rows = ()
    assert picture("5", size=size, look=look, source=source)


def test_picture_out_of_the_grid(picture: Picture) -> None:
    assert picture("5", "escape", size="100", look="dark")


def test_picture_of_an_area(picture: Picture) -> None:
    assert picture("5", "w", *"tan", "enter", "7", size="100", look="dark")
