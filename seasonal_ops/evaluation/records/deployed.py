"""What went on in each night of a season: how many of a plan's activities."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from sqlmodel import Session, col, select

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.models import Activity, Plan, PlanActivity
from seasonal_ops.nights import nights_of
from seasonal_ops.words import Status

_OPERATION = "operation"
_NOT_DONE = (Status.CANCELLED, Status.NOT_DELIVERED)


def deployed(session: Session, plan: Plan, window: Window) -> Mapping[date, int]:
    """By date, the activities of a plan in the night from 07:00 to 07:00, guests of other plans included.

    What has a start time counts in every night that it reaches into. What lasts all day counts on a day of
    its own, or on each of its days when it stands in the phase of the operation: a preparation over weeks
    is nothing that was deployed in a night. Cancelled and not delivered activities do not count.
    """
    rows = session.exec(
        select(
            *(col(Activity.starts_on), col(Activity.ends_on)),  # type: ignore[call-overload]
            *(col(Activity.start_time), col(Activity.end_time), col(PlanActivity.phase)),
        )
        .join(PlanActivity, col(PlanActivity.activity_id) == col(Activity.id))
        .where(
            PlanActivity.plan_id == plan.id,
            col(Activity.status).not_in(_NOT_DONE),
            col(Activity.starts_on) <= window.last + timedelta(days=1),
            col(Activity.ends_on) >= window.first,
        )
    )
    nights: Counter[date] = Counter()
    for starts_on, ends_on, start, end, phase in rows:
        if start is None and starts_on != ends_on and phase != _OPERATION:
            continue
        first, last = nights_of(starts_on, ends_on, start, end)
        first, last = max(first, window.first), min(last, window.last)
        if first <= last:
            nights.update(Window(first, last).days())
    return nights
