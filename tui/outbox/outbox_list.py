"""The list of the outbox: trays and reminders."""

from datetime import UTC, datetime

from seasonal_ops.views import DeliveryView
from tui.frame.line_list import LineList, Pieces
from tui.outbox.columns import OutboxColumns
from tui.outbox.messages import DeliveryPicked
from tui.outbox.outgoing import Outgoing


class OutboxList(LineList[Outgoing]):
    """Says `DeliveryPicked` and `Opened`; `now` tells what is due from what is to come."""

    def __init__(self) -> None:
        super().__init__(Outgoing(), "Reading the outbox …")
        self.now = datetime.max.replace(tzinfo=UTC)

    @property
    def row(self) -> DeliveryView | None:
        """The reminder under the cursor."""
        return self.lines.row(self.cursor)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(DeliveryPicked(self.row))

    def pieces(self, line: int, width: int) -> Pieces:
        """A heading, or a reminder."""
        section, row = self.lines.at(line)
        columns = OutboxColumns(width)
        if row is None:
            return columns.heading(section)
        return columns.row(section.kind, row, self.now, at_cursor=line == self.cursor)
