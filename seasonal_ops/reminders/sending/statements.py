"""The statements that run for each message, made once: making one costs as much as running it."""

from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Integer,
    String,
    Table,
    Update,
    any_,
    bindparam,
    case,
    insert,
    literal,
    or_,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import SQLModel

import seasonal_ops.models  # noqa: F401  (registers the tables)
from seasonal_ops.models.base import UtcDateTime
from seasonal_ops.reminders.rows import FREE
from seasonal_ops.words import AttemptOutcome, ReminderState

_ROWS: Final[Table] = SQLModel.metadata.tables["reminder"]
_ATTEMPTS: Final[Table] = SQLModel.metadata.tables["delivery_attempt"]
_ACTIVITIES: Final[Table] = SQLModel.metadata.tables["activity"]
_CONTACTS: Final[Table] = SQLModel.metadata.tables["contact"]


def _among(column: Column[Any], name: str) -> ColumnElement[bool]:
    """In a list, which is written into the statement anew each time."""
    return column.in_(bindparam(name, expanding=True))


def _is(column: Column[Any], name: str) -> ColumnElement[bool]:
    return column == bindparam(name)


def _in_array(column: Column[Any], name: str) -> ColumnElement[bool]:
    """In an array of PostgreSQL, which is one parameter however long it is."""
    return column == any_(bindparam(name, type_=ARRAY(Integer)))


def _stands(state: ReminderState) -> ColumnElement[bool]:
    """In this state, of a row that is found by its id.

    Put so that PostgreSQL does not go through its index of leases instead, which under load is full of
    rows that are settled by now.
    """
    return _ROWS.c.state.concat("") == state.value


def _marking(ids: ColumnElement[bool]) -> Update:
    """Being sent from now on: what this worker holds by this lease, planned for the schedule that stands.

    Not what comes too late by now, and nothing to a contact that has left or wants nothing more.
    """
    c, a, k = _ROWS.c, _ACTIVITIES.c, _CONTACTS.c
    current = select(a.id).where(a.id == c.activity_id, a.schedule_revision == c.revision)
    reached = select(k.id).where(k.id == c.contact_id, k.left_on.is_(None), k.opted_out_at.is_(None))
    again = (c.bundle == bindparam("message"), c.copies + 1)
    return (
        update(_ROWS)
        .where(ids, _stands(ReminderState.LEASED))
        .where(c.worker == bindparam("by"), c.lease_until == bindparam("lease"))
        .where(or_(c.activity_id.is_(None), current.exists()))
        .where(c.expires_utc > bindparam("now", type_=UtcDateTime), reached.exists())
        .values(
            state=ReminderState.SENDING,
            attempts=c.attempts + 1,
            lease_until=bindparam("until"),
            bundle=bindparam("message"),
            copies=case(again, else_=1),
        )
    )


def _taking(ids: ColumnElement[bool]) -> Update:
    """Taken by the other side, as this worker says who was sending it."""
    return (
        update(_ROWS)
        .where(ids, _stands(ReminderState.SENDING), _ROWS.c.worker == bindparam("by"))
        .values(state=ReminderState.SENT, sent_at=bindparam("ended"), next_try=None, **FREE)
    )


def _turning() -> CompoundSelect[Any]:
    """The receipt of one message and the mark of the next in one statement of PostgreSQL.

    Rows of ("taken" or "marked", id).
    """
    c = _ROWS.c
    taken = _taking(_in_array(c.id, "taken_ids")).returning(c.id, c.attempts).cte("taken")
    seen = select(
        *(taken.c.id, taken.c.attempts, bindparam("by", type_=String)),
        *(bindparam("started", type_=UtcDateTime), bindparam("ended", type_=UtcDateTime)),
        *(literal(AttemptOutcome.SENT.value), literal("")),
    )
    columns = ["reminder_id", "attempt", "worker", "started_at", "ended_at", "outcome", "detail"]
    logged = insert(_ATTEMPTS).from_select(columns, seen, include_defaults=False).cte("logged")
    marked = _marking(_in_array(c.id, "ids")).returning(c.id).cte("marked")
    rows = union_all(select(literal("taken"), taken.c.id), select(literal("marked"), marked.c.id))
    return rows.add_cte(logged)


MARK: Final = _marking(_among(_ROWS.c.id, "ids")).returning(_ROWS.c.id)
MARK_ONE: Final = _marking(_is(_ROWS.c.id, "ids"))
TAKE: Final = _taking(_among(_ROWS.c.id, "ids"))
TAKE_ONE: Final = _taking(_is(_ROWS.c.id, "ids"))
LOG: Final = insert(_ATTEMPTS).inline()
TURN: Final = _turning()
