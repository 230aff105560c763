"""Pictures of the audit log; look at a new one before it is accepted."""

from collections.abc import Callable

import pytest

from tests.tui.looks import every_look

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("9", "j", "j", "j"), id="audit"),
        pytest.param(("9", "j", "j", "enter"), id="fact"),
        pytest.param(("9", "j", "j", "j", "R"), id="revert"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)
