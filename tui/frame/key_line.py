"""The line kept at the bottom: the keys that work here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from textual.content import Content
from textual.widget import Widget

from tui.keymap import Key, bottom_line

if TYPE_CHECKING:
    from tui.frame.desk import Desk


class KeyLine(Widget):
    """As many keys as fit, those of a low rank first, in the order in which they were given.

    In a text box only those that are no text, in a terminal that is read-only none that changes something.
    """

    def __init__(self, keys: Iterable[Key], *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._keys = tuple(keys)
        self._marked = 0

    def on_mount(self) -> None:
        """Follow the keyboard into text boxes and out of them."""
        self.watch(self.screen, "focused", self._on_focused, init=False)

    def _on_focused(self) -> None:
        self.refresh()

    def show(self, keys: Iterable[Key]) -> None:
        """Other keys work here from now on."""
        self._keys = tuple(keys)
        self.refresh()

    def mark(self, number: int) -> None:
        """So many lines are marked."""
        self._marked = number
        self.refresh()

    def render(self) -> Content:
        """Whole items only: half a word helps nobody."""
        shown = [(rank, _item(key, word)) for key, word, rank in self._shown()]
        marked = self._said_of_marks()
        room = self.size.width - marked.cell_length
        kept: set[int] = set()
        for place in sorted(range(len(shown)), key=lambda at: shown[at][0]):
            length = shown[place][1].cell_length
            if length <= room:
                kept.add(place)
                room -= length
        return Content.assemble(marked, *(shown[at][1] for at in sorted(kept)))

    def _shown(self) -> list[tuple[str, str, int]]:
        focused = self.screen.focused
        in_text = focused is not None and focused.check_consume_key("question_mark", "?")
        return bottom_line(self._keys, readonly=cast("Desk", self.app).readonly, in_text=in_text)

    def _said_of_marks(self) -> Content:
        if not self._marked:
            return Content("")
        return Content.assemble((f" {self._marked} marked ", "bold $text-warning"), _item("Esc", "unmarks"))


def _item(key: str, word: str) -> Content:
    return Content.assemble((f" {key}", "bold $text-accent"), (f" {word} ", "$foreground-muted"))
