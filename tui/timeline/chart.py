"""The bars: a line an activity, a column a day."""

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.strip import Strip

from seasonal_ops.views import ActivityView
from seasonal_ops.views.board import BoardRow
from tui.frame.line_list import LineList
from tui.keymap import MARK, bindings
from tui.show import fit, one_line
from tui.timeline.bars import activity_line
from tui.timeline.ink import Cell, Ink
from tui.timeline.messages import Held, Moved, Paged, Scrolled
from tui.timeline.painting import Painting, written
from tui.timeline.proposal import Proposal
from tui.timeline.rows import Rows
from tui.timeline.window import title_width


class Chart(LineList[Rows], Painting):
    """Says `Moved` and `Opened`; while there is a proposal the cursor stays on it, and it says `Held`."""

    BINDINGS: ClassVar = bindings(MARK)
    # Textual takes those of the first base only.
    COMPONENT_CLASSES: ClassVar = Painting.COMPONENT_CLASSES

    def __init__(self) -> None:
        super().__init__(Rows(), "Reading the plans …")
        self.saving: frozenset[int] = frozenset()
        self.proposal: Proposal | None = None

    @property
    def row(self) -> BoardRow | None:
        """The row under the cursor."""
        return self.lines.row(self.cursor)

    @property
    def titles(self) -> int:
        """How many cells the titles take."""
        return title_width(self.scrollable_content_region.width)

    @property
    def days(self) -> int:
        """How many cells are left for the days."""
        return max(0, self.scrollable_content_region.width - self.titles)

    def propose(self, proposal: Proposal | None) -> None:
        """Show it, or what is."""
        self.proposal = proposal
        self.refresh_line(self.cursor)

    def go_to(self, line: int) -> None:
        """Put the cursor there, with what comes before it in view too."""
        self.cursor = line
        self.scroll_to(y=max(0, line - self.size.height // 3), animate=False, force=True)

    def patch(self, activities: tuple[ActivityView, ...]) -> None:
        """Show these as they are now, in their places."""
        self.lines = self.lines.with_activities(activities)
        self.settle(self.cursor)

    def show_saving(self, ids: frozenset[int]) -> None:
        """These are being saved."""
        changed, self.saving = self.saving ^ ids, ids
        for line in range(self.scroll_offset.y, self.scroll_offset.y + self.size.height):
            row = self.lines.row(line)
            if row is not None and row.id in changed:
                self.refresh_line(line)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(Moved())

    def on_resize(self) -> None:
        """The row under the cursor stays in view."""
        self._keep_in_view()

    def _held(self) -> bool:
        if self.proposal is not None:
            self.post_message(Held())
        return self.proposal is not None

    def action_move(self, by: int) -> None:
        """To the next row in that direction."""
        if not self._held():
            super().action_move(by)

    def action_page(self, by: int) -> None:
        """A screenful up or down; with a proposal, of what it would do."""
        if self.proposal is not None:
            self.post_message(Paged(by))
        else:
            super().action_page(by)

    def action_first(self) -> None:
        """To the first row."""
        if not self._held():
            super().action_first()

    def action_last(self) -> None:
        """To the last row."""
        if not self._held():
            super().action_last()

    def action_mark(self) -> None:
        """Mark the row."""
        if not self._held():
            super().action_mark()

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, a second one opens."""
        if not self._held():
            super().on_click(event)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """With shift or control, the days go on."""
        self._sideways(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """With shift or control, the days go back."""
        self._sideways(event, -1)

    def on_mouse_scroll_right(self, event: events.MouseScrollRight) -> None:
        """The days go on."""
        self._turn(event, 1)

    def on_mouse_scroll_left(self, event: events.MouseScrollLeft) -> None:
        """The days go back."""
        self._turn(event, -1)

    def _sideways(self, event: events.MouseEvent, by: int) -> None:
        if event.shift or event.ctrl:
            self._turn(event, by)

    def _turn(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        event.prevent_default()
        self.post_message(Scrolled(by))

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        line = y + self.scroll_offset.y
        row, width = self.lines.row(line), self.scrollable_content_region.width
        if row is None:
            return super().render_line(y)
        if self.window is None:
            return Strip.blank(width, self.rich_style)
        at_cursor = line == self.cursor
        proposed = self.proposal.to if at_cursor and self.proposal is not None else None
        bar = activity_line(row, self.window.scale, self.window.empty, proposed)
        return self.strip([*self._title(row, at_cursor=at_cursor), *bar], width, at_cursor=at_cursor)

    def _title(self, row: BoardRow, *, at_cursor: bool) -> list[Cell]:
        width = self.titles - 2
        marked = row.id in self.marks
        flags = " saving …" if row.id in self.saving else _flags(row)
        flags = flags if cell_len(flags) < width - 4 else ""
        title = fit(one_line(row.title), max(0, width - cell_len(flags)))
        first = "✚" if marked else "▌" if at_cursor else " "
        return [
            *written(first, Ink.FLAG if marked else Ink.TITLE),
            *written(title, Ink.TITLE if row.status.open else Ink.QUIET),
            *written(flags + " ", Ink.LATE if row.late else Ink.FLAG),
        ]


def _flags(row: BoardRow) -> str:
    flags = ("▲" if row.late else "", f"◷{row.waiting}" if row.waiting else "", "×" if row.clash else "")
    shown = " ".join(flag for flag in flags if flag)
    return f" {shown}" if shown else ""
