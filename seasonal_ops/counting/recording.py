"""Weighed values become rows, all or none; a correction appends a revision."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from seasonal_ops.counting.book import Book
from seasonal_ops.counting.checks import date_problem
from seasonal_ops.counting.prospect import days_of
from seasonal_ops.counting.shapes import NewCount, Place, Weighed
from seasonal_ops.counting.weighing import weigh, weigh_all
from seasonal_ops.db import batched
from seasonal_ops.errors import BadValue, Changed, Refused
from seasonal_ops.facts import Actor, CountAdded
from seasonal_ops.journal import snapshot, snapshots
from seasonal_ops.models import WITHDRAWN, Count, Measure, Plan, insert_rows, key
from seasonal_ops.nights import local_today
from seasonal_ops.reactions import happened

_TOO_LATE: Final = "somebody recorded a value of the same dates a moment ago; look again, then decide"


class Added(NamedTuple):
    """A count, and whether it was `written` now; if it stood so already, what was said otherwise of it."""

    row: Count
    written: bool
    differs: Sequence[str] = ()


def find_measure(session: Session, plan: Plan, name: str) -> Measure:
    """A measure of the plan by its slug, or an unambiguous beginning of it. Raises NotFound."""
    return Book(session, plan, plan.begins).measure(name)


def add_count(
    session: Session, *, plan: Plan, measure: Measure, new: NewCount, actor: Actor, now: datetime
) -> Added:
    """Record one value of a measure for one night, or for a period; what is recorded so already stays.

    Raises Refused for what cannot be recorded as things stand, and for an unusual value without a reason.
    """
    book = Book.open(session, plan, today=local_today(now, plan.time_zone))
    weighed = weigh(book, measure, new)
    if weighed.same and weighed.before is not None:
        return Added(session.get_one(Count, weighed.before.id), written=False, differs=weighed.differs)
    (count_id,) = record(session, book, [weighed], actor=actor, now=now)
    return Added(session.get_one(Count, count_id), written=True)


def add_nils(
    session: Session, *, plan: Plan, measure: Measure, new: NewCount, actor: Actor, now: datetime
) -> list[Count]:
    """Record a real zero for each date of `new`, whose value is not looked at; those that were not yet.

    Raises as `add_count` does.
    """
    book = Book.open(session, plan, today=local_today(now, plan.time_zone))
    until = new.until or new.on
    if wrong := date_problem(measure, new.on, until, baseline=new.baseline, plan=plan.slug, today=book.today):
        raise BadValue(wrong)
    nights = [replace(new, value="0", nil=True, on=on, until=None) for on in days_of(Place(new.on, until))]
    weighed = weigh_all(book, [(measure, night) for night in nights])
    return [session.get_one(Count, one) for one in record(session, book, weighed, actor=actor, now=now)]


def record(
    session: Session, book: Book, weighed: Sequence[Weighed], *, actor: Actor, now: datetime
) -> list[int]:
    """Write what was weighed, in its order, without what is recorded so already; all of it or nothing.

    The ids of the new revisions.

    Raises BadValue for the first that has a problem, Refused for the first that is unusual and has no reason,
    Changed when somebody else recorded one of them meanwhile.
    """
    for one in weighed:
        _require_right(one)
    wanted = [one for one in weighed if not one.same]
    withdrawn = _withdrawn(session, [one for one in wanted if one.before is None])
    stamp = {"entered_by": actor.name, "entered_at": now.astimezone(UTC)}
    recorded: list[int] = []
    # Each is in memory several times over until it is written.
    for some in batched(wanted):
        rows = [{**one.row, **stamp, "revision": _revision(one, withdrawn)} for one in some]
        facts = _written(session, some, rows)
        happened(session, *facts, actor=actor, now=now)
        recorded += (fact.after["id"] for fact in facts if fact.after)
    book.forget(one.measure for one in wanted)
    return recorded


def _require_right(one: Weighed) -> None:
    if one.problems:
        raise BadValue(one.problems[0])
    if one.warnings and not one.new.reason.strip():
        raise Refused(f'{one.warnings[0]}; if it is right all the same, say why: --reason "…"')


def _replaced(session: Session, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What the rows said that are no longer the newest, by id.

    One that was approved or replaced meanwhile is left: the unique index then refuses what was to follow it.
    """
    if not ids:
        return {}
    query = select(Count).where(col(Count.id).in_(ids), col(Count.current), col(Count.approved_at).is_(None))
    rows = session.exec(query.with_for_update().execution_options(populate_existing=True))
    states = {key(row): snapshot(row) for row in rows}
    session.execute(sa.update(Count).where(col(Count.id).in_(states)).values(current=False))
    return states


def _written(
    session: Session, wanted: Sequence[Weighed], rows: Sequence[Mapping[str, Any]]
) -> list[CountAdded]:
    """The rows written in place of those that were the newest."""
    states = _replaced(session, [one.before.id for one in wanted if one.before and one.before.id])
    try:
        written = insert_rows(session, Count, rows)
    except IntegrityError as error:
        raise Changed(_TOO_LATE) from error
    return [
        CountAdded(
            subject=f"count:{state['id']}",
            before=states[one.before.id] if one.before and one.before.id else None,
            after=state,
        )
        for one, state in zip(wanted, snapshots(written), strict=True)
    ]


def _revision(one: Weighed, withdrawn: Mapping[Any, int]) -> int:
    return (one.before.revision if one.before else withdrawn.get(_place(one), 0)) + 1


def _withdrawn(session: Session, anew: Sequence[Weighed]) -> dict[Any, int]:
    """By place, the revision that took out what was once recorded there."""
    dates = [one.new.on for one in anew]
    if not dates:
        return {}
    place = (Count.measure_id, Count.on, Count.until, Count.area_id, Count.activity_id)
    query = (
        sa.select(*map(col, place), sa.func.max(col(Count.revision)))
        .where(col(Count.measure_id).in_({key(one.measure) for one in anew}), WITHDRAWN)
        .where(col(Count.on).between(min(dates), max(dates)))
        .group_by(*map(col, place))
    )
    return {tuple(where): revision for *where, revision in session.execute(query)}


def _place(one: Weighed) -> tuple[Any, ...]:
    return (key(one.measure), *(one.place or ()))


def shown(count: Count) -> str:
    """A value as it is read aloud."""
    return count.words if count.value is None else f"{count.value:f}"
