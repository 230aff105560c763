"""Asks before a meeting is closed when the group meets again."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from seasonal_ops.errors import BadValue
from tui.frame.box import Box
from tui.frame.dialog import Dialog
from tui.frame.typed_date import read_date


@dataclass(frozen=True, slots=True)
class Closed:
    """When the group meets again; None: nobody knows yet."""

    next_on: date | None


class CloseForm(Dialog[Closed]):
    """Enter closes it, with a date or without."""

    AUTO_FOCUS = "Input"

    def __init__(self, today: date) -> None:
        super().__init__("Close the meeting?", "Enter close it · Esc go on")
        self._today = today

    def fields(self) -> list[Widget]:
        """When the next one is."""
        return [
            Static(Content("Next meeting, if it is known"), classes="label"),
            Box(compact=True, placeholder="5/11 or 2026-11-05"),
            Static(Content(""), id="wrong"),
        ]

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(Closed(self._read(event.value)))
        except BadValue as error:
            self.query_one("#wrong", Static).update(Content(f"▲ {error}"))

    def _read(self, text: str) -> date | None:
        if not text.strip():
            return None
        on_date = read_date(text, near=self._today, today=self._today)
        if on_date <= self._today:
            raise BadValue("the next meeting comes after this one; give a later day")
        return on_date
