"""A message's way from leased to settled, in short transactions that each say what they expect.

claim → mark sending → (the caller sends, with no transaction open) → acknowledge, or fail. Whoever
holds a row is its `worker` until `lease_until`. `recover` takes back what a dead worker held:
leased was certainly not sent; sending may have arrived, is flagged, and goes out once more at most.
SQLAlchemy Core throughout: the ORM halves the rate. All times are instants; `now` is handed in.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    case,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlmodel import SQLModel

from seasonal_ops.db import Database
from seasonal_ops.errors import DeliveryFailed
from seasonal_ops.reminders.rows import FREE
from seasonal_ops.reminders.sending.claiming import LEASE, Claimed, Parcel, among, taken_on, waits
from seasonal_ops.reminders.sending.statements import LOG, MARK, MARK_ONE, TAKE, TAKE_ONE, TURN
from seasonal_ops.reminders.transport import Unreachable
from seasonal_ops.words import AttemptOutcome, ReminderState

# A full mailbox is emptied, and a server is mended, within a day (RFC 5321, 4.5.4.1, asks for more).
LEAST_TRIES: Final = 8
TRIED_FOR: Final = timedelta(days=1)
MOST_COPIES: Final = 2
_BASE: Final = timedelta(seconds=60)
_CAP: Final = timedelta(hours=1)
_ROWS: Final[Table] = SQLModel.metadata.tables["reminder"]
_ONE_LESS: Final = case((_ROWS.c.copies > 0, _ROWS.c.copies - 1), else_=0)
_ATTEMPTS: Final[Table] = SQLModel.metadata.tables["delivery_attempt"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A message was handed over; nobody but its worker knows it yet."""

    parcel: Parcel
    started: datetime
    ended: datetime


def mark_sending(
    database: Database,
    *,
    parcel: Parcel,
    now: datetime,
    lease: timedelta = LEASE,
    receipt: Receipt | None = None,
) -> Parcel | None:
    """Say that it goes out now; the part of it that may, None when nothing may. Safe to repeat.

    What was taken back, changed, or held beyond its lease stays behind. A reminder that the rules have
    not caught up with is superseded; the next reconcile revives it if it is still wanted. The receipt of
    the message before is written in the same commit: one a message.
    """
    going = _Going(parcel, now, now + lease)
    if now >= parcel.lease_until:
        marked = set[int]()
        if receipt is not None:
            acknowledge(database, receipt=receipt)
    elif receipt is not None and not database.is_sqlite:
        marked = _turn(database, receipt, going)
    else:
        with database.transaction() as connection:
            if receipt is not None:
                _acknowledge(connection, receipt)
            marked = _mark(connection, going)
    if len(marked) < len(parcel.rows):
        marked |= _marked_before(database, going)
        _leave_behind(database, parcel, now)
    rows = tuple(row for row in parcel.rows if row.id in marked)
    return replace(parcel, rows=rows, lease_until=going.until) if rows else None


@dataclass(frozen=True, slots=True)
class _Going:
    """A message that is to go out `now`, and to be known of by `until`."""

    parcel: Parcel
    now: datetime
    until: datetime

    def given(self) -> dict[str, Any]:
        parcel = self.parcel
        fence = {"by": parcel.worker, "lease": parcel.lease_until, "now": self.now}
        return {**fence, "until": self.until, "message": parcel.message_id}


def _mark(connection: Connection, going: _Going) -> set[int]:
    """Only what is still this worker's by this lease, and planned for the schedule that stands.

    An edit that is being made either has the row already, and is waited for; or it comes later, finds the
    row being sent, and plans the notice of the change.
    """
    ids, given = going.parcel.ids, going.given()
    if len(ids) == 1:
        done = connection.execute(MARK_ONE, given | {"ids": ids[0]}).rowcount
        return set(ids) if done else set()
    return set(connection.execute(MARK, given | {"ids": ids}).scalars())


