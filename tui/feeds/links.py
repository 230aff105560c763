"""How to subscribe to a feed: its links, whom they reach, and a QR code for a telephone."""

from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from seasonal_ops import subscribing
from seasonal_ops.views import FeedView
from tui.feeds.subscriptions import name
from tui.frame.header import TopLines
from tui.frame.key_line import KeyLine
from tui.frame.screen import DeskScreen
from tui.frame.scrolled import Scroll
from tui.keymap import BACK, COPY, EVERYWHERE, LEAVE, bindings
from tui.show import several_lines

_CAREFUL: Final = "Whoever has an address sees the calendar: treat it like a password."
_ROOM_FOR_LINKS: Final = 32
# Said outright: a theme's own colours may be light on dark, which many cameras cannot read.
_INK: Final = "#000000 on #ffffff"
# A code is read as a whole or not at all: in 24 lines there are no counters above it.
_BREAKPOINTS: Final = [(0, "-flat"), (26, "-upright")]


class LinksScreen(DeskScreen):
    """The only place where a feed's address is shown."""

    BINDINGS: ClassVar = [*bindings((COPY, *EVERYWHERE))]
    VERTICAL_BREAKPOINTS = _BREAKPOINTS
    AUTO_FOCUS = "#links"

    def __init__(self, feed: FeedView) -> None:
        super().__init__()
        self._feed = feed

    def compose(self) -> ComposeResult:
        """The links, and the code beside or below them."""
        yield TopLines()
        with Scroll(id="ways"):
            yield Scroll(Static(id="texts"), id="links")
            yield Static(id="qr")
        yield KeyLine((COPY, *LEAVE[:1], BACK))

    def on_mount(self) -> None:
        """Show what was asked for."""
        self._show()

    def follow(self, feeds: tuple[FeedView, ...]) -> None:
        """Show the feed as it is now: another person may have given it another address."""
        for feed in feeds:
            if feed.id == self._feed.id and feed.url != self._feed.url:
                self._feed = feed
                self._show()

    def _show(self) -> None:
        self.head(f"Feeds ▸ Links of {name(self._feed)}")
        self.query_one("#texts", Static).update(links_text(self._feed))
        lines = subscribing.qr_lines(self._feed.links.page)
        self._code_width = len(lines[0])
        self.query_one("#qr", Static).update(Content.styled("\n".join(lines), _INK))

    def on_resize(self, event: events.Resize) -> None:
        """Beside the links when both have room, else below them."""
        beside = event.size.width >= self._code_width + _ROOM_FOR_LINKS
        self.query_one("#ways").set_class(not beside, "-stacked")

    def action_copy(self) -> None:
        """Hand the address to the terminal's clipboard."""
        self.app.copy_to_clipboard(self._feed.links.https)
        # Some terminals forbid it without a word, and none answers.
        self.say("The https address is copied, if this terminal allows that.")

    def action_back(self) -> None:
        """To the feeds."""
        self.dismiss()


def links_text(feed: FeedView) -> Content:
    """Each way with the programs that it is for."""
    ways = (
        ("Any calendar", feed.links.https),
        ("Apple", feed.links.webcal),
        ("Google", feed.links.google),
        ("How to, for partners (QR code)", feed.links.page),
    )
    reach = subscribing.reach(feed.url)
    lines = [Content.styled(f"▲ {reach[:1].upper()}{reach[1:]}.\n", "$text-warning")] if reach else []
    for label, address in ways:
        lines += [Content.styled(label, "$foreground-muted"), Content(f"{several_lines(address)}\n")]
    return Content("\n").join([*lines, Content.styled(_CAREFUL, "$foreground-muted")])
