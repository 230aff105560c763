"""Outbox: what is to be sent, what was, what needs a person's word, and each message to read."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from seasonal_ops.views import DeliveryView, LetterView, TodayView
from tui.keymap import BACK, LEAVE, LOOK, OUTBOX, SCREENS, SEND, bindings
from tui.messages import DeliveryPicked, Failed, LetterLoaded, Opened, OutboxLoaded
from tui.outgoing import NOTHING_RUNS, Outgoing, empty_outbox
from tui.screens.changing_outbox import ChangingOutboxScreen
from tui.screens.filtering import FilteringScreen
from tui.screens.opened_letter import OpenedLetter
from tui.screens.today import BREAKPOINTS
from tui.widgets.delivery_detail import describe_delivery, describe_letter
from tui.widgets.detail import Detail
from tui.widgets.header import Header
from tui.widgets.key_line import KeyLine
from tui.widgets.line import Line
from tui.widgets.outbox_list import OutboxList

if TYPE_CHECKING:
    from tui.screens.today import TodayScreen

_FILTER = LOOK[0]


class OutboxScreen(ChangingOutboxScreen, FilteringScreen):
    """Stands over Today, which goes on reading: whenever it has, the outbox is read again too."""

    BINDINGS: ClassVar = [*bindings((*OUTBOX, SEND, _FILTER, *SCREENS, *LEAVE, BACK))]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    AUTO_FOCUS = "OutboxList"
    FILTER_HINT = "part of a partner, address, activity, kind or state"

    def __init__(self, today: "TodayScreen") -> None:
        super().__init__(today.source, readonly=today.readonly)
        self._today = today
        self._letter: LetterLoaded | None = None
        self._failure = ""

    def compose(self) -> ComposeResult:
        """The shell, painted before anything is asked."""
        yield Header("Outbox", over_outbox=True)
        with Horizontal(id="body"):
            with Vertical(id="listed"):
                yield Line(id="clock")
                yield OutboxList()
            yield Detail("No reminder is picked.")
        yield KeyLine((*OUTBOX, SEND, _FILTER, *SCREENS[:1], *LEAVE))

    def on_mount(self) -> None:
        """Read when Today has been read, which may be now."""
        clock = self.query_one("#clock", Line)
        clock.put(Content.styled(f" {NOTHING_RUNS}", "bold $text-warning"))
        clock.display = False
        self.watch(self._today, "view", self._on_today)
        self.watch(self._today, "answers", self._on_answers)

    @property
    def list(self) -> OutboxList:
        """The list of reminders."""
        return self.query_one(OutboxList)

    @property
    def delivery(self) -> DeliveryView | None:
        """What the keys work on."""
        return self.list.row

    def load(self) -> None:
        """Read the outbox again, and Today with it: its counters speak of messages too."""
        self._today.load()

    def _on_today(self, view: TodayView | None) -> None:
        if view is not None:
            self.query_one(Header).show(view, readonly=self.readonly)
            self._on_answers(self._today.answers)
            self.list.now = view.now
            self.ask_outbox()

    def _on_answers(self, answers: bool) -> None:
        self.query_one(Header).live(answers=answers)

    @on(OutboxLoaded)
    def _on_outbox_loaded(self, message: OutboxLoaded) -> None:
        self._failure = ""
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

    @on(Failed)
    def _on_failed(self, message: Failed) -> None:
        if not message.again:
            self.explain(message)
            self.load()
            return
        if self.outbox is None:
            notice = ("", "  The outbox could not be read; this is tried again each minute.")
            self.list.show(Outgoing(), notice=notice)
        # It is read again each minute; the lead has been told.
        if message.sentence != self._failure:
            self._failure = message.sentence
            self.explain(message)

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
            self.ask_letter(row.id)

    @on(LetterLoaded)
    def _on_letter_loaded(self, message: LetterLoaded) -> None:
        self._letter = message
        if self.delivery is not None and self.delivery.id == message.reminder_id:
            self.tell()

    @on(Opened)
    def _on_opened(self) -> None:
        self.app.push_screen(OpenedLetter(self))

    def move(self, by: int) -> None:
        """The next reminder."""
        self.list.action_move(by)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.list.tell()

    def action_back(self) -> None:
        """From the filter to the whole list, from there to Today."""
        if self.query("FilterBox") or self.filtered:
            self.unfilter()
            self.list.focus()
        else:
            self.dismiss()
