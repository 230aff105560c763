"""Which days stand in which cells of a line. Pure."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, NamedTuple


class Zoom(NamedTuple):
    """How many days a column holds, and how many cells it is wide."""

    days: int
    cells: int


# From near to far.
ZOOMS: Final = (Zoom(1, 4), Zoom(1, 3), Zoom(1, 2), Zoom(7, 4), Zoom(7, 2))


def zoom_for(width: int) -> int:
    """The number of the zoom that shows three to four weeks in a terminal of that width."""
    return 0 if width >= 140 else 1 if width >= 90 else 2


@dataclass(frozen=True, slots=True)
class Scale:
    """A window of `width` cells that begins with the day `first`."""

    first: date
    width: int
    zoom: int

    @property
    def at(self) -> Zoom:
        """The zoom itself."""
        return ZOOMS[self.zoom]

    @property
    def weekly(self) -> bool:
        """Whether a column is a week."""
        return self.at.days > 1

    @property
    def columns(self) -> int:
        """How many columns there are; the cells that are left over stay empty."""
        return max(1, self.width // self.at.cells)

    @property
    def length(self) -> int:
        """How many days are in the window."""
        return self.columns * self.at.days

    @property
    def last(self) -> date:
        """The last day in the window."""
        return self.first + timedelta(days=self.length - 1)

    @property
    def cells(self) -> int:
        """How many cells the columns take."""
        return min(self.width, self.columns * self.at.cells)

    def starts(self) -> list[tuple[int, date]]:
        """The first cell and the first day of each column."""
        return [
            (column * self.at.cells, self.first + timedelta(days=column * self.at.days))
            for column in range(self.columns)
        ]

    def cell(self, on: date) -> int:
        """The first cell of a day; outside the window below 0 or from `cells` on."""
        return (on - self.first).days * self.at.cells // self.at.days

    def end(self, on: date) -> int:
        """The cell after the last one of a day."""
        after = ((on - self.first).days + 1) * self.at.cells // self.at.days
        return max(after, self.cell(on) + 1)

    def holds(self, on: date) -> bool:
        """Whether the day is in the window."""
        return self.first <= on <= self.last

    def beginning(self, first: date) -> "Scale":
        """The same from another day on; a week's column begins on a Monday."""
        if self.weekly:
            first -= timedelta(days=first.weekday())
        return replace(self, first=first)

    def showing(self, on: date) -> "Scale":
        """The same with a day in it, a quarter from the left if it was not there before."""
        if self.holds(on):
            return self
        return self.beginning(on - timedelta(days=self.length // 4))

    def zoomed(self, zoom: int, on: date) -> "Scale":
        """The same nearer or farther, the day in its place as far as that goes."""
        zoom = max(0, min(zoom, len(ZOOMS) - 1))
        other = replace(self, zoom=zoom)
        on = on if self.holds(on) else self.first
        share = (on - self.first).days * other.length // self.length
        return other.beginning(on - timedelta(days=share))