def _turn(database: Database, receipt: Receipt, going: _Going) -> set[int]:
    """The same as one statement, which PostgreSQL takes as a transaction: a fifth of the round trips."""
    before = receipt.parcel
    given = going.given() | {"ids": list(going.parcel.ids), "taken_ids": list(before.ids)}
    given |= {"started": receipt.started, "ended": receipt.ended}
    with database.statement() as connection:
        rows = connection.execute(TURN, given).all()
    taken = {row_id for what, row_id in rows if what == "taken"}
    late = tuple(row for row in before.rows if row.id not in taken)
    if late:
        acknowledge(database, receipt=replace(receipt, parcel=replace(before, rows=late)))
    return {row_id for what, row_id in rows if what == "marked"}


def _marked_before(database: Database, going: _Going) -> set[int]:
    """What was marked although the answer was lost: the connection was cut after the commit."""
    c = _ROWS.c
    same = and_(_mine(going.parcel, ReminderState.SENDING), c.bundle == going.parcel.message_id)
    query = select(c.id).where(same, c.lease_until == going.until)
    with database.transaction() as connection:
        return set(connection.execute(query).scalars())


def _leave_behind(database: Database, parcel: Parcel, now: datetime) -> None:
    """What is still this worker's and was not marked comes too late, or stands as it was planned no more."""
    held_still = and_(_mine(parcel, ReminderState.LEASED), _ROWS.c.lease_until > now)
    with database.transaction() as connection:
        late = and_(held_still, _ROWS.c.expires_utc <= now)
        _change(connection, late, {"state": ReminderState.EXPIRED, **FREE})
        _change(connection, held_still, {"state": ReminderState.SUPERSEDED, **FREE})


def _mine(parcel: Parcel, *states: ReminderState) -> ColumnElement[bool]:
    c = _ROWS.c
    return and_(c.id.in_(parcel.ids), c.worker == parcel.worker, among(*states))


def relet(database: Database, *, parcel: Parcel, now: datetime, lease: timedelta = LEASE) -> Parcel:
    """Lease again what the other side certainly did not take: smaller parts of it are marked anew."""
    until = now + lease
    values = {
        "state": ReminderState.LEASED,
        "lease_until": until,
        "copies": _ONE_LESS,
        "attempts": _ROWS.c.attempts - 1,
    }
    with database.transaction() as connection:
        _change(connection, _mine(parcel, ReminderState.SENDING), values)
    return replace(parcel, lease_until=until)


def _change(connection: Connection, where: ColumnElement[bool], values: Mapping[str, Any]) -> int:
    return connection.execute(update(_ROWS).where(where).values(**values)).rowcount


def acknowledge(database: Database, *, receipt: Receipt) -> bool:
    """It was handed over. True unless a person or another worker has settled it meanwhile."""
    with database.transaction() as connection:
        return _acknowledge(connection, receipt) > 0


def _acknowledge(connection: Connection, receipt: Receipt) -> int:
    """A worker that was stopped past its lease says so late: whatever was done with a row meanwhile, its
    message arrived. What waits to be sent once more is put right, and the copy saved; what was superseded
    is known to have been told, so that its change is told as well.
    """
    parcel = receipt.parcel
    given = {"by": parcel.worker, "ended": receipt.ended}
    if len(parcel.rows) == 1:
        done = connection.execute(TAKE_ONE, given | {"ids": parcel.rows[0].id}).rowcount
    else:
        done = connection.execute(TAKE, given | {"ids": parcel.ids}).rowcount
    if done < len(parcel.rows):
        sent = {"state": ReminderState.SENT, "sent_at": receipt.ended, "next_try": None, **FREE}
        done += _change(connection, _in_doubt(parcel), sent)
    if done:
        _log_attempts(connection, parcel, AttemptOutcome.SENT, started=receipt.started, ended=receipt.ended)
    return done


