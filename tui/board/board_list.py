"""The list of the board: phases and activities."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from textual.geometry import Size

from seasonal_ops.views.board import BoardPhase, BoardRow
from tui.board.blocks import Board
from tui.board.columns import BoardColumns, Pieces
from tui.board.messages import BoardMoved, Turned
from tui.frame.line_list import LineList
from tui.keymap import MARK, bindings


class BoardList(LineList[Board]):
    """Says `BoardMoved`, `Opened` for an activity and `Turned` for a phase."""

    BINDINGS: ClassVar = bindings(MARK)

    def __init__(self) -> None:
        super().__init__(Board(), "Reading the plans …")
        self.today = date.min
        self.names: Mapping[str, str] = {}
        self.saving: frozenset[int] = frozenset()

    @property
    def row(self) -> BoardRow | None:
        """The activity under the cursor; None on a heading."""
        found = self.cursor_row
        return found if isinstance(found, BoardRow) else None

    @property
    def phase(self) -> BoardPhase | None:
        """The phase under the cursor, or around it."""
        block = self.lines.block_at(self.cursor)
        return None if block is None else block.phase

    def show(self, lines: Board, *, notice: tuple[str, ...]) -> None:
        """Show other lines, the cursor on the same row, or on the name of its phase if that has folded."""
        found, phase, line = self.cursor_row, self.phase, None
        if found is not None and phase is not None:
            line = lines.line_of(Board.identity(found))
            heading = lines.line_of(Board.identity(phase))
            block = None if heading is None else lines.block_at(heading)
            if line is None and block is not None and block.folded:
                line = heading
        self.lines, self.notice = lines, notice
        self.virtual_size = Size(0, len(lines))
        self.settle(lines.at_activity(self.cursor) if line is None else line)

    def show_saving(self, ids: frozenset[int]) -> None:
        """These are being saved."""
        changed, self.saving = self.saving ^ ids, ids
        for line in range(self.scroll_offset.y, self.scroll_offset.y + self.size.height):
            row = self.lines.row(line)
            if isinstance(row, BoardRow) and row.id in changed:
                self.refresh_line(line)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(BoardMoved())

    def action_mark(self) -> None:
        """On a heading: all of its phase, or none when they are all marked."""
        if not isinstance(self.cursor_row, BoardPhase):
            super().action_mark()
            return
        block = self.lines.block_at(self.cursor)
        ids = frozenset(row.id for row in block.rows) if block is not None else frozenset()
        self.marks = self.marks - ids if ids <= self.marks else self.marks | ids
        self.refresh()
        self.tell()

    def action_open(self) -> None:
        """An activity opens; a phase folds, or shows what is in it."""
        found = self.cursor_row
        if isinstance(found, BoardPhase):
            self.post_message(Turned(found.number))
        else:
            super().action_open()

    def pieces(self, line: int, width: int) -> Pieces:
        """A phase, or an activity."""
        columns, at_cursor = BoardColumns(width, self.names), line == self.cursor
        found = self.lines.row(line)
        if isinstance(found, BoardRow):
            saving = found.id in self.saving
            return columns.row(found, self.today, at_cursor=at_cursor, saving=saving)
        block = self.lines.block_at(line)
        return columns.heading(block, titled=self.lines.titled, at_cursor=at_cursor) if block else []
