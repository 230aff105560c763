"""What waits for what: dependencies, and what a move of the first means for those behind it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from graphlib import TopologicalSorter
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.db import look_up
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.facts import Actor, DependencyAdded, DependencyRemoved
from seasonal_ops.models import Activity, Dependency, key
from seasonal_ops.names import quoted
from seasonal_ops.nights import instants
from seasonal_ops.planning.lookup import activity_for_change
from seasonal_ops.planning.schedule import move_activity, require_standing, span_on
from seasonal_ops.reactions import happened
from seasonal_ops.templates.circles import circle_in
from seasonal_ops.views import Move

# A season's length: nobody proposes to put a thing off for longer.
_FARTHEST: Final = 366


def wait_for(session: Session, *, activity_id: int, needs_id: int, actor: Actor, now: datetime) -> None:
    """An activity waits for another from now on. Raises Refused when they would wait in a circle."""
    activity = activity_for_change(session, activity_id, None)
    needed = look_up(session, Activity, needs_id, "activity")
    edges = _edges(session)
    if (activity_id, needs_id) in edges:
        raise Refused(f"{quoted(activity.title)} waits for {quoted(needed.title)} already")
    if circle := _circle([*edges, (activity_id, needs_id)]):
        raise Refused(f"they would wait for each other in a circle: {_titles(session, circle)}")
    session.add(Dependency(activity_id=activity_id, needs_id=needs_id))
    link = {"activity_id": activity_id, "needs_id": needs_id}
    happened(session, DependencyAdded(subject=f"activity:{activity_id}", after=link), actor=actor, now=now)


def stop_waiting(session: Session, *, activity_id: int, needs_id: int, actor: Actor, now: datetime) -> None:
    """An activity no longer waits for another. Raises NotFound when it did not."""
    activity_for_change(session, activity_id, None)
    link = session.get(Dependency, (activity_id, needs_id))
    if link is None:
        raise NotFound(
            f"wait of activity {activity_id} for",
            needs_id,
            hint=f"see: seasonal-ops activity show {activity_id}",
        )
    session.delete(link)
    state = {"activity_id": activity_id, "needs_id": needs_id}
    removed = DependencyRemoved(subject=f"activity:{activity_id}", before=state)
    happened(session, removed, actor=actor, now=now)


@dataclass(frozen=True, slots=True)
class Span:
    """Where an activity would stand: local dates and times."""

    on: date
    last: date
    start: time | None
    end: time | None

    def instants(self, zone: str) -> tuple[datetime, datetime]:
        """Begin and end in UTC."""
        return instants(self.on, self.last, self.start, self.end, zone)


def preview_move(
    session: Session,
    *,
    activity_id: int,
    to: date,
    start: time | None = None,
    end: time | None = None,
    last_day: date | None = None,
) -> list[Move]:
    """What moving an activity asks of those that wait for it, and of those that wait for them.

    The first line is the activity itself. What would begin before that which it waits for has ended is
    proposed to move along by as many days, and further if that is not enough; what is done, cancelled or
    still in order stays. Raises NotFound, Refused, BadValue as the move itself does.
    """
    first = _row(session, activity_id)
    require_standing(first)
    placed = {activity_id: Span(*span_on(first, to, start, end, last_day))}
    moves = [_move(first, placed[activity_id], "as asked")]
    for row, needed in _followers(session, activity_id):
        span, cause = _standing(row), ""
        for one in needed:
            if key(one) in placed and row.status.open:
                later = _put_off(row, span, one, placed[key(one)])
                span, cause = (later, one.title) if later != span else (span, cause)
        if cause:
            placed[key(row)] = span
            moves.append(_move(row, span, f"waits for {quoted(cause)}; by the same distance"))
    return moves


def move_with_waiting(
    session: Session,
    *,
    activity_id: int,
    to: date,
    start: time | None = None,
    end: time | None = None,
    last_day: date | None = None,
    expected_version: int | None = None,
    actor: Actor,
    now: datetime,
) -> list[Move]:
    """Move an activity and what `preview_move` proposes; what was shown is what is done.

    `expected_version` is that of the activity itself.
    """
    moves = preview_move(session, activity_id=activity_id, to=to, start=start, end=end, last_day=last_day)
    for move in moves:
        if move.activity is None or move.to is None:
            continue
        asked = move.activity == activity_id
        move_activity(
            session,
            activity_id=move.activity,
            to=move.to,
            start=start if asked else None,
            end=end if asked else None,
            last_day=last_day if asked else None,
            expected_version=expected_version if asked else None,
            actor=actor,
            now=now,
        )
    return moves


def _edges(session: Session) -> list[tuple[int, int]]:
    """Who waits for whom, by ids."""
    query = select(Dependency.activity_id, Dependency.needs_id)
    return list(session.exec(query.order_by(col(Dependency.activity_id), col(Dependency.needs_id))))


def _circle(edges: Iterable[tuple[int, int]]) -> list[int]:
    waits: dict[str, list[str]] = {}
    for waiting, needed in edges:
        waits.setdefault(str(waiting), []).append(str(needed))
    return [int(one) for one in circle_in(waits)]


def _titles(session: Session, circle: Iterable[int]) -> str:
    return " → ".join(f"{_row(session, one).title} ({one})" for one in circle)


def _row(session: Session, activity_id: int) -> Activity:
    return look_up(session, Activity, activity_id, "activity")


def _followers(session: Session, activity_id: int) -> list[tuple[Activity, list[Activity]]]:
    """Who waits for the activity, and who for them, with what each needs: nothing before what it needs."""
    needs: dict[int, list[int]] = {}
    for waiting, needed in _edges(session):
        needs.setdefault(waiting, []).append(needed)
    behind = {activity_id}
    found = []
    for one in TopologicalSorter(needs).static_order():
        if inside := [needed for needed in needs.get(one, ()) if needed in behind]:
            behind.add(one)
            found.append((_row(session, one), [_row(session, needed) for needed in inside]))
    return found


def _standing(row: Activity) -> Span:
    return Span(row.starts_on, row.ends_on, row.start_time, row.end_time)


def _put_off(row: Activity, span: Span, needed: Activity, before: Span) -> Span:
    """The span put off until what it needs is over; as it was when that is so already."""
    if not _too_early(row, span, needed, before):
        return span
    days = max((before.on - needed.starts_on).days, 1)
    for further in range(days, days + _FARTHEST):
        later = timedelta(days=further)
        moved = replace(span, on=span.on + later, last=span.last + later)
        if not _too_early(row, moved, needed, before):
            return moved
    return span


def _too_early(row: Activity, span: Span, needed: Activity, before: Span) -> bool:
    """Whether it begins before what it needs is over; with whole days, the same day will do."""
    if span.start is None or before.start is None:
        return span.on < before.last
    return span.instants(row.time_zone)[0] < before.instants(needed.time_zone)[1]


def _move(row: Activity, span: Span, reason: str) -> Move:
    return Move(activity=key(row), title=row.title, was=row.starts_on, to=span.on, reason=reason)
