"""The keys that change what goes out: one gate for all of them, a question before anything is sent."""

from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from textual import on
from textual.message import Message

from seasonal_ops.views import DeliveryView, OutboxView
from tui.frame.screen import MainScreen
from tui.messages import Failed, Told
from tui.outbox.messages import Posted
from tui.outbox.outgoing import what

if TYPE_CHECKING:
    from seasonal_ops.reminders.sending import Sent

NO_REMINDER: Final = "There is no reminder under the cursor."


class ChangingOutboxScreen(MainScreen):
    """Puts off, holds and lets go the reminder in `delivery`, and sends what is due."""

    outbox: OutboxView | None = None
    _sending = _wants_to_send = False

    @property
    @abstractmethod
    def delivery(self) -> DeliveryView | None:
        """What is to be changed."""

    def action_change(self, verb: str) -> None:
        """Make a change by its name in the keymap, or say why not; the verb refuses what cannot be."""
        row = self.delivery
        if not self.may_change:
            return
        if row is None or row.id is None:
            self.say(NO_REMINDER)
            return
        verbs = {
            "retry": (self.source.retry, "goes out again", "Sending again"),
            "hold": (self.source.hold, "is held; l releases it", "Holding"),
            "release": (self.source.release, "is released", "Releasing"),
        }
        reminder_id, (make, told, tried) = row.id, verbs[verb]

        def changed() -> Message:
            make(reminder_id)
            return Told(f"{what(row)} {told}.")

        self.ask("change", changed, tried=f'{tried} "{what(row)}"')

    def ask_to_send(self) -> None:
        """Ask whether to send what is due, once it is known what that is."""
        if not self.may_change:
            return
        if self._sending:
            self.say("Still sending; what it did is told in a moment.")
        elif self.outbox is None:
            self._wants_to_send = True
        else:
            self._confirm(self.outbox)

    def known(self, outbox: OutboxView) -> None:
        """What the outbox holds now; a question that waited for it is asked."""
        self.outbox = outbox
        if self._wants_to_send:
            self._wants_to_send = False
            self.ask_to_send()

    def _confirm(self, outbox: OutboxView) -> None:
        from tui.frame.confirm import Confirm

        if not outbox.ready:
            self.say("Nothing is due that could be sent now.")
            return

        def confirmed(sure: bool | None) -> None:
            if sure:
                self._sending = True
                self.say("Sending …")
                self.ask("send", self._send, tried="Sending what is due")

        due = _counted(outbox.ready, "reminder is", "reminders are")
        sentence = (
            f"{due} due, to {_counted(outbox.people, 'contact', 'contacts')}; each gets one message. Quiet"
            " hours are kept. Enter on a reminder shows its message first: what is sent cannot be recalled."
        )
        answers = (("not yet", None), ("send now", True))
        self.app.push_screen(Confirm("Send what is due", sentence, answers), confirmed)

    def _send(self) -> Message:
        try:
            return Posted(self.source.send_due())
        except Exception:
            self.post_message(Posted(None))
            raise

    @on(Posted)
    def _on_posted(self, message: Posted) -> None:
        self._sending = False
        sent = message.sent
        if sent is not None and sent.trouble:
            self.desk.explain(Failed(f"{sent.trouble}. {_told(sent)}"))
        elif sent is not None:
            self.say(_told(sent))
        self.desk.load()


def _told(sent: "Sent") -> str:
    counted = ((sent.failed, "put off"), (sent.dead, "given up"), (sent.left, "still waiting"))
    others = "".join(f", {number} {words}" for number, words in counted if number)
    return f"{_counted(sent.sent, 'reminder was', 'reminders were')} sent{others}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
