"""Mail over real SMTP on loopback: what arrives, and what each kind of failure is called."""

import socket
import ssl
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult

from integrations.mail import SmtpTransport
from integrations.mailbox import CatchAll, _AnyPort
from integrations.mime import accept_sender
from seasonal_ops.errors import BadValue, DeliveryFailed, Refused
from seasonal_ops.reminders.transport import Message, Unreachable

SENDER = "Community Safety <csp@example.org>"


def message(**more: Any) -> Message:
    values: dict[str, Any] = {
        "address": "sergeant@example.org",
        "name": "Sergeant Ü",
        "subject": "Fri 30 Oct 18:00–23:00, joint patrol",
        "body": "When: Fri 30 Oct 18:00–23:00\n",
        "message_id": "<abc@seasonal-ops.invalid>",
        "sent_at": datetime(2026, 10, 16, 9, tzinfo=UTC),
    }
    return Message(**(values | more))


@pytest.fixture
def box(tmp_path: Path) -> Iterator[CatchAll]:
    with CatchAll(tmp_path / "mail") as box:
        yield box


def to(port: int, **more: Any) -> SmtpTransport:
    return SmtpTransport("127.0.0.1", port, **({"security": "none", "sender": SENDER, "timeout": 5} | more))


def test_what_arrives(box: CatchAll) -> None:
    with to(box.port) as transport:
        transport.send(message())
    (mail,) = box.messages()
    assert {name: str(mail[name]) for name in ("From", "To", "Subject", "Message-ID", "Auto-Submitted")} == {
        "From": "Community Safety <csp@example.org>",
        "To": "Sergeant Ü <sergeant@example.org>",
        "Subject": "Fri 30 Oct 18:00–23:00, joint patrol",
        "Message-ID": "<abc@seasonal-ops.invalid>",
        "Auto-Submitted": "auto-generated",
    }
    assert mail["Date"].datetime == datetime(2026, 10, 16, 9, tzinfo=UTC)
    assert mail.get_content() == "When: Fri 30 Oct 18:00–23:00\n"
    assert all(file.read_bytes().isascii() for file in box.folder.glob("*.eml"))


def test_a_calendar_arrives_byte_for_byte(box: CatchAll) -> None:
    calendar = "BEGIN:VCALENDAR\r\nSUMMARY:é – ☂\r\nEND:VCALENDAR\r\n".encode()
    with to(box.port) as transport:
        transport.send(message(calendar=calendar))
    (mail,) = box.messages()
    (part,) = mail.iter_attachments()
    assert part["Content-Type"] == 'text/calendar; charset="utf-8"'
    assert part.get_filename() == "activity.ics"
    assert part.get_payload(decode=True) == calendar
    assert mail.get_body().get_content() == "When: Fri 30 Oct 18:00–23:00\n"
    assert all(file.read_bytes().isascii() for file in box.folder.glob("*.eml"))


def test_mails_are_kept_in_the_order_in_which_they_came(box: CatchAll) -> None:
    with to(box.port) as transport:
        for number in range(3):
            transport.send(message(subject=f"{number}"))
    assert [mail["Subject"] for mail in box.messages()] == ["0", "1", "2"]


def test_a_server_that_closed_the_idle_connection_is_called_again(tmp_path: Path) -> None:
    with CatchAll(tmp_path) as first:
        transport = to(first.port)
        transport.send(message())
        port = first.port
    with CatchAll(tmp_path, port) as second:
        transport.send(message())
        assert len(second.messages()) == 2
    transport.close()


@pytest.mark.parametrize(
    "more",
    [
        {"name": "a\r\nBcc: x@example.org"},
        {"subject": "a\r\nBcc: x@example.org\r\n\r\nbody"},
        {"name": "=?utf-8?q?a=0d=0aBcc=3ax?= <a@b>"},
        {"subject": "=?utf-8?q?a=0d=0aBcc=3ax?= <a@b>"},
        {"body": "a\r\n.\r\nRCPT TO:<x@example.org>\r\n"},
        {"name": "a\x00b\x1b[2J"},
    ],
)
def test_hostile_text_stays_text(box: CatchAll, more: dict[str, str]) -> None:
    with to(box.port) as transport:
        transport.send(message(**more))
    (mail,) = box.messages()
    assert (mail["Bcc"], mail["To"].addresses[0].addr_spec) == (None, "sergeant@example.org")
    assert len(mail["To"].addresses) == 1


@pytest.mark.parametrize("address", ["", "a@b, c@d", "a@b\r\nBcc: x", "a@", "ü\x00@b"])
def test_an_address_that_cannot_be_written_is_refused_for_good(box: CatchAll, address: str) -> None:
    with to(box.port) as transport, pytest.raises(DeliveryFailed) as caught:
        transport.send(message(address=address))
    assert caught.value.permanent
    assert box.messages() == []


