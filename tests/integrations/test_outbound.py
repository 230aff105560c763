"""The guard before stored addresses: what it refuses, what it connects to, and that it always ends."""

import ipaddress
import logging
import socket
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stubs.certificates import certificate
from stubs.proxy import ProxyStub
from stubs.webhook import HOST, SECRET, WebhookStub, answers

from integrations.outbound import Outbound
from integrations.posting import Answer
from integrations.public import is_public
from seasonal_ops.errors import DeliveryFailed
from seasonal_ops.planning.addresses import PORTS

PUBLIC = "93.184.215.14"


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The certificate of the stub's host."""
    return certificate(tmp_path_factory.mktemp("tls"), HOST)


class Resolver:
    """Answers each look-up with the next of its answers, and keeps what it was asked."""

    def __init__(self, *found: Sequence[str] | Exception) -> None:
        self.found, self.asked = list(found), list[str]()

    def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        found = self.found.pop(0)
        if isinstance(found, Exception):
            raise found
        return found


def refused(address: str, **how: Any) -> DeliveryFailed:
    """What a check ends with; a post goes the same way."""
    with pytest.raises(DeliveryFailed) as caught:
        Outbound(**{"ports": PORTS, "seconds": 1, **how}).check(address)
    assert not caught.value.ambiguous
    assert caught.value.__cause__ is None
    assert SECRET not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://example.org/", "does not begin with https://"),
        ("ftp://example.org/", "does not begin with https://"),
        ("file:///etc/passwd", "does not begin with https://"),
        ("", "does not begin with https://"),
        ("//example.org/", "does not begin with https://"),
        ("http://0x7f.1/", "does not begin with https://"),
        ("https://", "names no host"),
        ("https:///hooks", "names no host"),
        ("https://./", "names no host"),
        # numbers that a resolver takes for 127.0.0.1
        ("https://0x7f.1/", "names no host"),
        ("https://127.1/", "names no host"),
        ("https://2130706433/", "names no host"),
        ("https://0x7f000001/", "names no host"),
        ("https://127.1./", "names no host"),
        ("https://me@example.org/", "holds a user name or password"),
        (f"https://me:{SECRET}@example.org/", "holds a user name or password"),
        ("https://example.org:22/", "has port 22; allowed: 443, 8443"),
        ("https://example.org:80/", "has port 80; allowed: 443, 8443"),
        ("https://example.org:0/", "has port 0; allowed: 443, 8443"),
        ("https://[::1", "cannot be read as one"),
        ("https://example.org:99999/", "has port 99999; allowed: 443, 8443"),
        ("https://0177.0.0.01/", "cannot be read as one"),
        ("https://a b/", "names no host"),
        ("https://a%2eexample.org/", "names no host"),
        ("https://127.0.0.1%00.example.org/", "names no host"),
        ("https://a\r\nb/", "cannot be read as one"),
        ("https://\ud800/", "cannot be read as one"),
    ],
)  # fmt: skip
def test_what_is_no_address_to_send_to(address: str, said: str) -> None:
    resolver = Resolver()
    error = refused(address, resolve=resolver)
    assert (str(error), error.permanent) == (f"the webhook's address {said}; correct the contact", True)
    assert resolver.asked == []


NOT_PUBLIC = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.254", "192.0.0.8", "192.0.2.1", "192.88.99.1", "198.18.0.1", "224.0.0.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:7f00:1", "::ffff:8.8.8.8", "::7f00:1", "64:ff9b::7f00:1", "64:ff9b::8.8.8.8",
    "64:ff9b:1::1", "2001::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::", "2002:808:808::1", "3fff::1",
    "fc00::1", "fd00::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_PUBLIC)
def test_an_address_that_is_not_public(text: str) -> None:
    assert not is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", ["8.8.8.8", PUBLIC, "100.63.255.255", "223.255.255.254", "2606:4700::1111"])
def test_an_address_that_is(text: str) -> None:
    assert is_public(ipaddress.ip_address(text))


