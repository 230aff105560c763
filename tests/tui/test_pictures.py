"""Pictures of the screens, taken with a frozen clock; look at a new one before it is accepted."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from seasonal_ops.views import OutboxView, Pause
from tests.tui.fake_outbox import NOW, OUTBOX
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
        pytest.param(SMALL, ("7",), "textual-dark", id="outbox-80"),
        pytest.param(USUAL, ("7", "j"), "textual-dark", id="outbox-100"),
        pytest.param(USUAL, ("7", "j", "j"), "textual-light", id="outbox-100-light"),
        pytest.param(LARGE, ("7", "j", "j", "j", "j"), "textual-dark", id="outbox-160"),
        pytest.param(SMALL, ("7", "j", "enter"), "textual-dark", id="letter-80"),
        pytest.param(USUAL, ("7", "G", "k", "k", "enter"), "textual-light", id="letter-100-light"),
        pytest.param(SMALL, ("S",), "textual-dark", id="send-80"),
        pytest.param(SMALL, ("8",), "textual-dark", id="feeds-80"),
        pytest.param(USUAL, ("8", "j"), "textual-dark", id="feeds-100"),
        pytest.param(USUAL, ("8", "j", "j"), "textual-light", id="feeds-100-light"),
        pytest.param(LARGE, ("8", "G"), "textual-dark", id="feeds-160"),
        pytest.param(SMALL, ("8", "j", "enter"), "textual-dark", id="feed-opened-80"),
        pytest.param(SMALL, ("8", "l"), "textual-dark", id="links-80"),
        pytest.param(USUAL, ("8", "l"), "textual-light", id="links-100-light"),
        pytest.param(LARGE, ("8", "l"), "textual-dark", id="links-160"),
        pytest.param(SMALL, ("8", "n"), "textual-dark", id="new-feed-80"),
        pytest.param(USUAL, ("8", "R"), "textual-dark", id="rotate-100"),
        pytest.param(USUAL, ("8", "X"), "textual-light", id="revoke-100-light"),
    ],
)
def test_picture(
    snap_compare: Any, settle: Any, size: tuple[int, int], keys: tuple[str, ...], theme: str
) -> None:
    app = SeasonalOps(FakeSource())
    app.theme = theme
    assert snap_compare(app, terminal_size=size, run_before=pressing(settle, *keys))


def pressing(settle: Any, *keys: str) -> Any:
    """Press these, and wait for what follows from each."""

    async def press(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)
        for box in pilot.app.screen.query(Input):
            box.cursor_blink = False

    return press


def test_picture_without_colour(snap_compare: Any, settle: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything can be told apart by glyph and word."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(SeasonalOps(FakeSource()), terminal_size=SMALL, run_before=settle)


@pytest.mark.parametrize(
    ("size", "keys"),
    [
        pytest.param(SMALL, ("8", "j"), id="80"),
        pytest.param(USUAL, ("8", "j", "j"), id="100"),
        pytest.param(SMALL, ("8", "l"), id="links-80"),  # the code is black on white all the same
    ],
)
def test_picture_of_feeds_without_colour(
    snap_compare: Any,
    settle: Any,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = SeasonalOps(FakeSource())
    assert snap_compare(app, terminal_size=size, run_before=pressing(settle, *keys))


def test_picture_of_no_feeds(snap_compare: Any, settle: Any) -> None:
    source = FakeSource()
    source.held = {}
    assert snap_compare(SeasonalOps(source), terminal_size=SMALL, run_before=pressing(settle, "8"))


@pytest.mark.parametrize(
    ("size", "keys"), [pytest.param(SMALL, ("7", "j"), id="80"), pytest.param(USUAL, ("7",), id="100")]
)
def test_picture_of_the_outbox_without_colour(
    snap_compare: Any,
    settle: Any,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    keys: tuple[str, ...],
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = SeasonalOps(FakeSource())
    assert snap_compare(app, terminal_size=size, run_before=pressing(settle, *keys))


@pytest.mark.parametrize("keys", [(), ("7",)], ids=["today", "outbox"])
def test_picture_after_a_pause(snap_compare: Any, settle: Any, keys: tuple[str, ...]) -> None:
    """What fell due while nothing ran, on a machine on which nothing runs."""
    source = FakeSource(pause=Pause(count=7, since=NOW - timedelta(days=1)), given_up=2)
    source.box = replace(OUTBOX, running=False)
    assert snap_compare(SeasonalOps(source), terminal_size=SMALL, run_before=pressing(settle, *keys))


def test_picture_of_an_empty_outbox(snap_compare: Any, settle: Any) -> None:
    source = FakeSource()
    source.box = OutboxView()
    assert snap_compare(SeasonalOps(source), terminal_size=SMALL, run_before=pressing(settle, "7"))


def test_picture_of_nothing(snap_compare: Any, settle: Any) -> None:
    app = SeasonalOps(FakeSource((), clashing=(), plans=(), uncounted=(), next_anchor=None))
    assert snap_compare(app, terminal_size=SMALL, run_before=settle)
