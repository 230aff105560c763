"""Who does it: partners, assignments, and what was answered."""

import re
from datetime import date, datetime

from sqlmodel import Session, select

from seasonal_ops.db import load
from seasonal_ops.errors import BadValue, Refused
from seasonal_ops.facts import (
    Actor,
    PartnerAdded,
    PartnerAssigned,
    PartnerChanged,
    PartnerUnassigned,
    ResponseGiven,
    RoleChanged,
)
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Assignment, Partner, Response, key
from seasonal_ops.planning.changes import changed, state_of
from seasonal_ops.planning.lookup import (
    activity_for_change,
    assignment_of,
    require_assignment,
)
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line, accept_text
from seasonal_ops.words import Answer, Role, Status


def slug_of(name: str) -> str:
    """The name as it is typed on a command line: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold())[:60].strip("-")


def add_partner(
    session: Session, *, name: str, slug: str = "", kind: str = "", capacity: int | None = None,
    actor: Actor, now: datetime,
) -> Partner:  # fmt: skip
    """Make an agency known. Raises Refused when its name is taken, BadValue for an unusable one."""
    name = accept_line(name, "the partner's name", longest=120)
    slug = slug or slug_of(name)
    if not slug:
        raise BadValue(f"the name {name!r} has no letters or digits; give the partner a name to call it by")
    if session.exec(select(Partner).where(Partner.slug == slug)).first():
        raise Refused(f"there is a partner {slug!r} already; see: seasonal-ops partner show {slug}")
    partner = Partner(slug=slug, name=name, kind=kind, capacity=_accept_capacity(capacity), created_at=now)
    session.add(partner)
    session.flush()
    added = PartnerAdded(subject=f"partner:{partner.id}", after=snapshot(partner))
    happened(session, added, actor=actor, now=now)
    return partner


def set_capacity(
    session: Session, *, partner_id: int, capacity: int | None, actor: Actor, now: datetime
) -> Partner:
    """Say how many activities a partner can man in one night; None = not said. Raises BadValue below 1."""
    partner = load(session, Partner, partner_id, "partner")
    before = snapshot(partner)
    partner.capacity = _accept_capacity(capacity)
    session.add(partner)
    session.flush()
    if snapshot(partner) != before:
        fact = PartnerChanged(subject=f"partner:{partner_id}", before=before, after=snapshot(partner))
        happened(session, fact, actor=actor, now=now)
    return partner


def _accept_capacity(capacity: int | None) -> int | None:
    if capacity is not None and not 1 <= capacity < 10_000:
        raise BadValue(f"a capacity of {capacity} cannot be; give 1 or more, or leave it out")
    return capacity


def assign(
    session: Session, *, activity_id: int, partner_id: int, role: Role = Role.SUPPORT,
    expected_version: int | None = None, actor: Actor, now: datetime,
) -> Assignment:  # fmt: skip
    """Ask a partner to lead or support an activity; asked again with another role, the role changes."""
    activity = activity_for_change(session, activity_id, expected_version)
    partner = load(session, Partner, partner_id, "partner")
    if activity.status is Status.CANCELLED:
        raise Refused(f"{activity.title!r} is cancelled; nobody can be assigned to it")
    before = state_of(session, activity)
    assignment = assignment_of(session, activity_id, partner_id)
    if assignment is not None and assignment.role is role:
        raise Refused(f"{partner.slug} is assigned to {activity.title!r} as {role} already")
    kind = PartnerAssigned if assignment is None else RoleChanged
    if assignment is None:
        assignment = Assignment(activity_id=activity_id, partner_id=partner_id, role=role, asked_at=now)
    assignment.role = role
    session.add(assignment)
    changed(session, activity, kind, before=before, visible=True, schedule=True, actor=actor, now=now)
    return assignment


def unassign(
    session: Session, *, activity_id: int, partner_id: int, expected_version: int | None = None,
    actor: Actor, now: datetime,
) -> None:  # fmt: skip
    """A partner is no longer asked; its calendar shows that the activity is no longer its own."""
    activity = activity_for_change(session, activity_id, expected_version)
    assignment = require_assignment(session, activity, partner_id)
    before = state_of(session, activity)
    assignment.ended_at = now
    session.add(assignment)
    changed(
        session,
        activity,
        PartnerUnassigned,
        before=before,
        visible=True,
        schedule=True,
        actor=actor,
        now=now,
    )


def respond(
    session: Session, *, activity_id: int, partner_id: int, answer: Answer, on: date | None = None,
    note: str = "", contact_id: int | None = None, expected_version: int | None = None,
    actor: Actor, now: datetime,
) -> Response:  # fmt: skip
    """Record what a partner said, and how it was learnt. It raises no calendar sequence.

    Raises BadValue when another date is proposed without the date, or a date given without proposing.
    """
    activity = activity_for_change(session, activity_id, expected_version)
    assignment = require_assignment(session, activity, partner_id)
    if (answer is Answer.PROPOSED) != (on is not None):
        raise BadValue("a proposal needs its date, and only a proposal has one: respond … proposed --date D")
    before = state_of(session, activity)
    response = Response(
        assignment_id=key(assignment),
        contact_id=contact_id,
        answer=answer,
        proposed_on=on,
        note=accept_text(note, "the note"),
        through=actor.kind,
        at=now,
    )
    assignment.answer, assignment.answered_at = answer, None if answer is Answer.ASKED else now
    session.add_all([response, assignment])
    session.flush()
    more = {"response": snapshot(response)}
    changed(session, activity, ResponseGiven, before=before, more=more, actor=actor, now=now)
    return response
