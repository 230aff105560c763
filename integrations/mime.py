"""A message as a mail: plain text, the same in HTML beside it, and the calendar file attached. No socket."""

from datetime import UTC
from email import policy
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address, AddressHeader, HeaderRegistry
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Final, cast

from seasonal_ops.errors import BadValue, DeliveryFailed
from seasonal_ops.reminders.transport import Message
from seasonal_ops.text import harmless


class _Folding(policy.EmailPolicy):
    """Writes a subject whole in encoded words (RFC 2047), as the older `Header` does.

    The library's own way of folding (Python 3.11) doubles a blank at some folds and loses it at others.
    """

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name != "Subject":
            return super().fold_binary(name, value)
        charset = "us-ascii" if str(value).isascii() else "utf-8"
        folded = Header(str(value), charset, header_name=name, maxlinelen=76).encode(linesep=self.linesep)
        return f"{name}: {folded}{self.linesep}".encode("ascii")


# Old servers take seven bits only: the policy then encodes what is not ASCII.
_POLICY: Final = _Folding(linesep="\r\n", cte_type="7bit")


def compose(message: Message, sender: Address) -> EmailMessage:
    """The mail (RFC 5322), marked as sent by a program (RFC 3834).

    Raises DeliveryFailed for what cannot stand in a header.
    """
    mail = EmailMessage(policy=_POLICY)
    try:
        message.address.encode("ascii")  # without SMTPUTF8 no server takes another (RFC 6531)
        mail["From"] = sender
        mail["To"] = Address(display_name=_plain(message.name), addr_spec=message.address)
        mail["Subject"] = _plain(message.subject)
        mail["Date"] = format_datetime(message.sent_at.astimezone(UTC))
        mail["Message-ID"] = message.message_id
        mail["Auto-Submitted"] = "auto-generated"
    except (ValueError, IndexError, MessageError) as error:
        raise DeliveryFailed(
            "the address cannot be written to; correct the contact", permanent=True
        ) from error
    _fill(mail, message)
    return mail


def _fill(mail: EmailMessage, message: Message) -> None:
    """The last alternative is the one that a program prefers (RFC 2046, section 5.1.4)."""
    mail.set_content(harmless(message.body, keep="\n"))
    if message.html:
        mail.add_alternative(harmless(message.html, keep="\n"), subtype="html")
    if message.calendar is not None:
        # As bytes, which arrive as they are; no method, which would ask for an organizer (RFC 6047).
        mail.add_attachment(
            message.calendar,
            maintype="text",
            subtype="calendar",
            filename="activity.ics",
            params={"charset": "utf-8"},
        )


def accept_sender(text: str) -> Address:
    """One address, with a name or without. Raises BadValue."""
    header = HeaderRegistry()("From", harmless(text))
    addresses = cast("AddressHeader", header).addresses
    if header.defects or len(addresses) != 1 or not (addresses[0].username and addresses[0].domain):
        raise BadValue(f"{text!r} cannot send mail; set SEASONAL_OPS_MAIL_FROM to name@example.org")
    return addresses[0]


def _plain(text: str) -> str:
    """Text for a header. The library decodes an encoded word (RFC 2047) that somebody typed, line breaks
    and all: one that is broken stays the text it is."""
    return harmless(text).replace("=?", "= ?")
