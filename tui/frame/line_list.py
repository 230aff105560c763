"""A long list on the line API: only the lines in view are made, whatever the number."""

from collections.abc import Set as AbstractSet
from typing import Any, ClassVar, Final, Generic, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.frame.part import Part
from tui.frame.scrolled import Scrolled
from tui.keymap import MOVE, bindings
from tui.lines import Lines
from tui.messages import Marked, Opened

Shown = TypeVar("Shown", bound=Lines[Any, Any])
Pieces = list[tuple[str, Part]]


class LineList(ScrollView, Scrolled, Generic[Shown], can_focus=True, inherit_bindings=False):
    """Headings and rows with one cursor, and marks where a list binds their keys.

    Says `Opened`, and in `tell` where the cursor stands.
    """

    BINDINGS: ClassVar = bindings(MOVE)
    COMPONENT_CLASSES: ClassVar = {f"line-list--{part.value}" for part in Part} | {"line-list--cursor"}

    cursor: reactive[int] = reactive(-1, repaint=False)

    def __init__(self, lines: Shown, notice: str) -> None:
        self._looks: dict[tuple[Part | None, bool], Style] = {}
        super().__init__()
        self.lines = lines
        self.notice: tuple[str, ...] = (notice,)
        self.marks: frozenset[int | None] = frozenset()
        self.wanted: int | None = None  # the row to stand on once it is shown

    @property
    def marked(self) -> tuple[Any, ...]:
        """The rows that are marked, of those shown, each once and in their order."""
        if not self.marks:
            return ()
        rows = {self.lines.identity(row): row for row in self.lines.rows()}
        return tuple(row for identity, row in rows.items() if identity in self.marks)

    @property
    def cursor_row(self) -> Any:
        """The row under the cursor, None when there is none."""
        return self.lines.row(self.cursor)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        raise NotImplementedError

    def pieces(self, line: int, width: int) -> Pieces:
        """What stands on a line, `width` cells of it."""
        raise NotImplementedError

    def show(self, lines: Shown, *, notice: tuple[str, ...]) -> None:
        """Show other lines, the cursor on the same row; `notice` stands there when there are none."""
        before = self.lines.row(self.cursor)
        known = None if before is None else self.lines.identity(before)
        self.lines, self.notice = lines, notice
        self.virtual_size = Size(0, len(lines))
        if self.wanted is not None and lines.line_of(self.wanted) is not None:
            known, self.wanted = self.wanted, None
        line = None if known is None else lines.line_of(known)
        self.settle(lines.nearest(self.cursor) if line is None else line)

    def settle(self, line: int) -> None:
        """Put the cursor there and paint everything anew."""
        self.set_reactive(LineList.cursor, line)
        self.refresh()
        self._keep_in_view()
        self.tell()

    def watch_cursor(self, before: int, after: int) -> None:
        """Repaint two lines, not the list."""
        self.refresh_line(before)
        self.refresh_line(after)
        self._keep_in_view()
        self.tell()

    def _keep_in_view(self) -> None:
        if self.cursor < 0:
            return
        # The heading above the first row of a section comes into view with it.
        above = 1 if self.cursor and self.lines.row(self.cursor - 1) is None else 0
        region = Region(0, self.cursor - above, 1, 1 + above)
        self.scroll_to_region(region, animate=False, force=True)

    def action_move(self, by: int) -> None:
        """To the next row in that direction, over headings."""
        line = self.cursor + by
        while 0 <= line < len(self.lines) and self.lines.row(line) is None:
            line += by
        if self.lines.row(line) is not None:
            self.cursor = line

    def action_page(self, by: int) -> None:
        """A screenful up or down."""
        self.cursor = self.lines.nearest(self.cursor + by * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """To the first row."""
        self.cursor = self.lines.nearest(0)

    def action_last(self) -> None:
        """To the last row."""
        self.cursor = self.lines.nearest(len(self.lines) - 1)

    def action_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next."""
        if self.cursor_row is not None:
            self.marks ^= {self.lines.identity(self.cursor_row)}
            self.refresh_line(self.cursor)
            self.action_move(1)
            self._tell_marks()

    def action_mark_all(self) -> None:
        """Mark all that are shown; none when they are all marked."""
        shown = frozenset(self.lines.identity(row) for row in self.lines.rows())
        self.marks = frozenset() if shown <= self.marks else shown
        self.refresh()
        self._tell_marks()

    def unmark(self, ids: AbstractSet[int | None] | None = None) -> None:
        """Take the marks of these away, or all."""
        self.marks = frozenset() if ids is None else self.marks - ids
        self.refresh()
        self._tell_marks()

    def _tell_marks(self) -> None:
        self.post_message(Marked(len(self.marked)))
        self.tell()

    def action_open(self) -> None:
        """Ask for the detail of the row under the cursor."""
        if self.lines.row(self.cursor) is not None:
            self.post_message(Opened())

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, a second one opens."""
        line = event.y + self.scroll_offset.y
        if self.lines.row(line) is not None:
            self.cursor = line
            if event.chain == _DOUBLE:
                self.action_open()

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        width = self.scrollable_content_region.width
        line = y + self.scroll_offset.y
        if not len(self.lines):
            return self._strip([(self.notice[y] if y < len(self.notice) else "", Part.NOTICE)], width)
        if line >= len(self.lines):
            return Strip.blank(width, self.rich_style)
        pieces = self.pieces(line, width)
        row = self.lines.row(line)
        if row is not None and self.lines.identity(row) in self.marks:
            pieces = [(_MARKED, Part.FLAG), (pieces[0][0][len(_MARKED) :], pieces[0][1]), *pieces[1:]]
        return self._strip(pieces, width, at_cursor=line == self.cursor)

    def notify_style_update(self) -> None:
        """Styles changed: what was put together of them is old."""
        self._looks.clear()
        super().notify_style_update()

    def _strip(self, pieces: Pieces, width: int, *, at_cursor: bool = False) -> Strip:
        segments = [Segment(text, self._look(part, at_cursor=at_cursor)) for text, part in pieces]
        return Strip(segments).adjust_cell_length(width, self._look(None, at_cursor=at_cursor))

    def _look(self, part: Part | None, *, at_cursor: bool) -> Style:
        """How a part of a line looks, put together once; None for what is left of it."""
        found = self._looks.get((part, at_cursor))
        if found is None:
            names = ([part.value] if part else []) + (["cursor"] if at_cursor else [])
            found = self.rich_style
            for name in names:
                found += self.get_component_rich_style(f"line-list--{name}", partial=True)
            self._looks[part, at_cursor] = found
        return found


_DOUBLE: Final = 2
# Stands in the first cell, where the cursor's bar is otherwise: a marked line shows it under the cursor too.
_MARKED: Final = "✚"
