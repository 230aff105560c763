"""The list of Today: headings and activities."""

from seasonal_ops.views import ActivityView, TodayRow
from tui.agenda import Agenda, Kind
from tui.messages import Moved
from tui.widgets.columns import Columns
from tui.widgets.line_list import LineList, Pieces


class ActivityList(LineList[Agenda]):
    """Says `Moved` and `Opened`."""

    def __init__(self) -> None:
        super().__init__(Agenda(), "Reading the plans …")
        self.anchors: frozenset[tuple[str, object]] = frozenset()

    @property
    def row(self) -> TodayRow | None:
        """The row under the cursor."""
        return self.lines.row(self.cursor)

    def patch(self, activity: ActivityView) -> None:
        """Show one activity as it is now, in its place."""
        self.lines = self.lines.with_activity(activity)
        self.settle(self.cursor)

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
        return columns.activity(section.kind, row, at_cursor=line == self.cursor, is_anchor=is_anchor)
