"""One feed over the whole screen."""

from typing import TYPE_CHECKING, ClassVar

from tui.keymap import BACK, FEED, LEAVE, SCREENS, bindings
from tui.screens.opened import MOVING, OpenedScreen

if TYPE_CHECKING:
    from tui.screens.feeds import FeedsScreen


class OpenedFeed(OpenedScreen, inherit_bindings=False):
    """The same keys as in the list."""

    KEYS = FEED
    TRAIL = "Feeds ▸ Feed"
    BINDINGS: ClassVar = [*bindings((*FEED, *SCREENS, *LEAVE, BACK)), *MOVING]

    def __init__(self, feeds: "FeedsScreen") -> None:
        super().__init__(feeds)
        self._feeds = feeds

    def action_links(self) -> None:
        """How to subscribe."""
        self._feeds.action_links()
