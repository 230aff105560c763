"""Contacts that left, and whom to ring."""

from datetime import date, timedelta

import pytest
from factories import make_partner
from next_year import ACT, by_rule, findings, line, roll, standing, status
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.models import Contact, Partner, Plan, key
from seasonal_ops.planning import Edit
from seasonal_ops.views import Finding
from seasonal_ops.words import Check, Severity, Status

LEFT, HERE, DEPUTY = "left", "here", "deputy"


CONTACTS = [
    # who was there, what is said, and how much it matters
    ((LEFT,), "nobody is left there who could be written to", Severity.WARNING),
    ((LEFT, LEFT), "nobody is left there who could be written to", Severity.WARNING),
    ((LEFT, HERE), "somebody else is still there", Severity.NOTE),
    ((LEFT, HERE, DEPUTY), "somebody else is still there", Severity.NOTE),
    ((LEFT, DEPUTY), "only a deputy is still there", Severity.NOTE),
    ((HERE, DEPUTY), None, None),
    ((), None, None),
]


@pytest.mark.parametrize(("there", "said", "severity"), CONTACTS)
def test_contacts_that_left_are_told_with_who_is_still_there(
    session: Session, little: Plan, there: tuple[str, ...], said: str | None, severity: Severity | None
) -> None:
    partner = queries.find_partner(session, "schools")
    for number, kind in enumerate(there):
        contacts(session, partner, kind, number)
    rolled = roll(session, little)
    found = findings(rolled, Check.CONTACT)
    if said is None:
        assert found == []
        return
    asked = [
        view.id
        for view in standing(session, rolled.plan)
        if "schools" in {one.partner for one in view.assignments}
    ]
    assert found == [
        Finding(
            rule=Check.CONTACT,
            severity=severity or Severity.NOTE,
            activities=tuple(asked),
            sentence=f"a contact of Primary and secondary schools left on Tue 1 December 2026; {said}",
            way_out="seasonal-ops contact add schools EMAIL",
        )
    ]


def contacts(session: Session, partner: Partner, kind: str, number: int) -> Contact:
    row = planning.add_contact(
        session, partner_id=key(partner), address=f"{kind}-{number}@example.org", deputy=kind is DEPUTY,
        fingerprint_key=b"k" * 32, **ACT,
    )  # fmt: skip
    if kind is LEFT:
        left_on = date(2026, 12, 1) - timedelta(days=number)
        planning.remove_contact(session, contact_id=key(row), left_on=left_on, **ACT)
    return row


def test_contacts_of_who_is_not_asked_are_nobodys_business(session: Session, little: Plan) -> None:
    contacts(session, make_partner(session), LEFT, 0)
    # Asked for one that does not go on.
    rotary = queries.find_partner(session, "ormskirk-rotary")
    (one,) = by_rule(session, little, "Bonfire Night")
    planning.assign(session, activity_id=one, partner_id=key(rotary), **ACT)
    status(session, one, Status.CANCELLED)
    assert findings(roll(session, little), Check.CONTACT) == []


def test_who_left_before_last_season_is_no_news(session: Session, little: Plan) -> None:
    police = queries.find_partner(session, "police")
    row = contacts(session, police, HERE, 0)
    contacts(session, police, HERE, 1)
    planning.remove_contact(session, contact_id=key(row), left_on=date(2023, 5, 1), **ACT)
    assert findings(roll(session, little), Check.CONTACT) == []


def test_whom_to_ring_is_kept_while_there_and_told_when_gone(session: Session, little: Plan) -> None:
    police = queries.find_partner(session, "police")
    staying, leaving = (contacts(session, police, HERE, number) for number in range(2))
    by_rule(session, little, "Bonfire Night", title="Stays")
    by_rule(session, little, "Bonfire Night", title="Leaves")
    for title, contact in (("Stays", staying), ("Leaves", leaving)):
        (view,) = standing(session, little, title)
        planning.edit_activity(session, activity_id=view.id, edit=Edit(ring=key(contact)), **ACT)
    planning.remove_contact(session, contact_id=key(leaving), left_on=date(2026, 12, 1), **ACT)
    rolled = roll(session, little)
    assert line(rolled, "Stays").warnings == ()
    assert line(rolled, "Leaves").warnings == ("whom to ring on the night has left; name another",)
    rings = [standing(session, rolled.plan, title)[0].ring for title in ("Stays", "Leaves")]
    assert [ring and ring.id for ring in rings] == [staying.id, None]


@pytest.mark.parametrize(("kind", "leads"), [(HERE, True), (LEFT, False)])
def test_who_leads_the_plan_leads_the_next_while_there(
    session: Session, little: Plan, kind: str, leads: bool
) -> None:
    row = contacts(session, queries.find_partner(session, "police"), HERE, 0)
    planning.name_lead(session, plan_id=key(little), contact_id=key(row), **ACT)
    if kind is LEFT:
        planning.remove_contact(session, contact_id=key(row), left_on=date(2026, 12, 1), **ACT)
    lead = queries.plan(session, roll(session, little).plan).lead
    assert (lead is not None and lead.contact == row.id) is leads
