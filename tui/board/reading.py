"""How the board is read: the first of it, all of it, and all of an activity where that is wanted."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Final

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from seasonal_ops.views import TodayRow
from seasonal_ops.views.board import BoardPhase, BoardRow, BoardView
from tui.activity.describe import describe
from tui.activity.in_full import InFullScreen
from tui.activity.keeping import Activities
from tui.board.blocks import Board, Wanted, empty_board, patched
from tui.board.board_list import BoardList
from tui.board.describing import describe_phase, describe_row
from tui.board.messages import BoardLoaded, BoardMoved
from tui.frame.detail import Detail, Folded
from tui.frame.opened import OpenedScreen

# More than any terminal has lines: what is read first fills the first picture.
_FIRST: Final = 120
_UNREAD: Final = ("", "  The plans could not be read; this is tried again each minute.")


class BoardReading(InFullScreen):
    """A line each is held of everything; the rest is read where the cursor rests, or a change needs it."""

    def __init__(self) -> None:
        super().__init__()
        self._board: BoardView | None = None
        self._wanted = Wanted()
        # What is being read, and whether something happened since that was begun.
        self._reading: tuple[str | None] | None = None
        self._again = False
        self._first: int | None = None  # where the cursor stood when something was shown first
        self._opened = False

    def body(self) -> Iterable[Widget]:
        """The list, and the detail beside it."""
        yield Horizontal(BoardList(), Detail("No activity is picked."), id="body")

    def on_mount(self) -> None:
        """Ask at once, since the board need not wait for Today."""
        super().on_mount()
        if self.desk.view is None:
            self.load()

    @property
    def list(self) -> BoardList:
        """The list of phases and activities."""
        return self.query_one(BoardList)

    @property
    def row(self) -> BoardRow | None:
        """The activity under the cursor."""
        return self.list.row

    @property
    def rows(self) -> tuple[BoardRow, ...]:
        """What keys work on: what is marked, else what the cursor stands on."""
        row = self.list.row
        return self.list.marked or (() if row is None else (row,))

    def show_as_saving(self, ids: frozenset[int]) -> None:
        """Say of these that they are being saved, or soon will be."""
        self.list.show_saving(ids)

    def patch(self, activities: Activities) -> None:
        """Show these as they are now."""
        if self._board is not None:
            self._board = patched(self._board, activities)
            self.seen_in_full(activities)
            self.refresh_list()

    def load(self) -> None:
        """Read the board; at first, what the first picture shows."""
        plan = self.desk.plan
        if self._reading == (plan,):
            self._again = True  # begun anew at every change, a long read would never end
            return
        self._reading = (plan,)
        begin = self._board is None or self._board.plan != plan
        self.ask("board", partial(self._ask_board, plan, begin=begin), latest=True, read=True)

    def _ask_board(self, plan: str | None, *, begin: bool) -> Message:
        if begin:
            self.post_message(BoardLoaded(plan, self.source.board(plan, _FIRST)))
        return BoardLoaded(plan, self.source.board(plan))

    @on(BoardLoaded)
    def _on_board_loaded(self, message: BoardLoaded) -> None:
        if message.plan != self.desk.plan:
            return  # another plan was picked meanwhile, and is being read
        if self._board is not None and self._board.plan != message.plan:
            self._wanted = replace(self._wanted, turned=frozenset())
        if message.view.whole:
            self._reading = None
        self._board = patched(message.view, self.newest.values())
        self.all_read_again()
        self.refresh_list()
        self._first = self.list.cursor if self._first is None else self._first
        if message.view.whole and not self._opened:
            self._opened = True
            self.call_after_refresh(self._past_what_is_over, message.view)
        if self._again and message.view.whole:
            self._again = False
            self.load()

    def _past_what_is_over(self, view: BoardView) -> None:
        """At first to what is ahead, should it be out of sight, unless a key has gone somewhere already."""
        lines = self.list.lines
        found = lines.find(-1, lambda row: row.ends_on >= view.today and row.status.open)
        line = None if found is None else lines.line_of(found[1].id)
        room = self.list.size.height or self.size.height  # it may not have been laid out yet
        if line is not None and line >= room and self.list.cursor == self._first:
            self.list.settle(line)
            self.list.scroll_to(y=line - 1, animate=False, force=True, immediate=True)
            # Textual paints anew only what had a size when it scrolled.
            self.list.refresh()

    def unread(self) -> None:
        """Say so, where there is no board yet."""
        self._reading = None
        if self._board is None:
            self.list.show(Board(), notice=_UNREAD)

    def refresh_list(self) -> None:
        """Show the board as filter and folds let it through."""
        if self._board is not None:
            self._wanted = replace(self._wanted, words=self.filtered)
            self.list.today, self.list.names = self._board.today, self._board.names
            notice = empty_board(self._board, self.filtered, done=self._wanted.done)
            self.list.show(Board.of(self._board, self._wanted), notice=notice)

    @on(BoardMoved)
    def _on_moved(self) -> None:
        folded, opened = self._folded(), self.app.screen
        of = None if self.list.row is None else self.list.row.id
        self.query_one(Detail).show(folded, of)
        if isinstance(opened, OpenedScreen) and opened.below is self:
            opened.show(folded, of)

    def _folded(self) -> Folded | None:
        """What the detail says: of the activity, of the phase, or nothing."""
        row, phase, today = self.list.row, self.list.phase, self.list.today
        if row is None:
            return None if phase is None else partial(describe_phase, phase, today)
        if self.query_one(Detail).display or isinstance(self.app.screen, OpenedScreen):
            self.read_detail(row)
        view = self.view_of(row)
        if view is None or self.desk.view is None:
            return partial(describe_row, row)
        late = max(0, (today - row.ends_on).days) if row.late else 0
        told = TodayRow(activity=view, late_days=late, clash=row.clash)
        mail, around = self.mail_of(row), self.around_of(row)
        return partial(describe, told, self.view, overdue=row.late, mail=mail, around=around)

    def move(self, by: int) -> None:
        """The next activity, over headings."""
        lines, line = self.list.lines, self.list.cursor + by
        while isinstance(lines.row(line), BoardPhase):
            line += by
        if lines.row(line) is not None:
            self.list.cursor = line
