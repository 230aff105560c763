"""How the screen of feeds asks for data, as `asking` does for Today."""

from collections.abc import Callable

from textual import work
from textual.worker import get_current_worker

from seasonal_ops.views import FeedView
from tui.messages import Failed, FeedChanged, FeedChoicesLoaded, FeedsLoaded
from tui.screens.asking import SourceScreen, sentence


class AskingFeedsScreen(SourceScreen):
    """Every question is a worker; its answer, or why there is none, is a message to this screen."""

    @work(thread=True, exclusive=True, group="feeds")
    def ask_feeds(self) -> None:
        """Answered by FeedsLoaded or Failed; an older question's late answer is dropped."""
        worker = get_current_worker()
        try:
            message: FeedsLoaded | Failed = FeedsLoaded(self.source.feeds())
        except Exception as error:
            message = Failed(sentence(error), again=True)
        if not worker.is_cancelled:
            self.post_message(message)

    @work(thread=True, group="choices")
    def ask_feed_choices(self) -> None:
        """Answered by FeedChoicesLoaded or Failed."""
        try:
            message: FeedChoicesLoaded | Failed = FeedChoicesLoaded(
                self.source.partners(), self.source.plans()
            )
        except Exception as error:
            message = Failed(sentence(error))
        self.post_message(message)

    @work(thread=True, group="change")
    def ask_feed_change(self, verb: Callable[[], FeedView], told: str) -> None:
        """Answered by FeedChanged or Failed; `told` is what is said when it worked."""
        try:
            message: FeedChanged | Failed = FeedChanged(verb(), told)
        except Exception as error:
            message = Failed(sentence(error))
        self.post_message(message)
