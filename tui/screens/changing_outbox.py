"""The keys that change what goes out: one gate for all of them, a question before anything is sent."""

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on

from seasonal_ops.views import DeliveryView, OutboxView
from tui.messages import Failed, OutboxChanged, Posted
from tui.outgoing import what
from tui.screens.asking_outbox import AskingOutboxScreen
from tui.screens.changing import READ_ONLY
from tui.source import Source

if TYPE_CHECKING:
    from seasonal_ops.reminders.sending import Sent

NO_REMINDER: Final = "There is no reminder under the cursor."


class ChangingOutboxScreen(AskingOutboxScreen):
    """Puts off, holds and lets go the reminder in `delivery`, and sends what is due."""

    def __init__(self, source: Source, *, readonly: bool) -> None:
        super().__init__(source, name="outbox")
        self.readonly = readonly
        self.outbox: OutboxView | None = None
        self._sending = self._wants_to_send = False

    @property
    @abstractmethod
    def delivery(self) -> DeliveryView | None:
        """What is to be changed."""

    @abstractmethod
    def load(self) -> None:
        """Read everything again after a change."""

    def action_change(self, verb: str) -> None:
        """Make a change by its name in the keymap, or say why not; the verb refuses what cannot be."""
        row = self.delivery
        if self.readonly:
            self.notify(READ_ONLY, severity="warning", markup=False)
        elif row is None or row.id is None:
            self.notify(NO_REMINDER, markup=False)
        else:
            verbs = {
                "retry": (self.source.retry, "goes out again"),
                "hold": (self.source.hold, "is held; l releases it"),
                "release": (self.source.release, "is released"),
            }
            make, told = verbs[verb]
            self.ask_outbox_change(partial(make, row.id), f"{what(row)} {told}.")

    @on(OutboxChanged)
    def _on_outbox_changed(self, message: OutboxChanged) -> None:
        self.notify(message.told, markup=False)
        self.load()

    def ask_to_send(self) -> None:
        """Ask whether to send what is due, once it is known what that is."""
        if self.readonly:
            self.notify(READ_ONLY, severity="warning", markup=False)
        elif self._sending:
            self.notify("Still sending; what it did is told in a moment.", markup=False)
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
        from tui.modals.confirm import Confirm

        if not outbox.ready:
            self.notify("Nothing is due that could be sent now.", markup=False)
            return

        def confirmed(sure: bool | None) -> None:
            if sure:
                self._sending = True
                self.notify("Sending …", markup=False)
                self.ask_to_post()

        due = _counted(outbox.ready, "reminder is", "reminders are")
        sentence = (
            f"{due} due, to {_counted(outbox.people, 'contact', 'contacts')}; each gets one message. Quiet"
            " hours are kept. Enter on a reminder shows its message first: what is sent cannot be recalled."
        )
        answers = (("not yet", None), ("send now", True))
        self.app.push_screen(Confirm("Send what is due", sentence, answers), confirmed)

    @on(Posted)
    def _on_posted(self, message: Posted) -> None:
        self._sending = False
        sent = message.sent
        if sent is not None and sent.trouble:
            self.explain(Failed(f"{sent.trouble}. {_told(sent)}"))
        elif sent is not None:
            self.notify(_told(sent), markup=False)
        self.load()


def _told(sent: "Sent") -> str:
    counted = ((sent.failed, "put off"), (sent.dead, "given up"), (sent.left, "still waiting"))
    others = "".join(f", {number} {words}" for number, words in counted if number)
    return f"{_counted(sent.sent, 'reminder was', 'reminders were')} sent{others}."


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {one if number == 1 else many}"