def _in_doubt(parcel: Parcel) -> ColumnElement[bool]:
    """Its rows that were taken from this worker, and of which nobody else has sent another copy."""
    c = _ROWS.c
    out = among(ReminderState.SENT, ReminderState.SENDING, ReminderState.HELD)
    return and_(c.id.in_(parcel.ids), c.ambiguous, c.bundle == parcel.message_id, not_(out))


def fail(
    database: Database, *, parcel: Parcel, error: DeliveryFailed, started: datetime, now: datetime
) -> ReminderState:
    """It was not handed over, or nobody knows: wait and try again, or give up. The state it came to.

    A server that does not answer says nothing against the message, and is no reason to give it up.
    """
    outcome = _outcome(error)
    mine = _mine(parcel, ReminderState.SENDING, ReminderState.LEASED)
    with database.transaction() as connection:
        given_up = _given_up(connection, parcel, outcome, now)
        dead = and_(mine, _ROWS.c.id.in_(given_up))
        doubt: dict[str, Any] = {"ambiguous": True} if error.ambiguous else {"copies": _ONE_LESS}
        lost = _change(connection, dead, {"state": ReminderState.DEAD, "next_try": None, **FREE, **doubt})
        pause = max(back_off(_tries(parcel) + 1), error.retry_after or timedelta(0))
        again = {"state": ReminderState.FAILED, "next_try": now + pause, **FREE, **doubt}
        waits_on = _change(connection, mine, again)
        for ids, detail in ((set(parcel.ids) - given_up, str(error)), (given_up, f"{error}; it is given up")):
            part = replace(parcel, rows=tuple(row for row in parcel.rows if row.id in ids))
            _log_attempts(connection, part, outcome, started=started, ended=now, detail=detail)
    return ReminderState.FAILED if waits_on or not lost else ReminderState.DEAD


def _outcome(error: DeliveryFailed) -> AttemptOutcome:
    if error.ambiguous:
        return AttemptOutcome.AMBIGUOUS
    if isinstance(error, Unreachable):
        return AttemptOutcome.UNREACHABLE
    return AttemptOutcome.REFUSED if error.permanent else AttemptOutcome.RETRY


def _given_up(connection: Connection, parcel: Parcel, outcome: AttemptOutcome, now: datetime) -> set[int]:
    """Two copies at most, and what is put off again and again is for a person to look at; each by itself."""
    if outcome is AttemptOutcome.REFUSED:
        return set(parcel.ids)
    if outcome is AttemptOutcome.AMBIGUOUS:
        twice = select(_ROWS.c.id).where(_ROWS.c.id.in_(parcel.ids), _ROWS.c.copies >= MOST_COPIES)
        return set(connection.execute(twice).scalars())
    if outcome is AttemptOutcome.RETRY:
        return {row.id for row in parcel.rows if _tried_enough(connection, row, now)}
    return set()


def _tried_enough(connection: Connection, row: Claimed, now: datetime) -> bool:
    """This attempt, which is not written down yet, is the last of those that it is given."""
    if row.attempts < LEAST_TRIES - 1:
        return False
    put_off = [*_put_off_since(connection, row), now]
    return len(put_off) >= LEAST_TRIES and now - min(put_off) >= TRIED_FOR


def _put_off_since(connection: Connection, row: Claimed) -> list[datetime]:
    """When the other side put it off, since it was planned or a person sent it again."""
    c = _ATTEMPTS.c
    query = select(c.attempt, c.outcome, c.started_at).where(c.reminder_id == row.id).order_by(c.id.desc())
    found = []
    for attempt, outcome, started in connection.execute(query):
        if outcome == AttemptOutcome.RETRY:
            found.append(started)
        if attempt == 1:
            break
    return found


def _tries(parcel: Parcel) -> int:
    return max(row.attempts for row in parcel.rows)


