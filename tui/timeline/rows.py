"""Activities as lines without headings, by their first day. Pure."""

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import cached_property

from seasonal_ops.views import ActivityView
from seasonal_ops.views.board import BoardRow
from tui.activity.light import as_it_is_now
from tui.lines import Lines, Section


class Kind(Enum):
    """There is one kind of line here."""

    ACTIVITY = "activity"


class Rows(Lines[Kind, BoardRow]):
    """A line is an activity."""

    def __init__(self, rows: tuple[BoardRow, ...] = ()) -> None:
        super().__init__()
        self._rows = rows
        self._section = Section(Kind.ACTIVITY, rows)

    @staticmethod
    def identity(row: BoardRow) -> int:
        """The activity's id."""
        return row.id

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, line: int) -> tuple[Section[Kind, BoardRow], BoardRow | None]:
        """The row on a line. Raises IndexError."""
        if not 0 <= line < len(self._rows):
            raise IndexError(line)
        return self._section, self._rows[line]

    def row(self, line: int) -> BoardRow | None:
        """The row on a line; None outside."""
        return self._rows[line] if 0 <= line < len(self._rows) else None

    def rows(self) -> Iterator[BoardRow]:
        """Every row, in order."""
        return iter(self._rows)

    def nearest(self, line: int) -> int:
        """The line nearest to it; -1 when there is none."""
        return min(max(0, line), len(self._rows) - 1)

    def line_of(self, identity: int | None) -> int | None:
        """Where an activity stands."""
        return None if identity is None else self._places.get(identity)

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {row.id: line for line, row in enumerate(self._rows)}

    def first_from(self, on: date) -> int:
        """The line of the first activity that begins on a day or later; the last line if none does."""
        found = bisect_left(self._rows, on, key=lambda row: row.starts_on)
        return min(found, len(self._rows) - 1)

    def having(self, words: str) -> "Rows":
        """Only the activities that hold every one of the words, in any case."""
        wanted = words.casefold().split()
        if not wanted:
            return self
        return Rows(tuple(row for row in self._rows if all(word in row.sought for word in wanted)))

    def with_activities(self, activities: Collection[ActivityView]) -> "Rows":
        """The same lines with these activities in place of older versions, where those stood."""
        changed = {activity.id: activity for activity in activities}

        def as_it_is(row: BoardRow) -> BoardRow:
            now = changed.get(row.id)
            return row if now is None else as_it_is_now(row, now, now.phase or "")

        return Rows(tuple(map(as_it_is, self._rows)))
