"""What a worker takes on: whole contacts, so that one message holds all that is due for each.

No two workers get the same contact: SQLite has one writer at a time, and PostgreSQL locks the
contact's row while its reminders are leased; who finds it locked passes by.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Row,
    Table,
    and_,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlmodel import SQLModel

import seasonal_ops.models  # noqa: F401  (registers the tables)
from seasonal_ops.db import Database
from seasonal_ops.nights import instants
from seasonal_ops.reminders.sending.pacing import AT_ONCE, Pace, Sorted, Waiting, sort_out
from seasonal_ops.reminders.shapes import Bundle, message_id
from seasonal_ops.words import AttemptOutcome, Channel, ReminderKind, ReminderState

LEASE: Final = timedelta(minutes=5)
CHANNELS: Final = tuple(Channel)
_ASKED_WHEN: Final = AT_ONCE | {ReminderKind.AFTER, ReminderKind.OVERDUE}
_TABLES: Final = SQLModel.metadata.tables
_ROWS: Final[Table] = _TABLES["reminder"]
_CONTACTS: Final[Table] = _TABLES["contact"]
_ACTIVITIES: Final[Table] = _TABLES["activity"]
_PLANS: Final[Table] = _TABLES["plan"]
_ATTEMPTS: Final[Table] = _TABLES["delivery_attempt"]
# A local day with its change of clocks: whatever is due on it is looked at together.
_A_DAY: Final = timedelta(hours=25)
_A_LITTLE: Final = timedelta(seconds=30)
_MOST_ROWS: Final = 4  # looked at for each contact that is wanted
_MOST_TOGETHER: Final = 2000


def among(*states: ReminderState) -> ColumnElement[bool]:
    """Whether a reminder is in one of these states, written as the partial indexes are.

    The words stand in the statement itself: SQLite takes a partial index for nothing else.
    """
    words: BindParameter[Any] = bindparam(
        "states", value=list(states), expanding=True, literal_execute=True, unique=True
    )
    return _ROWS.c.state.in_(words)


def waits() -> ColumnElement[bool]:
    """Not sent, and not taken on by anybody."""
    return among(ReminderState.PLANNED, ReminderState.FAILED)


def taken_on() -> ColumnElement[bool]:
    """Taken on by a worker."""
    return among(ReminderState.LEASED, ReminderState.SENDING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A reminder that this worker alone may send, as it was when it was claimed."""

    id: int
    activity_id: int | None
    revision: int
    attempts: int
    message_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What one worker hands over as one message; `lease_until` is UTC, and its fence with the worker."""

    message_id: str
    contact_id: int
    channel: Channel
    worker: str
    lease_until: datetime
    rows: tuple[Claimed, ...]

    @property
    def bundle(self) -> Bundle:
        """The same, as it is composed."""
        return Bundle(
            message_id=self.message_id,
            contact_id=self.contact_id,
            channel=self.channel,
            reminder_ids=self.ids,
        )

    @property
    def ids(self) -> tuple[int, ...]:
        """Of its reminders."""
        return tuple(row.id for row in self.rows)

    def halves(self) -> tuple["Parcel", "Parcel"]:
        """Its reminders as two messages; a message of one is that reminder's own."""
        middle = len(self.rows) // 2
        return self._of(self.rows[:middle]), self._of(self.rows[middle:])

    def _of(self, rows: tuple[Claimed, ...]) -> "Parcel":
        ids = [row.message_id for row in rows]
        return replace(self, rows=rows, message_id=ids[0] if len(ids) == 1 else message_id(" ".join(ids)))


def due(now: datetime) -> ColumnElement[bool]:
    """What waits to be sent at `now` and has not expired."""
    c = _ROWS.c
    return and_(
        waits(),
        c.due_utc <= now,
        or_(c.next_try.is_(None), c.next_try <= now),
        c.expires_utc > now,
    )


def anything_due(database: Database, *, now: datetime, channels: Collection[Channel] = CHANNELS) -> bool:
    """Whether a claim would find something: a look that keeps no writer waiting."""
    query = select(_ROWS.c.id).where(due(now), _ROWS.c.channel.in_(channels)).limit(1)
    with database.troubles(), database.read_engine.begin() as connection:
        return connection.execute(query).first() is not None


def try_anew(database: Database) -> None:
    """Forget until when anything waits: the clock by which that was reckoned was wrong."""
    with database.transaction() as connection:
        waiting = and_(waits(), _ROWS.c.next_try.is_not(None))
        connection.execute(update(_ROWS).where(waiting).values(next_try=None))


def next_due(database: Database, *, now: datetime) -> datetime | None:
    """The first instant after `now` at which something falls due or is to be tried again."""
    c = _ROWS.c
    falls_due = select(func.min(c.due_utc)).where(waits(), c.due_utc > now)
    again = select(func.min(c.next_try)).where(waits(), c.due_utc <= now, c.next_try > now)
    with database.troubles(), database.read_engine.begin() as connection:
        instants_ = [connection.execute(query).scalar() for query in (falls_due, again)]
    return min((one for one in instants_ if one is not None), default=None)


