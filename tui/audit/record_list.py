"""The list of the audit log."""

from datetime import tzinfo

from seasonal_ops.views import RecordLine
from tui.audit.columns import RecordColumns
from tui.audit.messages import RecordPicked
from tui.audit.record import Record
from tui.frame.line_list import LineList, Pieces


class RecordList(LineList[Record]):
    """Says `RecordPicked` and `Opened`; times are those of `zone`, `count` stands in the heading."""

    def __init__(self) -> None:
        super().__init__(Record(), "Reading the audit log …")
        self.zone: tzinfo | None = None
        self.count = ""

    @property
    def row(self) -> RecordLine | None:
        """The fact under the cursor."""
        return self.lines.row(self.cursor)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(RecordPicked())

    def pieces(self, line: int, width: int) -> Pieces:
        """The heading, or a fact."""
        row, columns = self.lines.row(line), RecordColumns(width)
        if row is None:
            return columns.heading(self.count)
        return columns.row(row, self.zone, at_cursor=line == self.cursor)
