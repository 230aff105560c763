"""What stands on the forms of seasons, read by tests."""

from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui.fakes import FakeSource
from tui.seasons.boxes import TypedRow
from tui.seasons.form import FormScreen


def form(pilot: Pilot[Any]) -> FormScreen:
    screen = pilot.app.screen
    assert isinstance(screen, FormScreen)
    return screen


def box(pilot: Pilot[Any], label: str) -> Input:
    return next(row for row in form(pilot).query(TypedRow) if row.label == label).typed


def asked(source: FakeSource, verb: str) -> list[tuple[Any, ...]]:
    return [one[1:] for one in source.asked if one[0] == verb]
