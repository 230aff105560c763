"""A mail server that does at each step of the conversation as it is told, and keeps what it took."""

import contextlib
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any, Self

# The steps: `connect`, `ehlo`, `starttls`, `mail`, `rcpt`, `data` (before the text), `text` (in the midst of
# it), `dot` (after it).
Doing = Callable[["Handler"], None]
_ANSWERS = {
    "connect": "220 stub ESMTP",
    "starttls": "220 go ahead",
    "data": "354 end with a dot",
    "rset": "250 OK",
    "quit": "221 bye",
}


class _Over(Exception):
    """This conversation is over."""


class Handler(StreamRequestHandler):
    """One conversation."""

    server: "SmtpStub"

    def handle(self) -> None:
        with contextlib.suppress(_Over, OSError):
            self._at("connect")
            while line := self.rfile.readline():
                self._command(line.decode("ascii").split()[0].lower())

    def say(self, answer: str) -> None:
        self.wfile.write(answer.encode() + b"\r\n")

    def _command(self, verb: str) -> None:
        # Asked before the answer goes out: a test may give other orders as soon as it has it.
        takes_text = verb == "data" and "data" not in self.server.does
        self._at(verb)
        if verb == "quit":
            raise _Over
        if verb == "starttls":
            self._secure()
        if takes_text:
            self._text()

    def _text(self) -> None:
        lines = [self.rfile.readline()]
        if "text" in self.server.does:
            self._at("text")
        while lines[-1] not in (b".\r\n", b""):
            lines.append(self.rfile.readline())
        if lines[-1]:
            self.server.whole.append(b"".join(lines[:-1]))
        taken = "dot" not in self.server.does
        self._at("dot")
        if taken:
            self.server.taken.append(self.server.whole[-1])

    def _at(self, step: str) -> None:
        self.server.steps.append(step)
        told = self.server.does.get(step)
        if callable(told):
            told(self)
        else:
            self.say(told or self._usual(step))

    def _usual(self, step: str) -> str:
        if step == "ehlo" and self.server.certificate and not isinstance(self.connection, ssl.SSLSocket):
            return "250-stub\r\n250 STARTTLS"
        return _ANSWERS.get(step, "250 OK")

    def _secure(self) -> None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(str(self.server.certificate))
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)  # type: ignore[assignment]


class SmtpStub(ThreadingTCPServer):
    """`does` says for a step what to answer, or what to do. `whole` are the mails that came to their end,
    `taken` those that were accepted; `certificate` may be another one for the next conversation."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, certificate: Path | None = None, **does: str | Doing) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.certificate, self.does = certificate, does
        self.steps: list[str] = []
        self.whole: list[bytes] = []
        self.taken: list[bytes] = []
        self.closing = threading.Event()

    @property
    def port(self) -> int:
        port: int = self.server_address[1]
        return port

    def handle_error(self, *_about: Any) -> None:
        """A client that left, as some are meant to."""

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.closing.set()
        self.shutdown()
        self.server_close()


def drops(_handler: Handler) -> None:
    """Goes without a word."""
    raise _Over


def says_nothing(handler: Handler) -> None:
    """Neither answers nor goes, until the test is over."""
    handler.server.closing.wait()
    raise _Over


def is_slow(seconds: float) -> Doing:
    """Takes its time, and then answers as usual."""

    def does(handler: Handler) -> None:
        if not handler.server.closing.wait(seconds):
            handler.say("250 OK")

    return does


def shakes_no_hands(handler: Handler) -> None:
    """Says that TLS may begin, and then nothing."""
    handler.say(_ANSWERS["starttls"])
    says_nothing(handler)


def drips(handler: Handler) -> None:
    """Always another line of an answer, never its last: each comes in time."""
    while not handler.server.closing.wait(0.05):
        handler.say("250-and")
    raise _Over
