"""A reminder's way from due to settled, in short transactions that each say what they expect.

claim → mark sending → (the caller sends, with no transaction open) → acknowledge, or fail. Whoever
holds a row is its `worker` until `lease_until`. `recover` takes back what a dead worker held:
leased was certainly not sent; sending may have arrived, is flagged, and goes out once more at most.
SQLAlchemy Core throughout: the ORM halves the rate. All times are instants; `now` is handed in.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, func, insert, or_, select, update
from sqlmodel import SQLModel

import seasonal_ops.models  # noqa: F401  (registers the tables)
from seasonal_ops.db import Database
from seasonal_ops.errors import DeliveryFailed
from seasonal_ops.reminders.transport import Unreachable
from seasonal_ops.words import Channel, ReminderState

LEASE: Final = timedelta(minutes=5)
MOST_ATTEMPTS: Final = 8
_BASE: Final = timedelta(seconds=60)
_CAP: Final = timedelta(hours=1)
_ROWS: Final[Table] = SQLModel.metadata.tables["reminder"]
_ATTEMPTS: Final[Table] = SQLModel.metadata.tables["delivery_attempt"]
_ACTIVITIES: Final[Table] = SQLModel.metadata.tables["activity"]
_WAITING: Final = (ReminderState.PLANNED, ReminderState.FAILED)
_FREE: Final = {"worker": None, "lease_until": None}


class Outcome(StrEnum):
    """How one attempt ended."""

    SENT = "sent"
    RETRY = "retry"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A reminder that this worker alone may send, as it was when it was claimed."""

    id: int
    activity_id: int | None
    revision: int
    channel: Channel
    attempts: int
    ambiguous: bool
    worker: str


@contextmanager
def _transaction(database: Database) -> Iterator[Connection]:
    with database.troubles(), database.write_engine.begin() as connection:
        yield connection


def due(now: datetime) -> ColumnElement[bool]:
    """What waits to be sent at `now` and has not expired."""
    c = _ROWS.c
    return and_(
        c.state.in_(_WAITING),
        c.due_utc <= now,
        or_(c.next_try.is_(None), c.next_try <= now),
        c.expires_utc > now,
    )


def claim(
    database: Database, *, now: datetime, worker: str, limit: int = 50, lease: timedelta = LEASE
) -> list[Claimed]:
    """Lease up to `limit` due reminders, the longest due first; no two workers get the same one."""
    c = _ROWS.c
    # PostgreSQL must not evaluate the choice twice: FOR UPDATE keeps a CTE from being folded in.
    chosen = select(c.id).where(due(now)).order_by(c.due_utc, c.id).limit(limit)
    chosen_once = chosen.with_for_update(skip_locked=True).cte("chosen")
    statement = (
        update(_ROWS)
        .where(c.id.in_(select(chosen_once.c.id)))
        .values(state=ReminderState.LEASED, worker=worker, lease_until=now + lease)
        .returning(c.id, c.activity_id, c.revision, c.channel, c.attempts, c.ambiguous, c.due_utc)
    )
    with _transaction(database) as connection:
        rows = sorted(connection.execute(statement), key=lambda row: (row.due_utc, row.id))
    return [_claimed(row, worker) for row in rows]


def _claimed(row: Row[Any], worker: str) -> Claimed:
    return Claimed(
        id=row.id,
        activity_id=row.activity_id,
        revision=row.revision,
        channel=row.channel,
        attempts=row.attempts,
        ambiguous=row.ambiguous,
        worker=worker,
    )


def mark_sending(database: Database, *, claimed: Claimed, now: datetime, lease: timedelta = LEASE) -> bool:
    """Say that it goes out now. False: it must not, for it was taken back, changed or the lease ran out.

    A row that the rules have not caught up with is superseded; the next reconcile revives it if it is
    still wanted.
    """
    with _transaction(database) as connection:
        stands = _schedule_revision(connection, claimed.activity_id)
        fresh = claimed.activity_id is None or stands == claimed.revision
        values: dict[str, Any] = (
            {"state": ReminderState.SENDING, "attempts": _ROWS.c.attempts + 1, "lease_until": now + lease}
            if fresh
            else {"state": ReminderState.SUPERSEDED, **_FREE}
        )
        held = _mine(claimed, ReminderState.LEASED) & (_ROWS.c.lease_until > now)
        held &= _ROWS.c.revision == claimed.revision
        return _changed(connection, held, values) == 1 and fresh


def _schedule_revision(connection: Connection, activity_id: int | None) -> int | None:
    """The activity's revision, locked against an edit that is being made until this transaction ends."""
    query = select(_ACTIVITIES.c.schedule_revision).where(_ACTIVITIES.c.id == activity_id)
    revision: int | None = connection.execute(query.with_for_update(read=True)).scalar()
    return revision


def _mine(claimed: Claimed, *states: ReminderState) -> ColumnElement[bool]:
    c = _ROWS.c
    return and_(c.id == claimed.id, c.worker == claimed.worker, c.state.in_(states))


def _changed(connection: Connection, where: ColumnElement[bool], values: Mapping[str, Any]) -> int:
    return connection.execute(update(_ROWS).where(where).values(**values)).rowcount


def acknowledge(database: Database, *, claimed: Claimed, started: datetime, now: datetime) -> bool:
    """It was handed over. True unless a person or another worker has settled the row meanwhile.

    A worker that was stopped past its lease says so late: that the row is then waiting to be sent once
    more is put right, and the copy saved.
    """
    c = _ROWS.c
    waiting = (ReminderState.FAILED, ReminderState.PLANNED, ReminderState.LEASED)
    late = and_(c.id == claimed.id, c.ambiguous, c.state.in_(waiting))
    values = {"state": ReminderState.SENT, "sent_at": now, "next_try": None, **_FREE}
    with _transaction(database) as connection:
        done = _changed(connection, or_(_mine(claimed, ReminderState.SENDING), late), values)
        _log_attempt(connection, claimed, Outcome.SENT, started=started, ended=now)
    return done == 1


