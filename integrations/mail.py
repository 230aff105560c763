"""Hands messages to an SMTP server (RFC 5321): verified TLS, and an honest word on how it went.

A 4xx answer is worth another try, a 5xx to this message is not. A server that does not answer, or that
refuses us as a whole, says nothing against the message. A connection lost after the text began to go out
may have delivered it all the same (section 4.2.5): that is ambiguous.
"""

import contextlib
import re
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, Self, cast

from integrations.mime import accept_sender, compose
from integrations.tls import is_loopback, verified
from seasonal_ops.errors import BadValue, DeliveryFailed, Refused
from seasonal_ops.reminders.transport import Message, Unreachable
from seasonal_ops.text import harmless

Security = Literal["starttls", "tls", "none"]
# What smtplib itself falls back to; the machine's own name is nobody's business.
_EHLO: Final = "[127.0.0.1]"
# A server that looks for viruses answers the end of the text late; to give up then is to send it twice.
_PATIENCE: Final = 3
# Mailbox or system takes no message of this length (RFC 3463, sections 3.3 and 3.4).
_TOO_LONG: Final = ("5.2.3", "5.3.4")
_ENHANCED: Final = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}(?![0-9.])", re.ASCII)
# However it is spelt: quoted, forwarded, rewritten, escaped (RFC 3461, section 4), or hidden from robots.
_AT: Final = r"(?:[@\uff20\ufe6b]|%40|=40|\+40|&#64;|[(\[]at[)\]])"
_WORD: Final = r"""[^\s<>()\[\]"',;:]"""
# Looked for from the beginnings of words alone: from anywhere, a long word would take its length squared.
_ADDRESS: Final = re.compile(
    rf"""(?:"[^"]*"|(?<!{_WORD}){_WORD}*)\s?{_AT}\s?(?:\[[^\]\s]*\]?|{_WORD}*)""", re.IGNORECASE
)


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
        altogether: float = 100,
        ca_bundle: Path | None = None,
    ) -> None:
        """`timeout` is of a step, `altogether` of a message, in seconds; a lease must be longer.

        Raises Refused for a connection without TLS to another machine, BadValue for a wrong setting.
        """
        if security not in ("starttls", "tls", "none"):
            raise BadValue(f"SMTP security {security!r} is not known; use starttls, tls or none")
        if security == "none" and not is_loopback(host):
            raise Refused(
                f"mail to {host} must be encrypted; set SEASONAL_OPS_SMTP_SECURITY to starttls or tls"
            )
        self._host, self._port, self._security = host, port, security
        self._timeout, self._altogether = timeout, altogether
        self._login = (username, password or "") if username else None
        self._sender = accept_sender(sender)
        self._context = None if security == "none" else verified(ca_bundle)
        self._lock = threading.Lock()
        self._connection: smtplib.SMTP | None = None

    def send(self, message: Message) -> None:
        """Raises DeliveryFailed, or Unreachable when the server takes nothing at all."""
        mail = compose(message, self._sender)
        with self._lock, self._in_time():
            self._hand_over(message.address, mail.as_bytes())

    def check(self, address: str) -> None:  # noqa: ARG002 — one server for every address
        """Connect, and log in where a login is set. Raises Unreachable."""
        with self._lock, self._in_time():
            self._connected()

    def close(self) -> None:
        """End the connection, if there is one."""
        with self._lock:
            if self._connection is not None:
                with contextlib.suppress(OSError, smtplib.SMTPException):
                    self._connection.quit()
            self._drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @contextlib.contextmanager
    def _in_time(self) -> Iterator[None]:
        """Cut off what takes too long altogether: each sign of life begins a step's time anew."""
        timer = threading.Timer(self._altogether, self._cut_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _cut_off(self) -> None:
        connection = self._connection
        if connection is not None and connection.sock is not None:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(socket.SHUT_RDWR)

    def _hand_over(self, address: str, mail: bytes) -> None:
        with self._lost(address, ambiguous=False):
            server = self._connected()
            self._take_sender(server)
            _require(server.rcpt(address), address)
            _require(server.docmd("DATA"), address, wanted=354)
        with self._lost(address, ambiguous=True):
            connection = cast("socket.socket", server.sock)
            connection.settimeout(self._timeout * _PATIENCE)
            server.send(_stuffed(mail))
            answer = server.getreply()
            connection.settimeout(self._timeout)
            _require(answer, address, after_text=True)

    def _take_sender(self, server: smtplib.SMTP) -> None:
        """Whom it does not let send is refused every message: that is a setting, and no message's fault."""
        code, said = server.mail(self._sender.addr_spec)
        if code >= 500 and not _too_long(code, said):
            raise Unreachable(
                f"the mail server {self._name} refuses the sender; check SEASONAL_OPS_MAIL_FROM and the"
                f" login: {code} {_said(said, self._sender.addr_spec)}"
            )
        _require((code, said), self._sender.addr_spec)

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
        return self._connection or self._connect()

    def _connect(self) -> smtplib.SMTP:
        self._connection = server = self._made()
        try:
            code, said = server.connect(self._host, self._port)
            if code != 220:
                raise smtplib.SMTPConnectError(code, said)
            server.ehlo_or_helo_if_needed()
            if self._security == "starttls":
                server.starttls(context=self._context)
                server.ehlo()
            if self._login:
                server.login(*self._login)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise Unreachable(self._why(error)) from error
        return server

    def _made(self) -> smtplib.SMTP:
        """Not connected yet, so that it can be cut off while it connects."""
        server = (
            smtplib.SMTP_SSL(local_hostname=_EHLO, timeout=self._timeout, context=self._context)
            if self._security == "tls"
            else smtplib.SMTP(local_hostname=_EHLO, timeout=self._timeout)
        )
        # The name for the certificate, which smtplib sets only where its constructor connects.
        server._host = self._host  # type: ignore[attr-defined]  # noqa: SLF001
        return server

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
        """Without a word: what is broken would be waited for once more."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _stuffed(mail: bytes) -> bytes:
    """The text, its lines that begin with a dot given another (RFC 5321, section 4.5.2), and its end."""
    return mail.replace(b"\r\n.", b"\r\n..").removesuffix(b"\r\n") + b"\r\n.\r\n"


def _answers(server: smtplib.SMTP) -> bool:
    """Whether a connection that was kept is still good; servers close idle ones."""
    try:
        code, _ = server.rset()
    except (OSError, smtplib.SMTPException):
        return False
    return code == 250


def _require(answer: tuple[int, bytes], address: str, *, wanted: int = 250, after_text: bool = False) -> None:
    code, said = answer
    if code // 100 != wanted // 100:
        raise _answered(code, said, address, after_text=after_text)


def _answered(code: int, said: bytes | str, address: str, *, after_text: bool = False) -> DeliveryFailed:
    text = _said(said, address)
    if _too_long(code, said, after_text=after_text):
        return DeliveryFailed(f"the mail server does not take so long a message: {code} {text}", too_big=True)
    if code >= 500:
        return DeliveryFailed(f"the mail server refuses it for good: {code} {text}", permanent=True)
    return DeliveryFailed(f"the mail server puts it off: {code} {text}")


def _too_long(code: int, said: bytes | str, *, after_text: bool = False) -> bool:
    """Whether a shorter message might be taken; a bare 552 before the text speaks of a full mailbox."""
    if code < 500:
        return False
    enhanced = _ENHANCED.match(_decoded(said).lstrip())
    return enhanced[0] in _TOO_LONG if enhanced else code == 552 and after_text


def _said(answer: bytes | str, address: str = "") -> str:
    """The server's words in one line and without anybody's address: logs and attempts are never erased.

    The name before the `@` of `address` goes too: some servers say that alone.
    """
    text = _ADDRESS.sub("the address", harmless(" ".join(_decoded(answer).split())))
    if name := address.rpartition("@")[0]:
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "the address", text, flags=re.IGNORECASE)
    return text[:200]


def _decoded(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
