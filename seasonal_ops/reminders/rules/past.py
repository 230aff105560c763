"""What the journal says of an activity's past: moves, edits, cancellations, ended assignments."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any, Final

from sqlalchemy import Row, select
from sqlmodel import Session, col

from seasonal_ops.facts import ActivityCancelled, ActivityEdited, ActivityMoved, PartnerUnassigned
from seasonal_ops.models import FactRow
from seasonal_ops.reminders.shapes import Edit, Ended, Move, Said, Schedule

_KINDS: Final = tuple(
    kind.__name__ for kind in (ActivityMoved, ActivityEdited, ActivityCancelled, PartnerUnassigned)
)


@dataclass(frozen=True, slots=True)
class Past:
    """What happened to one activity, in order; `unassigned` by the ended assignment's id."""

    moves: tuple[Move, ...] = ()
    edits: tuple[Edit, ...] = ()
    cancelled: Ended | None = None
    unassigned: Mapping[int, Ended] = field(default_factory=dict)


def pasts(session: Session, activity_ids: Sequence[int]) -> dict[int, Past]:
    """By activity; one to which nothing of it happened has an empty past."""
    subjects = {f"activity:{activity_id}": activity_id for activity_id in activity_ids}
    query = select(
        *(col(FactRow.subject), col(FactRow.kind), col(FactRow.at)),
        *(col(FactRow.before), col(FactRow.after)),
    ).where(col(FactRow.subject).in_(subjects), col(FactRow.kind).in_(_KINDS))
    found: dict[int, Past] = defaultdict(Past)
    for fact in session.execute(query.order_by(col(FactRow.id))):
        activity_id = subjects[fact.subject]
        found[activity_id] = _with(found[activity_id], fact)
    return found


def _with(past: Past, fact: Row[Any]) -> Past:
    before, after = fact.before or {}, fact.after or {}
    revision = int(after.get("schedule_revision", 0))
    if fact.kind == ActivityMoved.__name__:
        return replace(past, moves=(*past.moves, Move(fact.at, revision, _schedule(before))))
    if fact.kind == ActivityEdited.__name__:
        edited = _said(before) != _said(after)
        edits = (*past.edits, Edit(fact.at, revision, _said(before))) if edited else past.edits
        return replace(past, edits=edits)
    ended = Ended(fact.at, revision)
    if fact.kind == ActivityCancelled.__name__:
        return replace(past, cancelled=ended)
    gone = {row["id"] for row in before["assignments"]} - {row["id"] for row in after["assignments"]}
    return replace(past, unassigned={**past.unassigned, **dict.fromkeys(gone, ended)})


def _said(state: Mapping[str, Any]) -> Said:
    return Said(state["title"], state["location"], state["meet"], state["description"])


def _schedule(state: Mapping[str, Any]) -> Schedule:
    start, end = state["start_time"], state["end_time"]
    return Schedule(
        starts_on=date.fromisoformat(state["starts_on"]),
        ends_on=date.fromisoformat(state["ends_on"]),
        start_time=time.fromisoformat(start) if start else None,
        end_time=time.fromisoformat(end) if end else None,
        time_zone=state["time_zone"],
    )
