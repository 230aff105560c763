"""What every change of an activity has in common: counters, its full state before and after, a fact."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session, col, select

from seasonal_ops.db import batched
from seasonal_ops.facts import Actor, Fact, State
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Activity, Assignment, PlanActivity, key
from seasonal_ops.reactions import happened

_ONE_SECOND: Final = timedelta(seconds=1)


def state_of(session: Session, activity: Activity) -> Mapping[str, Any]:
    """The full state of an activity for a fact: its row, its plan, its current assignments."""
    return states_of(session, [activity])[key(activity)]


def states_of(session: Session, activities: Sequence[Activity]) -> dict[int, Mapping[str, Any]]:
    """The full states of many, by id, in the order given."""
    states = {key(activity): snapshot(activity) for activity in activities}
    assigned: dict[int, list[Mapping[str, Any]]] = {activity_id: [] for activity_id in states}
    homes: dict[int, int] = {}
    for some in batched(states):
        homes |= dict(
            session.exec(
                select(PlanActivity.activity_id, PlanActivity.plan_id).where(
                    col(PlanActivity.activity_id).in_(some), col(PlanActivity.home)
                )
            ).all()
        )
        query = select(Assignment).where(
            col(Assignment.activity_id).in_(some), col(Assignment.ended_at).is_(None)
        )
        for row in session.exec(query.order_by(col(Assignment.id))):
            assigned[row.activity_id].append(snapshot(row))
    return {
        activity_id: {**state, "plan_id": homes.get(activity_id), "assignments": assigned[activity_id]}
        for activity_id, state in states.items()
    }


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
