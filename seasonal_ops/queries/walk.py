"""The plan as its task-and-time group walks it: what has to be talked about comes first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, func, select

from seasonal_ops.checks import overbooked
from seasonal_ops.db import batched
from seasonal_ops.models import FactRow, Plan, key
from seasonal_ops.nights import local_today
from seasonal_ops.queries.activities import activities
from seasonal_ops.queries.aims import gates
from seasonal_ops.queries.meetings import attendance, meeting, meeting_of_today
from seasonal_ops.queries.people import partners
from seasonal_ops.queries.record import told_lines
from seasonal_ops.queries.uncounted import end_of
from seasonal_ops.views import ActivityView, GateView, LastChange, WalkRow, WalkView, Why
from seasonal_ops.words import Answer, GateState

_SOON: Final = timedelta(days=14)
_ORDER: Final = {why: place for place, why in enumerate(Why)}


def walk(session: Session, plan: Plan, *, now: datetime) -> WalkView:
    """Every activity that stands in the plan, with the reasons to talk about it; `now` is aware.

    What is soon begins within fourteen days, or is under way.
    """
    views = activities(session, plan_id=key(plan))
    ahead = [view for view in views if end_of(view) > now]
    capacities = {one.slug: one.capacity for one in partners(session) if one.capacity is not None}
    clashing = overbooked(ahead, capacities)
    behind = _undecided(gates(session, plan))
    changed = _last_changes(session, [view.id for view in views])
    today = local_today(now, plan.time_zone)
    rows = [
        WalkRow(
            activity=view,
            why=tuple(_reasons(view, now, clash=view.id in clashing, gated=view.id in behind)),
            late_days=max(0, (today - view.ends_on).days) if _late(view, now) else 0,
            gates=tuple(behind.get(view.id, ())) if view.status.open else (),
            changed=changed.get(view.id),
        )
        for view in views
    ]
    row = meeting_of_today(session, plan, now)
    return WalkView(
        plan=plan.slug,
        plan_name=plan.name,
        today=today,
        now=now,
        meeting=None if row is None else meeting(session, row),
        partners=attendance(session, plan, row),
        rows=tuple(sorted(rows, key=lambda one: _ORDER[one.why[0]])),
    )


def _reasons(view: ActivityView, now: datetime, *, clash: bool, gated: bool) -> Iterator[Why]:
    if not view.status.open:
        yield Why.REST
        return
    answers = {one.response for one in view.assignments}
    open_answers = answers & {Answer.ASKED, Answer.DECLINED, Answer.PROPOSED}
    found = {
        Why.OVERDUE: _late(view, now),
        Why.GATE: gated,
        Why.CLASH: clash,
        Why.SOON: not _late(view, now) and view.starts_on <= local_today(now + _SOON, view.time_zone),
        # For what is over nobody waits for an answer any more.
        Why.ANSWERS: not _late(view, now) and (bool(open_answers) or not view.leads),
    }
    reasons = [why for why, holds in found.items() if holds]
    yield from reasons or [Why.REST]


def _late(view: ActivityView, now: datetime) -> bool:
    return view.status.open and end_of(view) <= now


def _undecided(every: Iterable[GateView]) -> Mapping[int, list[GateView]]:
    """What is not granted, by the ids of what hangs on it."""
    found: dict[int, list[GateView]] = {}
    for gate in every:
        if gate.state is not GateState.MET:
            for activity_id in gate.activities:
                found.setdefault(activity_id, []).append(gate)
    return found


def _last_changes(session: Session, ids: Sequence[int]) -> Mapping[int, LastChange]:
    """The newest fact of each activity."""
    found: dict[int, LastChange] = {}
    for some in batched(ids):
        newest = (
            select(func.max(FactRow.id))
            .where(col(FactRow.subject).in_([f"activity:{one}" for one in some]))
            .group_by(col(FactRow.subject))
        )
        facts = session.exec(select(FactRow).where(col(FactRow.id).in_(newest))).all()
        for line in told_lines(session, facts):
            number = int(line.subject.partition(":")[2])
            found[number] = LastChange(told=line.told, at=line.at, actor=line.actor)
    return found
