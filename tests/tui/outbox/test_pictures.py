"""Pictures of the outbox; look at a new one before it is accepted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from seasonal_ops.views import OutboxView, Pause
from tests.tui.fakes import NOW, FakeSource
from tests.tui.fakes.outbox import OUTBOX
from tests.tui.looks import every_look

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("7", "j"), id="outbox"),
        pytest.param(("7", "G", "k", "k", "enter"), id="letter"),
        pytest.param(("S",), id="send"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)


@every_look
def test_picture_of_nothing(picture: Picture, size: str, look: str) -> None:
    source = FakeSource()
    source.box = OutboxView()
    assert picture("7", size=size, look=look, source=source)


def test_picture_after_a_pause(picture: Picture) -> None:
    """What fell due while nothing ran, on a machine on which nothing runs."""
    source = FakeSource(pause=Pause(count=7, since=NOW - timedelta(days=1)), given_up=2)
    source.box = replace(OUTBOX, running=False)
    assert picture("7", size="80", look="dark", source=source)
