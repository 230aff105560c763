"""A partnership whose reminders fall due while the run lasts.

Each partner has activities of one theme, and the theme's rule has its own moment of the run: all of a
partner's contacts get several reminders in one message. One more activity falls due later the same
day and one on the next, so that "one mail a person and day" is put to the test. The product's own rules
make the reminders.
"""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import Session, select

from seasonal_ops import reminders
from seasonal_ops.db import Database
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
from seasonal_ops.words import Answer, ReminderKind, Role

# A Monday morning, by the clocks of London an hour later.
START: Final = datetime(2026, 10, 5, 8, tzinfo=UTC)
AHEAD: Final = timedelta(days=14)
CONTACTS: Final = 4
SAME_TIME, LATER, NEXT_DAY = 4, 1, 1
_PER_PARTNER: Final = SAME_TIME + LATER + NEXT_DAY
_SLOTS: Final = 200
_BEFORE_ALL: Final = START - timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Size:
    """How many of what; `lasting` is how long the run is by its own clock."""

    partners: int
    lasting: timedelta

    @classmethod
    def of(cls, wanted: int, lasting: timedelta) -> "Size":
        """As many partners as give about so many reminders."""
        return cls(max(1, wanted // (CONTACTS * _PER_PARTNER)), lasting)


def fill(database: Database, size: Size, rng: random.Random) -> int:
    """The partnership, live; how many reminders the rules made of it."""
    with database.write() as session:
        plan = _plan(session, size.lasting)
        partners = _partners(session, size.partners)
        _activities(session, plan, partners, rng)
        session.flush()
        reminders.reconcile(session, START)
        return len(session.exec(select(Reminder.id)).all())


def _plan(session: Session, lasting: timedelta) -> Plan:
    plan = Plan(slug="soak-2026", name="Soak 2026", template="soak", year=2026, begins=START.date(),
                live_at=_BEFORE_ALL, created_at=_BEFORE_ALL)  # fmt: skip
    session.add(plan)
    session.flush()
    rules = [_rule(slot, lasting) for slot in range(_SLOTS)]
    rules += [{"key": kind.value, "kind": kind} for kind in (ReminderKind.CHANGED, ReminderKind.CANCELLED)]
    session.add_all(ReminderRule(plan_id=key(plan), **rule) for rule in rules)
    return plan


def _rule(slot: int, lasting: timedelta) -> dict[str, Any]:
    local = START + timedelta(hours=1) + lasting * slot / _SLOTS
    at, theme = time(local.hour, local.minute, local.second), f"t{slot}"
    days = -AHEAD.days
    return {"key": theme, "kind": ReminderKind.BEFORE, "days": days, "at": at, "themes": [theme]}


def _partners(session: Session, number: int) -> list[Partner]:
    stamp = {"created_at": _BEFORE_ALL}
    names = [{"slug": f"p{n}", "name": f"Partner {n}", **stamp} for n in range(number)]
    partners = insert_all(session, Partner, names)
    people = [{"partner_id": key(one), **stamp} for one in partners for _ in range(CONTACTS)]
    contacts = insert_all(session, Contact, people)
    details = [
        {"contact_id": key(one), "email": f"c{one.id}@example.org", "name": f"C {one.id}"} for one in contacts
    ]
    session.execute(insert(ContactDetail), [{"url": "", "phone": "", **one} for one in details])
    return partners


def _activities(session: Session, plan: Plan, partners: list[Partner], rng: random.Random) -> None:
    made = [(partner, values) for partner in partners for values in _of_partner(rng)]
    rows = insert_all(session, Activity, [values for _, values in made])
    session.add_all(PlanActivity(plan_id=key(plan), activity_id=key(row)) for row in rows)
    accepted = {"role": Role.SUPPORT, "answer": Answer.ACCEPTED, "asked_at": _BEFORE_ALL}
    asked = [
        {"activity_id": key(row), "partner_id": key(partner), **accepted}
        for (partner, _), row in zip(made, rows, strict=True)
    ]
    insert_all(session, Assignment, asked)


def _of_partner(rng: random.Random) -> Iterator[dict[str, Any]]:
    first = rng.randrange(_SLOTS)
    later = rng.randrange(first, _SLOTS)
    yield from (_activity(first, 0, rng) for _ in range(SAME_TIME))
    yield from (_activity(later, 0, rng) for _ in range(LATER))
    yield from (_activity(first, 1, rng) for _ in range(NEXT_DAY))


def _activity(slot: int, days: int, rng: random.Random) -> dict[str, Any]:
    on = (START + AHEAD + timedelta(days=days)).date()
    # From the run's own dice, so that a seed makes the same rows again.
    uid = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    times = {"starts_on": on, "ends_on": on, "start_time": time(18), "end_time": time(22)}
    stamps = {"created_at": _BEFORE_ALL, "revised_at": _BEFORE_ALL}
    return {"uid": uid, "title": f"Patrol {uid[:4]}", "theme": f"t{slot}", **times, **stamps}
