"""The list of measures with their verdicts."""

from seasonal_ops.views import ComparedMeasure
from tui.compare.columns import MeasureColumns
from tui.compare.measures import Measures
from tui.compare.messages import MeasurePicked
from tui.frame.line_list import LineList, Pieces

RECKONING = "  Reckoning …"


class MeasureList(LineList[Measures]):
    """Says `MeasurePicked` and `Opened`."""

    def __init__(self) -> None:
        super().__init__(Measures(), RECKONING)

    @property
    def row(self) -> ComparedMeasure | None:
        """The measure under the cursor."""
        return self.lines.row(self.cursor)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(MeasurePicked())

    def pieces(self, line: int, width: int) -> Pieces:
        """A heading, or a measure."""
        section, row = self.lines.at(line)
        columns = MeasureColumns(width)
        if row is None:
            return columns.heading(section)
        return columns.measure(row, at_cursor=line == self.cursor)
