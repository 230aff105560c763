"""Cells as strips, in the styles of `timeline.tcss`."""

from collections.abc import Iterable
from itertools import groupby
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.timeline.ink import Cell, Ground, Ink
from tui.timeline.window import Window

_CURSOR: Final = "timeline--cursor"


class Painting(Widget):
    """A widget whose lines are made of cells; shows one window on the days."""

    COMPONENT_CLASSES: ClassVar = {
        *(f"timeline--{ink.value}" for ink in Ink),
        *(f"timeline--on-{ground.value}" for ground in Ground if ground is not Ground.DAY),
        _CURSOR,
    }

    window: Window | None = None

    def look(self, window: Window) -> None:
        """Show this window."""
        self.window = window
        self.refresh()

    def strip(self, cells: Iterable[Cell], width: int, *, at_cursor: bool = False) -> Strip:
        """The cells, then blank ones up to the width."""
        base = self.rich_style
        cursor = self.get_component_rich_style(_CURSOR, partial=True) if at_cursor else Style()
        segments = [
            Segment("".join(cell.text for cell in run), base + self._look_of(*kind) + cursor)
            for kind, run in groupby(cells, lambda cell: (cell.ink, cell.ground))
        ]
        return Strip(segments).adjust_cell_length(width, base + cursor)

    def _look_of(self, ink: Ink, ground: Ground) -> Style:
        written = self.get_component_rich_style(f"timeline--{ink.value}", partial=True)
        if ground is Ground.DAY:
            return written
        below = self.get_component_rich_style(f"timeline--on-{ground.value}", partial=True)
        return below + written


def written(text: str, ink: Ink) -> list[Cell]:
    """A text as cells, on plain ground."""
    return [Cell(text, ink, Ground.DAY)]
