"""Outbox: what is to be sent, what was, what needs a person's word, and each message to read."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from seasonal_ops.views import DeliveryView, LetterView
from tui.frame.asking import sentence
from tui.frame.detail import Detail
from tui.frame.filtering import FilteringScreen
from tui.frame.line import Line
from tui.keymap import FILTER, OUTBOX, SEND, bindings
from tui.messages import Opened
from tui.outbox.changing import ChangingOutboxScreen
from tui.outbox.delivery_detail import describe_delivery, describe_letter
from tui.outbox.messages import DeliveryPicked, LetterLoaded, OutboxLoaded
from tui.outbox.opened import OpenedLetter
from tui.outbox.outbox_list import OutboxList
from tui.outbox.outgoing import NOTHING_RUNS, Outgoing, empty_outbox


class OutboxScreen(ChangingOutboxScreen, FilteringScreen):
    """The trays, and what became of the reminder under the cursor."""

    WHERE = "Outbox"
    NEEDS_A_PLAN = False
    KEYS = (*OUTBOX, SEND, FILTER)
    BINDINGS: ClassVar = bindings((*OUTBOX, FILTER))
    AUTO_FOCUS = "OutboxList"
    FILTER_HINT = "part of a partner, address, activity, kind or state"

    _letter: LetterLoaded | None = None

    def body(self) -> Iterable[Widget]:
        """The list under the clock that stands still, and the detail beside it."""
        clock = Line(id="clock")
        clock.put(Content.styled(f" {NOTHING_RUNS}", "bold $text-warning"))
        clock.display = False
        listed = Vertical(clock, OutboxList(), id="listed")
        yield Horizontal(listed, Detail("No reminder is picked."), id="body")

    @property
    def list(self) -> OutboxList:
        """The list of reminders."""
        return self.query_one(OutboxList)

    @property
    def delivery(self) -> DeliveryView | None:
        """What the keys work on."""
        return self.list.row

    def load(self) -> None:
        """Read the outbox."""
        self.list.now = self.view.now
        self.ask("outbox", lambda: OutboxLoaded(self.source.outbox()), latest=True, read=True)

    def unread(self) -> None:
        """Say so, where there is no list yet."""
        if self.outbox is None:
            notice = ("", "  The outbox could not be read; this is tried again each minute.")
            self.list.show(Outgoing(), notice=notice)

    @on(OutboxLoaded)
    def _on_outbox_loaded(self, message: OutboxLoaded) -> None:
        self.query_one("#clock").display = not message.view.running
        self.known(message.view)
        self.refresh_list()
        # A message that is being read may say something else by now.
        if isinstance(self.app.screen, OpenedLetter) and self.delivery is not None:
            self._ask_letter(self.delivery)

    def refresh_list(self) -> None:
        """Show the outbox as the filter lets it through."""
        if self.outbox is not None:
            shown = Outgoing.of(self.outbox).having(self.filtered)
            self.list.show(shown, notice=empty_outbox(self.filtered))

    @on(DeliveryPicked)
    def _on_picked(self) -> None:
        row, now = self.delivery, self.list.now
        self.query_one(Detail).show(partial(describe_delivery, row, now) if row else None)
        opened = self.app.screen
        if isinstance(opened, OpenedLetter):
            opened.show(partial(describe_letter, row, self._letter_of(row), now) if row else None)

    def _letter_of(self, row: DeliveryView) -> LetterView | str | None:
        """The message of a reminder if it was read already; else it is asked for."""
        if self._letter is not None and self._letter.reminder_id == row.id:
            return self._letter.letter
        self._ask_letter(row)
        return None

    def _ask_letter(self, row: DeliveryView) -> None:
        if row.id is not None:
            self.ask("letter", partial(self._read_letter, row.id), latest=True)

    def _read_letter(self, reminder_id: int) -> Message:
        """The sentence why there is none stands in its place."""
        try:
            return LetterLoaded(reminder_id, self.source.letter(reminder_id))
        except Exception as error:
            return LetterLoaded(reminder_id, sentence(error))

    @on(LetterLoaded)
    def _on_letter_loaded(self, message: LetterLoaded) -> None:
        self._letter = message
        if self.delivery is not None and self.delivery.id == message.reminder_id:
            self.tell()

    @on(Opened)
    def _on_opened(self) -> None:
        self.app.push_screen(OpenedLetter(self))
