"""A column of widgets in which some give way where there is not room for all."""

from typing import Final

from textual.geometry import Size
from textual.layout import ArrangeResult
from textual.layouts.vertical import VerticalLayout
from textual.widget import Widget

_LEAST: Final = 1  # line that is left of what gives way


class Squeezed(VerticalLayout):
    """Those of the first kind give way first; all of them have to scroll by themselves."""

    name = "squeezed"

    def __init__(self, *kinds: type[Widget]) -> None:
        self._kinds = kinds

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        """As in any column; then what is too much is taken from those that give way."""
        placed = list(super().arrange(parent, children, size, greedy))
        if not size.height:  # it is asked how high it would be
            return placed
        for kind in self._kinds:
            for at, one in enumerate(placed):
                over = placed[-1].region.bottom + placed[-1].margin.bottom - size.height
                cut = min(over, one.region.height - _LEAST) if isinstance(one.widget, kind) else 0
                if cut > 0:
                    placed[at] = one._replace(region=one.region.shrink((0, 0, cut, 0)))
                    placed[at + 1 :] = [
                        below._replace(region=below.region.translate((0, -cut))) for below in placed[at + 1 :]
                    ]
        return placed
