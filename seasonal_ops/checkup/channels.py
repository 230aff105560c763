"""Could a message be handed over now? Each channel is tried as far as one can without sending anything."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from seasonal_ops.checkup.shapes import Checked, defect, ok, refused, warning
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.models import Contact, ContactDetail
from seasonal_ops.reminders.transport import Message, Transport
from seasonal_ops.words import Channel

_AT_ONCE: Final = 8  # one that takes its time keeps no other waiting


def webhooks(session: Session, today: date) -> list[str]:
    """The addresses of those that are written to, each once."""
    query = (
        select(ContactDetail.url)
        .join(Contact, col(Contact.id) == col(ContactDetail.contact_id))
        .where(
            Contact.channel == Channel.WEBHOOK,
            col(Contact.opted_out_at).is_(None),
            col(Contact.left_on).is_(None) | (col(Contact.left_on) > today),
            ContactDetail.url != "",
        )
    )
    return sorted(set(session.exec(query)))


def channels(
    transports: Mapping[Channel, Transport], *, sender: str, webhooks: list[str], live: bool
) -> Iterator[Checked]:
    """`live` is whether any plan sends; `sender` is the address that mail comes from."""
    if Channel.MAIL not in transports:
        judge = defect if live else warning
        yield judge("mail", "no mail server is set", "set SEASONAL_OPS_SMTP_HOST and SEASONAL_OPS_MAIL_FROM")
    asked = [(Channel.MAIL, sender)] if Channel.MAIL in transports else []
    if Channel.WEBHOOK in transports:
        asked += [(Channel.WEBHOOK, address) for address in webhooks]
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from pool.map(lambda one: _tried(transports[one[0]], *one), asked)


def _tried(transport: Transport, channel: Channel, address: str) -> Checked:
    """A webhook's address may hold a secret: its host alone is shown."""
    name = "mail" if channel is Channel.MAIL else f"webhook {urlsplit(address).hostname}"
    try:
        transport.check(address)
    except SeasonalOpsError as error:
        return refused(name, error)
    return ok(name, "a message could be handed over now")


def test_mail(transport: Transport, address: str, *, now: datetime, message_id: str) -> Checked:
    """Really send one, for somebody to look at."""
    message = Message(
        address=address,
        name="",
        subject="Seasonal Ops: a test",
        body="This mail was sent by seasonal-ops doctor. If you can read it, reminders can reach you.\n",
        message_id=message_id,
        sent_at=now,
    )
    try:
        transport.send(message)
    except SeasonalOpsError as error:
        return refused("test mail", error)
    return ok("test mail", f"the mail server has taken it; look whether it arrives at {address}")
