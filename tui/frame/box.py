"""The text box of all rooms."""

from typing import Final

from textual import events
from textual.widgets import Input

from seasonal_ops.text import harmless

_LONGEST: Final = 4000  # no field holds more; a whole file in the clipboard is a slip


class Box(Input):
    """One line, in which nothing acts on the terminal, nor is refused only when it is kept."""

    def validate_value(self, value: str) -> str:
        """Whatever puts it there, what stands in the box can be shown and kept."""
        return harmless(value)

    def on_paste(self, event: events.Paste) -> None:
        """Of several lines one is made; Textual puts it in after this, and would take the first alone."""
        line = " ".join(event.text[:_LONGEST].strip("\r\n").splitlines()).replace("\t", " ")
        # Here too: the cursor goes on by as many as come in.
        event.text = harmless(line)