@given(st.ip_addresses(v=4))
def test_no_way_of_writing_an_address_in_another_makes_it_public(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    mapped, compatible, translated = 0xFFFF << 32 | number, number, 0x64FF9B << 96 | number
    assert not any(map(is_public, map(ipaddress.IPv6Address, (mapped, compatible, translated))))
    assert not is_public(ipaddress.IPv6Address(0x2002 << 112 | number << 80))


@pytest.mark.parametrize(
    ("address", "permanent"),
    [
        ("https://127.0.0.1/", True),
        ("https://169.254.169.254/latest/meta-data/", True),
        ("https://[::ffff:7f00:1]/", True),
        ("https://[::1]:8443/", True),
        # a name leads elsewhere when somebody mends it, or when a laptop leaves a hotel's network
        ("https://localhost/", False),
        ("https://localhost./", False),
        ("https://LOCALHOST:8443/", False),
    ],
)  # fmt: skip
def test_this_machine_and_private_networks_are_refused(address: str, permanent: bool) -> None:
    error = refused(address)
    assert "is this machine or lies in a private network, and nothing is sent there" in str(error)
    assert error.permanent is permanent


@pytest.mark.parametrize("found", [["127.0.0.1"], [PUBLIC, "10.0.0.1"], ["2606:4700::1111", "::1"]])
def test_every_answer_of_a_look_up_must_be_public(found: list[str]) -> None:
    resolver = Resolver(found)
    error = refused("https://hook.example.org/", resolve=resolver)
    assert "lies in a private network" in str(error)
    assert resolver.asked == ["hook.example.org"]


@pytest.mark.parametrize("fault", [socket.gaierror(-2, "unknown"), UnicodeError("label too long")])
def test_a_name_that_is_not_found_may_be_found_later(fault: Exception) -> None:
    error = refused("https://hook.example.org/", resolve=Resolver(fault))
    assert str(error) == "hook.example.org is not found; check the contact's address"
    assert not error.permanent


def test_a_look_up_that_never_ends_is_not_waited_for() -> None:
    over = threading.Event()

    def resolve(_host: str, _port: int) -> Sequence[str]:
        over.wait()
        return [PUBLIC]

    error = refused("https://hook.example.org/", resolve=resolve)
    assert str(error) == "hook.example.org is not found; check the contact's address"
    over.set()


def allowing(stub: WebhookStub, trusted: Path, **how: Any) -> Outbound:
    """A guard that lets this machine through, in a test alone."""
    more = {"resolve": stub.resolve, "seconds": 5, **how}
    return Outbound(ca_bundle=trusted, ports=(stub.server_port,), permitted=lambda _address: True, **more)


def test_a_name_is_looked_up_once_and_that_address_connected_to(trusted: Path) -> None:
    rebinding = Resolver(["127.0.0.1"], ["192.0.2.1"])
    with WebhookStub(trusted, answers(200)) as stub:
        answer = allowing(stub, trusted, resolve=rebinding).post(stub.url, body=b"{}", headers={})
    assert answer == Answer(200)
    assert (len(stub.received), rebinding.asked) == (1, [HOST])


def test_a_dot_at_the_end_of_a_name_is_not_in_its_certificate(trusted: Path) -> None:
    with WebhookStub(trusted, answers(200)) as stub:
        allowing(stub, trusted).check(stub.url.replace(HOST, HOST + "."))


@pytest.mark.parametrize("silent", [False, True])
def test_where_one_address_leads_nowhere_the_next_is_tried(trusted: Path, silent: bool) -> None:
    with WebhookStub(trusted, answers(200)) as stub, ExitStack() as stack:
        # The stub is bound to the second alone; on the first nobody listens, or nobody says a word.
        if silent:
            stack.enter_context(socket.create_server(("127.0.0.2", stub.server_port)))
        outbound = allowing(stub, trusted, resolve=Resolver(["127.0.0.2", "127.0.0.1"]), seconds=3)
        outbound.post(stub.url, body=b"{}", headers={})
    assert len(stub.received) == 1


def test_what_may_have_arrived_is_not_sent_to_the_next_address(trusted: Path) -> None:
    with WebhookStub(trusted, lambda handler: setattr(handler, "close_connection", True)) as stub:
        outbound = allowing(stub, trusted, resolve=Resolver(["127.0.0.1", "127.0.0.1"]))
        with pytest.raises(DeliveryFailed) as caught:
            outbound.post(stub.url, body=b"{}", headers={})
    assert caught.value.ambiguous
    assert len(stub.received) == 1


def raw_server(*, greets: bool) -> tuple[socket.socket, str]:
    """Takes connections and shakes no hands: leaves at once, or never says a word."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):
            while True:
                connection, _ = server.accept()
                if greets:
                    connection.close()

    if greets:
        threading.Thread(target=serve, daemon=True).start()
    return server, f"https://{HOST}:{server.getsockname()[1]}/"


@pytest.mark.parametrize(("greets", "said"), [(True, "cannot be reached"), (False, "does not answer")])
def test_without_a_connection_nothing_was_sent(greets: bool, said: str) -> None:
    server, url = raw_server(greets=greets)
    port = server.getsockname()[1]
    how = {"ports": (port,), "resolve": Resolver(["127.0.0.1"]), "permitted": lambda _address: True}
    with server, pytest.raises(DeliveryFailed) as caught:
        Outbound(seconds=1, **how).post(url, body=b"{}", headers={})  # type: ignore[arg-type]
    assert str(caught.value) == f"{HOST}:{port} {said}; it will be tried again"
    assert (caught.value.permanent, caught.value.ambiguous) == (False, False)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    how = {"ports": (port,), "resolve": Resolver(["127.0.0.1"]), "permitted": lambda _address: True}
    error = refused(f"https://{HOST}:{port}/{SECRET}", **how)
    assert str(error) == f"{HOST}:{port} cannot be reached; it will be tried again"


def test_no_proxy_of_the_environment(trusted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with WebhookStub(trusted, answers(200)) as stub:
        allowing(stub, trusted).check(stub.url)


def test_the_log_holds_no_address(trusted: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with WebhookStub(trusted, answers(200)) as stub:
        allowing(stub, trusted).post(stub.url, body=b"{}", headers={})
    assert SECRET not in caplog.text


@pytest.mark.parametrize("found", [["127.0.0.1"], socket.gaierror(-2, "unknown")])
def test_a_proxy_is_told_the_name_and_the_certificate_is_still_checked(
    trusted: Path, found: list[str] | Exception
) -> None:
    with WebhookStub(trusted, answers(200)) as stub, ProxyStub({}) as proxy:
        proxy.known = {f"{HOST}:{stub.server_port}": stub.server_port}
        outbound = allowing(stub, trusted, proxy=proxy.url, resolve=Resolver(found, found, found))
        outbound.check(stub.url)
        assert stub.received == []
        outbound.post(stub.url, body=b"{}", headers={})
        with pytest.raises(DeliveryFailed, match="is not trusted"):
            allowing(stub, None, proxy=proxy.url).check(stub.url)  # type: ignore[arg-type]
    assert len(stub.received) == 1
    assert [head.split()[:2] for head in proxy.asked] == [["CONNECT", f"{HOST}:{stub.server_port}"]] * 3
    assert "proxy-authorization: basic" in proxy.asked[0].lower()


def test_a_name_that_is_private_here_is_not_asked_of_a_proxy() -> None:
    with ProxyStub({}) as proxy:
        error = refused("https://hook.example.org/", proxy=proxy.url, resolve=Resolver(["10.0.0.1"]))
    assert "lies in a private network" in str(error)
    assert proxy.asked == []


def test_a_proxy_that_refuses_the_connection() -> None:
    with ProxyStub({}) as proxy:
        error = refused("https://hook.example.org/", proxy=proxy.url, resolve=Resolver([PUBLIC]))
    assert str(error) == "the proxy does not connect to hook.example.org; check SEASONAL_OPS_PROXY"
    assert not error.permanent
