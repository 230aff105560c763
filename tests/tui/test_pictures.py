"""Pictures of the screens, taken with a frozen clock; look at a new one before it is accepted."""

from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.fakes import FakeSource
from tui.app import SeasonalOps

SMALL, USUAL, LARGE = (80, 24), (100, 30), (160, 45)


@pytest.mark.parametrize(
    ("size", "keys", "theme"),
    [
        pytest.param(SMALL, (), "textual-dark", id="today-80"),
        pytest.param(USUAL, (), "textual-dark", id="today-100"),
        pytest.param(USUAL, (), "textual-light", id="today-100-light"),
        pytest.param(LARGE, ("j",), "textual-dark", id="today-160"),
        pytest.param(SMALL, ("enter",), "textual-dark", id="opened-80"),
        pytest.param(SMALL, ("question_mark",), "textual-dark", id="help-80"),
        pytest.param(SMALL, ("r", "tab", "down", "down"), "textual-dark", id="answer-80"),
        pytest.param(USUAL, ("a",), "textual-dark", id="assign-100"),
    ],
)
def test_picture(
    snap_compare: Any, settle: Any, size: tuple[int, int], keys: tuple[str, ...], theme: str
) -> None:
    app = SeasonalOps(FakeSource())
    app.theme = theme

    async def press(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False

    assert snap_compare(app, terminal_size=size, run_before=press)


def test_picture_without_colour(snap_compare: Any, settle: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything can be told apart by glyph and word."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(SeasonalOps(FakeSource()), terminal_size=SMALL, run_before=settle)


def test_picture_of_nothing(snap_compare: Any, settle: Any) -> None:
    app = SeasonalOps(FakeSource((), clashing=(), plans=(), uncounted=(), next_anchor=None))
    assert snap_compare(app, terminal_size=SMALL, run_before=settle)
