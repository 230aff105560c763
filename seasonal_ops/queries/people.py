"""Partners and their contacts as the doors show them."""

from sqlmodel import Session, col, func, select

from seasonal_ops.models import Assignment, Contact, ContactDetail, Partner, key
from seasonal_ops.views import ContactView, PartnerView


def partners(session: Session) -> list[PartnerView]:
    """All partners, by name."""
    return [partner(session, row) for row in session.exec(select(Partner).order_by(col(Partner.name))).all()]


def partner(session: Session, row: Partner) -> PartnerView:
    """One partner, with how many contacts it has and to how many activities it is assigned."""
    contacts_of = select(func.count()).where(Contact.partner_id == row.id, col(Contact.left_on).is_(None))
    assigned = select(func.count()).where(Assignment.partner_id == row.id, col(Assignment.ended_at).is_(None))
    return PartnerView(
        id=key(row),
        slug=row.slug,
        name=row.name,
        kind=row.kind,
        capacity=row.capacity,
        contacts=session.exec(contacts_of).one(),
        assigned=session.exec(assigned).one(),
    )


def contacts(session: Session, *, partner_id: int | None = None) -> list[ContactView]:
    """The contacts that have not left, of one partner or of all."""
    query = (
        select(Contact, ContactDetail, Partner.slug)
        .join(ContactDetail, col(ContactDetail.contact_id) == col(Contact.id))
        .join(Partner, col(Partner.id) == col(Contact.partner_id))
        .where(col(Contact.left_on).is_(None))
        .order_by(col(Partner.slug), col(Contact.deputy), col(Contact.id))
    )
    if partner_id is not None:
        query = query.where(Contact.partner_id == partner_id)
    return [contact_view(row, detail, slug) for row, detail, slug in session.exec(query)]


def contact_view(row: Contact, detail: ContactDetail, partner_slug: str) -> ContactView:
    """A contact with its personal values."""
    return ContactView(
        id=key(row),
        partner=partner_slug,
        email=detail.email,
        name=detail.name,
        deputy=row.deputy,
        phone=detail.phone,
    )
