"""The line kept at the bottom: the keys that work here."""

from collections.abc import Iterable
from typing import Final

from textual.content import Content
from textual.widget import Widget

from tui.keymap import Key, bottom_line

_ALWAYS: Final = 4


class KeyLine(Widget):
    """As many keys as fit; the last ones always: other screens, help, quit."""

    def __init__(self, keys: Iterable[Key]) -> None:
        super().__init__()
        self._shown = bottom_line(keys)

    def render(self) -> Content:
        """Whole items only: half a word helps nobody."""
        items = [_item(key, word) for key, word in self._shown]
        kept = items[-_ALWAYS:]
        room = self.size.width - sum(item.cell_length for item in kept)
        for place, item in enumerate(items[:-_ALWAYS]):
            room -= item.cell_length
            if room < 0:
                break
            kept.insert(place, item)
        return Content.assemble(*kept)


def _item(key: str, word: str) -> Content:
    return Content.assemble((f" {key}", "bold $text-accent"), (f" {word} ", "$foreground-muted"))
