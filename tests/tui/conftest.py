"""A terminal that looks the same everywhere, and how tests wait in it."""

import contextlib
import os
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

# Textual reads it once, when it is imported.
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

Settle = Callable[[Pilot[Any]], Awaitable[None]]


@pytest.fixture(autouse=True)
def _colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures do not depend on who takes them."""
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def settle() -> Settle:
    """Wait until no worker runs and every message was handled."""

    async def _settle(pilot: Pilot[Any]) -> None:
        await pilot.pause()
        # An answer may ask the next question (a change, then the list again).
        while any(worker.is_running for worker in pilot.app.workers):
            # One that a newer question took the place of is done with, too.
            with contextlib.suppress(WorkerCancelled):
                await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        await pilot.pause()

    return _settle


@pytest.fixture
def anyio_backend() -> str:
    """Textual runs on asyncio."""
    return "asyncio"
