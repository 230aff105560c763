"""The lines of the month, folded to the width there is."""

from seasonal_ops.views import MonthSection, MonthSheet
from tui.frame.line_list import LineList, Pieces
from tui.frame.part import Part
from tui.month.sheet import Sheet
from tui.show import fit, one_line


class MonthList(LineList[Sheet]):
    """Says `Opened`."""

    def __init__(self) -> None:
        super().__init__(Sheet(), "  Reading the plans …")
        self._shown: tuple[MonthSheet, tuple[MonthSection, ...]] | None = None

    def put(
        self, sheet: MonthSheet | None, outcomes: tuple[MonthSection, ...] = (), notice: str = ""
    ) -> None:
        """Show this month; None shows the notice."""
        self._shown = None if sheet is None else (sheet, outcomes)
        lines = Sheet() if sheet is None else Sheet.of(sheet, outcomes, self.size.width)
        self.show(lines, notice=("", notice))

    def on_resize(self) -> None:
        """The lines are as long as they can be."""
        if self._shown is not None:
            self.put(*self._shown)

    def tell(self) -> None:
        """Nothing follows the cursor here."""

    def pieces(self, line: int, width: int) -> Pieces:
        """A heading with how much stands under it, or a line of a sentence."""
        section, row = self.lines.at(line)
        if row is None:
            count = f"{section.total} "
            name = fit(f" {one_line(section.kind)}", max(0, width - len(count)))
            return [(name + count, Part.HEADING)]
        bar = "▌" if line == self.cursor else " "
        return [(f"{bar}{'· ' if row.first else '  '}", Part.MOMENT), (row.text, Part.TITLE)]
