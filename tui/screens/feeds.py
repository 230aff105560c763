"""Feeds: who subscribes to what, who has gone silent, and how to subscribe."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from seasonal_ops.views import FeedView, TodayView
from tui.keymap import BACK, FEED, LEAVE, SCREENS, bindings
from tui.messages import Failed, FeedChanged, FeedPicked, FeedsLoaded, Opened
from tui.screens.changing_feeds import NO_FEED, ChangingFeedsScreen
from tui.screens.links import LinksScreen
from tui.screens.opened_feed import OpenedFeed
from tui.screens.today import BREAKPOINTS, WIDE
from tui.subscriptions import EMPTY, name, state
from tui.widgets.detail import Detail
from tui.widgets.feed_detail import describe_feed
from tui.widgets.feed_list import FeedHeadings, FeedList
from tui.widgets.header import Header
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from tui.screens.today import TodayScreen


class FeedsScreen(ChangingFeedsScreen):
    """Stands over Today, which goes on reading: whenever it has, the feeds are read again too."""

    BINDINGS: ClassVar = [*bindings((*FEED, *SCREENS, *LEAVE, BACK))]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    AUTO_FOCUS = "FeedList"

    def __init__(self, today: "TodayScreen") -> None:
        super().__init__(today.source, readonly=today.readonly)
        self._today = today
        self.feeds: tuple[FeedView, ...] | None = None
        self._failure = ""

    def compose(self) -> ComposeResult:
        """The shell, painted before anything is asked."""
        yield Header("Feeds")
        with Horizontal(id="body"):
            with Vertical(id="listed"):
                yield FeedHeadings()
                yield FeedList()
                yield Static(Content("Reading the feeds …"), id="notice")
            yield Detail("No feed is picked.")
        yield KeyLine((*FEED, *SCREENS[:1], *LEAVE))

    def on_mount(self) -> None:
        """Read when Today has been read, which may be now."""
        self.watch(self._today, "view", self._on_today)
        self.watch(self._today, "answers", self._on_answers)

    @property
    def list(self) -> FeedList:
        """The list of feeds."""
        return self.query_one(FeedList)

    @property
    def feed(self) -> FeedView | None:
        """What the keys work on."""
        return self.list.feed

    def _on_today(self, view: TodayView | None) -> None:
        if view is not None:
            self.query_one(Header).show(view, readonly=self.readonly)
            self._on_answers(self._today.answers)
            self.ask_feeds()

    def _on_answers(self, answers: bool) -> None:
        self.query_one(Header).live(answers=answers)

    @on(FeedsLoaded)
    def _on_feeds_loaded(self, message: FeedsLoaded) -> None:
        self._failure = ""
        self._show(message.feeds)

    def _show(self, feeds: tuple[FeedView, ...], *, pick: int | None = None) -> None:
        view = self._today.view
        if view is None:
            return
        self.feeds = feeds
        self._notice("" if feeds else "\n".join(EMPTY))
        self.list.show(feeds, view.now, pick=pick)
        if isinstance(self.app.screen, LinksScreen):
            self.app.screen.follow(feeds)

    def _notice(self, text: str) -> None:
        notice = self.query_one("#notice", Static)
        notice.update(Content(text))
        notice.display = bool(text)
        self.list.display = self.query_one(FeedHeadings).display = not text

    @on(FeedChanged)
    def _on_feed_changed(self, message: FeedChanged) -> None:
        changed, feeds = message.feed, self.feeds or ()
        known = any(feed.id == changed.id for feed in feeds)
        others = tuple(changed if feed.id == changed.id else feed for feed in feeds)
        self._show(others if known else (*others, changed), pick=changed.id)
        if known:
            self.notify(message.told, markup=False)
        else:
            self.app.push_screen(LinksScreen(changed))

    @on(Failed)
    def _on_failed(self, message: Failed) -> None:
        if not message.again:
            self.explain(message)
            return
        if self.feeds is None:
            self._notice("\n  The feeds could not be read; this is tried again each minute.")
        # It is read again each minute; the lead has been told.
        if message.sentence != self._failure:
            self._failure = message.sentence
            self.explain(message)

    @on(FeedPicked)
    def _on_picked(self) -> None:
        view, feed = self._today.view, self.feed
        if view is not None:
            folded = partial(describe_feed, feed, view.now) if feed else None
            self.query_one(Detail).show(folded)
            if isinstance(self.app.screen, OpenedFeed):
                self.app.screen.show(folded)

    @on(Opened)
    def _on_opened(self) -> None:
        if self.size.width >= WIDE:
            self.query_one(Detail).focus()
        else:
            self.app.push_screen(OpenedFeed(self))

    def move(self, by: int) -> None:
        """The next feed."""
        self.list.action_move(by)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.list.tell()

    def is_shut(self, feed: FeedView) -> bool:
        """Say so, when the feed's address answers no more."""
        view = self._today.view
        shut = view is not None and feed.shut(view.now)
        if view is not None and shut:
            word = state(feed, view.now)[2:]
            self.notify(f"{name(feed)} is {word}: nobody can use it any more; n makes another.", markup=False)
        return shut

    def action_links(self) -> None:
        """How to subscribe."""
        if self.feed is None:
            self.notify(NO_FEED, markup=False)
        elif not self.is_shut(self.feed):
            self.app.push_screen(LinksScreen(self.feed))

    def action_back(self) -> None:
        """From the detail to the list, from there to Today."""
        if isinstance(self.focused, Detail):
            self.list.focus()
        else:
            self.dismiss()
