"""The keys that change feeds: one gate for all of them, then a question, then a worker."""

from abc import abstractmethod
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Final

from textual import on

from seasonal_ops.views import FeedView
from tui.feeds.messages import FeedChanged, FeedChoicesLoaded
from tui.feeds.subscriptions import name
from tui.frame.screen import MainScreen

_GRACE: Final = timedelta(days=14)
NO_FEED: Final = "There is no feed under the cursor; n makes one."


class ChangingFeedsScreen(MainScreen):
    """Makes feeds, and changes the one in `feed`."""

    @property
    @abstractmethod
    def feed(self) -> FeedView | None:
        """What is to be changed."""

    @abstractmethod
    def is_shut(self, feed: FeedView) -> bool:
        """Say so, when the feed's address answers no more."""

    def action_change(self, verb: str) -> None:
        """Start a change by its name in the keymap, or say why not."""
        starts: dict[str, Callable[[FeedView], None]] = {"rotate": self._rotate, "revoke": self._revoke}
        if not self.may_change:
            return
        if verb == "new":
            self.ask("choices", self._read_choices, opens=True)
        elif self.feed is None:
            self.say(NO_FEED)
        elif not self.is_shut(self.feed):
            starts[verb](self.feed)

    def _read_choices(self) -> FeedChoicesLoaded:
        return FeedChoicesLoaded(self.source.partners(), self.source.plans())

    @on(FeedChoicesLoaded)
    def _on_choices_loaded(self, message: FeedChoicesLoaded) -> None:
        from tui.feeds.new_feed import FeedWish, NewFeed

        def wished(wish: FeedWish | None) -> None:
            if wish is not None:
                values = (wish.partner, wish.plan, wish.detail, wish.name, wish.alarms)
                verb = partial(self.source.create_feed, *values)
                self._change(verb, "The feed is made.", "Making the feed")

        self.app.push_screen(NewFeed(message.partners, message.plans), wished)

    def _rotate(self, feed: FeedView) -> None:
        from tui.frame.confirm import Confirm

        def confirmed(grace: timedelta | None) -> None:
            if grace is not None:
                verb = partial(self.source.rotate_feed, feed.id, grace)
                self._change(
                    verb,
                    f"{name(feed)} has another address; l shows it.",
                    f"Giving {name(feed)} another address",
                )

        answers = (
            (f"the old address answers on for {_GRACE.days} days", _GRACE),
            ("the old address shuts now", timedelta(0)),
        )
        sentence = "Every calendar that uses the old address must be given the new one."
        self.app.push_screen(Confirm(f"Another address for {feed.name}", sentence, answers), confirmed)

    def _revoke(self, feed: FeedView) -> None:
        from tui.frame.confirm import Confirm

        def confirmed(sure: bool | None) -> None:
            if sure:
                verb = partial(self.source.revoke_feed, feed.id)
                self._change(verb, f"{name(feed)} is revoked.", f"Revoking {name(feed)}")

        sentence = "Every calendar that uses it is told 410 Gone; this cannot be undone."
        answers = (("keep it", None), ("revoke it for good", True))
        self.app.push_screen(Confirm(f"Revoke {feed.name}", sentence, answers), confirmed)

    def _change(self, verb: Callable[[], FeedView], told: str, tried: str) -> None:
        """`told` is what is said when it worked, `tried` what when it did not."""
        self.ask("change", lambda: FeedChanged(verb(), told), tried=tried)
