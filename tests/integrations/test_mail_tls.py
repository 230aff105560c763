"""Mail over TLS: verified, with the council's own authority, and never without it."""

import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from mailing import message, to
from stubs.certificates import certificate as make_certificate
from stubs.smtp import Doing, SmtpStub, drops, says_nothing, shakes_no_hands

from integrations.mailbox import CatchAll, _AnyPort
from seasonal_ops.errors import BadValue
from seasonal_ops.reminders.transport import Unreachable


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody trusts, and its key, in one file."""
    return make_certificate(tmp_path_factory.mktemp("tls"), "127.0.0.1")


class Counting:
    """An SMTP server's handler that takes everything."""

    seen = 0

    async def handle_DATA(self, _server: Any, _session: Any, _envelope: Any) -> str:  # noqa: N802
        self.seen += 1
        return "250 OK"


@pytest.fixture
def tls_server(certificate: Path) -> Iterator[Any]:
    """A server with STARTTLS and one account."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)

    def login(_server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"csp", b"secret"), handled=False)

    server = _AnyPort(Counting(), hostname="127.0.0.1", port=0, tls_context=context, authenticator=login)
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


@pytest.mark.parametrize("deed", [drops, says_nothing, shakes_no_hands])
def test_tls_that_never_begins(certificate: Path, deed: Doing) -> None:
    more = {"security": "starttls", "ca_bundle": certificate, "timeout": 0.3}
    with SmtpStub(certificate, starttls=deed) as stub, to(stub.port, **more) as smtp:
        with pytest.raises(Unreachable) as caught:
            smtp.send(message())
        stub.does = {}
        smtp.send(message())
    assert not caught.value.ambiguous
    assert len(stub.taken) == 1


def test_a_certificate_that_is_suddenly_another(certificate: Path, tmp_path: Path) -> None:
    with SmtpStub(certificate) as stub, to(stub.port, security="starttls", ca_bundle=certificate) as smtp:
        smtp.send(message())
        stub.certificate = make_certificate(tmp_path, "127.0.0.1")
        stub.does = {"rset": drops}  # it was restarted meanwhile
        with pytest.raises(Unreachable, match="is not trusted"):
            smtp.send(message())
    assert len(stub.whole) == 1


def test_a_check_sends_nothing(certificate: Path) -> None:
    with SmtpStub(certificate) as stub:
        with to(stub.port, security="starttls", ca_bundle=certificate) as smtp:
            smtp.check("sergeant@example.org")
        with (
            to(stub.port, security="starttls") as smtp,
            pytest.raises(Unreachable, match="is not trusted"),
        ):
            smtp.check("sergeant@example.org")
    assert "mail" not in stub.steps


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
