"""The list of partners."""

from datetime import UTC, datetime
from typing import ClassVar

from seasonal_ops.views.partners import PartnerLine
from tui.frame.line_list import LineList, Pieces
from tui.keymap import MARK, bindings
from tui.partners.columns import PartnerColumns
from tui.partners.messages import PartnerMoved
from tui.partners.standing import Standing


class PartnerList(LineList[Standing]):
    """Says `PartnerMoved` and `Opened`."""

    BINDINGS: ClassVar = bindings(MARK)

    def __init__(self) -> None:
        super().__init__(Standing(), "Reading the partners …")
        self.now = datetime.min.replace(tzinfo=UTC)

    @property
    def row(self) -> PartnerLine | None:
        """The partner under the cursor."""
        return self.lines.row(self.cursor)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(PartnerMoved())

    def pieces(self, line: int, width: int) -> Pieces:
        """A heading, or a partner."""
        section, row = self.lines.at(line)
        columns = PartnerColumns(width)
        if row is None:
            return columns.heading(section)
        return columns.row(row, self.now, at_cursor=line == self.cursor)
