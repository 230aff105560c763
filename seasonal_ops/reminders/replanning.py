"""Keeps the reminder rows as the rules want them. Running it again changes nothing.

Every statement says which state it expects: a row that a worker has begun to send is never touched,
and a sent one blocks a second sending by its key. All times are instants; `now` is handed in.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row, Table, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel, col
from sqlmodel import select as rows_of

from seasonal_ops.db import batched
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Activity, Plan, PlanActivity
from seasonal_ops.reminders.gather import Case, cases
from seasonal_ops.reminders.rules import STILL_OWED, wanted
from seasonal_ops.reminders.shapes import Wanted
from seasonal_ops.words import ReminderState

_log = logging.getLogger(__name__)
_ROWS: Final[Table] = SQLModel.metadata.tables["reminder"]
_UNSENT: Final = (ReminderState.PLANNED, ReminderState.LEASED, ReminderState.FAILED, ReminderState.HELD)
_GONE: Final = (ReminderState.SUPERSEDED, ReminderState.EXPIRED)
_FREE: Final = {"worker": None, "lease_until": None}


def replan(session: Session, activity_ids: Sequence[int], now: datetime) -> None:
    """The reaction to an edit, in its transaction: what is leased is taken back and written anew."""
    session.flush()
    for some in batched(activity_ids):
        taken_back = (
            update(_ROWS)
            .where(_ROWS.c.activity_id.in_(some), _ROWS.c.state == ReminderState.LEASED)
            .values(state=ReminderState.PLANNED, **_FREE)
        )
        session.execute(taken_back)
        _settle(session, some, now)


def reconcile(session: Session, now: datetime) -> int:
    """Bring the rows of every live plan in line with the rules; how many rows that changed."""
    oldest = (now - STILL_OWED - timedelta(days=7)).date()
    query = (
        rows_of(PlanActivity.activity_id)
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .join(Activity, col(Activity.id) == col(PlanActivity.activity_id))
        .where(col(Plan.live_at).is_not(None), col(PlanActivity.home), col(Activity.ends_on) >= oldest)
        .order_by(col(PlanActivity.activity_id))
    )
    live = list(session.exec(query))
    return sum(_settle(session, some, now) for some in batched(live))


def _settle(session: Session, activity_ids: Sequence[int], now: datetime) -> int:
    rows = _stored(session, activity_ids)
    new: list[Wanted] = []
    changed = 0
    for one in _wanted(cases(session, activity_ids), now):
        row = rows.pop(one.dedupe_key, None)
        if row is None:
            new.append(one)
        elif row.state in _GONE:
            changed += _revive(session, row, one)
        elif row.state in _UNSENT and _differs(row, one):
            changed += _refresh(session, row, one)
    _insert(session, new, now)
    unwanted = [row.id for row in rows.values() if row.state in _UNSENT]
    return changed + len(new) + _supersede(session, unwanted)


def _wanted(found: Iterable[Case], now: datetime) -> Iterator[Wanted]:
    for case in found:
        try:
            yield from wanted(case.occasion, case.rules, case.recipients, now)
        except BadValue as error:
            # One activity that cannot be reckoned with must not stop all others.
            _log.warning("no reminders for activity %s: %s", case.occasion.id, error)


def _stored(session: Session, activity_ids: Sequence[int]) -> dict[str, Row[Any]]:
    c = _ROWS.c
    query = select(c.id, c.dedupe_key, c.state, c.revision, c.due_utc, c.expires_utc, c.note)
    return {row.dedupe_key: row for row in session.execute(query.where(c.activity_id.in_(activity_ids)))}


def _differs(row: Row[Any], one: Wanted) -> bool:
    stored = (row.revision, row.due_utc, row.expires_utc, row.note)
    return bool(stored != (one.revision, one.due_utc, one.expires_utc, one.note))


def _refresh(session: Session, row: Row[Any], one: Wanted) -> int:
    leased = row.state == ReminderState.LEASED
    values = {"state": ReminderState.PLANNED, **_FREE} if leased else {}
    return _change(session, row, **_content(one), **values)


def _revive(session: Session, row: Row[Any], one: Wanted) -> int:
    return _change(
        session, row, **_content(one), **_FREE, state=ReminderState.PLANNED, attempts=0, next_try=None
    )


def _row(one: Wanted) -> dict[str, Any]:
    return {
        "dedupe_key": one.dedupe_key,
        "message_id": one.message_id,
        "activity_id": one.activity_id,
        "contact_id": one.contact_id,
        "channel": one.channel,
        "kind": one.kind,
        **_content(one),
    }


def _content(one: Wanted) -> dict[str, Any]:
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
    statement = update(_ROWS).where(_ROWS.c.id == row.id, _ROWS.c.state == row.state).values(**values)
    return len(session.execute(statement.returning(_ROWS.c.id)).all())


def _supersede(session: Session, ids: Sequence[int]) -> int:
    changed = 0
    for some in batched(ids):
        statement = (
            update(_ROWS)
            .where(_ROWS.c.id.in_(some), _ROWS.c.state.in_(_UNSENT))
            .values(state=ReminderState.SUPERSEDED, **_FREE)
            .returning(_ROWS.c.id)
        )
        changed += len(session.execute(statement).all())
    return changed


def _insert(session: Session, new: Sequence[Wanted], now: datetime) -> None:
    """Two processes may want the same row at once: the key lets one of them through."""
    if not new:
        return
    on_postgres = session.get_bind().dialect.name == "postgresql"
    statement = (postgresql.insert if on_postgres else sqlite.insert)(_ROWS)
    blank = {"state": ReminderState.PLANNED, "attempts": 0, "ambiguous": False, "created_at": now}
    rows = [{**_row(one), **blank} for one in new]
    session.execute(statement.on_conflict_do_nothing(index_elements=["dedupe_key"]), rows)
