"""Pictures of the comparison; look at a new one before it is accepted."""

from collections.abc import Callable

import pytest

from tests.tui.fakes import FakeSource
from tests.tui.looks import every_look

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("6",), id="compare"),
        pytest.param(("6", "l", "enter", "pagedown"), id="by-weekday"),
        pytest.param(("6", "R"), id="report"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)


def test_picture_of_baselines(picture: Picture) -> None:
    assert picture("6", "b", size="100", look="dark")


def test_picture_of_nothing(picture: Picture) -> None:
    source = FakeSource()
    source.comparison = None
    assert picture("6", size="80", look="dark", source=source)
