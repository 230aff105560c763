"""What the journal says of activities that got another date, or were called off."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from seasonal_ops.db import batched
from seasonal_ops.facts import ActivityCancelled, ActivityMoved, Fact
from seasonal_ops.models import FactRow

# Of an activity the dates that it was moved away from, the oldest first.
Moves = Mapping[int, Sequence[date]]


def moves(session: Session, since: Mapping[int, datetime], before: datetime) -> Moves:
    """Moves to another first day, by activity id, each from its own instant on and before another.

    What only got other times did not move.
    """
    found: dict[int, list[date]] = {}
    for activity_id, fact in _facts(session, ActivityMoved, since, before):
        was, now = (date.fromisoformat((state or {})["starts_on"]) for state in (fact.before, fact.after))
        if was != now:
            found.setdefault(activity_id, []).append(was)
    return found


def cancellations(session: Session, since: Mapping[int, datetime], before: datetime) -> set[int]:
    """Ids of activities that were cancelled, each from its own instant on and before another."""
    return {activity_id for activity_id, _ in _facts(session, ActivityCancelled, since, before)}


def _facts(
    session: Session, kind: type[Fact], since: Mapping[int, datetime], before: datetime
) -> Iterator[tuple[int, FactRow]]:
    subjects = {f"activity:{activity_id}": activity_id for activity_id in since}
    for some in batched(subjects):
        query = select(FactRow).where(
            col(FactRow.kind) == kind.__name__,
            col(FactRow.subject).in_(some),
            col(FactRow.at) >= min(since.values()),
            col(FactRow.at) < before,
        )
        for fact in session.exec(query.order_by(col(FactRow.id))):
            if fact.at >= since[subjects[fact.subject]]:
                yield subjects[fact.subject], fact
