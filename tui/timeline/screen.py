"""3 Timeline: a row an activity, a column a day, and who has too much."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget

from seasonal_ops.views import TimelineView, TodayRow
from seasonal_ops.views.board import BoardRow
from tui.activity.describe import describe
from tui.activity.keeping import Activities
from tui.activity.looking import LookingScreen
from tui.board.describing import describe_row
from tui.frame.detail import Detail, Folded
from tui.frame.line import Line
from tui.frame.opened import OpenedScreen
from tui.frame.screen import WIDE
from tui.keymap import CHANGE, LOOK, MARK, PLAN, TIMELINE, bindings
from tui.messages import Opened
from tui.timeline.bars import Days
from tui.timeline.chart import Chart
from tui.timeline.consequences import told_of
from tui.timeline.load import EVERYBODY, LoadBook
from tui.timeline.load_panel import LoadPanel
from tui.timeline.messages import Moved, Paged, TimelineLoaded
from tui.timeline.panel import Consequences
from tui.timeline.proposing import ProposingScreen
from tui.timeline.rows import Rows
from tui.timeline.ruler import Ruler
from tui.timeline.signs import SIGNS
from tui.timeline.turning import TurningScreen

# Whether there is room for a third line of names above the days, and for what the signs mean below them.
BREAKPOINTS: Final = [(0, "-low"), (28, "-tall")]


class TimelineScreen(ProposingScreen, TurningScreen, LookingScreen[BoardRow]):
    """Bars over days, the load below them; a move is proposed, looked at, and kept."""

    WHERE = "Timeline"
    KEYS = (*TIMELINE, *CHANGE, *MARK, *LOOK, PLAN)
    BINDINGS: ClassVar = bindings((*TIMELINE, *CHANGE, *LOOK))
    AUTO_FOCUS = "Chart"
    FILTER_HINT = "part of a title, partner, place, phase or status"
    VERTICAL_BREAKPOINTS = BREAKPOINTS

    def __init__(self) -> None:
        super().__init__()
        self._shown: TimelineView | None = None
        self._all = Rows()
        self._book = LoadBook()
        self._whose: str | None = None
        # What is being read, and whether something happened since that was begun.
        self._reading: tuple[str | None] | None = None
        self._again = False

    def body(self) -> Iterable[Widget]:
        """Dates, bars, what a move would do, loads; the detail beside them when it is asked for."""
        signs = Line(id="signs")
        signs.put(Content.styled(f" {SIGNS}", "$foreground-muted"))
        bars = Vertical(Ruler(), Chart(), signs, Consequences(), LoadPanel())
        yield Horizontal(bars, Detail("No activity is picked."), id="body")

    @property
    def row(self) -> BoardRow | None:
        """The activity under the cursor."""
        return self.list.row

    @property
    def rows(self) -> tuple[BoardRow, ...]:
        """What keys work on: what is marked, else what the cursor stands on."""
        return self.list.marked or (() if self.row is None else (self.row,))

    def patch(self, activities: Activities) -> None:
        """Show these as they are now."""
        self.seen_in_full(activities)
        self._all = self._all.with_activities(activities)
        self.list.patch(activities)

    def show_as_saving(self, ids: frozenset[int]) -> None:
        """Say of these that they are being saved, or soon will be."""
        self.list.show_saving(ids)

    def load(self) -> None:
        """Ask for what this screen shows."""
        plan = self.desk.plan
        if self._reading == (plan,):
            self._again = True  # begun anew at every change, a long read would never end
            return
        self._reading = (plan,)
        self.ask("timeline", lambda: TimelineLoaded(plan, self.source.timeline(plan)), latest=True, read=True)

    def unread(self) -> None:
        """Say that nothing could be read."""
        self._reading = None
        if self._shown is None:
            self.list.show(Rows(), notice=("Nothing could be read.",))

    @on(TimelineLoaded)
    def _on_timeline_loaded(self, message: TimelineLoaded) -> None:
        if message.plan != self.desk.plan:
            return  # another plan was picked meanwhile, and is being read
        self._reading = None
        view = self._shown = message.view
        self._all, self.days, self._book = (
            Rows(view.rows).with_activities(self.newest.values()),
            Days(view.days),
            LoadBook(view),
        )
        self.anchors = tuple(anchor for plan in self.view.plans for anchor in plan.anchors)
        self.all_read_again()
        self.check({row.id: row for row in self._all.rows()})
        self.refresh_list()
        if self._again:
            self._again = False
            self.load()

    def refresh_list(self) -> None:
        """Show the activities as the filter lets them through; at first from today on."""
        if self._shown is None:
            return
        rows, fresh = self._all.having(self.filtered), self.row is None
        self.query_one(Ruler).count = _counted(len(rows), len(self._all))
        self.list.show(rows, notice=_notice(self.desk.plan, self.filtered))
        if fresh and not self.filtered:
            self.list.go_to(rows.first_from(self.view.today))
        self.look_at()

    @on(Moved)
    def _on_moved(self) -> None:
        if self._shown is not None:
            self.follow()
            self.query_one(LoadPanel).tell(self._book, self._whose or _partner_of(self.row))
            folded, opened = self._folded(), self.app.screen
            of = None if self.row is None else self.row.id
            self.query_one(Detail).show(folded, of)
            if isinstance(opened, OpenedScreen) and opened.below is self:
                opened.show(folded, of)

    def _folded(self) -> Folded | None:
        """What the detail says."""
        row = self.row
        if row is None:
            return None
        if self.query_one(Detail).display or isinstance(self.app.screen, OpenedScreen):
            self.read_detail(row)
        view = self.view_of(row)
        if view is None:
            return partial(describe_row, row)
        late = max(0, (self.view.today - row.ends_on).days) if row.late else 0
        told = TodayRow(activity=view, late_days=late, clash=row.clash)
        mail, around = self.mail_of(row), self.around_of(row)
        return partial(describe, told, self.view, overdue=row.late, mail=mail, around=around)

    def show_proposal(self) -> None:
        """Show the proposal and what is known of it, or that there is none."""
        proposal = self.proposal
        self.set_class(proposal is not None, "-proposing")
        self.list.propose(proposal)
        self._book.propose(self.outlook.loads if self.outlook else ())
        self.query_one(LoadPanel).refresh()
        if proposal is not None:
            told = partial(told_of, proposal, self.days, self.outlook, self.refusal)
            self.query_one(Consequences).show(told)
            self.follow()

    @on(Paged)
    def _on_paged(self, message: Paged) -> None:
        panel = self.query_one(Consequences)
        panel.scroll_relative(y=message.by * max(1, panel.size.height - 1), animate=False)

    @on(Opened)
    def _on_opened(self) -> None:
        if self.proposal is not None:
            self.keep()
        elif self.size.width >= WIDE:
            self._open(opened=True)
        else:
            self.app.push_screen(OpenedScreen(self))

    def _open(self, *, opened: bool) -> None:
        self.set_class(opened, "-opened")
        (self.query_one(Detail) if opened else self.list).focus()
        self.call_after_refresh(self.look_at)
        self.call_after_refresh(self.tell)

    def action_back(self) -> None:
        """The proposal is dropped, or the detail left; then as everywhere."""
        if self.proposal is not None:
            self.drop()
        elif self.has_class("-opened"):
            self._open(opened=False)
        else:
            super().action_back()

    async def action_filter(self) -> None:
        """Type to narrow the list, once the proposal is answered."""
        if not self.undecided:
            await super().action_filter()

    def go_on(self, wanted: Callable[[BoardRow], bool], otherwise: str) -> None:
        """To the next row that is wanted, once the proposal is answered."""
        if not self.undecided:
            super().go_on(wanted, otherwise)

    def clashes(self, row: BoardRow) -> bool:
        """Whether a partner has more at once than it can man."""
        return row.clash

    def is_late(self, row: BoardRow) -> bool:
        """Whether it is overdue."""
        return row.late

    def waits(self, row: BoardRow) -> bool:
        """Whether somebody who was asked has not answered."""
        return bool(row.waiting)

    def action_pick_load(self) -> None:
        """Whose nights are counted."""
        from tui.timeline.pick_load import LoadPicker, Whose

        def picked(whose: Whose | None) -> None:
            if whose is not None:
                self._whose = whose.partner
                self.tell()

        if self._shown is not None:
            self.app.push_screen(LoadPicker(self._shown.names), picked)


def _partner_of(row: BoardRow | None) -> str:
    """Whoever leads it, else whoever is on it."""
    return next(iter((*row.leads, *row.supports)), EVERYBODY) if row is not None else EVERYBODY


def _counted(shown: int, total: int) -> str:
    return f"{shown} of {total}" if shown != total else "1 activity" if total == 1 else f"{total} activities"


def _notice(plan: str | None, filtered: str) -> tuple[str, ...]:
    if filtered:
        return ("", "  Nothing matches the filter.", "  Esc shows everything again.")
    where = "There are no activities yet." if plan is None else "This plan has no activities yet."
    return ("", f"  {where}", "  n adds one, p shows another plan, N makes a plan from a template.")
