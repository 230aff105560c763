"""Pictures of seasons that are made; look at a new one before it is accepted."""

from collections.abc import Callable

import pytest

from tests.tui.fakes import FakeSource
from tests.tui.looks import every_look

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("N", "tab", "tab", "3", "1", "/", "1", "0"), id="new-plan"),
        pytest.param(("N", "right", "tab", "tab"), id="date-needed"),
        pytest.param(("F", "c"), id="roll-forward"),
        pytest.param(("A", "tab", "6", "/", "1", "1"), id="anchors"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)


@every_look
def test_picture_of_the_guide(picture: Picture, size: str, look: str) -> None:
    source = FakeSource((), clashing=(), plans=(), uncounted=(), next_anchor=None)
    assert picture("j", size=size, look=look, source=source)


def test_picture_of_going_live(picture: Picture) -> None:
    assert picture("p", "down", "down", "enter", "A", "B", size="80", look="dark")
