"""What every change of an activity has in common: counters, its full state before and after, a fact."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session, col, select

from seasonal_ops.facts import Actor, Fact, State
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Activity, Assignment, PlanActivity, key
from seasonal_ops.reactions import happened

_ONE_SECOND: Final = timedelta(seconds=1)


def state_of(session: Session, activity: Activity) -> Mapping[str, Any]:
    """The full state of an activity for a fact: its row, its plan, its current assignments."""
    home = session.exec(
        select(PlanActivity.plan_id).where(PlanActivity.activity_id == activity.id, col(PlanActivity.home))
    ).first()
    assigned = session.exec(
        select(Assignment)
        .where(Assignment.activity_id == activity.id, col(Assignment.ended_at).is_(None))
        .order_by(col(Assignment.id))
    )
    return {**snapshot(activity), "plan_id": home, "assignments": [snapshot(row) for row in assigned]}


def changed(
    session: Session,
    activity: Activity,
    kind: type[Fact],
    *,
    before: State,
    more: Mapping[str, Any] | None = None,
    visible: bool = False,
    schedule: bool = False,
    actor: Actor,
    now: datetime,
) -> None:
    """Settle a change: raise the counters, write the fact, let what hangs on it follow.

    `visible` is what calendars show, `schedule` what reminders hang on; `more` is kept beside the
    state afterwards.
    """
    _raise_counters(activity, now, visible=visible, schedule=schedule)
    session.add(activity)
    session.flush()
    fact = kind(
        subject=f"activity:{activity.id}",
        before=before,
        after={**state_of(session, activity), **(more or {})},
        activities=(key(activity),),
    )
    happened(session, fact, actor=actor, now=now)


def _raise_counters(activity: Activity, now: datetime, *, visible: bool, schedule: bool) -> None:
    activity.version += 1
    if visible:
        activity.sequence += 1
        # Strictly rising, even for two changes in one clock tick: some clients skip an equal value.
        activity.revised_at = max(now, activity.revised_at.replace(microsecond=0) + _ONE_SECOND)
    if schedule:
        activity.schedule_revision += 1
