"""Fetching over real sockets on loopback: what is brought, where it stops, and that no address leaks."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from stubs.certificates import certificate as make_certificate

from integrations import fetching
from integrations.fetching import fetch, probe, shown
from seasonal_ops.errors import BadValue, Refused, SeasonalOpsError
from seasonal_ops.linter import Answer, Exchange

SECRET = "s3cret-t0ken"
BODY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
Replying = Callable[[BaseHTTPRequestHandler], None]


def reply(handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes = b"") -> None:
    handler.send_response_only(status)
    for name, value in headers.items():
        handler.send_header(name, value)
    if status != 304:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(body)


@contextmanager
def serving(replying: Replying, context: ssl.SSLContext | None = None) -> Iterator[str]:
    """A server that answers as told; its address, with a secret in it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            replying(self)

        do_HEAD = do_GET  # noqa: N815 - as http.server calls it

        def log_message(self, *_words: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http{'s' if context else ''}://127.0.0.1:{server.server_port}/feeds/{SECRET}.ics"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def feed(handler: BaseHTTPRequestHandler) -> None:
    """A server that does all of it right."""
    packed = "gzip" in handler.headers["Accept-Encoding"]
    headers = {"ETag": f'"{"p" if packed else "a"}é"', "Content-Type": "text/calendar; charset=utf-8"}
    if handler.headers.get("If-None-Match") == headers["ETag"]:
        reply(handler, 304, headers)
    elif packed:
        reply(handler, 200, {**headers, "Content-Encoding": "gzip"}, gzip.compress(BODY))
    else:
        reply(handler, 200, headers, BODY)


def refused(url: str, kind: type[SeasonalOpsError] = Refused, ca_bundle: Path | None = None) -> str:
    """The sentence of a refusal, from which nobody learns the address."""
    with pytest.raises(kind) as caught:
        fetch(url, ca_bundle=ca_bundle)
    sentence = str(caught.value)
    assert SECRET not in sentence
    assert caught.value.__cause__ is None
    return sentence.replace(url.partition("/feeds")[0], "HOST")


def test_the_body_and_the_headers() -> None:
    asked: list[dict[str, str]] = []

    def replying(handler: BaseHTTPRequestHandler) -> None:
        asked.append(dict(handler.headers))
        reply(handler, 200, {"Content-Type": "text/calendar"}, BODY)

    with serving(replying) as url:
        fetched = fetch(url, ca_bundle=None)
    assert (fetched.body, fetched.answer.status) == (BODY, 200)
    assert fetched.answer.get("content-type") == "text/calendar"
    assert asked[0]["Accept-Encoding"] == "identity"


def test_webcal_on_this_machine_is_http() -> None:
    with serving(feed) as url:
        assert fetch(url.replace("http:", "webcal:"), ca_bundle=None).body == BODY


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("webcal://example.org/a.ics", "https://example.org"),
        ("webcals://example.org/a.ics", "https://example.org"),
        ("WEBCAL://localhost:8642/a.ics", "http://localhost:8642"),
        ("webcal://[::1]:8642/a.ics", "http://[::1]:8642"),
        # Who calls is no more to be told than what for.
        (f"https://me:{SECRET}@example.org:444/a.ics?token=b#c", "https://example.org:444"),
    ],
)
def test_what_is_shown_of_an_address(url: str, said: str) -> None:
    assert shown(url) == said


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/a",
        "file:///etc/passwd",
        "https://",
        "https:///a",
        "http://a:65536/",
        "http://a:99999999999999999999/",
        "http://[::1",
        "http://xn--/",
        "http://\x00/",
    ],
)
def test_an_address_of_another_kind(url: str) -> None:
    with pytest.raises(BadValue, match="cannot be fetched; give one that begins with https://"):
        fetch(url, ca_bundle=None)


def test_what_a_client_asks_after_that() -> None:
    with serving(feed) as url:
        whole = fetch(url, ca_bundle=None).answer
        exchange = probe(url, whole, ca_bundle=None)
    assert exchange.whole is whole
    answers = (exchange.again, exchange.head, exchange.packed)
    assert [answer.status if answer else None for answer in answers] == [304, 200, 200]
    assert exchange.head == whole
    assert exchange.packed is not None
    assert exchange.packed.get("content-encoding") == "gzip"


def test_without_a_version_nothing_is_asked_by_it() -> None:
    with serving(lambda handler: reply(handler, 200, {}, BODY)) as url:
        assert probe(url, Answer(200, {}), ca_bundle=None).again is None


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(status: int) -> None:
    asked: list[str] = []

    def replying(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        reply(handler, status, {"Location": "/elsewhere"}, b"moved")

    with serving(replying) as url:
        fetched = fetch(url, ca_bundle=None)
        assert (fetched.body, fetched.answer.is_redirect) == (b"", True)
        assert probe(url, fetched.answer, ca_bundle=None) == Exchange(fetched.answer)
    assert asked == [f"/feeds/{SECRET}.ics"]


@pytest.mark.parametrize("status", [304, 404, 410, 500])
def test_any_other_status_is_refused(status: int) -> None:
    with serving(lambda handler: reply(handler, status, {})) as url:
        assert refused(url) == f"HOST answers {status}; check the address"


def endless(handler: BaseHTTPRequestHandler, headers: dict[str, str], piece: bytes) -> None:
    handler.send_response_only(200)
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(piece)
    except OSError:  # the client has had enough
        pass


@pytest.mark.parametrize(
    ("headers", "piece"),
    [
        ({}, b"A:1\r\n" * 10_000),
        # Small on the wire, large when unpacked; nobody asked for it to be packed.
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(20_000_000))),
    ],
)
def test_reading_stops_at_the_limit(headers: dict[str, str], piece: bytes) -> None:
    with serving(lambda handler: endless(handler, headers, piece)) as url:
        assert refused(url) == "HOST sends more than 5,000,000 bytes; that is no calendar to subscribe to"


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Always something, never all: each read comes in time."""
    handler.send_response_only(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(b"A")
            time.sleep(0.05)
    except OSError:
        pass


def test_a_slow_server_cannot_stretch_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "_SECONDS", 1)
    with serving(dripping) as url:
        begun = time.monotonic()
        assert refused(url) == "HOST does not answer within 1 seconds; try again later"
    assert time.monotonic() - begun < 20


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/feeds/{SECRET}.ics"
    assert refused(url) == "HOST cannot be reached; check the address and the network"


def broken(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


def bad_gzip(handler: BaseHTTPRequestHandler) -> None:
    reply(handler, 200, {"Content-Encoding": "gzip"}, b"not packed")


@pytest.mark.parametrize("replying", [broken, bad_gzip])
def test_what_is_not_http(replying: Replying) -> None:
    with serving(replying) as url:
        assert refused(url) == "HOST does not answer as HTTP has it; check the address"


def test_no_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with serving(feed) as url:
        assert fetch(url, ca_bundle=None).body == BODY


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that nobody trusts, and its key, in one file."""
    return make_certificate(tmp_path_factory.mktemp("tls"), "127.0.0.1")


def test_a_certificate_that_is_not_trusted_and_then_is(certificate: Path) -> None:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    with serving(feed, context) as url:
        sentence = "the certificate of HOST is not trusted; set SEASONAL_OPS_CA_BUNDLE"
        assert refused(url) == sentence
        assert fetch(url, ca_bundle=certificate).body == BODY


def test_a_bundle_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(
        BadValue, match=r"the certificates in .* cannot be read; check SEASONAL_OPS_CA_BUNDLE"
    ):
        fetch("https://127.0.0.1/", ca_bundle=tmp_path / "none.pem")
