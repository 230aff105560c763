"""L: the month's exceptions for the Local Priorities Group, over all plans."""

from contextlib import suppress
from datetime import date, timedelta
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult

from seasonal_ops.views import MonthSection, MonthSheet, TodayView
from tui.frame.header import TopLines
from tui.frame.key_line import KeyLine
from tui.frame.save_as import Named, SavingScreen
from tui.keymap import BACK, EVERYWHERE, LEAVE, MONTH, bindings
from tui.messages import Failed, Opened
from tui.month.messages import MonthLoaded, OutcomesLoaded
from tui.month.month_list import MonthList
from tui.show import one_line

_UNREAD: Final = "  The month could not be read; this is tried again each minute."


class MonthScreen(SavingScreen):
    """Opens on the last whole month, which is the one that the board meets about."""

    KEYS = MONTH
    BINDINGS: ClassVar = bindings((*MONTH, *EVERYWHERE))
    AUTO_FOCUS = "MonthList"

    def __init__(self) -> None:
        super().__init__()
        self._month: date | None = None
        self._sheet: MonthSheet | None = None
        self._outcomes: tuple[MonthSection, ...] | None = None

    def compose(self) -> ComposeResult:
        """Title, lines, keys."""
        yield TopLines()
        yield MonthList()
        yield KeyLine((*self.KEYS, *LEAVE[:1], BACK))

    @property
    def list(self) -> MonthList:
        """What is said of the month."""
        return self.query_one(MonthList)

    def on_mount(self) -> None:
        """Read it now, and again whenever anybody changed something."""
        self._title("")
        self.watch(self.desk, "view", self._on_view)

    def _title(self, month: str) -> None:
        state = "reckoning the outcomes … " if self._sheet is not None and self._outcomes is None else ""
        self.head(f"LPG ▸ {month}, all plans" if month else "LPG ▸ reading …", state)

    def _on_view(self, _view: TodayView | None) -> None:
        self._load()

    def _load(self) -> None:
        question = partial(self.source.month, self._month)
        self.ask("month", lambda: MonthLoaded(question()), latest=True, read=True)

    @on(MonthLoaded)
    def _on_loaded(self, message: MonthLoaded) -> None:
        sheet = message.sheet
        if self._sheet is None or sheet.month != self._sheet.month:
            self._outcomes = None
        self._sheet = sheet
        self._month = sheet.month
        self._show()
        question = partial(self.source.month_outcomes, sheet.month)
        self.ask("outcomes", lambda: OutcomesLoaded(sheet.month, question()), latest=True, read=True)

    @on(OutcomesLoaded)
    def _on_outcomes(self, message: OutcomesLoaded) -> None:
        if self._sheet is not None and message.month == self._sheet.month:
            self._outcomes = message.sections
            self._show()

    def _show(self) -> None:
        if self._sheet is not None:
            self._title(one_line(self._sheet.title))
            self.list.put(self._sheet, self._outcomes or ())

    @on(Failed)
    def _on_failed(self, message: Failed) -> None:
        if message.again and self._sheet is None:
            self.list.put(None, notice=_UNREAD)

    @on(Opened)
    def _on_opened(self) -> None:
        """The plan that the line is of, on its board."""
        row = self.list.cursor_row
        if not row.plan:
            self.say("This line is of no single plan; Enter opens the board of one that is.")
            return
        self.desk.plan = row.plan
        self.desk.show("board")

    def action_month(self, by: int) -> None:
        """The month before or after."""
        if self._month is not None:
            # The calendar of computers begins and ends somewhere.
            with suppress(OverflowError):
                self._go(self._month.replace(day=1) + timedelta(days=31 if by > 0 else -1))

    def action_this_month(self) -> None:
        """The month that today lies in."""
        if self.desk.view is not None:
            self._go(self.desk.view.today)

    def _go(self, month: date) -> None:
        self._month = month.replace(day=1)
        self._load()

    def action_write(self) -> None:
        """Ask for the name of the file, and write the page."""
        if self._sheet is None:
            return
        month, title = self._sheet.month, self._sheet.title

        def write(named: Named, replace: bool) -> str | None:
            return self.source.write_month(month, named.file, replace)

        self.save_as(f"Page of {title}", f"lpg-{month:%Y-%m}.docx", write)

    def action_back(self) -> None:
        """To the screen below."""
        self.dismiss()
