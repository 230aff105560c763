"""Today, the start screen: what is late, what is due, and what to do about it."""

from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.reactive import var

from seasonal_ops.views import PlanView, TodayRow, TodayView, gist
from tui.agenda import Agenda, empty_notice
from tui.keymap import BACK, CHANGE, LEAVE, LOOK, SCREENS, SEND, bindings
from tui.messages import Beat, Failed, HistoryLoaded, Moved, Opened, TodayLoaded
from tui.screens.changing import ChangingScreen
from tui.screens.filtering import FilteringScreen
from tui.screens.opened import OpenedScreen
from tui.source import Source
from tui.widgets.activity_list import ActivityList
from tui.widgets.detail import Detail, describe
from tui.widgets.header import Header
from tui.widgets.key_line import KeyLine

WIDE: Final = 100  # columns from which the detail stands beside the list
BREAKPOINTS: Final = [(0, "-narrow"), (WIDE, "-wide")]
_BEATS_A_MINUTE: Final = 60


class TodayScreen(ChangingScreen, FilteringScreen):
    """The list, the detail beside it or behind enter, counters above and keys below."""

    BINDINGS: ClassVar = [*bindings((*CHANGE, *LOOK, SEND, *SCREENS, *LEAVE, BACK))]
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS
    AUTO_FOCUS = "ActivityList"
    FILTER_HINT = "part of a title, partner, place or status"

    # Other screens watch these two, for the lines at their top and to read again what they show.
    view: var[TodayView | None] = var(None, init=False, always_update=True)
    answers: var[bool] = var(True, init=False)

    def __init__(self, source: Source, *, readonly: bool = False, plan: str | None = None) -> None:
        super().__init__(source, readonly=readonly)
        self.plan = plan
        self.newest: int | None = None
        self._plans: tuple[PlanView, ...] = ()  # a view of one plan knows only that one
        self._beats, self._beating = 0, False
        self._gists: dict[int, tuple[str, ...]] = {}
        self._asked_for: int | None = None

    def compose(self) -> ComposeResult:
        """The shell, painted before anything is asked."""
        yield Header("Today")
        with Horizontal(id="body"):
            yield ActivityList()
            yield Detail("No activity is picked.")
        yield KeyLine((*CHANGE, *LOOK, *SCREENS[1:], *LEAVE))

    def on_mount(self) -> None:
        """Ask only after the first picture: importing the database's libraries would hold it up."""
        self.call_after_refresh(self.load)
        self.set_interval(1, self.beat)

    @property
    def list(self) -> ActivityList:
        """The list of activities."""
        return self.query_one(ActivityList)

    @property
    def row(self) -> TodayRow | None:
        """What the changing keys work on."""
        return self.list.row

    def load(self) -> None:
        """Read Today again."""
        self.ask_today(self.plan)

    def beat(self) -> None:
        """Each second ask whether anybody changed something.

        Each minute read again whatever the answer: time alone makes things due.
        """
        self._beats += 1
        if self._beats % _BEATS_A_MINUTE == 0:
            self.load()
        elif not self._beating:
            self._beating = True
            self.ask_newest()

    @on(Beat)
    def _on_beat(self, message: Beat) -> None:
        self._beating = False
        self.answers = message.newest is not None
        if message.newest is None:
            return
        if self.newest is None or message.newest > self.newest:
            self.load()

    @on(TodayLoaded)
    def _on_today_loaded(self, message: TodayLoaded) -> None:
        self.newest = message.newest
        if message.view.plan is None or not self._plans:
            self._plans = message.view.plans
        self.list.anchors = frozenset(
            (plan.slug, anchor.on) for plan in message.view.plans for anchor in plan.anchors
        )
        self._gists = {}
        self.view = message.view
        self.answers = True

    def watch_view(self, view: TodayView) -> None:
        """Show what was read."""
        self.query_one(Header).show(view, readonly=self.readonly)
        self.refresh_list()

    def watch_answers(self, answers: bool) -> None:
        """Say that the database does not answer, or does again."""
        self.query_one(Header).live(answers=answers)

    @on(Failed)
    def _on_failed(self, message: Failed) -> None:
        self.saving.discard(message.activity_id)
        if self.view is None:
            self.list.show(Agenda(), notice=("Nothing could be read.",))
        self.explain(message)
        if message.stale:
            self.load()

    def refresh_list(self) -> None:
        """Show the view as the filter lets it through."""
        if self.view is not None:
            agenda = Agenda.of(self.view).having(self.filtered)
            self.list.show(agenda, notice=empty_notice(self.view, self.filtered))

    @on(Moved)
    def _on_moved(self, message: Moved) -> None:
        if self.view is None:
            return
        row, view, opened = message.row, self.view, self.app.screen
        folded = None
        if row is not None:
            mail = self._gist_of(row.activity.id)
            folded = partial(describe, row, view, overdue=message.overdue, mail=mail)
        self.query_one(Detail).show(folded)
        if isinstance(opened, OpenedScreen) and opened.below is self:
            opened.show(folded)

    def _gist_of(self, activity_id: int) -> tuple[str, ...]:
        """What became of its reminders, if it was read already.

        One is asked for at a time: whoever runs down the list does not ask for each on the way.
        """
        if activity_id not in self._gists and self._asked_for is None:
            self._asked_for = activity_id
            self.ask_history(activity_id)
        return self._gists.get(activity_id, ())

    @on(HistoryLoaded)
    def _on_history_loaded(self, message: HistoryLoaded) -> None:
        self._asked_for = None
        self._gists[message.activity_id] = gist(message.deliveries)
        self.tell()

    def move(self, by: int) -> None:
        """The next activity."""
        self.list.action_move(by)

    def tell(self) -> None:
        """Say again where the cursor stands."""
        self.list.tell()

    @on(Opened)
    def _on_opened(self) -> None:
        if self.size.width >= WIDE:
            self.query_one(Detail).focus()
        else:
            self.app.push_screen(OpenedScreen(self))

    def action_back(self) -> None:
        """Leave the detail or the filter; a filter that was left shows everything again."""
        if not isinstance(self.focused, Detail):
            self.unfilter()
        self.list.focus()

    def action_next_clash(self) -> None:
        """Go to the next clash, round and round."""
        line = self.list.lines.next(self.list.cursor, lambda row: row.clash)
        if line is None:
            self.notify("No clash among these activities.", markup=False)
        else:
            self.list.cursor = line

    def action_pick_plan(self) -> None:
        """Show one plan, or all of them."""
        from tui.modals.plan import PlanChoice, PlanPicker

        def picked(choice: PlanChoice | None) -> None:
            if choice is not None:
                self.plan = choice.slug
                self.load()

        if self.view is not None:
            self.app.push_screen(PlanPicker(self._plans, self.plan), picked)
