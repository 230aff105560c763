"""One line of the screen with something at its left and something at its right."""

from typing import Final

from textual.content import Content
from textual.widget import Widget

_LEAST: Final = 20  # cells of the left part that stay, however long the right one is


class Line(Widget):
    """Keeps the right part whole and cuts the left one, unless hardly anything of the left would be there."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id, classes=classes)
        self._left, self._right = Content(""), Content("")

    def put(self, left: Content, right: Content = Content("")) -> None:  # noqa: B008 - immutable
        """Show this from now on."""
        self._left, self._right = left, right
        self.refresh()

    def render(self) -> Content:
        """Both parts in exactly the width there is."""
        width = self.size.width
        right = self._right.truncate(max(width // 2, width - _LEAST), ellipsis=True)
        room = max(0, width - right.cell_length)
        return Content.assemble(self._left.truncate(room, ellipsis=True, pad=True), right)
