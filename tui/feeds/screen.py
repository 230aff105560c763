"""Feeds: who subscribes to what, who has gone silent, and how to subscribe."""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from seasonal_ops.views import FeedView
from tui.feeds.changing import NO_FEED, ChangingFeedsScreen
from tui.feeds.feed_detail import describe_feed
from tui.feeds.feed_list import FeedHeadings, FeedList
from tui.feeds.links import LinksScreen
from tui.feeds.messages import FeedChanged, FeedPicked, FeedsLoaded
from tui.feeds.opened import OpenedFeed
from tui.feeds.subscriptions import EMPTY, name, named, state
from tui.frame.detail import Detail
from tui.frame.screen import WIDE
from tui.keymap import FEED, bindings
from tui.messages import Opened


class FeedsScreen(ChangingFeedsScreen):
    """Which calendars there are, and what became of them."""

    WHERE = "Feeds"
    NEEDS_A_PLAN = False
    KEYS = FEED
    BINDINGS: ClassVar = bindings(FEED)
    AUTO_FOCUS = "FeedList"

    feeds: tuple[FeedView, ...] | None = None
    _partners: Mapping[str, str] = MappingProxyType({})
    _plans: Mapping[str, str] = MappingProxyType({})

    def body(self) -> Iterable[Widget]:
        """The list, and the detail beside it."""
        notice = Static(Content("Reading the feeds …"), id="notice")
        listed = Vertical(FeedHeadings(), FeedList(), notice, id="listed")
        yield Horizontal(listed, Detail("No feed is picked."), id="body")

    @property
    def list(self) -> FeedList:
        """The list of feeds."""
        return self.query_one(FeedList)

    @property
    def feed(self) -> FeedView | None:
        """What the keys work on."""
        return self.list.feed

    def load(self) -> None:
        """Read the feeds."""
        self.ask("feeds", self._read, latest=True, read=True)

    def _read(self) -> Message:
        partners = {one.slug: one.name for one in self.source.partners()}
        plans = {one.slug: one.name for one in self.source.plans()}
        return FeedsLoaded(self.source.feeds(), partners, plans)

    def unread(self) -> None:
        """Say so, where there is no list yet."""
        if self.feeds is None:
            self._notice("\n  The feeds could not be read; this is tried again each minute.")

    @on(FeedsLoaded)
    def _on_feeds_loaded(self, message: FeedsLoaded) -> None:
        self._partners, self._plans = message.partners, message.plans
        self._show(message.feeds)

    def _show(self, feeds: tuple[FeedView, ...], *, pick: int | None = None) -> None:
        feeds = self.feeds = tuple(named(feed, self._partners, self._plans) for feed in feeds)
        self._notice("" if feeds else "\n".join(EMPTY))
        self.list.show(feeds, self.view.now, pick=pick)
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
            self.say(message.told)
        else:
            self.app.push_screen(LinksScreen(changed))

    @on(FeedPicked)
    def _on_picked(self) -> None:
        if self.desk.view is None:
            return
        folded = partial(describe_feed, self.feed, self.view.now) if self.feed else None
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
        shut = feed.shut(self.view.now)
        if shut:
            word = state(feed, self.view.now)[2:]
            self.say(f"{name(feed)} is {word}: nobody can use it any more; n makes another.")
        return shut

    def action_links(self) -> None:
        """How to subscribe."""
        if self.feed is None:
            self.say(NO_FEED)
        elif not self.is_shut(self.feed):
            self.app.push_screen(LinksScreen(self.feed))

    def action_back(self) -> None:
        """From the detail to the list, from there to Today."""
        if isinstance(self.focused, Detail):
            self.list.focus()
        else:
            super().action_back()
