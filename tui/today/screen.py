"""Today, the start screen: what is late, what is due, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.containers import Horizontal
from textual.message import Message
from textual.widget import Widget

from seasonal_ops.errors import SeasonalOpsError
from tui.activity.changing import ChangingScreen
from tui.activity.describe import describe
from tui.activity.looking import LookingScreen
from tui.activity.messages import HistoryLoaded
from tui.frame.detail import Detail
from tui.frame.opened import OpenedScreen
from tui.frame.screen import WIDE
from tui.keymap import CHANGE, LOOK, MARK, PLAN, bindings
from tui.messages import Opened
from tui.today.activity_list import ActivityList
from tui.today.agenda import Agenda, empty_notice
from tui.today.messages import Moved

if TYPE_CHECKING:
    from seasonal_ops.views import TodayRow
    from seasonal_ops.views.around import Around
    from tui.activity.keeping import Activities

_REST: Final = 0.15  # seconds


class TodayScreen(ChangingScreen, LookingScreen["TodayRow"]):
    """The list, the detail beside it or behind enter, counters above and keys below."""

    WHERE = "Today"
    KEYS = (*CHANGE, *MARK, *LOOK, PLAN)
    BINDINGS: ClassVar = bindings((*CHANGE, *LOOK))
    AUTO_FOCUS = "ActivityList"
    FILTER_HINT = "part of a title, partner, place or status"

    def __init__(self) -> None:
        super().__init__()
        self._gists: dict[int, tuple[str, ...]] = {}
        self._arounds: dict[int, Around | None] = {}

    def on_mount(self) -> None:
        """Follow the desk, and mind when the cursor rests."""
        super().on_mount()
        self._rest = self.set_interval(_REST, self._at_rest, pause=True)

    def body(self) -> Iterable[Widget]:
        """The list, and the detail beside it."""
        yield Horizontal(ActivityList(), Detail("No activity is picked."), id="body")

    @property
    def list(self) -> ActivityList:
        """The list of activities."""
        return self.query_one(ActivityList)

    @property
    def row(self) -> TodayRow | None:
        """What the cursor stands on."""
        return self.list.row

    @property
    def chosen(self) -> Activities:
        """What the changing keys work on."""
        rows = self.list.marked or (() if self.row is None else (self.row,))
        return tuple(row.activity for row in rows)

    def clashes(self, row: TodayRow) -> bool:
        """Whether a partner has more at once than it can man."""
        return row.clash

    def action_next_clash(self) -> None:
        """Go to the next clash, round and round; what clashes later than is shown stands on the Board."""
        later, before = self._later_clashes, self.list.cursor
        on_board = f"{later} later: 2, then c."
        self.go_on(
            self.clashes,
            f"No clash is shown here; {on_board}" if later else "No clash among these activities.",
        )
        row = self.row
        if later and row is not None and row.clash and self.list.cursor <= before:
            self.say(f"That was the last one shown here; {on_board}")

    @property
    def _later_clashes(self) -> int:
        if self.desk.view is None:
            return 0
        view = self.view
        shown = {row.activity.id for row in (*view.overdue, *view.due, *view.coming) if row.clash}
        return max(0, view.clashes - len(shown))

    def is_late(self, row: TodayRow) -> bool:
        """Whether it is overdue."""
        return any(row.activity.id == late.activity.id for late in self.view.overdue)

    def waits(self, row: TodayRow) -> bool:
        """Whether an assignment is unanswered, and it is not over."""
        return row.activity.status.open and bool(row.activity.unanswered) and not self.is_late(row)

    def patch(self, activities: Activities) -> None:
        """Show these as they are now."""
        self.list.patch(activities)

    def show_saving(self) -> None:
        """Say of these that they are being saved."""
        self.list.show_saving(self.saving)

    def load(self) -> None:
        """Show what the desk has read: Today is what it reads."""
        self.list.anchors = frozenset(
            (plan.slug, anchor.on) for plan in self.view.plans for anchor in plan.anchors
        )
        self._gists, self._arounds = {}, {}
        self.refresh_list()

    def unread(self) -> None:
        """Say that nothing could be read."""
        if self.desk.view is None:
            self.list.show(Agenda(), notice=("Nothing could be read.",))

    def refresh_list(self) -> None:
        """Show the view as the filter lets it through."""
        if self.desk.view is not None:
            agenda = Agenda.of(self.view).with_activities(self.newest.values()).having(self.filtered)
            self.list.show(agenda, notice=empty_notice(self.filtered))

    @on(Moved)
    def _on_moved(self, message: Moved) -> None:
        if self.desk.view is None:
            return
        row, view, opened = message.row, self.view, self.app.screen
        folded = None
        if row is not None:
            mail = self._gist_of(row.activity.id)
            around = self._arounds.get(row.activity.id)
            folded = partial(describe, row, view, overdue=message.overdue, mail=mail, around=around)
        of = None if row is None else row.activity.id
        self.query_one(Detail).show(folded, of)
        if isinstance(opened, OpenedScreen) and opened.below is self:
            opened.show(folded, of)

    def _gist_of(self, activity_id: int) -> tuple[str, ...]:
        """What became of its reminders, if it was read already; it is asked for when the cursor rests.

        Whoever runs down the list does not ask for each on the way.
        """
        if activity_id not in self._gists:
            self.about_to_ask = True
            self._rest.reset()
            self._rest.resume()
        return self._gists.get(activity_id, ())

    def _at_rest(self) -> None:
        self._rest.pause()
        self.about_to_ask = False
        if self.row is not None:
            self.ask("history", partial(self._history, self.row.activity.id), latest=True)

    def _history(self, activity_id: int) -> Message:
        """Empty when it could not be read: the top line says what is wrong."""
        try:
            history = self.source.history(activity_id)
            return HistoryLoaded(activity_id, history, self.source.around(activity_id))
        except SeasonalOpsError:
            return HistoryLoaded(activity_id, ())

    @on(HistoryLoaded)
    def _on_history_loaded(self, message: HistoryLoaded) -> None:
        from seasonal_ops.views import gist

        self._gists[message.activity_id] = gist(message.deliveries)
        self._arounds[message.activity_id] = message.around
        self.tell()

    @on(Opened)
    def _on_opened(self) -> None:
        if self.size.width >= WIDE:
            self.query_one(Detail).focus()
        else:
            self.app.push_screen(OpenedScreen(self))
