"""A terminal that looks the same everywhere, how tests wait in it, and how they take its picture."""

import contextlib
import os
from collections.abc import Callable
from typing import Any

import pytest

# Textual reads it once, when it is imported.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from textual.pilot import Pilot
from textual.widgets import Input
from textual.worker import WorkerCancelled

from tests.tui.fakes import FakeSource
from tests.tui.looks import LARGE, SIZES
from tests.tui.terminal import Settle, press
from tui.app import SeasonalOps

Picture = Callable[..., bool]


@pytest.fixture(autouse=True)
def _steady(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures do not depend on who takes them, nor tests on how long a cursor rests."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("tui.today.screen._REST", 0.01)
    monkeypatch.setattr("tui.frame.dialog._QUIET", 0.01)
    # What is said in the corner is still there when a slow machine comes to read it.
    monkeypatch.setattr("tui.frame.desk.Desk.NOTIFICATION_TIMEOUT", 600)


def _is_busy(app: Any) -> bool:
    """Whether something is being asked, or will be; an app that was left asks no more."""
    return not app._exit and (
        app.typed_ahead
        or getattr(app.screen, "unasked", False)
        or app.main.about_to_ask
        or any(worker.is_running for worker in app.workers)
    )


@pytest.fixture
def settle() -> Settle:
    """Wait until no worker runs and every message was handled."""

    async def _settle(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        # An answer may ask the next question (a change, then the list again).
        while _is_busy(pilot.app):
            # One that a newer question took the place of is done with, too.
            with contextlib.suppress(WorkerCancelled):
                await pilot.app.workers.wait_for_complete()
            await pilot.pause(0.01)
        await pilot.pause()

    return _settle


@pytest.fixture
def picture(snap_compare: Any, settle: Settle, monkeypatch: pytest.MonkeyPatch) -> Picture:
    """Whether the screen looks as it did when a person accepted it, after these keys."""

    def taken(
        *keys: str, size: str, look: str, source: FakeSource | None = None, readonly: bool = False
    ) -> bool:
        if look == "no-color":
            monkeypatch.setenv("NO_COLOR", "1")
        theme = "dark" if look == "no-color" else look
        app = SeasonalOps(source or FakeSource(), readonly=readonly, theme=theme)

        async def pressed(pilot: Pilot[Any]) -> None:
            await press(pilot, settle, *keys)
            # A cursor that blinks is on in one picture and off in the next.
            for box in pilot.app.screen.query(Input):
                box.cursor_blink = False

        compared: bool = snap_compare(app, terminal_size=(SIZES | LARGE)[size], run_before=pressed)
        return compared

    return taken


@pytest.fixture
def anyio_backend() -> str:
    """Textual runs on asyncio."""
    return "asyncio"
