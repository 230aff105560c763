"""Reminder rows brought in line with what is wanted. SQLAlchemy Core: the ORM halves the rate.

Every statement says which state it expects: a row that a worker has begun to send is never touched,
and a sent one blocks a second sending by its key.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

import seasonal_ops.models  # noqa: F401  (registers the tables)
from seasonal_ops.db import batched
from seasonal_ops.reminders.shapes import Wanted
from seasonal_ops.words import ReminderState

TABLE: Final[Table] = SQLModel.metadata.tables["reminder"]
UNSENT: Final = (ReminderState.PLANNED, ReminderState.LEASED, ReminderState.FAILED, ReminderState.HELD)
_GONE: Final = (ReminderState.SUPERSEDED, ReminderState.EXPIRED)
FREE: Final = {"worker": None, "lease_until": None}
# What it may have arrived in spoke of another revision: what goes from now on is no copy of it.
_ANEW: Final = {"bundle": None, "copies": 0}


def stored(session: Session, *where: ColumnElement[bool]) -> dict[str, Row[Any]]:
    """The rows that there are, by key."""
    c = TABLE.c
    query = select(
        *(c.id, c.dedupe_key, c.activity_id, c.state, c.plan_id, c.rule_id),
        *(c.revision, c.due_utc, c.expires_utc, c.note, c.held_for, c.contact_id, c.kind),
    )
    return {row.dedupe_key: row for row in session.execute(query.where(*where))}


def take_back(session: Session, activity_ids: Sequence[int]) -> None:
    """What is leased for these activities is nobody's any more: whoever holds it finds it gone."""
    leased = TABLE.c.activity_id.in_(activity_ids), TABLE.c.state == ReminderState.LEASED
    session.execute(update(TABLE).where(*leased).values(state=ReminderState.PLANNED, **FREE))


def bring_in_line(
    session: Session, rows: Mapping[str, Row[Any]], wanted: Iterable[Wanted], now: datetime
) -> int:
    """Make, revive, refresh and supersede until the rows are what is wanted; how many that changed."""
    rest, new, changed = dict(rows), [], 0
    for one in wanted:
        row = rest.pop(one.dedupe_key, None)
        if row is None:
            new.append(one)
        elif row.state in _GONE:
            changed += _revive(session, row, one)
        elif row.state in UNSENT and _differs(row, one):
            changed += _refresh(session, row, one)
    _insert(session, new, now)
    unwanted = [row.id for row in rest.values() if row.state in UNSENT]
    return changed + len(new) + _supersede(session, unwanted)


def out_of_line(rows: Mapping[str, Row[Any]], wanted: Iterable[Wanted]) -> set[int]:
    """The activities of which a row would be made, revived, refreshed or superseded."""
    rest, found = dict(rows), set()
    for one in wanted:
        row = rest.pop(one.dedupe_key, None)
        if row is None or row.state in _GONE or (row.state in UNSENT and _differs(row, one)):
            found.add(one.activity_id)
    found |= {row.activity_id for row in rest.values() if row.state in UNSENT}
    return {activity_id for activity_id in found if activity_id is not None}


def _differs(row: Row[Any], one: Wanted) -> bool:
    stands = (row.revision, row.due_utc, row.expires_utc, row.note, row.plan_id, row.rule_id)
    return stands != (one.revision, one.due_utc, one.expires_utc, one.note, one.plan_id, one.rule_id)


def _refresh(session: Session, row: Row[Any], one: Wanted) -> int:
    leased = row.state == ReminderState.LEASED
    values = {"state": ReminderState.PLANNED, **FREE} if leased else {}
    return _change(session, row, **_content(one), **values, **(_ANEW if row.revision != one.revision else {}))


def _revive(session: Session, row: Row[Any], one: Wanted) -> int:
    state = ReminderState.HELD if row.held_for else ReminderState.PLANNED
    return _change(session, row, **_content(one), **FREE, **_ANEW, state=state, next_try=None)


def _content(one: Wanted) -> dict[str, Any]:
    """What may change while the key stays."""
    return {
        "plan_id": one.plan_id,
        "rule_id": one.rule_id,
        "revision": one.revision,
        "due_utc": one.due_utc,
        "expires_utc": one.expires_utc,
        "note": one.note,
    }


def _change(session: Session, row: Row[Any], **values: Any) -> int:
    """Write the row if it is still in the state in which it was read; how many rows that was."""
    statement = update(TABLE).where(TABLE.c.id == row.id, TABLE.c.state == row.state).values(**values)
    return len(session.execute(statement.returning(TABLE.c.id)).all())


def _supersede(session: Session, ids: Sequence[int]) -> int:
    changed = 0
    for some in batched(ids):
        statement = (
            update(TABLE)
            .where(TABLE.c.id.in_(some), TABLE.c.state.in_(UNSENT))
            .values(state=ReminderState.SUPERSEDED, **FREE)
            .returning(TABLE.c.id)
        )
        changed += len(session.execute(statement).all())
    return changed


def _insert(session: Session, new: Sequence[Wanted], now: datetime) -> None:
    """Two processes may want the same row at once: the key lets one of them through."""
    if not new:
        return
    on_postgres = session.get_bind().dialect.name == "postgresql"
    statement = (postgresql.insert if on_postgres else sqlite.insert)(TABLE)
    blank = {"state": ReminderState.PLANNED, "attempts": 0, "ambiguous": False, "created_at": now}
    rows = [{**_identity(one), **_content(one), **blank} for one in new]
    session.execute(statement.on_conflict_do_nothing(index_elements=["dedupe_key"]), rows)


def _identity(one: Wanted) -> dict[str, Any]:
    return {
        "dedupe_key": one.dedupe_key,
        "message_id": one.message_id,
        "activity_id": one.activity_id,
        "contact_id": one.contact_id,
        "channel": one.channel,
        "kind": one.kind,
    }
