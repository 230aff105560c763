"""A count as a fact says that it was: by a revision more, never by rubbing out."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from sqlmodel import Session, col, select

from seasonal_ops.db import load
from seasonal_ops.errors import Refused
from seasonal_ops.facts import CountAdded, CountWithdrawn, Fact
from seasonal_ops.journal import snapshot
from seasonal_ops.models import NEWEST, Count, Measure, Plan, key
from seasonal_ops.nights import local_today
from seasonal_ops.reactions import happened
from seasonal_ops.undoing.activities import TAKEN_BACK
from seasonal_ops.undoing.turning import Stale, State, Turn, parsed

_PLACE: Final = ("measure_id", "area_id", "activity_id", "on", "until")
_SAID: Final = (
    *("value", "words", "nil", "yes", "answered", "qualifier"),
    *("status", "as_at", "source", "quote", "reason"),
)


def restore_count(turn: Turn) -> None:
    """What stood there before stands there again, or nothing. Raises Stale, Refused for an approved one."""
    was, to = _recorded(turn.was), _recorded(turn.to)
    place = {one: parsed(Count, one, (turn.was or turn.to)[one]) for one in _PLACE}
    session = turn.session
    measure = load(session, Measure, place["measure_id"], "measure")
    plan = load(session, Plan, measure.plan_id, "plan")
    here = _newest(session, place)
    _require_as_left(turn, here, was, place)
    if here is not None and here.approved_at is not None:
        raise Refused(_locked(plan, measure, here))
    before = snapshot(here) if here is not None else None
    if here is not None:
        here.current = False
        session.add(here)
        session.flush()
    row = _revision(turn, place, to, local_today(turn.now, plan.time_zone))
    session.add(row)
    session.flush()
    kind: type[Fact] = CountWithdrawn if to is None else CountAdded
    fact = kind(subject=f"count:{key(row)}", before=before, after=snapshot(row))
    happened(session, fact, actor=turn.actor, now=turn.now)


def _recorded(state: State) -> State | None:
    """What is said of a value; None where nothing is recorded, or it was withdrawn."""
    if not state or (state.get("value") is None and not state.get("words")):
        return None
    # As values: in JSON one decimal has several spellings.
    return {one: parsed(Count, one, state.get(one)) for one in _SAID}


def _newest(session: Session, place: Mapping[str, Any]) -> Count | None:
    query = select(Count).where(NEWEST, *(col(getattr(Count, one)) == held for one, held in place.items()))
    return session.exec(query.with_for_update().execution_options(populate_existing=True)).first()


def _require_as_left(turn: Turn, here: Count | None, was: State | None, place: Mapping[str, Any]) -> None:
    held = _recorded(snapshot(here)) if here is not None else None
    if held != was:
        # Where nothing is recorded any more, its last revision says who took it out.
        last = here or _last(turn.session, place)
        raise Stale(f"count:{key(last)}" if last is not None else turn.row.subject)


def _last(session: Session, place: Mapping[str, Any]) -> Count | None:
    """The last revision of a place, taken out or not."""
    query = select(Count).where(*(col(getattr(Count, one)) == held for one, held in place.items()))
    return session.exec(query.order_by(col(Count.revision).desc()).limit(1)).first()


def _revision(turn: Turn, place: Mapping[str, Any], to: State | None, today: date) -> Count:
    """The next revision of a place; without a value it is the one that takes the value out."""
    last = _last(turn.session, place)
    number = (last.revision if last is not None else 0) + 1
    said: State = {"as_at": today, "reason": TAKEN_BACK} if to is None else to
    values = {**place, **said, "revision": number, "current": to is not None}
    return Count(**values, entered_by=turn.actor.name, entered_at=turn.now)


def _locked(plan: Plan, measure: Measure, here: Count) -> str:
    return (
        f"{here.approved_by} answers for {measure.slug} of {here.on}; open it first: seasonal-ops count"
        f' reopen {plan.slug} {measure.slug} --date {here.on} --reason "…"'
    )