def claim(
    database: Database,
    *,
    now: datetime,
    worker: str,
    channels: Collection[Channel] = CHANNELS,
    limit: int = 50,
    lease: timedelta = LEASE,
) -> list[Parcel]:
    """Lease what is due for up to `limit` contacts, those who wait longest first, a message each.

    None when nothing is left that may go now.
    """
    parcels: list[Parcel] = []
    put_off = True
    while put_off and not parcels:
        with database.transaction() as connection:
            contact_ids = _contacts(connection, now, channels, limit)
            rows = _waiting(connection, contact_ids, channels, now)
            found = _sort_out(rows, _paces(connection, contact_ids, rows, now), now)
            _keep_whole(connection, found.values(), now)
            parcels = [
                parcel
                for place, one in found.items()
                for parcel in _parcels(place, one, rows, worker, now + lease)
            ]
            put_off = _put_off(connection, found.values())
            _lease(connection, parcels, worker, now + lease)
    return parcels


def going(
    connection: Connection, contact_ids: Collection[int], now: datetime
) -> dict[tuple[int, Channel], Sorted]:
    """What a claim would do for these contacts, by contact and channel; nothing is leased."""
    rows = _waiting(connection, sorted(contact_ids), CHANNELS, now)
    return _sort_out(rows, _paces(connection, sorted(contact_ids), rows, now), now)


def put_off(connection: Connection, contact_ids: Collection[int], now: datetime) -> None:
    """Write down until when what is due for these contacts waits, as the next claim would."""
    _put_off(connection, going(connection, contact_ids, now).values())


def _contacts(
    connection: Connection, now: datetime, channels: Collection[Channel], limit: int
) -> Sequence[int]:
    """Up to `limit` contacts for whom something is due, locked where the database can."""
    c = _ROWS.c
    on_the_way = select(c.contact_id).where(taken_on())
    longest = (
        select(c.contact_id)
        .where(due(now), c.channel.in_(channels))
        .where(or_(c.kind.in_(AT_ONCE), c.contact_id.not_in(on_the_way)))
        .order_by(c.due_utc, c.id)
        .limit(limit * _MOST_ROWS)
        .with_for_update(skip_locked=True)
    )
    ids = list(dict.fromkeys(connection.execute(longest).scalars()))[:limit]
    # Not as strong as it could be: new reminders refer to the contact, and need not wait for us.
    free = select(_CONTACTS.c.id).where(_CONTACTS.c.id.in_(ids))
    free = free.with_for_update(key_share=True, skip_locked=True)
    return list(connection.execute(free).scalars()) if ids else []


def _waiting(
    connection: Connection, contact_ids: Sequence[int], channels: Collection[Channel], now: datetime
) -> dict[int, Row[Any]]:
    """By id: what is due for these contacts now or within a day, in the order in which it is due."""
    if not contact_ids:
        return {}
    c, a = _ROWS.c, _ACTIVITIES.c
    query = (
        select(
            *(c.id, c.activity_id, c.contact_id, c.channel, c.kind, c.revision, c.attempts, c.ambiguous),
            *(c.due_utc, c.expires_utc, c.state, c.bundle, c.message_id, c.dedupe_key),
            *(_PLANS.c.time_zone, a.starts_on, a.ends_on, a.start_time, a.end_time),
        )
        .outerjoin(_ACTIVITIES, a.id == c.activity_id)
        .outerjoin(_PLANS, _PLANS.c.id == c.plan_id)
        .where(
            c.contact_id.in_(contact_ids),
            c.channel.in_(channels),
            waits(),
            c.due_utc <= now + _A_DAY,
            or_(c.next_try.is_(None), c.next_try <= now, c.due_utc > now),
            c.expires_utc > now,
        )
        .order_by(c.due_utc, c.id)
        .limit(_MOST_TOGETHER)
        .with_for_update(skip_locked=True, of=_ROWS)
    )
    found: Iterable[Any] = connection.execute(query)
    return {row.id: row for row in found}