class Answering:
    """An SMTP server's handler that answers as told at one stage."""

    def __init__(self, stage: str, answer: str) -> None:
        self.stage, self.answer, self.seen = stage, answer, 0

    def _at(self, stage: str) -> str:
        return self.answer if stage == self.stage else "250 OK"

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _o: Any) -> str:  # noqa: N802
        envelope.rcpt_tos.append(address)
        return self._at("rcpt")

    async def handle_DATA(self, server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        self.seen += 1
        if self.stage == "drop":
            server.transport.abort()
        return self._at("data")


@pytest.mark.parametrize(
    ("stage", "answer", "permanent", "ambiguous", "sentence"),
    [
        ("rcpt", "451 later", False, False, "the mail server puts it off: 451 later"),
        ("data", "421 busy", False, False, "the mail server puts it off: 421 busy"),
        # the server's own words must not carry the address into the log
        ("rcpt", "550 <sergeant@example.org> gone", True, False, "for good: 550 <the address> gone"),
        ("data", "552 too big", True, False, "the mail server refuses it for good: 552 too big"),
        ("drop", "", False, True, "broke the connection off; it may have arrived all the same"),
    ],
)  # fmt: skip
def test_what_an_answer_means(
    stage: str, answer: str, permanent: bool, ambiguous: bool, sentence: str
) -> None:
    server = _AnyPort(Answering(stage, answer), hostname="127.0.0.1", port=0)
    server.start()
    try:
        with to(server.port) as transport, pytest.raises(DeliveryFailed) as caught:
            transport.send(message())
    finally:
        server.stop()
    assert (caught.value.permanent, caught.value.ambiguous) == (permanent, ambiguous)
    assert sentence in str(caught.value)
    assert not isinstance(caught.value, Unreachable)


def test_a_refused_recipient_does_not_spoil_the_next(box: CatchAll) -> None:
    handler = Answering("rcpt", "550 gone")
    server = _AnyPort(handler, hostname="127.0.0.1", port=0)
    server.start()
    try:
        with to(server.port) as transport:
            with pytest.raises(DeliveryFailed):
                transport.send(message())
            handler.stage = ""
            transport.send(message())
    finally:
        server.stop()
    assert handler.seen == 1


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(Unreachable) as caught:
            to(port).send(message())
    assert str(caught.value) == (
        f"the mail server 127.0.0.1:{port} does not answer; check SEASONAL_OPS_SMTP_HOST"
    )
    assert (caught.value.permanent, caught.value.ambiguous) == (False, False)


def test_a_server_that_says_nothing_is_given_up() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(Unreachable, match="does not answer"),
    ):
        to(silent.getsockname()[1], timeout=0.2).send(message())


@pytest.mark.parametrize("host", ["mail.example.org", "10.0.0.1", "127.0.0.1.example.org", "0.0.0.0", ""])
def test_without_tls_mail_goes_to_this_machine_alone(host: str) -> None:
    with pytest.raises(Refused, match="must be encrypted"):
        SmtpTransport(host, 25, security="none", sender=SENDER)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_loopback_needs_no_tls(host: str) -> None:
    SmtpTransport(host, 25, security="none", sender=SENDER)


@pytest.mark.parametrize("sender", ["", "csp", "a@b.org, c@d.org", "a@b.org\r\nBcc: x@y.org", "<>"])
def test_a_sender_is_one_address(sender: str) -> None:
    with pytest.raises(BadValue, match="SEASONAL_OPS_MAIL_FROM"):
        accept_sender(sender)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate for 127.0.0.1 with its key, in one file."""
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "cert.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=127.0.0.1",
    ]
    command += [
        "-addext",
        "subjectAltName=IP:127.0.0.1",
        "-keyout",
        str(folder / "key.pem"),
        "-out",
        str(made),
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not here")
    made.write_bytes(made.read_bytes() + (folder / "key.pem").read_bytes())
    return made


@pytest.fixture
def tls_server(certificate: Path) -> Iterator[Any]:
    """A server with STARTTLS and one account."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"csp", b"secret"), handled=False)

    server = _AnyPort(
        Answering("", ""), hostname="127.0.0.1", port=0, tls_context=context, authenticator=login
    )
    server.start()
    yield server
    server.stop()


def test_starttls_with_the_council_s_own_ca_and_a_login(tls_server: Any, certificate: Path) -> None:
    more = {"security": "starttls", "ca_bundle": certificate, "username": "csp", "password": "secret"}
    with to(tls_server.port, **more) as transport:
        transport.send(message())
    assert tls_server.handler.seen == 1


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        # an unknown certificate is never accepted
        ({"security": "starttls"}, "is not trusted"),
        ({"security": "tls"}, "does not speak TLS"),
        (
            {"security": "starttls", "ca_bundle": True, "username": "csp", "password": "x"},
            "refuses the login",
        ),
    ],
)
def test_tls_fails_closed(tls_server: Any, certificate: Path, more: dict[str, Any], sentence: str) -> None:
    if "ca_bundle" in more:
        more = more | {"ca_bundle": certificate}
    with to(tls_server.port, **more) as transport, pytest.raises(Unreachable, match=sentence):
        transport.send(message())
    assert tls_server.handler.seen == 0


def test_no_starttls_means_no_mail(box: CatchAll) -> None:
    with (
        to(box.port, security="starttls") as transport,
        pytest.raises(Unreachable, match="offers no STARTTLS"),
    ):
        transport.send(message())
    assert box.messages() == []


def test_certificates_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="SEASONAL_OPS_CA_BUNDLE"):
        to(25, security="tls", ca_bundle=tmp_path / "none.pem")
