"""How the outbox asks for data, as `asking` does for Today."""

from collections.abc import Callable

from textual import work
from textual.worker import get_current_worker

from tui.messages import Failed, LetterLoaded, OutboxChanged, OutboxLoaded, Posted
from tui.screens.asking import SourceScreen, sentence


class AskingOutboxScreen(SourceScreen):
    """Every question is a worker; its answer, or why there is none, is a message to this screen."""

    @work(thread=True, exclusive=True, group="outbox")
    def ask_outbox(self) -> None:
        """Answered by OutboxLoaded or Failed; an older question's late answer is dropped."""
        worker = get_current_worker()
        try:
            message: OutboxLoaded | Failed = OutboxLoaded(self.source.outbox())
        except Exception as error:
            message = Failed(sentence(error), again=True)
        if not worker.is_cancelled:
            self.post_message(message)

    @work(thread=True, exclusive=True, group="letter")
    def ask_letter(self, reminder_id: int) -> None:
        """Answered by LetterLoaded, with the sentence when there is no message."""
        worker = get_current_worker()
        try:
            message = LetterLoaded(reminder_id, self.source.letter(reminder_id))
        except Exception as error:
            message = LetterLoaded(reminder_id, sentence(error))
        if not worker.is_cancelled:
            self.post_message(message)

    @work(thread=True, group="change")
    def ask_outbox_change(self, verb: Callable[[], None], told: str) -> None:
        """Answered by OutboxChanged or Failed; `told` is what is said when it worked."""
        try:
            verb()
            message: OutboxChanged | Failed = OutboxChanged(told)
        except Exception as error:
            message = Failed(sentence(error))
        self.post_message(message)

    @work(thread=True, group="send")
    def ask_to_post(self) -> None:
        """Answered by Posted, after Failed when it could not be begun."""
        try:
            self.post_message(Posted(self.source.send_due()))
        except Exception as error:
            self.post_message(Failed(sentence(error)))
            self.post_message(Posted(None))
