"""Pictures of Today; look at a new one before it is accepted."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.views import ActivityView, Change, Pause
from seasonal_ops.words import Status
from tests.tui.fakes import NOW, FakeSource
from tests.tui.fakes.editing import a_line
from tests.tui.looks import every_look
from tui.source import Seen

Picture = Callable[..., bool]


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(("j",), id="today"),
        pytest.param(("enter",), id="opened"),
        pytest.param(("v", "v", "s"), id="status-of-several"),
        pytest.param(("r", "tab", "down", "down"), id="answer"),
        pytest.param(("a",), id="assign"),
        pytest.param(("question_mark",), id="help"),
        pytest.param(("p",), id="plans"),
        pytest.param(("colon", *"mark"), id="palette"),
        pytest.param(("slash", *"bonfire"), id="filter"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)


@every_look
def test_picture_of_nothing(picture: Picture, size: str, look: str) -> None:
    source = FakeSource((), clashing=(), uncounted=(), next_anchor=None)
    assert picture(size=size, look=look, source=source)


def refusing(source: FakeSource, before: Callable[[], None]) -> FakeSource:
    """This happens before each change of a status."""
    set_status = source.set_status

    def late(seen: tuple[Seen, ...], status: Status, note: str | None = None) -> tuple[ActivityView, ...]:
        before()
        return set_status(seen, status, note)

    source.set_status = late  # type: ignore[method-assign]
    return source


@every_look
def test_picture_of_an_error(picture: Picture, size: str, look: str) -> None:
    def fails() -> None:
        raise DatabaseTrouble("the database is busy: something else writes to it; try again in a moment")

    assert picture("space", size=size, look=look, source=refusing(FakeSource(), fails))


@every_look
def test_picture_of_what_others_did_meanwhile(picture: Picture, size: str, look: str) -> None:
    source = FakeSource()
    source.told = (a_line("Sgt Hill", Change(label="Meet", was="", now="the station")),)
    late = refusing(source, lambda: source.somebody_else(1, meet="the station"))
    assert picture("space", size=size, look=look, source=late)


@pytest.mark.parametrize("key", ["1", "3", "5"])
def test_picture_of_a_large_terminal(picture: Picture, key: str) -> None:
    assert picture(key, size="200", look="dark")


def test_picture_after_a_pause(picture: Picture) -> None:
    source = FakeSource(pause=Pause(count=7, since=NOW - timedelta(days=1)), given_up=2)
    assert picture(size="80", look="dark", source=source)


def test_picture_with_the_highest_contrast(picture: Picture) -> None:
    assert picture("j", size="100", look="high-contrast")
