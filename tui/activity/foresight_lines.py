"""The lines under the date boxes: the date in words, why it is that one, and what is in its way."""

from typing import Final

from textual.content import Content
from textual.widgets import Static

from tui.activity.foresight import Foresight, Kind
from tui.frame.detail import labelled

_STYLES: Final = {
    Kind.WHEN: "bold",
    Kind.WHY: "$foreground-muted",
    Kind.CLASH: "$text-error",
    Kind.NOTE: "$text-warning",
    Kind.WRONG: "$text-warning",
}


class OutlookLines(Static):
    """Folded to the width there is; never markup."""

    def __init__(self) -> None:
        super().__init__(id="outlook")
        self._foresight = Foresight((), ())

    def show(self, foresight: Foresight) -> None:
        """Show what this foresees."""
        self._foresight = foresight
        if self.size.width:  # before that it is folded once there is a width
            self._fold()

    def on_resize(self) -> None:
        """The lines are as long as they can be."""
        self._fold()

    def _fold(self) -> None:
        values = []
        for kind, text in self._foresight.lines:
            said = text if kind in (Kind.WHEN, Kind.WHY) else f"{kind.value}: {text}"
            values.append(("", _STYLES[kind], said))
        self.update(Content("\n").join(labelled(values, max(20, self.size.width))))
