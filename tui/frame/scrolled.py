"""What scrolls on the line API."""

from textual.scroll_view import ScrollView


class Scrolled(ScrollView):
    """Its scroll bar stands where it is scrolled to, also when that was done before there was a bar.

    Textual 8 moves the bar on a scroll only while the bar is shown: without this, a list that goes to its row
    as soon as it is read has its bar at the top until the next scroll.
    """

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Put the bar there."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y
