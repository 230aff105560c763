"""The list of Today: headings and activities."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.frame.line_list import LineList
from tui.keymap import MARK, bindings
from tui.today.agenda import Agenda, Kind
from tui.today.columns import Columns
from tui.today.messages import Moved

if TYPE_CHECKING:
    from seasonal_ops.views import ActivityView, TodayRow
    from tui.frame.line_list import Pieces


class ActivityList(LineList[Agenda]):
    """Says `Moved` and `Opened`."""

    BINDINGS: ClassVar = bindings(MARK)

    def __init__(self) -> None:
        super().__init__(Agenda(), "Reading the plans …")
        self.anchors: frozenset[tuple[str, object]] = frozenset()
        self.saving: frozenset[int] = frozenset()

    @property
    def row(self) -> TodayRow | None:
        """The row under the cursor."""
        return self.lines.row(self.cursor)

    def patch(self, activities: tuple[ActivityView, ...]) -> None:
        """Show these as they are now, in their places."""
        self.lines = self.lines.with_activities(activities)
        self.settle(self.cursor)

    def show_saving(self, ids: frozenset[int]) -> None:
        """These are being saved."""
        changed, self.saving = self.saving ^ ids, ids
        for line in range(self.scroll_offset.y, self.scroll_offset.y + self.size.height):
            row = self.lines.row(line)
            if row is not None and row.activity.id in changed:
                self.refresh_line(line)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        overdue = self.row is not None and self.lines.at(self.cursor)[0].kind is Kind.OVERDUE
        self.post_message(Moved(self.row, overdue))

    def pieces(self, line: int, width: int) -> Pieces:
        """A heading, or an activity."""
        section, row = self.lines.at(line)
        columns = Columns(width)
        if row is None:
            return columns.heading(section, self.lines.today)
        is_anchor = (row.activity.plan, row.activity.starts_on) in self.anchors
        return columns.activity(
            section.kind,
            row,
            at_cursor=line == self.cursor,
            is_anchor=is_anchor,
            saving=row.activity.id in self.saving,
        )
