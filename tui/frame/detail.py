"""What is picked in a list, told in full: a text that is folded to the width there is."""

from collections.abc import Callable, Iterable
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import Visual

from tui.frame.scrolled import Scrolled

# A text folded to a number of cells.
Folded = Callable[[int], Content]

_LABEL: Final = 10
_QUIET: Final = "$foreground-muted"


class Detail(ScrollView, Scrolled, can_focus=True):
    """Scrolls when the text is long; folds it again when the width changes.

    On the line API: another text needs no layout, and of a long one only the lines in view are made.
    """

    def __init__(self, nothing: str) -> None:
        super().__init__()
        self._nothing = Content.assemble((nothing, _QUIET))
        self._folded: Folded = self._empty
        self._lines: list[Content] = []
        self._of: object = None

    @property
    def text(self) -> str:
        """What it says, in the lines that it is folded to."""
        return "\n".join(line.plain for line in self._lines)

    def show(self, folded: Folded | None, of: object = None) -> None:
        """Show this text; None says that nothing is picked.

        Of something else (`of` tells apart what has the same heading) it begins at its top.
        """
        before = self._of, self._heading
        self._folded, self._of = folded or self._empty, of
        self._fold()
        if (self._of, self._heading) != before:
            self.scroll_home(animate=False, force=True, immediate=True)

    @property
    def _heading(self) -> str:
        return self._lines[0].plain if self._lines else ""

    def on_resize(self) -> None:
        """The lines are as long as they can be."""
        self._fold()

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        width, number = self.scrollable_content_region.width, y + self.scroll_offset.y
        if number >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = self._lines[number]
        if (selection := self.text_selection) and (span := selection.get_span(number)):
            start, end = span
            marked = Style.from_styles(self.screen.get_component_styles("screen--selection"))
            line = line.stylize(marked, start, None if end < 0 else end)
        made = Visual.to_strips(self, line, width, 1, self.visual_style, apply_selection=False, pad=True)
        return made[0].apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """What is marked with the mouse, to be copied."""
        return selection.extract(self.text), "\n"

    def _fold(self) -> None:
        room = self.scrollable_content_region
        if not room:
            # Not on the screen, or not yet: a resize tells when it is.
            return
        width = max(20, room.width - 1)  # the scroll bar keeps a cell from the text
        self._lines = self._folded(width).wrap(max(1, room.width - 1))
        # As high as the room: while a text fits, its height does not change, and nothing is laid out anew.
        self.virtual_size = Size(room.width, max(room.height, len(self._lines)))
        # Textual leaves the place where it is when what it showed there is gone.
        self.scroll_to(
            y=min(self.scroll_y, len(self._lines) - room.height), animate=False, force=True, immediate=True
        )
        self.refresh()

    def _empty(self, _width: int) -> Content:
        return self._nothing


def labelled(values: Iterable[tuple[str, str, str]], width: int) -> list[Content]:
    """Labels, styles and values as lines of at most `width` cells, the labels at the left."""
    lines: list[Content] = []
    for label, style, value in values:
        folded = Content.styled(value, style).wrap(max(8, width - _LABEL))
        names = [label] + [""] * (len(folded) - 1)
        lines += [
            Content.assemble((f"{name:<{_LABEL}}", _QUIET), line)
            for name, line in zip(names, folded, strict=True)
        ]
    return lines
