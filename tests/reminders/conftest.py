"""A small partnership in a database, and the edits that reminders react to."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from seasonal_ops import facts, reminders
from seasonal_ops.db import Database
from seasonal_ops.facts import SYSTEM
from seasonal_ops.journal import record, snapshot
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
from seasonal_ops.nights import instant
from seasonal_ops.reminders.sending import Sent, run_once
from seasonal_ops.reminders.transport import Message
from seasonal_ops.words import Answer, Channel, ReminderKind, ReminderState, Role, Status

LONDON = "Europe/London"
RULES: tuple[dict[str, Any], ...] = (
    {"key": "two-weeks", "kind": ReminderKind.BEFORE, "days": -14, "at": time(9)},
    {"key": "two-days", "kind": ReminderKind.BEFORE, "days": -2, "at": time(9)},
    {"key": "morning", "kind": ReminderKind.BEFORE, "days": 0, "at": time(7), "catch_up": "until-midnight"},
    {"key": "counts", "kind": ReminderKind.AFTER, "days": 1, "at": time(9)},
    {"key": "answer", "kind": ReminderKind.UNANSWERED, "days": 5, "at": time(9), "audience": "unanswered"},
    {"key": "overdue", "kind": ReminderKind.OVERDUE, "days": 1, "at": time(9), "audience": "leads"},
    {"key": "changed", "kind": ReminderKind.CHANGED},
    {"key": "cancelled", "kind": ReminderKind.CANCELLED},
    {"key": "digest", "kind": ReminderKind.DIGEST, "at": time(8), "audience": "leads"},
)


def at(text: str) -> datetime:
    """An instant by the clocks of London: `2026-10-30 07:00`."""
    local = datetime.fromisoformat(text)
    return instant(local.date(), local.time(), LONDON)


@dataclass
class Recorder:
    """A transport by hand: keeps what it took, and fails as told, by address."""

    taken: list[Message] = field(default_factory=list)
    failing: dict[str, Exception] = field(default_factory=dict)

    def send(self, message: Message) -> None:
        if message.address in self.failing:
            raise self.failing[message.address]
        self.taken.append(message)

    @property
    def subjects(self) -> list[str]:
        return [message.subject for message in self.taken]


@dataclass
class World:
    """One plan, its partners and activities; `now` moves as the test says."""

    database: Database
    now: datetime = datetime(2026, 6, 1, 11, tzinfo=UTC)
    post: Recorder = field(default_factory=Recorder)
    plan_id: int = 0

    at = staticmethod(at)

    def clock(self) -> datetime:
        return self.now

    def ready(self, live: str = "2026-09-01 12:00", role: Role = Role.SUPPORT) -> tuple[int, int]:
        """An activity on 30 October 18:00–22:00 with one accepted partner, its plan live from `live`."""
        activity, partner = self.activity("2026-10-30"), self.partner("police")
        self.assign(activity, partner, role)
        self.answer(activity, partner, Answer.ACCEPTED)
        self.now = at(live)
        self.go_live()
        return activity, partner

    def draft(self) -> None:
        with self.database.write() as session:
            plan = Plan(slug="sparx-2026", name="Sparx 2026", template="sparx", year=2026,
                        begins=date(2026, 5, 1), starts_on=date(2026, 9, 1), ends_on=date(2026, 11, 20),
                        created_at=self.now)  # fmt: skip
            session.add(plan)
            session.flush()
            self.plan_id = key(plan)
            session.add_all(ReminderRule(plan_id=self.plan_id, **rule) for rule in RULES)

    def go_live(self) -> None:
        with self.database.write() as session:
            plan = session.get_one(Plan, self.plan_id)
            plan.live_at = self.now
            session.add(plan)
            session.flush()
            ids = session.exec(select(PlanActivity.activity_id)).all()
            reminders.replan(session, ids, self.now)

    def partner(self, slug: str, *, contacts: int = 1, deputy: bool = False) -> int:
        with self.database.write() as session:
            partner = Partner(slug=slug, name=slug.title(), created_at=self.now)
            session.add(partner)
            session.flush()
        for number in range(contacts):
            self.contact(key(partner), f"{slug}{number or ''}@example.org", name=slug.title(), deputy=deputy)
        return key(partner)

    def contact(self, partner_id: int, email: str, *, name: str = "", **values: Any) -> int:
        """Somebody more at a partner."""
        with self.database.write() as session:
            contact = Contact(partner_id=partner_id, created_at=self.now, **values)
            session.add(contact)
            session.flush()
            session.add(ContactDetail(contact_id=key(contact), email=email, name=name))
            return key(contact)

    def lead(self, contact_id: int | None) -> None:
        """Whoever leads the plan's group from now on."""
        with self.database.write() as session:
            plan = session.get_one(Plan, self.plan_id)
            plan.lead_contact_id = contact_id
            session.add(plan)
            session.flush()
            reminders.replan(session, session.exec(select(PlanActivity.activity_id)).all(), self.now)

    def rule(self, name: str, kind: ReminderKind, **values: Any) -> None:
        """One rule more of the plan."""
        with self.database.write() as session:
            session.add(ReminderRule(plan_id=self.plan_id, key=name, kind=kind, **values))

    def activity(
        self, on: str, start: time | None = time(18), end: time | None = time(22), **more: Any
    ) -> int:
        """An activity in the plan; an end at or before the start is the next morning's."""
        first = date.fromisoformat(on)
        night = start is not None and end is not None and end <= start
        last = first + timedelta(days=int(night))
        values: dict[str, Any] = {"title": "joint patrol", "ends_on": last}
        with self.database.write() as session:
            times = {"starts_on": first, "start_time": start, "end_time": end}
            made = {"created_at": self.now, "revised_at": self.now}
            row = Activity(uid=str(uuid.uuid4()), **times, **made, **(values | more))
            session.add(row)
            session.flush()
            session.add(PlanActivity(plan_id=self.plan_id, activity_id=key(row)))
            self._happened(session, facts.ActivityAdded, row, None)
            return key(row)

    def assign(self, activity_id: int, partner_id: int, role: Role = Role.SUPPORT) -> None:
        with self.database.write() as session:
            activity = session.get_one(Activity, activity_id)
            before = _state(session, activity)
            row = Assignment(activity_id=activity_id, partner_id=partner_id, role=role, asked_at=self.now)
            session.add(row)
            self._happened(session, facts.PartnerAssigned, activity, before, schedule=True)

    def unassign(self, activity_id: int, partner_id: int) -> None:
        with self.database.write() as session:
            activity = session.get_one(Activity, activity_id)
            before = _state(session, activity)
            row = _assignment(session, activity_id, partner_id)
            row.ended_at = self.now
            session.add(row)
            self._happened(session, facts.PartnerUnassigned, activity, before, schedule=True)

    def answer(self, activity_id: int, partner_id: int, answer: Answer) -> None:
        with self.database.write() as session:
            activity = session.get_one(Activity, activity_id)
            before = _state(session, activity)
            row = _assignment(session, activity_id, partner_id)
            row.answer, row.answered_at = answer, self.now
            session.add(row)
            self._happened(session, facts.ResponseGiven, activity, before)

    def move(self, activity_id: int, to: str, start: time | None = None, end: time | None = None) -> None:
        with self.database.write() as session:
            activity = session.get_one(Activity, activity_id)
            before = _state(session, activity)
            days = activity.ends_on - activity.starts_on
            activity.starts_on = date.fromisoformat(to)
            activity.ends_on = activity.starts_on + days
            activity.start_time, activity.end_time = start or activity.start_time, end or activity.end_time
            self._happened(session, facts.ActivityMoved, activity, before, schedule=True)

    def edit(self, activity_id: int, **values: Any) -> None:
        with self.database.write() as session:
            activity = session.get_one(Activity, activity_id)
            before = _state(session, activity)
            for name, value in values.items():
                setattr(activity, name, value)
            self._happened(session, facts.ActivityEdited, activity, before, schedule=True)

    def cancel(self, activity_id: int) -> None:
        self.status(activity_id, Status.CANCELLED, facts.ActivityCancelled, schedule=True)

    def status(
        self,
        activity_id: int,
        status: Status,
        kind: type[facts.Fact] = facts.ActivityStatusChanged,
        *,
        schedule: bool = False,
    ) -> None:
        with self.database.write() as session:
            activity = session.get_one(Activity, activity_id)
            before = _state(session, activity)
            activity.status = status
            self._happened(session, kind, activity, before, schedule=schedule)

    def _happened(
        self,
        session: Session,
        kind: type[facts.Fact],
        activity: Activity,
        before: Any,
        *,
        schedule: bool = False,
    ) -> None:
        activity.schedule_revision += int(schedule)
        activity.revised_at = self.now
        session.add(activity)
        session.flush()
        after = _state(session, activity)
        fact = kind(subject=f"activity:{activity.id}", before=before, after=after)
        record(session, [fact], actor=SYSTEM, now=self.now)
        reminders.replan(session, [key(activity)], self.now)

    def run(self, now: str | None = None) -> Sent:
        """One round at `now`, a time in London."""
        self.now = at(now) if now else self.now
        return run_once(self.database, transports={Channel.MAIL: self.post}, clock=self.clock, worker="w1")

    def rows(self, *states: ReminderState) -> list[Reminder]:
        with self.database.read() as session:
            rows = session.exec(select(Reminder).order_by(col(Reminder.due_utc), col(Reminder.id))).all()
            return [row for row in rows if not states or row.state in states]

    def planned(self) -> list[tuple[ReminderKind, datetime]]:
        """What waits: kind and the instant in UTC."""
        return [(row.kind, row.due_utc) for row in self.rows(ReminderState.PLANNED)]


def _state(session: Session, activity: Activity) -> dict[str, Any]:
    session.flush()
    rows: Sequence[Assignment] = session.exec(
        select(Assignment).where(Assignment.activity_id == activity.id, col(Assignment.ended_at).is_(None))
    ).all()
    return {**snapshot(activity), "assignments": [snapshot(row) for row in rows]}


def _assignment(session: Session, activity_id: int, partner_id: int) -> Assignment:
    return session.exec(
        select(Assignment).where(
            Assignment.activity_id == activity_id,
            Assignment.partner_id == partner_id,
            col(Assignment.ended_at).is_(None),
        )
    ).one()


@pytest.fixture
def world(database: Database) -> World:
    """A drafted plan in an empty database, on 1 June 2026; nothing is live."""
    made = World(database)
    made.draft()
    return made


@pytest.fixture
def quick_world(sqlite_database: Database) -> World:
    """The same on SQLite alone, for behaviour in which the database has no part."""
    made = World(sqlite_database)
    made.draft()
    return made