def _paces(
    connection: Connection, contact_ids: Sequence[int], rows: Mapping[int, Row[Any]], now: datetime
) -> dict[int, Pace]:
    """How each contact may be written to now."""
    if not contact_ids:
        return {}
    c = _ROWS.c
    zones = {row.contact_id: row.time_zone for row in rows.values() if row.time_zone}
    ordinary = and_(c.contact_id.in_(contact_ids), c.kind.not_in(AT_ONCE))
    # Asked first: a receipt that comes in between is seen in one of the two answers.
    on_the_way = select(c.contact_id).where(c.contact_id.in_(contact_ids), taken_on()).distinct()
    busy = set(connection.execute(on_the_way).scalars())
    last = select(c.contact_id, func.max(c.sent_at).label("last")).where(ordinary, c.sent_at > now - _A_DAY)
    t = _ATTEMPTS.c
    doubtful = (
        select(c.contact_id, func.max(t.started_at).label("last"))
        .join(_ATTEMPTS, t.reminder_id == c.id)
        .where(ordinary, c.ambiguous, t.outcome == AttemptOutcome.AMBIGUOUS, t.started_at > now - _A_DAY)
    )
    lasts: dict[int, datetime] = {}
    for query in (last, doubtful):
        for row in connection.execute(query.group_by(c.contact_id)):
            lasts[row.contact_id] = max(row.last, lasts.get(row.contact_id, row.last))
    hours = select(_CONTACTS.c.id, _CONTACTS.c.quiet_from, _CONTACTS.c.quiet_to)
    return {
        contact_id: Pace(
            time_zone=zones.get(contact_id, Pace().time_zone),
            quiet_from=quiet_from,
            quiet_to=quiet_to,
            last=lasts.get(contact_id),
            busy=contact_id in busy,
        )
        for contact_id, quiet_from, quiet_to in connection.execute(
            hours.where(_CONTACTS.c.id.in_(contact_ids))
        )
    }


def _sort_out(
    rows: Mapping[int, Row[Any]], paces: Mapping[int, Pace], now: datetime
) -> dict[tuple[int, Channel], Sorted]:
    """By contact and channel."""
    found: dict[tuple[int, Channel], list[Waiting]] = defaultdict(list)
    for row in rows.values():
        found[row.contact_id, row.channel].append(_as_waiting(row))
    return {place: sort_out(some, paces[place[0]], now) for place, some in found.items()}


def _keep_whole(connection: Connection, sorted_out: Iterable[Sorted], now: datetime) -> None:
    """What may have arrived is repeated whole, or waits: one part after the other would be three messages.

    A part may be locked by an edit that is being made, or not taken back yet from whoever died with it.
    """
    c = _ROWS.c
    repeated = {message: one for one in sorted_out for message in one.repeated}
    if not repeated:
        return
    parts = select(c.bundle, func.count().label("parts"))
    parts = parts.where(c.bundle.in_(repeated), or_(waits(), taken_on()), c.expires_utc > now)
    for message, number in connection.execute(parts.group_by(c.bundle)):
        one = repeated[message]
        if len(one.repeated[message]) != number:
            one.later.update(dict.fromkeys(one.repeated.pop(message), now + _A_LITTLE))


def _as_waiting(row: Row[Any]) -> Waiting:
    return Waiting(
        id=row.id,
        kind=row.kind,
        due=row.due_utc,
        expires=row.expires_utc,
        begins=_span(row)[0],
        ends=_span(row)[1],
        repeats=row.bundle if row.ambiguous else None,
        tried=row.state is ReminderState.FAILED,
    )


def _span(row: Row[Any]) -> tuple[datetime | None, datetime | None]:
    """When its activity begins and ends, where that is asked."""
    if row.activity_id is None or row.kind not in _ASKED_WHEN:
        return None, None
    return instants(row.starts_on, row.ends_on, row.start_time, row.end_time, row.time_zone)


def _parcels(
    place: tuple[int, Channel], found: Sorted, rows: Mapping[int, Row[Any]], worker: str, until: datetime
) -> Iterable[Parcel]:
    contact_id, channel = place
    for message, ids in ((_new_id([rows[one] for one in found.together]), found.together),
                         *found.repeated.items()):  # fmt: skip
        if ids:
            yield Parcel(
                message_id=message,
                contact_id=contact_id,
                channel=channel,
                worker=worker,
                lease_until=until,
                rows=tuple(_claimed(rows[one]) for one in ids),
            )


def _new_id(rows: Sequence[Row[Any]]) -> str:
    """One reminder's own Message-ID; that of several follows from their keys.

    What may have arrived at another revision is another message now, though its key is the same.
    """
    if len(rows) == 1 and not rows[0].ambiguous:
        return str(rows[0].message_id)
    keys = (f"{row.dedupe_key}|{row.revision}" if row.ambiguous else row.dedupe_key for row in rows)
    return message_id(" ".join(sorted(keys)))


def _claimed(row: Row[Any]) -> Claimed:
    return Claimed(
        id=row.id,
        activity_id=row.activity_id,
        revision=row.revision,
        attempts=row.attempts,
        message_id=row.message_id,
    )


def _put_off(connection: Connection, sorted_out: Iterable[Sorted]) -> bool:
    later = [{"row": row_id, "until": until} for one in sorted_out for row_id, until in one.later.items()]
    if later:
        statement = update(_ROWS).where(_ROWS.c.id == bindparam("row")).values(next_try=bindparam("until"))
        connection.execute(statement, later)
    return bool(later)


def _lease(connection: Connection, parcels: Sequence[Parcel], worker: str, until: datetime) -> None:
    ids = [row_id for parcel in parcels for row_id in parcel.ids]
    if ids:
        values = {"state": ReminderState.LEASED, "worker": worker, "lease_until": until}
        connection.execute(update(_ROWS).where(_ROWS.c.id.in_(ids)).values(**values))
