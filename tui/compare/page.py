"""The page of one measure: sentence and figures, the chart, and what is behind them."""

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from tui.compare.describe import Page
from tui.compare.drawing import chart_of
from tui.frame.scrolled import Scroll

if TYPE_CHECKING:
    from tui.compare.chart import NightsChart

_LEAST: Final = 20


class MeasurePage(Scroll):
    """Scrolls; its texts are folded to the width there is."""

    page: Page | None = None
    _chart: "NightsChart | None" = None

    def compose(self) -> ComposeResult:
        """Over the chart, and under it."""
        yield Static(id="above")
        yield Static(id="below")

    def on_mount(self) -> None:
        """The chart comes after the first picture, which its libraries would hold up."""
        self.call_after_refresh(self._furnish)

    def _furnish(self) -> None:
        from tui.compare.chart import NightsChart

        self._chart = NightsChart()
        self.mount(self._chart, before="#below")
        self._draw()

    def show(self, page: Page | None) -> None:
        """Show this; None: nothing is picked. Another measure is read from its beginning."""
        before, self.page = self.page, page
        if page is None or before is None or page.measure.id != before.measure.id:
            self.scroll_home(animate=False)
        self._draw()
        self._fold()

    def _draw(self) -> None:
        page = self.page
        chart = None if page is None else chart_of(page.measure, page.facing, page.view.anchors)
        if self._chart is not None:
            self._chart.draw(chart)

    def on_resize(self) -> None:
        """The lines are as long as they can be."""
        self._fold()

    def _fold(self) -> None:
        width = max(_LEAST, self.scrollable_content_region.width)
        above = below = Content("")
        if self.page is not None:
            above, below = self.page.above(width), self.page.below(width)
        self.query_one("#above", Static).update(above)
        self.query_one("#below", Static).update(below)
