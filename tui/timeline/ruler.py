"""The lines above the bars: anchors by their names, dates, days of the week."""

from typing import Final

from textual.strip import Strip

from tui.show import fit
from tui.timeline.heading import label_lines, labels, letter_line, number_line, span
from tui.timeline.ink import Cell, Ink
from tui.timeline.painting import Painting, written
from tui.timeline.window import Window

_DATES: Final = 2  # lines: numbers, letters


class Ruler(Painting):
    """As high as its style says; the lines above the dates are for names."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[list[Cell]] = []
        self.count = ""

    def look(self, window: Window) -> None:
        """Show this window."""
        super().look(window)
        self._lines = []

    def render_line(self, y: int) -> Strip:
        """One line of the picture."""
        if self.window is None:
            return Strip.blank(self.size.width, self.rich_style)
        if len(self._lines) != self.size.height:
            self._lines = self._made(self.window, self.size.height)
        return self.strip(self._lines[y], self.size.width)

    def _made(self, window: Window, height: int) -> list[list[Cell]]:
        scale, wide = window.scale, window.titles
        names = labels(scale, window.anchors, window.days.named, window.today)
        above = label_lines(names, scale.width, max(0, height - _DATES))
        left = [written(" " * wide, Ink.QUIET)] * len(above)
        left += [
            written(fit(" " + span(scale, wide - 2), wide), Ink.TITLE),
            written(fit(f" {self.count}", wide), Ink.QUIET),
        ]
        lines = [*above, number_line(scale), letter_line(scale, window.days, window.today)]
        return [[*title, *cells] for title, cells in zip(left, lines, strict=True)][-height:]
