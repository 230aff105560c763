"""A meeting of a plan's task-and-time group: who is there, what is to be talked about, what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from seasonal_ops.views.aims import GateView
from seasonal_ops.views.lines import ActivityLine, Declined, GateLine, Unanswered
from seasonal_ops.views.plans import ActivityView
from seasonal_ops.words import Attendance

# How an answer was learnt that was given there.
SAID: Final = "said at the meeting"


class Why(StrEnum):
    """Why an activity is talked about, the most pressing first; `REST` is what needs no word."""

    OVERDUE = "overdue"
    GATE = "to decide"
    CLASH = "clash"
    SOON = "next 14 days"
    ANSWERS = "answers"
    REST = "the rest"


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceView:
    """A partner that the plan asks, on so many activities, and what was said of it in a meeting."""

    partner: str
    name: str
    assigned: int
    attendance: Attendance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingNoteView:
    """What was noted of an activity (its id), or of none."""

    activity: int | None
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingActionView:
    """An activity that was agreed on, and the one that was spoken of then; both are ids."""

    activity: int
    about: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """A meeting, its times local to its plan; `closed` None: it goes on.

    `partners` are those that the plan asks, and whoever took part besides.
    """

    id: int
    plan: str
    plan_name: str
    held_on: date
    opened: datetime
    opened_by: str
    closed: datetime | None
    next_on: date | None
    partners: tuple[AttendanceView, ...]
    notes: tuple[MeetingNoteView, ...]
    actions: tuple[MeetingActionView, ...]

    def who(self, attendance: Attendance) -> tuple[str, ...]:
        """Names of the partners of which this was said."""
        return tuple(one.name for one in self.partners if one.attendance is attendance)

    def note_of(self, activity_id: int | None) -> str:
        """What was noted of an activity, or of none; "" for nothing."""
        return next((one.text for one in self.notes if one.activity == activity_id), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastChange:
    """The newest fact of an activity in a sentence, when it happened, by whom."""

    told: str
    at: datetime
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkRow:
    """An activity to be walked past; `why` is every reason to talk about it, the most pressing first.

    `gates` are those of its gates that are open or refused; `late_days` is 0 unless it is overdue.
    """

    activity: ActivityView
    why: tuple[Why, ...]
    late_days: int = 0
    gates: tuple[GateView, ...] = ()
    changed: LastChange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkView:
    """The plan as its group walks it: rows by their first reason and date, and today's meeting, if any.

    `partners` are those of the meeting, or before it those that the plan asks.
    """

    plan: str
    plan_name: str
    today: date
    now: datetime
    meeting: MeetingView | None
    partners: tuple[AttendanceView, ...]
    rows: tuple[WalkRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a meeting changed of an activity, net, in sentences; `places` tell where, and are kept apart.

    `bare` are the changes without what was noted at them, which may name a place as well.
    """

    activity: ActivityView
    changes: tuple[str, ...]
    bare: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedAction:
    """An activity that a meeting agreed on, and the one that it spoke of then."""

    activity: ActivityView
    about: ActivityView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StillOpen:
    """What the group must decide next. Of what is sensitive no more than the date is said."""

    gates: tuple[GateLine, ...] = ()
    overdue: tuple[ActivityLine, ...] = ()
    unassigned: tuple[ActivityLine, ...] = ()
    declined: tuple[Declined, ...] = ()
    unanswered: tuple[Unanswered, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """What came of a meeting, read from its facts; `settled` are sentences on anchors and gates."""

    meeting: MeetingView
    settled: tuple[str, ...]
    decided: tuple[Decided, ...]
    actions: tuple[AgreedAction, ...]
    open: StillOpen
