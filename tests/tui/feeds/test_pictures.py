"""Pictures of the feeds; look at a new one before it is accepted."""

from collections.abc import Callable

import pytest

from tests.tui.fakes import FakeSource
from tests.tui.looks import every_look

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("8", "j"), id="feeds"),
        pytest.param(("8", "j", "enter"), id="opened"),
        pytest.param(("8", "l"), id="links"),
        pytest.param(("8", "n"), id="new"),
        pytest.param(("8", "R"), id="rotate"),
        pytest.param(("8", "X"), id="revoke"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)


@every_look
def test_picture_of_nothing(picture: Picture, size: str, look: str) -> None:
    source = FakeSource()
    source.held = {}
    assert picture("8", size=size, look=look, source=source)
