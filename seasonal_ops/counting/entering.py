"""A value typed into a sheet: kept at once, corrected in place, and never over what somebody else said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.meanwhile import changed_at
from seasonal_ops.counting.recording import record
from seasonal_ops.counting.shapes import NewCount, Place, Value, Weighed
from seasonal_ops.counting.weighing import weigh, weigh_all
from seasonal_ops.facts import Actor
from seasonal_ops.models import Measure, Plan
from seasonal_ops.nights import local_today
from seasonal_ops.words import REASON_DUE


class Entered(NamedTuple):
    """The id of what stands now, and the warnings for which a reason is still due."""

    count_id: int
    warnings: Sequence[str] = ()


def enter(
    session: Session,
    *,
    plan: Plan,
    measure: Measure,
    new: NewCount,
    seen: int | None,
    actor: Actor,
    now: datetime,
) -> Entered:
    """Keep a value; `seen` is the id of the revision that the person saw at its place, None for nothing.

    An unusual value is kept as well: its reason reads `words.REASON_DUE` until a person gives one. Raises
    Changed when something else stands there than was seen, BadValue for what cannot be kept.
    """
    book = Book.open(session, plan, today=local_today(now, plan.time_zone))
    weighed = weigh(book, measure, replace(new, correct=True))
    before = weighed.before
    if weighed.same and before is not None and before.id is not None:
        return Entered(before.id, ())
    if weighed.place is not None and (before.id if before else None) != seen:
        raise changed_at(session, measure, weighed.place, actor)
    due = bool(weighed.warnings) and not weighed.new.reason.strip()
    (count_id,) = record(session, book, [_with_reason_due(weighed) if due else weighed], actor=actor, now=now)
    return Entered(count_id, weighed.warnings if due else ())


def restate(
    session: Session,
    *,
    plan: Plan,
    measure: Measure,
    new: NewCount,
    seen: int,
    actor: Actor,
    now: datetime,
) -> Entered:
    """Say something else of the value that stands where `new` says: its status, or why it is right.

    The value of `new` is not looked at. Raises Changed when another revision stands there than was seen.
    """
    book = Book.open(session, plan, today=local_today(now, plan.time_zone))
    area = None if new.area is None else book.area(new.area).id
    place = Place(new.on, new.until or new.on, area, new.activity)
    entry = book.entries(measure).get(place)
    if entry is None or entry.id != seen:
        raise changed_at(session, measure, place, actor)
    again = replace(new, value=_as_typed(entry.value), qualifier=entry.qualifier, nil=entry.nil)
    if entry.reason == REASON_DUE and not again.reason:
        again = replace(again, reason=REASON_DUE)
    return enter(session, plan=plan, measure=measure, new=again, seen=seen, actor=actor, now=now)


def enter_nils(
    session: Session, *, plan: Plan, measure: Measure, nights: Sequence[NewCount], actor: Actor, now: datetime
) -> int:
    """A nil return for each of the nights, all or none; how many were not recorded so already.

    Raises BadValue for the first that cannot be kept: a night that holds a value by now is not overwritten.
    """
    book = Book.open(session, plan, today=local_today(now, plan.time_zone))
    rows = [(measure, replace(night, value="0", nil=True, correct=False)) for night in nights]
    weighed = [
        _with_reason_due(one) if one.warnings and not one.new.reason else one for one in weigh_all(book, rows)
    ]
    return len(record(session, book, weighed, actor=actor, now=now))


def _with_reason_due(weighed: Weighed) -> Weighed:
    return replace(
        weighed,
        new=replace(weighed.new, reason=REASON_DUE),
        row={**weighed.row, "reason": REASON_DUE},
    )


def _as_typed(value: Value) -> str:
    return f"{value.yes}/{value.answered}" if value.answered is not None else str(value)