def _log_attempts(
    connection: Connection,
    parcel: Parcel,
    outcome: AttemptOutcome,
    *,
    started: datetime,
    ended: datetime | None,
    detail: str = "",
) -> None:
    if not parcel.rows:
        return
    same = {"worker": parcel.worker, "started_at": started, "ended_at": ended, "outcome": outcome}
    rows = [
        {"reminder_id": row.id, "attempt": row.attempts + 1, "detail": detail, **same} for row in parcel.rows
    ]
    connection.execute(LOG, rows)


def back_off(attempt: int) -> timedelta:
    """Full jitter: anything up to 60 s doubled each time, an hour at most; never quite at once.

    M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015.
    """
    most: timedelta = min(_CAP, _BASE * (1 << min(attempt - 1, 10)))
    return max(timedelta(seconds=1), most * random.SystemRandom().random())


def give_back(database: Database, *, parcels: Sequence[Parcel], state: ReminderState, now: datetime) -> None:
    """Let go of what was claimed and not begun: to another `state`, failed with a time to try again."""
    values: dict[str, Any] = {"state": state, **FREE}
    with database.transaction() as connection:
        for parcel in parcels:
            if state is ReminderState.FAILED:
                values["next_try"] = now + back_off(_tries(parcel) + 1)
            _change(connection, _mine(parcel, ReminderState.LEASED), values)


def holders(database: Database, *, now: datetime) -> dict[str, bool]:
    """The workers that hold something, and whether any lease of theirs has run out."""
    query = select(_ROWS.c.worker, func.min(_ROWS.c.lease_until)).where(taken_on()).group_by(_ROWS.c.worker)
    with database.troubles(), database.read_engine.begin() as connection:
        return {worker: until <= now for worker, until in connection.execute(query)}


def recover(database: Database, *, now: datetime, dead: Collection[str] = ()) -> int:
    """Take back what a worker held beyond its lease, or held when it died; how many rows.

    What was being sent is flagged as ambiguous and goes once more with the same Message-ID; what did so
    already is given up, for a person to decide.
    """
    c = _ROWS.c
    over = or_(c.lease_until <= now, c.worker.in_(dead))
    with database.transaction() as connection:
        values = {"state": ReminderState.PLANNED, **FREE}
        unsent = _change(connection, and_(among(ReminderState.LEASED), over), values)
        lost = and_(among(ReminderState.SENDING), over)
        query = select(c.id, c.attempts, c.copies, c.worker, c.lease_until).where(lost)
        rows = connection.execute(query.with_for_update(skip_locked=True)).all()
        for row in rows:
            again = ReminderState.DEAD if row.copies >= MOST_COPIES else ReminderState.FAILED
            flagged = {"state": again, "ambiguous": True, "next_try": now, **FREE}
            _change(connection, and_(c.id == row.id, lost), flagged)
            _log_lost(connection, row, now)
    return unsent + len(rows)


def _log_lost(connection: Connection, row: Any, now: datetime) -> None:
    """The attempt began before its lease ended; when it ended nobody knows."""
    detail = "the worker stopped while sending; it may have arrived"
    attempt = {"reminder_id": row.id, "attempt": row.attempts, "worker": row.worker}
    attempt |= {
        "started_at": min(row.lease_until, now),
        "outcome": AttemptOutcome.AMBIGUOUS,
        "detail": detail,
    }
    connection.execute(insert(_ATTEMPTS), attempt)


def expire(database: Database, *, now: datetime) -> int:
    """Close what was not sent while it made sense; how many rows."""
    waiting = among(ReminderState.PLANNED, ReminderState.FAILED, ReminderState.HELD)
    over = and_(waiting, _ROWS.c.expires_utc <= now)
    with database.transaction() as connection:
        return _change(connection, over, {"state": ReminderState.EXPIRED, **FREE})


def waiting(database: Database, *, now: datetime) -> int:
    """How many reminders are due and not sent, those that wait for another try among them."""
    c = _ROWS.c
    late = and_(waits(), c.due_utc <= now, c.expires_utc > now)
    with database.troubles(), database.read_engine.begin() as connection:
        return connection.execute(select(func.count()).select_from(_ROWS).where(late)).scalar_one()
