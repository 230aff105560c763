"""The list of subscriptions; there are tens of them, so Textual's own list will do."""

from datetime import datetime
from typing import ClassVar, Final

from textual import events
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList

from seasonal_ops.views import FeedView
from tui.feeds.messages import FeedPicked
from tui.feeds.subscriptions import FeedColumns, at_rest
from tui.frame.scrolled import Scrolled
from tui.keymap import MOVE, bindings
from tui.messages import Opened


class FeedHeadings(Widget):
    """The names of the columns; the list keeps one cell for its scroll bar."""

    def render(self) -> Content:
        """As wide as the list."""
        return Content.styled(FeedColumns(max(1, self.size.width - 1)).headings, "$foreground-muted")


class FeedList(OptionList, Scrolled, inherit_bindings=False):
    """One line a feed, one cursor, no going round at the ends. Says `FeedPicked` and `Opened`."""

    BINDINGS: ClassVar = bindings(MOVE)

    def __init__(self) -> None:
        super().__init__(markup=False, compact=True)
        self._feeds: tuple[FeedView, ...] = ()
        self._now: datetime | None = None
        self._marked: int | None = None

    @property
    def feed(self) -> FeedView | None:
        """The feed under the cursor."""
        return None if self.highlighted is None else self._feeds[self.highlighted]

    @property
    def columns(self) -> FeedColumns:
        """The columns that fit just now."""
        return FeedColumns(max(1, self.scrollable_content_region.width))

    def show(self, feeds: tuple[FeedView, ...], now: datetime, *, pick: int | None = None) -> None:
        """Show these; the cursor goes to the feed `pick`, else stays on the same feed."""
        wanted = pick or (self.feed.id if self.feed else None)
        at = next((at for at, feed in enumerate(feeds) if feed.id == wanted), self.highlighted or 0)
        self._feeds, self._now = feeds, now
        self.set_options([self._line(number) for number in range(len(feeds))])
        self.highlighted = min(at, len(feeds) - 1) if feeds else None
        self.tell()

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.post_message(FeedPicked(self.feed))

    def on_resize(self) -> None:
        """Other columns may fit now."""
        for number in range(len(self._feeds)):
            self._draw(number)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Move the mark: the cursor can be seen without colours."""
        super().watch_highlighted(highlighted)
        left, self._marked = self._marked, highlighted
        for number in {left, highlighted} - {None}:
            self._draw(number)
        self.tell()

    def _draw(self, number: int | None) -> None:
        if number is not None and number < self.option_count:
            self.replace_option_prompt_at_index(number, self._line(number))

    def _line(self, number: int) -> Content:
        if self._now is None:
            return Content("")
        feed = self._feeds[number]
        text, state = self.columns.feed(feed, self._now)
        mark = ("▌" if number == self.highlighted else " ", "$text-primary")
        quiet = feed.shut(self._now)
        loud = "$foreground-muted" if quiet else "" if at_rest(feed, self._now) else "$text-warning"
        return Content.assemble(mark, (text, "$foreground-muted" if quiet else ""), (state, loud))

    def action_move(self, by: int) -> None:
        """To the next feed in that direction."""
        if self.highlighted is not None:
            self.highlighted += by

    def action_page(self, by: int) -> None:
        """A screenful up or down."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_open(self) -> None:
        """Ask for the detail of the feed under the cursor."""
        if self.feed is not None:
            self.post_message(Opened())

    def on_click(self, event: events.Click) -> None:
        """One click moves the cursor, which the list does itself; a second one opens."""
        if event.chain == _DOUBLE:
            self.action_open()


_DOUBLE: Final = 2
