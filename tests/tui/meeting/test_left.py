"""A meeting that is left while something is being kept in it."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from seasonal_ops.views import MeetingNoteView
from tests.tui.fakes import NOW
from tests.tui.fakes.meeting import a_meeting
from tests.tui.meeting.on_meeting import begun, meeting
from tests.tui.terminal import Settle
from tui.frame.error import ErrorDialog
from tui.meeting.screen import MeetingScreen

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("keys", "told_of"),
    [
        (("space",), "somebody changed it meanwhile"),
        (("i", *"Two vans", "enter"), "Ann noted something else, while you wrote; yours was: Two vans"),
    ],
    ids=["status", "note"],
)
async def test_who_left_it_is_told_what_was_not_done_and_loses_no_note(
    settle: Settle, keys: tuple[str, ...], told_of: str
) -> None:
    source = begun()
    go = threading.Event()
    set_status, note = source.set_status, source.note_in_meeting

    def overtaken(verb: Callable[..., Any]) -> Callable[..., Any]:
        def late(*asked: Any) -> Any:
            go.wait(10)
            source.somebody_else(1, meet="the station")
            there = MeetingNoteView(activity=1, text="One van", by="Ann", at=NOW)
            source.meeting = a_meeting(notes=(there,))
            return verb(*asked)

        return late

    source.set_status = overtaken(set_status)  # type: ignore[method-assign]
    source.note_in_meeting = overtaken(note)  # type: ignore[method-assign]
    async with meeting(source, settle) as pilot:
        await pilot.press(*keys)
        while not any(worker.group == "change" for worker in pilot.app.workers):
            await pilot.pause(0.01)
        await pilot.press("escape")
        while isinstance(pilot.app.screen, MeetingScreen):
            await pilot.pause(0.01)
        go.set()
        await settle(pilot)
        assert isinstance(pilot.app.screen, ErrorDialog)
        assert told_of in pilot.app.screen.sentence
