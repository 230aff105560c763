"""How a screen asks for data: in threads, told by messages, so that no key ever waits for the database."""

from collections.abc import Callable

from textual import work
from textual.screen import Screen
from textual.worker import get_current_worker

from seasonal_ops.errors import Changed, SeasonalOpsError
from seasonal_ops.views import ActivityView, TodayRow
from tui.messages import ActivityChanged, Beat, Failed, HistoryLoaded, PartnersLoaded, TodayLoaded
from tui.source import Source


class SourceScreen(Screen[None]):
    """Knows where the data is, and says what did not work."""

    def __init__(self, source: Source, *, name: str) -> None:
        super().__init__(name=name)
        self.source = source

    def explain(self, message: Failed) -> None:
        """A dialog, unless the same one is there already."""
        from tui.modals.error import ErrorDialog

        heading = "Somebody was quicker" if message.stale else "This did not work"
        shown = self.app.screen
        if not (isinstance(shown, ErrorDialog) and shown.sentence == message.sentence):
            self.app.push_screen(ErrorDialog(heading, message.sentence))


class AskingScreen(SourceScreen):
    """Every question is a worker; its answer, or why there is none, is a message to this screen."""

    @work(thread=True, exclusive=True, group="today")
    def ask_today(self, plan: str | None) -> None:
        """Answered by TodayLoaded or Failed; an older question's late answer is dropped."""
        worker = get_current_worker()
        try:
            # The number first: a change between the two reads is then seen as new, not lost.
            newest = self.source.newest()
            message: TodayLoaded | Failed = TodayLoaded(self.source.today(plan), newest)
        except Exception as error:
            message = Failed(sentence(error))
        if not worker.is_cancelled:
            self.post_message(message)

    @work(thread=True, group="partners")
    def ask_partners(self, row: TodayRow) -> None:
        """Answered by PartnersLoaded or Failed."""
        try:
            message: PartnersLoaded | Failed = PartnersLoaded(row, self.source.partners())
        except Exception as error:
            message = Failed(sentence(error))
        self.post_message(message)

    @work(thread=True, group="history")
    def ask_history(self, activity_id: int) -> None:
        """Answered by HistoryLoaded, empty when it could not be read: the top line says what is wrong."""
        try:
            deliveries = self.source.history(activity_id)
        except SeasonalOpsError:
            deliveries = ()
        self.post_message(HistoryLoaded(activity_id, deliveries))

    @work(thread=True, group="change")
    def ask_change(self, activity_id: int, verb: Callable[[], ActivityView]) -> None:
        """Answered by ActivityChanged or Failed."""
        try:
            message: ActivityChanged | Failed = ActivityChanged(verb())
        except Exception as error:
            message = Failed(sentence(error), isinstance(error, Changed), activity_id)
        self.post_message(message)

    @work(thread=True, group="beat")
    def ask_newest(self) -> None:
        """Answered by Beat, with None when the database does not answer."""
        try:
            newest: int | None = self.source.newest()
        except SeasonalOpsError:
            newest = None
        self.post_message(Beat(newest))


def sentence(error: Exception) -> str:
    """What to tell the lead; an error that is not ours is named, so that it can be reported."""
    if isinstance(error, SeasonalOpsError):
        return str(error)
    return f"something went wrong inside the program, please report it: {type(error).__name__}: {error}"
