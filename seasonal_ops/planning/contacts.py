"""Contacts of partners: who is written to, where, when not, and since when no more."""

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from typing import Any, Final

from sqlmodel import Session, col, select

from seasonal_ops.db import load
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.facts import Actor, ContactAdded, ContactChanged, ContactRemoved
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Assignment, Contact, ContactDetail, Partner, Plan, PlanActivity, key
from seasonal_ops.planning.addresses import accept_address, fingerprint
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_text
from seasonal_ops.words import Channel

# From and until when (local, over midnight when the end is not later) nothing is sent; empty: at no time.
Quiet = tuple[time, time] | tuple[()]
NOT_QUIET: Final[Quiet] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactEdit:
    """What is to be changed of a contact; None leaves it as it is, an empty value takes it away."""

    address: str | None = None
    name: str | None = None
    phone: str | None = None
    deputy: bool | None = None
    quiet: Quiet | None = None
    opted_out: bool | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is to be changed."""
        return all(getattr(self, field.name) is None for field in fields(self))


def add_contact(
    session: Session, *, partner_id: int, address: str, name: str = "", phone: str = "", deputy: bool = False,
    quiet: Quiet = NOT_QUIET, fingerprint_key: bytes, actor: Actor, now: datetime,
) -> Contact:  # fmt: skip
    """Make a person, mailbox or webhook (an https:// address) of a partner known.

    The fact holds the contact's id and keyed hashes of what is personal, never the values: these stand in
    a row which can be erased. Raises BadValue for an address or quiet hours that cannot be used, Refused
    for the same address a second time.
    """
    partner = load(session, Partner, partner_id, "partner")
    channel, address = accept_address(address)
    _require_new(session, partner, address)
    contact = Contact(partner_id=partner_id, channel=channel, created_at=now)
    session.add(contact)
    session.flush()
    at = {"url": address} if channel is Channel.WEBHOOK else {"email": address}
    detail = ContactDetail(contact_id=key(contact), **at)
    _write(contact, detail, ContactEdit(name=name, phone=phone, deputy=deputy, quiet=quiet), now)
    session.add_all([contact, detail])
    added = ContactAdded(
        subject=f"contact:{contact.id}",
        after=_state(contact, detail, fingerprint_key),
        activities=_concerned(session, contact),
    )
    happened(session, added, actor=actor, now=now)
    return contact


def edit_contact(
    session: Session, *, contact_id: int, edit: ContactEdit, fingerprint_key: bytes, actor: Actor,
    now: datetime,
) -> Contact:  # fmt: skip
    """Change who a contact is, where it is written to, in whose stead it stands, and when.

    Raises NotFound, Refused for one that has left or an address that is a contact's already, BadValue for
    a text, hours or an address that cannot be used, or one of the other kind.
    """
    contact = _still_here(session, contact_id)
    detail = session.get_one(ContactDetail, contact_id)
    before = _state(contact, detail, fingerprint_key)
    if edit.address is not None:
        _readdress(session, contact, detail, edit.address)
    _write(contact, detail, edit, now)
    session.add_all([contact, detail])
    after = _state(contact, detail, fingerprint_key)
    if before != after:
        changed = ContactChanged(
            subject=f"contact:{contact_id}",
            before=before,
            after=after,
            activities=_concerned(session, contact),
        )
        happened(session, changed, actor=actor, now=now)
    return contact


def remove_contact(
    session: Session, *, contact_id: int, left_on: date, actor: Actor, now: datetime
) -> Contact:
    """A contact left its partner on a local date: nothing is sent to it from now on.

    A plan that it led stays its own until another contact is named; nobody is told in its stead.
    """
    contact = _still_here(session, contact_id)
    before = snapshot(contact)
    contact.left_on = left_on
    session.add(contact)
    removed = ContactRemoved(
        subject=f"contact:{contact_id}",
        before=before,
        after=snapshot(contact),
        activities=_concerned(session, contact),
    )
    happened(session, removed, actor=actor, now=now)
    return contact


def _still_here(session: Session, contact_id: int) -> Contact:
    try:
        contact = load(session, Contact, contact_id, "contact")
    except NotFound:
        raise NotFound("contact", contact_id, hint="see: seasonal-ops contact list") from None
    if contact.left_on is not None:
        raise Refused(
            f"contact {contact_id} left on {contact.left_on} already; see: seasonal-ops contact list"
        )
    return contact


def _readdress(session: Session, contact: Contact, detail: ContactDetail, address: str) -> None:
    channel, address = accept_address(address)
    if channel is not contact.channel:
        kind = "a webhook" if contact.channel is Channel.WEBHOOK else "an e-mail address"
        raise BadValue(f"contact {contact.id} is {kind}; for one of the other kind: seasonal-ops contact add")
    _require_new(session, session.get_one(Partner, contact.partner_id), address, besides=contact.id)
    if channel is Channel.WEBHOOK:
        detail.url = address
    else:
        detail.email = address


def _write(contact: Contact, detail: ContactDetail, edit: ContactEdit, now: datetime) -> None:
    if edit.name is not None:
        detail.name = _one_line(edit.name, "the contact's name", longest=120)
    if edit.phone is not None:
        detail.phone = _one_line(edit.phone, "the phone number", longest=40)
    if edit.deputy is not None:
        contact.deputy = edit.deputy
    if edit.quiet is not None:
        contact.quiet_from, contact.quiet_to = _accept_quiet(edit.quiet) or (None, None)
    if edit.opted_out is not None:
        # Since when is kept: asked again, it is no news.
        contact.opted_out_at = (contact.opted_out_at or now) if edit.opted_out else None


def _one_line(text: str, what: str, *, longest: int) -> str:
    """For a field of one line that may be empty."""
    return accept_text(text, what, longest=longest).replace("\n", " ")


def _accept_quiet(quiet: Quiet) -> Quiet:
    if quiet and quiet[0] == quiet[1]:
        raise BadValue(
            f"quiet hours from {quiet[0]:%H:%M} to {quiet[1]:%H:%M} are no time at all; give two different"
            " times, like 22:00-07:00, or for nothing at any time: seasonal-ops contact edit ID --opt-out"
        )
    return quiet


def _state(contact: Contact, detail: ContactDetail, secret: bytes) -> dict[str, Any]:
    personal = {"address": detail.email or detail.url, "name": detail.name, "phone": detail.phone}
    hashes = {f"{what}_fingerprint": fingerprint(secret, value) for what, value in personal.items()}
    return {**snapshot(contact), **hashes}


def _require_new(session: Session, partner: Partner, address: str, *, besides: int | None = None) -> None:
    """Raises Refused when another contact of the partner that has not left has the address.

    Of e-mail addresses in any case: no server in use tells them apart.
    """
    known = session.exec(
        select(ContactDetail)
        .join(Contact, col(ContactDetail.contact_id) == col(Contact.id))
        .where(Contact.partner_id == partner.id, col(Contact.left_on).is_(None), Contact.id != besides)
    )
    if any(one.url == address or one.email.casefold() == address.casefold() for one in known):
        raise Refused(f"{address} is a contact of {partner.slug} already")


def _concerned(session: Session, contact: Contact) -> tuple[int, ...]:
    """The activities of whose messages it gets some: its partner's, and those of the plans that it leads."""
    asked = select(Assignment.activity_id).where(
        Assignment.partner_id == contact.partner_id, col(Assignment.ended_at).is_(None)
    )
    led = (
        select(PlanActivity.activity_id)
        .join(Plan, col(Plan.id) == col(PlanActivity.plan_id))
        .where(Plan.lead_contact_id == contact.id, col(PlanActivity.home))
    )
    return tuple(sorted({*session.exec(asked), *session.exec(led)}))
