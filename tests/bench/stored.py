"""Reminders in a database, many of them, of which some are due: what the bench sends.

Rows are written without the rules where what is measured is sending, and by the rules where it is
planning. Each contact has at most one reminder that is due (`together` more), for all that is due for one
goes out as one message.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import Session

from seasonal_ops.db import Database, batched
from seasonal_ops.models import (
    Activity,
    Assignment,
    Contact,
    ContactDetail,
    Partner,
    Plan,
    PlanActivity,
    Reminder,
    ReminderRule,
    key,
)
from seasonal_ops.models.base import insert_all
from seasonal_ops.words import Answer, ReminderKind, ReminderState, Role

NOW: Final = datetime(2026, 10, 16, 8, tzinfo=UTC)
_LONG_AGO: Final = NOW - timedelta(days=60)
_CONTACTS: Final = 5  # of a partner
_PARTNERS_ASKED: Final = 4  # for an activity
_DAYS_BEFORE: Final = (-28, -14, -7, -2, 0)
_FIRST: Final = date(2026, 12, 1)


@dataclass(frozen=True, slots=True)
class Partnership:
    """The ids of what was made."""

    plan: int
    activities: tuple[int, ...]
    contacts: tuple[int, ...]


def partnership(session: Session, *, partners: int, activities: int) -> Partnership:
    """A live plan: five contacts a partner, four partners an activity, all ahead, no reminder planned yet."""
    plan = Plan(slug="bench-2026", name="Bench 2026", template="bench", year=2026, begins=NOW.date(),
                live_at=_LONG_AGO, created_at=_LONG_AGO)  # fmt: skip
    session.add(plan)
    session.flush()
    session.add_all(ReminderRule(plan_id=key(plan), **rule) for rule in _rules())
    stamp = {"created_at": _LONG_AGO}
    made = insert_all(
        session, Partner, [{"slug": f"p{n}", "name": f"Partner {n}", **stamp} for n in range(partners)]
    )
    people = [{"partner_id": key(one), **stamp} for one in made for _ in range(_CONTACTS)]
    contacts = insert_all(session, Contact, people)
    details = [
        {"contact_id": key(one), "email": f"c{one.id}@example.org", "name": "Sergeant"} for one in contacts
    ]
    session.execute(insert(ContactDetail), [{"url": "", "phone": "", **one} for one in details])
    rows = insert_all(session, Activity, [_activity(number) for number in range(activities)])
    session.add_all(PlanActivity(plan_id=key(plan), activity_id=key(row)) for row in rows)
    asked = [_assignment(row, made[(number + n) % partners]) for number, row in enumerate(rows)
             for n in range(min(_PARTNERS_ASKED, partners))]  # fmt: skip
    insert_all(session, Assignment, asked)
    return Partnership(key(plan), tuple(key(row) for row in rows), tuple(key(one) for one in contacts))


def _rules() -> Iterator[dict[str, Any]]:
    for days in _DAYS_BEFORE:
        yield {"key": f"before{days}", "kind": ReminderKind.BEFORE, "days": days, "at": time(9)}
    yield {"key": "changed", "kind": ReminderKind.CHANGED}
    yield {"key": "cancelled", "kind": ReminderKind.CANCELLED}


def _activity(number: int) -> dict[str, Any]:
    on = _FIRST + timedelta(days=number % 90)
    times = {"starts_on": on, "ends_on": on, "start_time": time(18), "end_time": time(22)}
    said = {"title": f"Patrol {number}", "location": "Coronation Park", "meet": "Rear yard, 17:45"}
    return {"uid": str(uuid.uuid4()), **said, **times, "created_at": _LONG_AGO, "revised_at": _LONG_AGO}


def _assignment(activity: Activity, partner: Partner) -> dict[str, Any]:
    asked = {"role": Role.SUPPORT, "answer": Answer.ACCEPTED, "asked_at": _LONG_AGO}
    return {"activity_id": key(activity), "partner_id": key(partner), **asked}


def store(database: Database, *, stored: int, due: int, together: int = 1) -> Partnership:
    """So many rows, of which `due` are due now, `together` for each contact, and the rest next summer."""
    with database.write() as session:
        made = partnership(session, partners=-(-due // (together * _CONTACTS)), activities=100)
        rows = (_row(made, number, due, together) for number in range(stored))
        for some in batched(rows, 10_000):
            session.execute(insert(Reminder), list(some))
    if not database.is_sqlite:
        with database.write_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    return made


def _row(made: Partnership, number: int, due: int, together: int) -> dict[str, Any]:
    contact = made.contacts[(number // together) % len(made.contacts)]
    at = NOW - timedelta(minutes=1) if number < due else NOW + timedelta(days=240 + number % 30)
    return {
        "dedupe_key": f"{number}|bench",
        "message_id": f"<{number}@bench.invalid>",
        "plan_id": made.plan,
        "activity_id": made.activities[number % len(made.activities)],
        "contact_id": contact,
        "kind": ReminderKind.BEFORE,
        "state": ReminderState.PLANNED,
        "due_utc": at,
        "created_at": _LONG_AGO,
        "expires_utc": at + timedelta(days=30),
        "revision": 0,
        "attempts": 0,
        "ambiguous": False,
        "channel": "mail",
        "note": "",
        "held_for": "",
    }
