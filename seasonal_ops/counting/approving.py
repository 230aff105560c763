"""Somebody answers for what is recorded: it is locked, until it is opened again with a reason."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.meanwhile import changed_since
from seasonal_ops.db import load
from seasonal_ops.errors import Refused
from seasonal_ops.facts import Actor, CountsApproved, CountsReopened
from seasonal_ops.models import NEWEST, Count, Measure, Plan, key
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line


def approve(
    session: Session,
    *,
    plan: Plan,
    measure: Measure | None = None,
    newest: int | None = None,
    actor: Actor,
    now: datetime,
) -> list[Count]:
    """Lock what is recorded so far of a measure, or of all of the plan; what was not locked before.

    One fact a measure says which counts, and who answers for them. `newest` is the id of the plan's newest
    count that the person saw, None for whatever there is: raises Changed when somebody else said something
    of a measure since.
    """
    load(session, Plan, key(plan), "plan")
    measures = [measure] if measure is not None else list(Book(session, plan, plan.begins).measures.values())
    locked: list[Count] = []
    for one in measures:
        changed = None if newest is None else changed_since(session, one, newest, actor)
        if changed is not None:
            raise changed
        rows = _current(session, one, approved=False)
        before = {"counts": _ids(rows), "approved_by": ""}
        for row in rows:
            row.approved_by, row.approved_at = actor.name, now
            session.add(row)
        if rows:
            session.flush()
            fact = CountsApproved(subject=f"measure:{one.id}", before=before, after=_state(rows))
            happened(session, fact, actor=actor, now=now)
        locked += rows
    return locked


def reopen(
    session: Session, *, plan: Plan, measure: Measure, on: date | None = None, reason: str, actor: Actor,
    now: datetime,
) -> list[Count]:  # fmt: skip
    """Unlock a measure's approved counts, or only those of which a date is a part.

    Raises Refused when there is none, BadValue without a reason.
    """
    load(session, Plan, key(plan), "plan")
    reason = accept_line(reason, "the reason", longest=400)
    rows = [
        row for row in _current(session, measure, approved=True) if on is None or row.on <= on <= row.until
    ]
    if not rows:
        of = f" of {on}" if on else ""
        raise Refused(
            f"nothing of {measure.slug}{of} is approved; see: seasonal-ops count list {plan.slug}"
            f" --measure {measure.slug}"
        )
    before = _state(rows)
    for row in rows:
        row.approved_by, row.approved_at = "", None
        session.add(row)
    session.flush()
    after = {"counts": _ids(rows), "approved_by": "", "reason": reason}
    fact = CountsReopened(subject=f"measure:{measure.id}", before=before, after=after)
    happened(session, fact, actor=actor, now=now)
    return rows


def _current(session: Session, measure: Measure, *, approved: bool) -> list[Count]:
    at = col(Count.approved_at)
    query = select(Count).where(
        Count.measure_id == measure.id, NEWEST, at.is_not(None) if approved else at.is_(None)
    )
    query = query.order_by(col(Count.on), col(Count.id)).with_for_update()
    return list(session.exec(query.execution_options(populate_existing=True)))


def _ids(rows: Sequence[Count]) -> list[int]:
    return [key(row) for row in rows]


def _state(rows: Sequence[Count]) -> dict[str, object]:
    return {"counts": _ids(rows), "approved_by": ", ".join(sorted({row.approved_by for row in rows}))}
