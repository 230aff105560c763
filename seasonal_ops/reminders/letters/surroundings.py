"""What stands around a batch of activities: who does them, what they count, whom to ring. Read at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session, col, select

from seasonal_ops.feeds.gather import events
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.models import (
    Activity,
    Assignment,
    Contact,
    ContactDetail,
    Measure,
    Partner,
    Plan,
    PlanActivity,
    Response,
    key,
)
from seasonal_ops.names import joined
from seasonal_ops.reminders.letters.wording import Silent
from seasonal_ops.reminders.shapes import Schedule
from seasonal_ops.words import Answer, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A contact as others may be told of it; empty is what is not known."""

    contact_id: int
    partner_id: int
    partner: str
    name: str = ""
    phone: str = ""
    email: str = ""
    deputy: bool = False

    @property
    def ring(self) -> str:
        """`Control room 01632 960000`: whom to ring, empty without a number."""
        return (
            " ".join(part for part in (self.name or self.partner, self.phone) if part) if self.phone else ""
        )

    @property
    def asked(self) -> str:
        """`Control room, 01632 960000`: whom to ask, empty without a number."""
        return f"{self.name or self.partner}, {self.phone}" if self.phone else ""

    @property
    def signature(self) -> str:
        """`Robin Sample (Council)`; a name that holds its partner's does not repeat it."""
        told = not self.name or self.partner.casefold() in self.name.casefold()
        return self.name or self.partner if told else f"{self.name} ({self.partner})"

    @property
    def reached(self) -> str:
        """How to reach it best: by its number, else its address."""
        return self.ring or f"{self.name} {self.email} (no number is known)".strip()


@dataclass(frozen=True, slots=True)
class Heard:
    """When an activity is, and what it is called, as far as a contact was told; `anything` is whether it was.

    Whoever was told nothing goes by how things stood at the revision that the notice is about.
    """

    anything: bool
    schedule: Schedule
    title: str


@dataclass(slots=True)
class Surroundings:
    """By activity: its assignments with their partners' names, measures and calendar event.

    By id: people; of each notice, what its contact had heard before (`heard`); and of an assignment whose
    partner proposed another date, that date.
    """

    assigned: dict[int, list[tuple[Assignment, str]]] = field(default_factory=lambda: defaultdict(list))
    measures: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    events: dict[int, CalendarEvent] = field(default_factory=dict)
    people: dict[int, Person] = field(default_factory=dict)
    at_partner: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))
    heard: dict[int, Heard] = field(default_factory=dict)
    proposed: dict[int, date] = field(default_factory=dict)

    def names(self, activity_id: int, role: Role, *, without: int) -> tuple[str, ...]:
        """The partners of this role, but the one."""
        found = self.assigned.get(activity_id, ())
        return tuple(name for one, name in found if one.role is role and one.partner_id != without)

    def silent(self, activity_id: int, *, without: int) -> tuple[Silent, ...]:
        """The partners that have not answered, with whom to ring there.

        The reader's own, `without`, is one only when there is no other.
        """
        asked = [row for row in self.assigned.get(activity_id, ()) if row[0].answer is Answer.ASKED]
        others = tuple(
            Silent(name, self._reached(one.partner_id)) for one, name in asked if one.partner_id != without
        )
        return others or tuple(Silent(name) for _one, name in asked)

    def stood_in_for(self, partner_id: int) -> str:
        """Whom a deputy of the partner stands in for: by name where there is one, else the partner."""
        people = self.at_partner.get(partner_id, [])
        named = [one.name for one in people if one.name and not one.deputy]
        return joined(named, "or") or next((one.partner for one in people), "your partner")

    def _reached(self, partner_id: int) -> str:
        people = self.at_partner.get(partner_id, [])
        return "; ".join(one.reached for one in people) or "nobody is known there"


def surroundings(session: Session, activities: Sequence[Activity], plans: Iterable[Plan]) -> Surroundings:
    """All of it, in a handful of queries however many activities there are."""
    known = {key(activity): activity for activity in activities}
    found = Surroundings(events=events(session, list(known.values())))
    _read_assigned(session, known, found)
    _read_measures(session, known, found)
    _read_proposed(session, found)
    partner_ids = {one.partner_id for rows in found.assigned.values() for one, _name in rows}
    wanted = {plan.lead_contact_id for plan in plans} | {one.night_contact_id for one in known.values()}
    _read_people(session, {one for one in wanted if one is not None}, partner_ids, found)
    return found


def _read_assigned(session: Session, known: Mapping[int, Activity], found: Surroundings) -> None:
    query = (
        select(Assignment, Partner.name)
        .join(Partner, col(Partner.id) == col(Assignment.partner_id))
        .where(col(Assignment.activity_id).in_(known), col(Assignment.ended_at).is_(None))
        .order_by(col(Partner.name))
    )
    for assignment, name in session.exec(query):
        if assignment.answer is not Answer.DECLINED:
            found.assigned[assignment.activity_id].append((assignment, name))


def _read_proposed(session: Session, found: Surroundings) -> None:
    proposing = [
        one.id for rows in found.assigned.values() for one, _name in rows if one.answer is Answer.PROPOSED
    ]
    query = select(Response).where(col(Response.assignment_id).in_(proposing))
    # The newest of an assignment is read last, and stays.
    for said in session.exec(query.order_by(col(Response.id))) if proposing else ():
        if said.proposed_on is not None:
            found.proposed[said.assignment_id] = said.proposed_on


def _read_measures(session: Session, known: Mapping[int, Activity], found: Surroundings) -> None:
    query = (
        select(PlanActivity.activity_id, Measure.slug, Measure.name)
        .join(Measure, col(Measure.plan_id) == col(PlanActivity.plan_id))
        .where(col(PlanActivity.activity_id).in_(known), col(PlanActivity.home))
    )
    for activity_id, slug, name in session.exec(query):
        found.measures[activity_id][slug] = name


def _read_people(session: Session, contact_ids: set[int], partner_ids: set[int], found: Surroundings) -> None:
    """Those contacts, and all of those partners who are still there."""
    query = (
        select(Contact, ContactDetail, Partner.name)
        .join(ContactDetail, col(ContactDetail.contact_id) == col(Contact.id))
        .join(Partner, col(Partner.id) == col(Contact.partner_id))
        .where(col(Contact.id).in_(contact_ids) | col(Contact.partner_id).in_(partner_ids))
        .where(col(Contact.left_on).is_(None))
        .order_by(col(Contact.deputy), col(Contact.id))
    )
    for contact, detail, partner in session.exec(query):
        person = Person(
            contact_id=key(contact),
            partner_id=contact.partner_id,
            partner=partner,
            name=detail.name,
            phone=detail.phone,
            email=detail.email,
            deputy=contact.deputy,
        )
        found.people[person.contact_id] = person
        found.at_partner[person.partner_id].append(person)
