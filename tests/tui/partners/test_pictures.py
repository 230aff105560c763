"""Pictures of the partners; look at a new one before it is accepted."""

from collections.abc import Callable

import pytest

from tests.tui.looks import every_look

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("4", "j"), id="partners"),
        pytest.param(("4", "j", "enter"), id="opened"),
        pytest.param(("4", "m"), id="chase"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)
