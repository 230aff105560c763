"""Pictures of a meeting; look at a new one before it is accepted."""

from collections.abc import Callable

import pytest

from seasonal_ops.views import MeetingActionView, MeetingNoteView
from seasonal_ops.words import Attendance
from tests.tui.fakes import NOW, FakeSource
from tests.tui.fakes.meeting import a_meeting
from tests.tui.looks import every_look

Picture = Callable[..., bool]
# M asks which plan when all are shown.
OPEN = ("M", "enter")


def gone_on() -> FakeSource:
    """A meeting in which something was said and agreed on."""
    source = FakeSource()
    note = MeetingNoteView(activity=2, text="Two vans are enough; the third goes east.", by="lead", at=NOW)
    source.meeting = a_meeting(notes=(note,), actions=(MeetingActionView(activity=6, about=2),))
    source.said_of = {"police": Attendance.PRESENT, "fire-and-rescue": Attendance.APOLOGIES}
    return source


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param((*OPEN, "j"), id="walk"),
        pytest.param((*OPEN, "h"), id="who-is-here"),
        pytest.param((*OPEN, "n"), id="action"),
        pytest.param((*OPEN, "P"), id="minutes"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look, source=gone_on())


def test_picture_with_the_highest_contrast(picture: Picture) -> None:
    assert picture(*OPEN, "j", size="100", look="high-contrast", source=gone_on())
