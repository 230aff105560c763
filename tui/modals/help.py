"""Every key, from the one keymap."""

from typing import ClassVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.keymap import BACK, GROUPS
from tui.modals.dialog import Dialog


class Help(Dialog[None]):
    """Leaves by any key that a reader would try."""

    BINDINGS: ClassVar = [Binding("q,question_mark,f1", "leave", "close", show=False)]

    def __init__(self) -> None:
        super().__init__("Keys", "↑↓ scroll · Esc close")

    def fields(self) -> list[Widget]:
        """A heading a group, a line a key."""
        return [VerticalScroll(Static(help_text()))]


def help_text() -> Content:
    """The keymap as people read it."""
    lines: list[Content] = []
    for title, keys in {**GROUPS, "Back": (BACK,)}.items():
        lines.append(Content.assemble((title, "bold")))
        lines += [Content.assemble((f"  {key.shown:<9}", "$text-accent"), key.does) for key in keys]
    return Content("\n").join(lines)
