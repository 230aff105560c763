"""The pictures of the terminal UI: which keys lead to what, and the camera. `make.py` says of which data."""

import asyncio
import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from unittest import mock

from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerCancelled

from tui.app import SeasonalOps
from tui.source import Source

_NO_COLOR: Final = "no-color"


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: what is pressed from Today on, and how the terminal looks.

    `plan`: the beginning of the slug of the plan that is shown, without its year; "" shows all. `look` is a
    word of `tui.themes.THEMES`, or "no-color".
    """

    keys: tuple[str, ...] = ()
    plan: str = "bright-sparx"
    look: str = "dark"
    size: tuple[int, int] = (100, 30)


# Nothing in them is drawn: each is the program, in a terminal of that size, on the worked example.
SCENES: Final = {
    "today": Scene(("j",)),
    "board": Scene(("2", "g", "z", "j", "j")),
    "timeline": Scene(("3", "j", "greater_than_sign", "greater_than_sign")),
    "partners": Scene(("4", "j")),
    "evaluate": Scene(("5", "t", "pageup", "pageup", "left", "1", "2")),
    "compare": Scene(("6",)),
    "outbox": Scene(("7", "j"), plan=""),
    "feeds": Scene(("8",), plan=""),
    "audit": Scene(("space", "space", "j", "v", "j", "v", "space", "9")),
    "form": Scene(("e", "tab", *"Bonfire Night 16:00")),
    "new-plan": Scene(("N", "tab")),
    "roll-forward": Scene(("F", "c")),
    "anchors": Scene(("A", "tab", "tab", "tab", "tab", *"6/11")),
    "meeting": Scene(("M", "down", "space", "enter")),
    "month": Scene(("L", "j"), plan=""),
    "help": Scene(("question_mark",)),
    "palette": Scene(("colon", *"plan")),
    "light": Scene(("4", "j"), look="light"),
    "high-contrast": Scene(("j",), look="high-contrast"),
    "no-color": Scene(("2", "z", "j", "j"), look=_NO_COLOR),
    "narrow": Scene(("j", "enter"), size=(80, 24)),
}

_LOOKS: Final = 4  # in a row, at which nothing is on its way


def picture(scene: Scene, source: Source, plan: str | None) -> str:
    """The scene as SVG, every time the same bytes for the same data; `plan` is the slug of what is shown."""
    with _colours(scene.look):
        ui = SeasonalOps(source, plan=plan, theme="dark" if scene.look == _NO_COLOR else scene.look)
        ui.animation_level = "none"
        svg = asyncio.run(_taken(ui, scene))
    # A viewer that is not told to keep the spaces moves every column.
    return svg.replace("<svg ", '<svg xml:space="preserve" ', 1)


@contextlib.contextmanager
def _colours(look: str) -> Iterator[None]:
    """With colours or without, whatever whoever makes the pictures has set."""
    with mock.patch.dict(os.environ):
        os.environ.pop("NO_COLOR", None)
        if look == _NO_COLOR:
            os.environ["NO_COLOR"] = "1"
        yield


async def _taken(ui: SeasonalOps, scene: Scene) -> str:
    async with ui.run_test(size=scene.size) as pilot:
        await _settle(pilot)
        for key in scene.keys:
            await pilot.press(key)
            await _settle(pilot)
        # A cursor that blinks is on in one picture and off in the next.
        for box in (*ui.screen.query(Input), *ui.screen.query(TextArea)):
            box.cursor_blink = False
        return ui.export_screenshot(title="seasonal-ops", simplify=True)


async def _settle(pilot: Pilot[Any]) -> None:
    """Wait until nothing is asked for any more, and every answer is shown."""
    ui = pilot.app
    assert isinstance(ui, SeasonalOps)
    await pilot.pause()
    # An answer may ask the next question (a change, then the list again), which takes a moment to begin.
    quiet = 0
    while quiet < _LOOKS:
        keys = ui.typed_ahead or getattr(ui.screen, "unasked", False)
        busy = keys or ui.main.about_to_ask or any(worker.is_running for worker in ui.workers)
        quiet = 0 if busy else quiet + 1
        # One that a newer question took the place of is done with, too.
        with contextlib.suppress(WorkerCancelled):
            await ui.workers.wait_for_complete()
        await pilot.pause(0.02)
