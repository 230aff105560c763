"""What all lines of the timeline share: which days are in view, and how they look. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from seasonal_ops.views import AnchorView
from tui.timeline.bars import Days, backdrop
from tui.timeline.ink import Cell
from tui.timeline.scale import Scale


def title_width(width: int) -> int:
    """How many cells of a line the titles take."""
    return max(4, min(width * 3 // 10, 46))


@dataclass(frozen=True)
class Window:
    """The titles' width, and the days beside them."""

    titles: int
    scale: Scale
    days: Days
    anchors: Sequence[AnchorView]
    today: date

    @cached_property
    def empty(self) -> list[Cell]:
        """The cells of a line in which nothing stands."""
        return backdrop(self.scale, self.days, (one.on for one in self.anchors), self.today)
