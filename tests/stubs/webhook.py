"""A partner's webhook: an HTTPS server that does with each request as it is told, and keeps what it got."""

import contextlib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

HOST = "hook.example.org"
SECRET = "s3cret-path"


@dataclass(frozen=True, slots=True)
class Received:
    """A request that came whole; the names of its headers are in lower case."""

    path: str
    headers: dict[str, str]
    body: bytes


Doing = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    server: "WebhookStub"
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """Read it whole, keep it, and do as told."""
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers["content-length"]))
        self.server.received.append(Received(self.path, headers, body))
        self.server.does(self)

    def log_message(self, *_words: Any) -> None:
        """Nothing is printed."""


class WebhookStub(ThreadingHTTPServer):
    """Answers at `url`, whose host is 127.0.0.1 to whoever asks `resolve`."""

    daemon_threads = True

    def __init__(self, certificate: Path, does: Doing) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.does = does
        self.received: list[Received] = []
        self.looked_up: list[str] = []
        self.closing = threading.Event()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.server_port}/hooks/{SECRET}"

    def resolve(self, host: str, _port: int) -> list[str]:
        """A look-up that knows one name."""
        self.looked_up.append(host)
        return ["127.0.0.1"]

    def handle_error(self, *_about: Any) -> None:
        """A client that left, as some are meant to."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


def answers(status: int, *, body: bytes = b"", **headers: str) -> Doing:
    """A plain answer; in the names of headers `_` stands for `-`."""

    def does(handler: Handler) -> None:
        handler.send_response_only(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return does


def limits(most: int, *, retry_after: str) -> Doing:
    """Takes so many requests, and then no more."""

    def does(handler: Handler) -> None:
        within = len(handler.server.received) <= most
        (answers(204) if within else answers(429, retry_after=retry_after))(handler)

    return does


def drops(handler: Handler) -> None:
    """Took the request, and went before it answered."""
    handler.close_connection = True


def says_nothing(handler: Handler) -> None:
    """Neither answers nor goes, until the test is over."""
    handler.server.closing.wait()
    handler.close_connection = True


def is_no_web_server(handler: Handler) -> None:
    """A mail server, say."""
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")
    handler.close_connection = True


def drips(first: bytes, piece: bytes) -> Doing:
    """Always something, never all: each read comes in time."""

    def does(handler: Handler) -> None:
        handler.close_connection = True
        with contextlib.suppress(OSError):
            handler.wfile.write(first)
            while not handler.server.closing.wait(0.05):
                handler.wfile.write(piece)

    return does


def floods(handler: Handler) -> None:
    """More headers than anybody has a use for."""
    handler.close_connection = True
    with contextlib.suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X-Junk: abcdefgh\r\n" * 20_000 + b"\r\n")
