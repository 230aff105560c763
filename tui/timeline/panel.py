"""Where the consequences of a proposed move are read before it is kept."""

from textual.app import ComposeResult
from textual.widgets import Static

from tui.frame.detail import Folded
from tui.frame.scrolled import Scroll
from tui.timeline.consequences import KEYS


class Consequences(Scroll, can_focus=False):
    """Folds its text again when the width changes; the list keeps the keyboard."""

    def __init__(self) -> None:
        super().__init__(id="consequences")
        self._folded: Folded | None = None

    def compose(self) -> ComposeResult:
        """One block of text; the keys stand in the border, where they are always seen."""
        self.border_title = KEYS
        yield Static(id="proposed")

    def show(self, folded: Folded) -> None:
        """Show this."""
        self._folded = folded
        self._fold()

    def on_resize(self) -> None:
        """The lines are as long as they can be."""
        self._fold()

    def _fold(self) -> None:
        if self._folded is not None:
            width = max(20, self.scrollable_content_region.width)
            self.query_one("#proposed", Static).update(self._folded(width))
