"""The walk itself: which plan, which activities in which order, where it stands, what is said of it."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar, Final

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from seasonal_ops.views import WalkView, Why
from seasonal_ops.words import Attendance
from tui.activity.changing import ChangingScreen
from tui.activity.keeping import Activities
from tui.frame.detail import Detail
from tui.frame.filtering import FilteringScreen
from tui.frame.line import Line
from tui.frame.screen import WIDE
from tui.meeting.describing import talk_of
from tui.meeting.messages import Stands, WalkLoaded
from tui.meeting.walk import Walk, empty_notice, places_of
from tui.meeting.walk_list import WalkList
from tui.messages import Opened
from tui.show import long_day

_QUIET: Final = "$foreground-muted"
_READING: Final = "Reading the plan …"


class WalkingScreen(ChangingScreen, FilteringScreen):
    """One activity at a time; where there is room, the walk stands beside it."""

    WHERE = "Meeting"
    AUTO_FOCUS: ClassVar = "WalkList"
    FILTER_HINT = "part of a title, partner, place or status"

    def __init__(self) -> None:
        super().__init__()
        self.walk: WalkView | None = None
        self._everything = False
        self._places: Mapping[int, Why] = {}
        self._begun = False

    def body(self) -> Iterable[Widget]:
        """The meeting in a line; the walk, and what is talked about."""
        yield Line(id="meeting")
        yield Horizontal(WalkList(), Detail(_READING).add_class("talk"), id="body")

    @abstractmethod
    def begin(self, walk: WalkView) -> None:
        """Nobody began today's meeting yet: ask who is here."""

    @property
    def list(self) -> WalkList:
        """The walk."""
        return self.query_one(WalkList)

    @property
    def chosen(self) -> Activities:
        """What the changing keys work on."""
        rows = self.list.marked or (() if self.list.row is None else (self.list.row,))
        return tuple(row.activity for row in rows)

    def patch(self, activities: Activities) -> None:
        """Show these as they are now."""
        self.list.patch(activities)

    def load(self) -> None:
        """Read the plan as it is walked; which plan, is asked once when all are shown."""
        plan = self.desk.plan or (self.desk.plans[0].slug if len(self.desk.plans) == 1 else None)
        if plan is not None:
            self.ask("walk", lambda: WalkLoaded(self.source.walk(plan)), latest=True, read=True)
        elif self.desk.plans:
            self._ask_plan()
        else:
            self.say("There is no plan yet; N makes one.")
            self.dismiss()

    def _ask_plan(self) -> None:
        from tui.activity.which_plan import WhichPlan

        def picked(slug: str | None) -> None:
            if slug is None:
                self.dismiss()
            else:
                # The lines that are kept at the top, and Today afterwards, are of the same plan.
                self.desk.plan = slug

        today = self.view.today
        current = (one.slug for one in self.desk.plans if one.live and one.starts_on <= today <= one.ends_on)
        question = WhichPlan(self.desk.plans, next(current, None), "Which plan's group meets?")
        self.app.push_screen(question, picked)

    @on(WalkLoaded)
    def _on_walk_loaded(self, message: WalkLoaded) -> None:
        walk = message.walk
        if self.walk is not None and self.walk.plan != walk.plan:
            self._places, self._begun = {}, False
        self.walk = walk
        self._places = places_of(walk, self._places)
        self.refresh_list()
        if walk.meeting is None and not self._begun and not self.desk.readonly:
            self.begin(walk)
        self._begun = True

    def refresh_list(self) -> None:
        """Show the walk as the filter lets it through."""
        if self.walk is not None:
            walk = Walk.of(self.walk, self._places, everything=self._everything)
            shown = walk.with_activities(self.newest.values()).having(self.filtered)
            notice = empty_notice(self.walk, self.filtered, everything=self._everything)
            self.list.show(shown, notice=notice)

    @on(Stands)
    def _on_stands(self, message: Stands) -> None:
        walk = self.walk
        if walk is None:
            return
        self._tell_meeting(walk)
        row = message.row
        if row is None:
            notice = "\n".join(self.list.notice)
            self.query_one(Detail).show(lambda _: Content.styled(notice, _QUIET))
        else:
            self.query_one(Detail).show(partial(talk_of, row, walk, self.view), row.activity.id)

    def _tell_meeting(self, walk: WalkView) -> None:
        """When it began and who is here, and how far the walk has come."""
        lines = self.list.lines
        place = f"{lines.number(self.list.cursor)}/{lines.many}"
        wide = self.size.width >= WIDE
        what = " to talk about" if wide and not self._everything else ""
        of_all = "" if self._everything else f"{what}, {len(walk.rows)} in all"
        marked = f"✚ {len(self.list.marked)} marked   " if self.list.marked else ""
        self.query_one("#meeting", Line).put(
            Content.styled(f" {_meeting(walk)}", "bold"),
            Content.styled(f"{marked}{place}{of_all} ", _QUIET),
        )

    def action_all(self) -> None:
        """Every activity, or what has to be talked about."""
        self._everything = not self._everything
        self.refresh_list()
        self.say("Every activity is shown." if self._everything else "What has to be talked about is shown.")

    def action_open(self) -> None:
        """On to the next activity."""
        before = self.list.cursor
        self.list.action_move(1)
        if self.list.cursor == before:
            self.say("That was the last one. z shows every activity, P the minutes.")

    @on(Opened)
    def _on_opened(self) -> None:
        self.action_open()

    def action_move(self, by: int) -> None:
        """The next or previous activity, where the list is not shown."""
        self.list.action_move(by)

    def action_first(self) -> None:
        """The first activity."""
        self.list.action_first()

    def action_last(self) -> None:
        """The last activity."""
        self.list.action_last()

    def action_page(self, by: int) -> None:
        """A page of what is said of it."""
        detail = self.query_one(Detail)
        detail.action_page_down() if by > 0 else detail.action_page_up()

    def action_mark(self) -> None:
        """Mark the activity, and go on."""
        self.list.action_mark()

    def action_mark_all(self) -> None:
        """Mark all that are shown, or none."""
        self.list.action_mark_all()

    def action_back(self) -> None:
        """Leave the filter, then the marks, then the meeting, which goes on meanwhile."""
        if self.narrowed:
            self.unfilter()
        elif self.list.marks:
            self.list.unmark()
        else:
            self.dismiss()
        self.list.focus()

    def on_resize(self) -> None:
        """The list has the keyboard where it is shown, else the activity."""
        if self.focused in (None, self.list, self.query_one(Detail)):
            self.call_after_refresh(self.list.focus)


def _meeting(walk: WalkView) -> str:
    """`Meeting of Fri 30 Oct since 14:02 · 5 here, 2 apologies`."""
    meeting = walk.meeting
    if meeting is None:
        return "No meeting today yet; o begins it"
    here, away = (len(meeting.who(one)) for one in Attendance)
    when = f"since {meeting.opened:%H:%M}"
    if meeting.closed is not None:
        when = f"closed {meeting.closed:%H:%M}; o goes on"
    return f"Meeting of {long_day(meeting.held_on)} {when} · {here} here, {away} sent apologies"
