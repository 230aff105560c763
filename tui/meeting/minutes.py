"""The minutes on the screen, as they would be printed now."""

from datetime import date
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from seasonal_ops.views import MeetingView, TodayView
from tui.frame.detail import Detail
from tui.frame.header import TopLines
from tui.frame.key_line import KeyLine
from tui.frame.save_as import Named, SavingScreen
from tui.keymap import BACK, EVERYWHERE, GO_ON, LEAVE, MINUTES, bindings
from tui.meeting.messages import MinutesLoaded
from tui.meeting.page import page
from tui.messages import Told

_READING: Final = "Reading what was recorded …"


class MinutesScreen(SavingScreen):
    """Scrolls; from here they are written to a file, and the meeting is closed."""

    KEYS = (*MINUTES, GO_ON)
    BINDINGS: ClassVar = bindings((*MINUTES, GO_ON, *EVERYWHERE))
    AUTO_FOCUS = "Detail"

    def __init__(self, meeting: MeetingView) -> None:
        super().__init__()
        self._meeting = meeting

    def compose(self) -> ComposeResult:
        """Title, minutes, keys."""
        yield TopLines()
        yield Detail(_READING)
        yield KeyLine((*self.KEYS, *LEAVE[:1], BACK))

    def on_mount(self) -> None:
        """Read them now, and again whenever anybody changed something."""
        self._title()
        self.watch(self.desk, "view", self._on_view)

    def _title(self) -> None:
        closed = self._meeting.closed
        state = f"closed {closed:%H:%M}; o goes on" if closed else "goes on; x closes it"
        self.head("Meeting ▸ Minutes", state)

    def _on_view(self, _view: TodayView | None) -> None:
        question = partial(self.source.minutes, self._meeting.id)
        self.ask("minutes", lambda: MinutesLoaded(question()), latest=True, read=True)

    @on(MinutesLoaded)
    def _on_loaded(self, message: MinutesLoaded) -> None:
        self._meeting = message.minutes.meeting
        self._title()
        self.query_one(Detail).show(partial(page, message.minutes.paper))

    def action_write(self) -> None:
        """Ask for the name of the file, and write them."""
        meeting = self._meeting
        proposed = f"minutes-{meeting.plan}-{meeting.held_on:%Y-%m-%d}.docx"

        def write(named: Named, replace: bool) -> str | None:
            return self.source.write_minutes(meeting.id, named.file, replace)

        self.save_as("Write the minutes", proposed, write)

    def action_close(self) -> None:
        """Ask when the group meets again, and close the meeting."""
        from tui.meeting.close import Closed, CloseForm

        def sure(closed: Closed | None) -> None:
            if closed is not None:
                self.ask("change", partial(self._close, closed.next_on))

        if self._meeting.closed is not None:
            self.say("It is closed already; o goes on with it on its own day.")
        elif self.may_change:
            self.app.push_screen(CloseForm(self._meeting.held_on), sure)

    def _close(self, next_on: date | None) -> Message:
        self.source.close_meeting(self._meeting.id, next_on)
        return Told("The meeting is closed; R writes its minutes to a file.")

    def action_go_on(self) -> None:
        """Go on with it after all."""
        if self._meeting.closed is None:
            self.say("It goes on; x closes it.")
        elif self.may_change:
            self.ask("change", self._go_on)

    def _go_on(self) -> Message:
        self.source.begin_meeting(self._meeting.plan, {})
        return Told("The meeting goes on.")

    def action_back(self) -> None:
        """To the walk."""
        self.dismiss()
