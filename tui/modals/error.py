"""Says that something did not work, and stays until it was read."""

from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.modals.dialog import Dialog
from tui.show import several_lines


class ErrorDialog(Dialog[None]):
    """One sentence that says what to do."""

    BINDINGS: ClassVar = [Binding("enter,space,q", "leave", "close", show=False)]

    def __init__(self, heading: str, sentence: str) -> None:
        super().__init__(f"▲ {heading}", "Enter closes")
        self.sentence = sentence

    def fields(self) -> list[Widget]:
        """The sentence, begun with a capital."""
        text = several_lines(self.sentence)
        return [Static(Content(text[:1].upper() + text[1:]))]
