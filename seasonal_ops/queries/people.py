"""Partners and their contacts as the doors show them."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import Select

from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.models import Activity, Assignment, Contact, ContactDetail, Partner, Plan, key
from seasonal_ops.names import joined, nearest
from seasonal_ops.views import ContactView, LeadView, PartnerView
from seasonal_ops.words import Status

_SEE: Final = "see: seasonal-ops contact list"


def partners(session: Session) -> list[PartnerView]:
    """All partners, by name."""
    return _partners(session, session.exec(select(Partner).order_by(col(Partner.name))).all())


def partner(session: Session, row: Partner) -> PartnerView:
    """One partner, with how many contacts it has and to how many activities it is assigned."""
    return _partners(session, [row])[0]


def _partners(session: Session, rows: Sequence[Partner]) -> list[PartnerView]:
    """Three tallies for all of them together: one for each took most of what a picked activity reads."""
    ids = [key(row) for row in rows]
    of, asked = col(Contact.partner_id), col(Assignment.partner_id)
    here = select(of, func.count()).where(of.in_(ids), col(Contact.left_on).is_(None)).group_by(of)
    reached = here.where(col(Contact.opted_out_at).is_(None), col(Contact.deputy).is_(False))
    assigned = select(asked, func.count()).where(asked.in_(ids), col(Assignment.ended_at).is_(None))
    tallies = [dict(session.exec(query).all()) for query in (here, reached, assigned.group_by(asked))]
    return [
        PartnerView(
            id=key(row),
            slug=row.slug,
            name=row.name,
            kind=row.kind,
            capacity=row.capacity,
            contacts=tallies[0].get(key(row), 0),
            reached=tallies[1].get(key(row), 0),
            assigned=tallies[2].get(key(row), 0),
        )
        for row in rows
    ]


def contacts(session: Session, *, partner_id: int | None = None) -> list[ContactView]:
    """The contacts that have not left, of one partner or of all."""
    query = _with_details().where(col(Contact.left_on).is_(None))
    if partner_id is not None:
        query = query.where(Contact.partner_id == partner_id)
    query = query.order_by(col(Partner.slug), col(Contact.deputy), col(Contact.id))
    return [contact_view(row, detail, slug) for row, detail, slug in session.exec(query)]


def contact(session: Session, contact_id: int) -> ContactView:
    """One contact, even when it has left. Raises NotFound."""
    found = session.exec(_with_details().where(Contact.id == contact_id)).first()
    if found is None:
        raise NotFound("contact", contact_id, hint=_SEE)
    return contact_view(*found)


def find_contact(session: Session, typed: str) -> ContactView:
    """A contact that has not left by what a person types: its id or its e-mail address.

    Raises NotFound, and Refused for an address that several partners share.
    """
    typed = typed.strip()
    known = contacts(session)
    named = [one for one in known if one.email and one.email.casefold() == typed.casefold()]
    found = [one for one in known if str(one.id) == typed] or named
    if len(found) > 1:
        several = joined([f"contact {one.id} of {one.partner}" for one in found])
        raise Refused(f"{typed} is {several}; give the number")
    if not found:
        raise NotFound("contact", typed, nearest(typed, [one.email for one in known if one.email]), _SEE)
    return found[0]


def lead_of(session: Session, plan: Plan) -> LeadView | None:
    """Who leads the plan; None when nobody was named, or whoever was has left."""
    if plan.lead_contact_id is None:
        return None
    view = contact(session, plan.lead_contact_id)
    if view.left is not None:
        return None
    return LeadView(
        contact=view.id,
        partner=view.partner,
        name=view.name,
        email=view.email,
        reached=view.opted_out is None,
    )


def led_by(session: Session, contact_id: int) -> list[Plan]:
    """The plans that the contact was named to lead, even when it has left since, oldest first."""
    return list(
        session.exec(
            select(Plan).where(Plan.lead_contact_id == contact_id).order_by(col(Plan.begins), col(Plan.id))
        )
    )


def rung_at(session: Session, contact_id: int, today: date) -> list[Activity]:
    """The activities of a local date or later on whose night the contact is to be rung, in order of time."""
    query = select(Activity).where(
        Activity.night_contact_id == contact_id,
        col(Activity.ends_on) >= today,
        col(Activity.status).in_([one for one in Status if one.open]),
    )
    return list(session.exec(query.order_by(col(Activity.starts_on), col(Activity.id))))


def contact_view(row: Contact, detail: ContactDetail, partner_slug: str) -> ContactView:
    """A contact with its personal values."""
    return ContactView(
        id=key(row),
        partner=partner_slug,
        email=detail.email,
        name=detail.name,
        deputy=row.deputy,
        phone=detail.phone,
        channel=row.channel,
        url=detail.url,
        quiet_from=row.quiet_from,
        quiet_to=row.quiet_to,
        opted_out=row.opted_out_at,
        left=row.left_on,
    )


def _with_details() -> Select[Contact, ContactDetail, str]:
    return (
        select(Contact, ContactDetail, Partner.slug)
        .join(ContactDetail, col(ContactDetail.contact_id) == col(Contact.id))
        .join(Partner, col(Partner.id) == col(Contact.partner_id))
    )