def fail(
    database: Database, *, claimed: Claimed, error: DeliveryFailed, started: datetime, now: datetime
) -> ReminderState:
    """It was not handed over, or nobody knows: wait and try again, or give up. The state it came to.

    A server that does not answer says nothing against the message, and is no reason to give it up.
    """
    outcome = _outcome(error)
    with _transaction(database) as connection:
        _log_attempt(connection, claimed, outcome, started=started, ended=now, detail=str(error))
        dead = _give_up(connection, claimed, outcome)
        values: dict[str, Any] = {
            "state": ReminderState.DEAD if dead else ReminderState.FAILED,
            "next_try": None if dead else now + back_off(claimed.attempts + 1),
            **_FREE,
        }
        if error.ambiguous:
            values["ambiguous"] = True
        _changed(connection, _mine(claimed, ReminderState.SENDING, ReminderState.LEASED), values)
    return ReminderState(values["state"])


def _outcome(error: DeliveryFailed) -> Outcome:
    if error.ambiguous:
        return Outcome.AMBIGUOUS
    if isinstance(error, Unreachable):
        return Outcome.UNREACHABLE
    return Outcome.REFUSED if error.permanent else Outcome.RETRY


def _give_up(connection: Connection, claimed: Claimed, outcome: Outcome) -> bool:
    """Two copies at most, and a message that is put off again and again is for a person to look at."""
    if outcome is Outcome.REFUSED:
        return True
    if outcome is Outcome.AMBIGUOUS:
        return claimed.ambiguous
    put_off = and_(_ATTEMPTS.c.reminder_id == claimed.id, _ATTEMPTS.c.outcome == Outcome.RETRY)
    times = connection.execute(select(func.count()).select_from(_ATTEMPTS).where(put_off)).scalar_one()
    return outcome is Outcome.RETRY and times >= MOST_ATTEMPTS


def _log_attempt(
    connection: Connection,
    claimed: Claimed,
    outcome: Outcome,
    *,
    started: datetime,
    ended: datetime | None,
    detail: str = "",
) -> None:
    row = {"reminder_id": claimed.id, "attempt": claimed.attempts + 1, "worker": claimed.worker}
    row |= {"started_at": started, "ended_at": ended, "outcome": outcome, "detail": detail}
    connection.execute(insert(_ATTEMPTS), row)


def back_off(attempt: int) -> timedelta:
    """Full jitter: anything up to 60 s doubled each time, an hour at most; never quite at once.

    M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
    """
    most: timedelta = min(_CAP, _BASE * (1 << min(attempt - 1, 10)))
    return max(timedelta(seconds=1), most * random.SystemRandom().random())


def give_back(database: Database, *, claimed: Sequence[Claimed], state: ReminderState, now: datetime) -> None:
    """Let go of what was claimed and not begun: to another `state`, failed with a time to try again."""
    values: dict[str, Any] = {"state": state, **_FREE}
    with _transaction(database) as connection:
        for one in claimed:
            if state is ReminderState.FAILED:
                values["next_try"] = now + back_off(one.attempts + 1)
            _changed(connection, _mine(one, ReminderState.LEASED), values)


def recover(database: Database, *, now: datetime) -> int:
    """Take back what a worker held beyond its lease; how many rows.

    What was being sent is flagged as ambiguous and goes once more with the same Message-ID; what was
    ambiguous before is given up, for a person to decide.
    """
    c = _ROWS.c
    over = c.lease_until <= now
    with _transaction(database) as connection:
        values = {"state": ReminderState.PLANNED, **_FREE}
        unsent = _changed(connection, and_(c.state == ReminderState.LEASED, over), values)
        lost = update(_ROWS).where(c.state == ReminderState.SENDING, over)
        held = select(c.id, c.attempts, c.ambiguous, c.worker, c.lease_until)
        held = held.where(c.state == ReminderState.SENDING, over)
        rows = connection.execute(held.with_for_update(skip_locked=True)).all()
        for row in rows:
            again = ReminderState.DEAD if row.ambiguous else ReminderState.FAILED
            connection.execute(
                lost.where(c.id == row.id).values(state=again, ambiguous=True, next_try=now, **_FREE)
            )
            _log_lost(connection, row)
    return unsent + len(rows)


def _log_lost(connection: Connection, row: Any) -> None:
    """The attempt began before its lease ended; when it ended nobody knows."""
    detail = "the worker stopped while sending; it may have arrived"
    attempt = {"reminder_id": row.id, "attempt": row.attempts, "worker": row.worker}
    attempt |= {"started_at": row.lease_until, "outcome": Outcome.AMBIGUOUS, "detail": detail}
    connection.execute(insert(_ATTEMPTS), attempt)


def expire(database: Database, *, now: datetime) -> int:
    """Close what was not sent while it made sense; how many rows."""
    waiting = (*_WAITING, ReminderState.HELD)
    over = and_(_ROWS.c.state.in_(waiting), _ROWS.c.expires_utc <= now)
    with _transaction(database) as connection:
        return _changed(connection, over, {"state": ReminderState.EXPIRED, **_FREE})


def waiting(database: Database, *, now: datetime) -> int:
    """How many reminders are due and not sent, those that wait for another try among them."""
    c = _ROWS.c
    late = and_(c.state.in_(_WAITING), c.due_utc <= now, c.expires_utc > now)
    with database.troubles(), database.read_engine.begin() as connection:
        return connection.execute(select(func.count()).select_from(_ROWS).where(late)).scalar_one()
