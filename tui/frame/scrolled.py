"""What scrolls, with a scroll bar that tells the truth."""

from textual.containers import VerticalScroll
from textual.widget import Widget


class Scrolled(Widget):
    """Beside Textual's class for what scrolls: a bar that comes stands where it is scrolled to.

    Textual 8 moves the bar on a scroll only while it is shown: a list that goes to its row before it is laid
    out, or goes back to its top because it has room for all, has its bar elsewhere until the next scroll.
    """

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Put the bar there."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y


class Scroll(VerticalScroll, Scrolled):
    """Widgets one under the other, which may be more than have room."""
