"""The last step: says what it will do, and does it only when it is chosen."""

from typing import ClassVar

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.keymap import LAST_STEP, bindings


class LastStep(Widget, can_focus=True):
    """`▶ Make Bright Sparx 2027: 41 activities`; what keeps it from that stands there instead."""

    BINDINGS: ClassVar = bindings((LAST_STEP,))
    does: reactive[str] = reactive("", layout=True)
    obstacle: reactive[str] = reactive("", layout=True)

    class Chosen(Message):
        """It is to be done."""

    def render(self) -> Content:
        """What it does, and how."""
        if self.obstacle:
            return Content.assemble((f" ▲ Not yet: {self.obstacle}", "$text-warning"))
        if not self.does:
            return Content("")
        style = "bold reverse" if self.has_focus else "bold"
        hint = "  Enter does it" if self.has_focus else "  Tab, Enter"
        return Content.assemble((f" ▶ {self.does} ", style), (hint, "$foreground-muted"))

    def action_choose(self) -> None:
        """Do it, when nothing keeps it from being done."""
        if not self.obstacle:
            self.post_message(self.Chosen())

    def on_click(self, event: object) -> None:
        """A second click does it; the first only comes here."""
        if getattr(event, "chain", 1) > 1:
            self.action_choose()
