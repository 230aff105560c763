"""The board as numbered lines: phases that fold, and what stands in them. Pure."""

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from seasonal_ops.views import ActivityView
from seasonal_ops.views.board import BoardPhase, BoardRow, BoardView
from seasonal_ops.words import Status
from tui.activity.light import as_it_is_now
from tui.lines import Lines

OnLine = BoardPhase | BoardRow


@dataclass(frozen=True)
class Block:
    """A phase, and of its activities those that are wanted; folded, only its heading has a line."""

    phase: BoardPhase
    rows: tuple[BoardRow, ...]
    folded: bool

    @property
    def length(self) -> int:
        """How many lines it has."""
        return 1 + (0 if self.folded else len(self.rows))

    @cached_property
    def flags(self) -> tuple[int, int, int]:
        """How many of its activities are late, clash; how many assignments are unanswered."""
        late, clash = sum(row.late for row in self.rows), sum(row.clash for row in self.rows)
        return late, clash, sum(row.waiting for row in self.rows)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a board is to be seen: what holds every one of the words, and without what is `done` or not.

    `turned` are the numbers of the phases that were folded, or unfolded, by hand: of a plan that is over a
    phase begins folded. Whoever filters looks into every phase.
    """

    words: str = ""
    done: bool = True
    turned: frozenset[int] = frozenset()

    def folds(self, phase: BoardPhase) -> bool:
        """Whether only the heading is to be seen of it."""
        return not self.words.strip() and (phase.over is not (phase.number in self.turned))

    def of(self, rows: tuple[BoardRow, ...]) -> tuple[BoardRow, ...]:
        """These rows without those that are not wanted."""
        words = self.words.casefold().split()
        if words:
            rows = tuple([row for row in rows if all(word in row.sought for word in words)])
        return rows if self.done else tuple([row for row in rows if row.status.open])


class Board(Lines[Any, Any]):
    """The lines of a board; the cursor stands on headings too, which is where a phase is folded."""

    def __init__(self, blocks: tuple[Block, ...] = (), *, titled: bool = False) -> None:
        super().__init__()
        self.blocks, self.titled = blocks, titled
        for block in blocks:
            self._starts.append(self._length)
            self._length += block.length

    @classmethod
    def of(cls, view: BoardView, wanted: Wanted) -> "Board":
        """The lines of a view; headings name the plan when there are several."""
        blocks = (Block(phase, wanted.of(phase.rows), wanted.folds(phase)) for phase in view.phases)
        shown = tuple(block for block in blocks if block.rows or not (wanted.words.strip()))
        return cls(shown, titled=view.plan is None)

    @staticmethod
    def identity(row: OnLine) -> int:
        """An activity's id; a phase has a number below zero."""
        return row.id if isinstance(row, BoardRow) else _heading(row.number)

    def row(self, line: int) -> OnLine | None:
        """What stands on a line, an activity or a phase; None outside."""
        if not 0 <= line < self._length:
            return None
        block, within = self._place(line)
        return block.rows[within] if within >= 0 else block.phase

    def block_at(self, line: int) -> Block | None:
        """The phase that a line belongs to."""
        return self._place(line)[0] if 0 <= line < self._length else None

    def _place(self, line: int) -> tuple[Block, int]:
        """The block of a line, and the place in its rows; -1 for its heading."""
        number = bisect_right(self._starts, line) - 1
        return self.blocks[number], line - self._starts[number] - 1

    def rows(self) -> Iterator[BoardRow]:
        """Every activity that has a line, in order."""
        for block in self.blocks:
            if not block.folded:
                yield from block.rows

    def nearest(self, line: int) -> int:
        """The line itself, or the last one; -1 when there is none."""
        return max(0, min(line, self._length - 1)) if self._length else -1

    def line_of(self, identity: int | None) -> int | None:
        """Where an activity or a phase stands."""
        for start, block in zip(self._starts, self.blocks, strict=True):
            if identity == _heading(block.phase.number):
                return start
            if not block.folded:
                for within, row in enumerate(block.rows, start=1):
                    if row.id == identity:
                        return start + within
        return None

    def find(self, line: int, wanted: Callable[[BoardRow], bool]) -> tuple[Block, BoardRow] | None:
        """The first activity after a line, going round, that is wanted; in folded phases too."""
        if not self.blocks:
            return None
        here = max(0, bisect_right(self._starts, line) - 1)
        within = max(0, line - self._starts[here])
        for step in range(len(self.blocks) + 1):
            block = self.blocks[(here + step) % len(self.blocks)]
            row = next((row for row in block.rows[within if step == 0 else 0 :] if wanted(row)), None)
            if row is not None:
                return block, row
        return None

    def at_activity(self, line: int) -> int:
        """The nearest line, and rather the activity under a heading than the heading."""
        line = self.nearest(line)
        below = self.row(line + 1)
        return line + 1 if isinstance(self.row(line), BoardPhase) and isinstance(below, BoardRow) else line


def _heading(number: int) -> int:
    """No activity has it: ids are above zero. What stands in no phase has a number below zero itself."""
    return -2 * number - 1 if number > 0 else 2 * number


def patched(view: BoardView, activities: Collection[ActivityView]) -> BoardView:
    """The view with these activities in place of older versions, where those stood."""
    changed = {activity.id: activity for activity in activities}
    return replace(view, phases=tuple(_patched(phase, changed) for phase in view.phases))


def _patched(phase: BoardPhase, changed: dict[int, ActivityView]) -> BoardPhase:
    places = [place for place, row in enumerate(phase.rows) if row.id in changed]
    if not places:
        return phase
    rows, total, delivered = list(phase.rows), phase.total, phase.delivered
    for place in places:
        before = rows[place]
        rows[place] = after = as_it_is_now(before, changed[before.id], phase.name)
        total += (before.status is Status.CANCELLED) - (after.status is Status.CANCELLED)
        delivered += (after.status is Status.DELIVERED) - (before.status is Status.DELIVERED)
    return replace(phase, rows=tuple(rows), total=total, delivered=delivered)


def empty_board(view: BoardView, filtered: str, *, done: bool) -> tuple[str, ...]:
    """What an empty board says: what to press or run."""
    if filtered:
        return ("", "  Nothing matches the filter.", "  Esc shows everything again.")
    if not done:
        return ("", "  Everything is done; . shows it again.")
    if view.plan is None:
        return ("", "  There is no activity yet. N makes a plan from its template.")
    return (
        "",
        "  Nothing stands in this plan yet; n adds an activity, p shows another plan.",
        f"  On the command line: seasonal-ops activity add {view.plan} TITLE --date DATE",
    )
