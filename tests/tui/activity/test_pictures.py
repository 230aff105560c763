"""Pictures of the form and its questions; look at a new one before it is accepted."""

from collections.abc import Callable
from datetime import time

import pytest

from seasonal_ops.views import Change
from tests.tui.fakes import FakeSource
from tests.tui.fakes.editing import a_line
from tests.tui.looks import every_look

Picture = Callable[..., bool]
CLASH = ("j", "j", "e", "down", *"Bonfire Night 16:00", "down", *"02:00")


@every_look
@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(CLASH, id="clash"),
        pytest.param(("n", "enter", *"Skip hire", "down", *"31/6", "down", "down"), id="new"),
        pytest.param(("v", "v", "D"), id="cancel"),
    ],
)
def test_picture(picture: Picture, keys: tuple[str, ...], size: str, look: str) -> None:
    assert picture(*keys, size=size, look=look)


class SomebodyElse(FakeSource):
    """Somebody moves the activity while its form is open."""

    def sheet(self, activity_id: int):  # type: ignore[no-untyped-def] # as above
        sheet = super().sheet(activity_id)
        if not self.told:
            self.told = (a_line("Sgt Hill", Change("When", "14:00–17:00", "15:00–17:00")),)
            self.somebody_else(activity_id, start_time=time(15))
        return sheet


@every_look
def test_picture_of_two_editors(picture: Picture, size: str, look: str) -> None:
    keys = ("j", "j", "e", *"Stack", "escape", "enter")
    assert picture(*keys, size=size, look=look, source=SomebodyElse())
