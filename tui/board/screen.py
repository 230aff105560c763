"""2 Board: the whole plan, phase by phase."""

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual import on

from seasonal_ops.views.board import BoardRow
from tui.board.messages import Turned
from tui.board.reading import BoardReading
from tui.frame.detail import Detail
from tui.frame.opened import OpenedScreen
from tui.frame.screen import WIDE
from tui.keymap import BOARD, CHANGE, LOOK, MARK, PLAN, bindings
from tui.messages import Opened


class BoardScreen(BoardReading):
    """Phases that fold, with an activity a line; its detail beside it or behind enter."""

    WHERE = "Board"
    KEYS = (*CHANGE, *MARK, *BOARD, *LOOK, PLAN)
    BINDINGS: ClassVar = bindings((*CHANGE, *BOARD, *LOOK))
    AUTO_FOCUS = "BoardList"
    FILTER_HINT = "part of a title, partner, place, phase or status"

    @on(Turned)
    def _on_turned(self, message: Turned) -> None:
        self._turn(frozenset({message.number}))

    def _turn(self, numbers: frozenset[int]) -> None:
        self._wanted = replace(self._wanted, turned=self._wanted.turned ^ numbers)
        self.refresh_list()

    def action_fold(self) -> None:
        """Fold the phase that the cursor stands in, or show what is in it."""
        if self.list.phase is not None:
            self._turn(frozenset({self.list.phase.number}))

    def action_fold_all(self) -> None:
        """Fold every phase; unfold all when they are all folded."""
        phases = () if self._board is None else self._board.phases
        unfolded = frozenset(one.number for one in phases if not self._wanted.folds(one))
        self._turn(unfolded or frozenset(one.number for one in phases))

    def action_hide_done(self) -> None:
        """Without what is done or cancelled, or with it."""
        self._wanted = replace(self._wanted, done=not self._wanted.done)
        self.refresh_list()
        self.say(
            "What is done is shown." if self._wanted.done else "What is done is hidden; . shows it again."
        )

    @on(Opened)
    def _on_opened(self) -> None:
        if self.size.width >= WIDE:
            self.query_one(Detail).focus()
        else:
            self.app.push_screen(OpenedScreen(self))

    def action_next_clash(self) -> None:
        """Go to the next clash, round and round."""
        self._go_on(lambda row: row.clash, "No clash among these activities.")

    def action_next_overdue(self) -> None:
        """Go to what is overdue next, round and round."""
        self._go_on(lambda row: row.late, "Nothing is overdue among these activities.")

    def action_next_waiting(self) -> None:
        """Go to the next that waits for an answer, round and round."""
        self._go_on(lambda row: bool(row.waiting), "Everybody has answered for these activities.")

    def _go_on(self, wanted: Callable[[BoardRow], bool], otherwise: str) -> None:
        found = self.list.lines.find(self.list.cursor, wanted)
        if found is None:
            whole = self._board is not None and self._board.whole
            self.say(otherwise if whole else "The rest is still being read; press again in a moment.")
            return
        block, row = found
        if block.folded:
            self._turn(frozenset({block.phase.number}))
        line = self.list.lines.line_of(row.id)
        if line is not None:
            self.list.cursor = line
