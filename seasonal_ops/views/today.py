"""What a lead needs to know today."""

from dataclasses import dataclass
from datetime import date, datetime

from seasonal_ops.views.deliveries import Pause
from seasonal_ops.views.plans import ActivityView, AnchorView, PlanView


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayRow:
    """An activity on the Today screen; `late_days` is 0 unless it is overdue."""

    activity: ActivityView
    late_days: int
    clash: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCount:
    """A count that an activity promised and nobody entered."""

    plan: str
    measure: str
    measure_name: str
    on: date
    activity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """What a lead needs to know today, over one plan or all of them.

    `unanswered` counts assignments, `uncounted` lists counts, `clashes` counts activities, also of
    later than is shown. `coming` are the next seven days.
    `next_anchor` is the first anchor from today on, over the plans shown; `unwritten` are sentences on
    activities that no calendar can show. `pause` and the numbers of reminders that were given up, are
    held, or came too late in the last seven days (`expired`) are of all plans; `pause` None: nothing fell
    due while nothing ran.
    """

    today: date
    now: datetime
    plan: str | None
    title: str
    overdue: tuple[TodayRow, ...]
    due: tuple[TodayRow, ...]
    coming: tuple[TodayRow, ...]
    unanswered: int
    uncounted: tuple[MissingCount, ...]
    clashes: int
    next_anchor: AnchorView | None
    live: bool
    plans: tuple[PlanView, ...]
    unwritten: tuple[str, ...] = ()
    pause: Pause | None = None
    given_up: int = 0
    held: int = 0
    expired: int = 0
