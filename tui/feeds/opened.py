"""One feed over the whole screen."""

from typing import TYPE_CHECKING, ClassVar

from tui.frame.opened import MOVING, OpenedScreen
from tui.keymap import EVERYWHERE, FEED, bindings

if TYPE_CHECKING:
    from tui.feeds.screen import FeedsScreen


class OpenedFeed(OpenedScreen, inherit_bindings=False):
    """The same keys as in the list."""

    KEYS = FEED
    TRAIL = "Feeds ▸ Feed"
    BINDINGS: ClassVar = [*bindings((*FEED, *EVERYWHERE)), *MOVING]

    def __init__(self, feeds: "FeedsScreen") -> None:
        super().__init__(feeds)
        self._feeds = feeds

    def action_links(self) -> None:
        """How to subscribe."""
        self._feeds.action_links()
