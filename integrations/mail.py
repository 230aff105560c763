"""Hands messages to an SMTP server (RFC 5321): verified TLS, and an honest word on how it went.

A 4xx answer is worth another try, a 5xx to this message is not. A server that does not answer, or that
refuses us as a whole, says nothing against the message. A connection lost after DATA may have
delivered it all the same (section 4.2.5): that is ambiguous.
"""

import contextlib
import smtplib
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC
from email import policy
from email.errors import MessageError
from email.headerregistry import Address, AddressHeader, HeaderRegistry
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Final, Literal, Self, cast

from integrations.tls import is_loopback, verified
from seasonal_ops.errors import BadValue, DeliveryFailed, Refused
from seasonal_ops.reminders.transport import Message, Unreachable
from seasonal_ops.text import harmless

Security = Literal["starttls", "tls", "none"]
# Old servers take seven bits only: the policy then encodes what is not ASCII.
_POLICY: Final = policy.SMTP.clone(cte_type="7bit")
# What smtplib itself falls back to; the machine's own name is nobody's business.
_EHLO: Final = "[127.0.0.1]"


class SmtpTransport:
    """One SMTP server, its connection kept between messages. Safe to share among threads."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        security: Security = "starttls",
        username: str | None = None,
        password: str | None = None,
        sender: str = "",
        timeout: float = 20,
        ca_bundle: Path | None = None,
    ) -> None:
        """Raises Refused for a connection without TLS to another machine, BadValue for a wrong setting."""
        if security not in ("starttls", "tls", "none"):
            raise BadValue(f"SMTP security {security!r} is not known; use starttls, tls or none")
        if security == "none" and not is_loopback(host):
            raise Refused(
                f"mail to {host} must be encrypted; set SEASONAL_OPS_SMTP_SECURITY to starttls or tls"
            )
        self._host, self._port, self._security, self._timeout = host, port, security, timeout
        self._login = (username, password or "") if username else None
        self._sender = accept_sender(sender)
        self._context = None if security == "none" else verified(ca_bundle)
        self._lock = threading.Lock()
        self._connection: smtplib.SMTP | None = None

    def send(self, message: Message) -> None:
        """Raises DeliveryFailed, or Unreachable when the server takes nothing at all."""
        mail = compose(message, self._sender)
        with self._lock:
            self._hand_over(message.address, mail.as_bytes())

    def check(self, address: str) -> None:  # noqa: ARG002 — one server for every address
        """Connect, and log in where a login is set. Raises Unreachable."""
        with self._lock:
            self._connected()

    def close(self) -> None:
        """End the connection, if there is one."""
        with self._lock:
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _hand_over(self, address: str, mail: bytes) -> None:
        with self._lost(address, ambiguous=False):
            server = self._connected()
            _require(server.mail(self._sender.addr_spec), address)
            _require(server.rcpt(address), address)
        with self._lost(address, ambiguous=True):
            _require(server.data(mail), address)

    @contextlib.contextmanager
    def _lost(self, address: str, *, ambiguous: bool) -> Iterator[None]:
        """After a broken conversation the next message begins on a new connection."""
        try:
            yield
        except smtplib.SMTPResponseException as error:
            self._drop()
            raise _answered(error.smtp_code, error.smtp_error, address) from error
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            what = "it may have arrived all the same" if ambiguous else "it will be tried again"
            sentence = f"the mail server {self._name} broke the connection off; {what}"
            raise DeliveryFailed(sentence, ambiguous=ambiguous) from error

    def _connected(self) -> smtplib.SMTP:
        if self._connection is not None and not _answers(self._connection):
            self._drop()
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server: smtplib.SMTP | None = None
        try:
            server = self._open()
            server.ehlo_or_helo_if_needed()
            if self._security == "starttls":
                server.starttls(context=self._context)
                server.ehlo()
            if self._login:
                server.login(*self._login)
        except (OSError, smtplib.SMTPException) as error:
            if server is not None:
                server.close()
            raise Unreachable(self._why(error)) from error
        return server

    def _open(self) -> smtplib.SMTP:
        if self._security == "tls":
            return smtplib.SMTP_SSL(
                self._host, self._port, _EHLO, timeout=self._timeout, context=self._context
            )
        return smtplib.SMTP(self._host, self._port, _EHLO, timeout=self._timeout)

    def _why(self, error: Exception) -> str:
        match error:
            case ssl.SSLCertVerificationError():
                said = error.verify_message
                return f"the certificate of {self._name} is not trusted ({said}); set SEASONAL_OPS_CA_BUNDLE"
            case ssl.SSLError():
                return f"{self._name} does not speak TLS; check SEASONAL_OPS_SMTP_PORT and _SMTP_SECURITY"
            case smtplib.SMTPNotSupportedError() if self._security == "starttls" and not self._login:
                return f"{self._name} offers no STARTTLS; set SEASONAL_OPS_SMTP_SECURITY to tls"
            case smtplib.SMTPNotSupportedError():
                return f"{self._name} offers neither STARTTLS nor a login; check SEASONAL_OPS_SMTP_SECURITY"
            case smtplib.SMTPAuthenticationError():
                return f"{self._name} refuses the login; check SEASONAL_OPS_SMTP_USERNAME and _SMTP_PASSWORD"
            case smtplib.SMTPResponseException():
                return f"the mail server {self._name} takes no mail now: {_said(error.smtp_error)}"
            case _:
                return f"the mail server {self._name} does not answer; check SEASONAL_OPS_SMTP_HOST"

    @property
    def _name(self) -> str:
        return f"{self._host}:{self._port}"

    def _drop(self) -> None:
        if self._connection is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._connection.close()
            self._connection = None


def compose(message: Message, sender: Address) -> EmailMessage:
    """The mail (RFC 5322), marked as sent by a program (RFC 3834).

    Raises DeliveryFailed for what cannot stand in a header.
    """
    mail = EmailMessage(policy=_POLICY)
    try:
        mail["From"] = sender
        mail["To"] = Address(display_name=_plain(message.name), addr_spec=message.address)
        mail["Subject"] = _plain(message.subject)
        mail["Date"] = format_datetime(message.sent_at.astimezone(UTC))
        mail["Message-ID"] = message.message_id
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(harmless(message.body, keep="\n"))
        if message.calendar is not None:
            # As bytes, which arrive as they are; no method, which would ask for an organizer (RFC 6047).
            mail.add_attachment(
                message.calendar,
                maintype="text",
                subtype="calendar",
                filename="activity.ics",
                params={"charset": "utf-8"},
            )
    except (ValueError, IndexError, MessageError) as error:
        raise DeliveryFailed(
            "the address cannot be written to; correct the contact", permanent=True
        ) from error
    return mail


def _plain(text: str) -> str:
    """Text for a header. The library decodes an encoded word (RFC 2047) that somebody typed, line breaks
    and all: one that is broken stays the text it is."""
    return harmless(text).replace("=?", "= ?")


def accept_sender(text: str) -> Address:
    """One address, with a name or without. Raises BadValue."""
    header = HeaderRegistry()("From", harmless(text))
    addresses = cast("AddressHeader", header).addresses
    if header.defects or len(addresses) != 1 or not (addresses[0].username and addresses[0].domain):
        raise BadValue(f"{text!r} cannot send mail; set SEASONAL_OPS_MAIL_FROM to name@example.org")
    return addresses[0]


def _answers(server: smtplib.SMTP) -> bool:
    """Whether a connection that was kept is still good; servers close idle ones."""
    try:
        code, _ = server.rset()
    except (OSError, smtplib.SMTPException):
        return False
    return code == 250


def _require(answer: tuple[int, bytes], address: str) -> None:
    code, said = answer
    if not 200 <= code < 300:
        raise _answered(code, said, address)


def _answered(code: int, said: bytes | str, address: str) -> DeliveryFailed:
    text = _said(said).replace(address, "the address")
    if code >= 500:
        return DeliveryFailed(f"the mail server refuses it for good: {code} {text}", permanent=True)
    return DeliveryFailed(f"the mail server puts it off: {code} {text}")


def _said(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return harmless(" ".join(text.split()))[:200]
