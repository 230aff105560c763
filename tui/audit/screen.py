"""9 Audit: who changed what, when, and the way back."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from seasonal_ops.views import RecordLine
from tui.audit.fact_detail import describe_fact, describe_in_full
from tui.audit.messages import FactLoaded, RecordLoaded, RecordPicked, RevertPreviewed
from tui.audit.opened import OpenedFact
from tui.audit.record import PAGE, Pages, Record, empty_record
from tui.audit.record_list import RecordList
from tui.frame.detail import Detail
from tui.frame.filtering import FilteringScreen
from tui.keymap import AUDIT, FILTER, bindings
from tui.messages import Opened, Told
from tui.show import one_line

NO_FACT: Final = "There is no change under the cursor."
_TOLD: Final = 12  # sentences of what a revert would do, before the rest is counted


class AuditScreen(FilteringScreen):
    """Facts in words, older ones as one goes down, and each in full."""

    WHERE = "Audit"
    NEEDS_A_PLAN = False
    KEYS = (*AUDIT, FILTER)
    BINDINGS: ClassVar = bindings((*AUDIT, FILTER))
    AUTO_FOCUS = "RecordList"
    FILTER_HINT = "part of a person, activity, partner, date or of what changed"

    pages = Pages()
    only: int | None = None  # the activity that alone is shown
    _full: FactLoaded | None = None
    _reading = False

    def body(self) -> Iterable[Widget]:
        """The list, and what is under its cursor beside it."""
        yield Horizontal(RecordList(), Detail("No change is picked."), id="body")

    @property
    def list(self) -> RecordList:
        """The list of facts."""
        return self.query_one(RecordList)

    def load(self) -> None:
        """Read as many of the newest as are shown."""
        self.list.zone = self.view.now.tzinfo
        self._read(None, self.pages.wanted)

    def _read(self, before: int | None, many: int) -> None:
        plan, only = self.desk.plan if self.only is None else None, self.only
        self._reading = True

        def read() -> Message:
            lines = self.source.record(plan, only, before, many)
            return RecordLoaded(lines, many, older=before is not None, only=only)

        # The newest take the place of a page that is on its way: it would not fit under them.
        self.ask("record", read, latest=True, read=True)

    def unread(self) -> None:
        """Say so, where there is no list yet."""
        self._reading = False
        if not self.pages.lines:
            notice = ("", "  The audit log could not be read; this is tried again each minute.")
            self.list.show(Record(), notice=notice)

    @on(RecordLoaded)
    def _on_record_loaded(self, message: RecordLoaded) -> None:
        self._reading = False
        if message.only != self.only:
            return
        if not message.older:
            self._full = None  # it may be undone by now
        put = self.pages.older if message.older else self.pages.read
        self.pages = put(message.lines, message.asked)
        self.refresh_list()

    def refresh_list(self) -> None:
        """Show the facts as the filter lets them through."""
        shown = self.pages.having(self.filtered)
        self.list.count = self.pages.heading(len(shown))
        self.list.show(Record.of(shown), notice=empty_record(self.filtered, plan=self.desk.plan is not None))

    @on(RecordPicked)
    def _on_picked(self) -> None:
        row, zone = self.list.row, self.list.zone
        self.query_one(Detail).show(partial(describe_fact, row, zone) if row else None)
        opened = self.app.screen
        if isinstance(opened, OpenedFact):
            opened.show(partial(describe_in_full, *self._in_full(row), zone) if row else None)
        near = self.pages.short(self.list.cursor, len(self.list.lines))
        if near and self.pages.lines and not self._reading:
            self._read(self.pages.lines[-1].id, PAGE)

    def _in_full(self, row: RecordLine) -> tuple[RecordLine, tuple[RecordLine, ...] | None]:
        """The fact in full if it was read already; else it is asked for."""
        if self._full is not None and self._full.line.id == row.id:
            return self._full.line, self._full.caused
        self.ask("fact", lambda: FactLoaded(*self.source.record_in_full(row.id)), latest=True, read=True)
        return row, None

    @on(FactLoaded)
    def _on_fact_loaded(self, message: FactLoaded) -> None:
        self._full = message
        if self.list.row is not None and self.list.row.id == message.line.id:
            self.tell()

    @on(Opened)
    def _on_opened(self) -> None:
        self.app.push_screen(OpenedFact(self))

    def action_only(self) -> None:
        """Only what happened to the activity under the cursor; again: everything."""
        row = self.list.row
        thing, _, number = row.subject.partition(":") if row is not None else ("", "", "")
        if self.only is None and thing != "activity":
            self.say("This change is of no one activity; f on one that is shows only that activity's.")
            return
        self.only = None if self.only is not None else int(number)
        self.pages = Pages()
        self._read(None, PAGE)
        said = f"Only {one_line(row.title)}; f shows everything again." if self.only and row else ""
        self.say(said or "Everything is shown again.")

    @property
    def narrowed(self) -> bool:
        """Whether there is a filter to leave."""
        return super().narrowed or self.only is not None

    def unfilter(self) -> None:
        """Show everything again."""
        super().unfilter()
        if self.only is not None:
            self.action_only()

    def action_change(self, verb: str) -> None:
        """Take back what the cursor stands on, by the name of it in the keymap; it is asked first."""
        row = self.list.row
        if not self.may_change:
            return
        if row is None or verb != "revert":
            self.say(NO_FACT)
            return
        read = partial(self.source.revert_preview, row.id)
        self.ask("preview", lambda: RevertPreviewed(row, read()), latest=True, opens=True)

    @on(RevertPreviewed)
    def _on_revert_previewed(self, message: RevertPreviewed) -> None:
        from tui.frame.confirm import Confirm

        told = one_line(message.line.told)

        def confirmed(sure: bool | None) -> None:
            if sure:
                self.ask("change", reverted)

        def reverted() -> Message:
            self.source.revert(message.line.id)
            return Told(f"Taken back: {told}")

        what = "\n".join(f"• {one_line(one)}" for one in message.sentences[:_TOLD])
        rest = len(message.sentences) - _TOLD
        more = f"\n• and {rest} more" if rest > 0 else ""
        sentence = f"{told}\n\nIt is taken back by a new change; u undoes that again:\n{what}{more}"
        answers = (("leave it as it is", None), ("take it back", True))
        self.app.push_screen(Confirm("Take this back", sentence, answers), confirmed)
