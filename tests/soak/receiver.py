"""The mail server of the run: writes every mail down before it says that it has it."""

import base64
import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any, Final

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

_EVENT: Final = re.compile(r"BEGIN:VEVENT.*?END:VEVENT", re.DOTALL)
_FIELDS: Final = {
    name: re.compile(rf"^{name}[;:](?:.*:)?(.*)$", re.MULTILINE)
    for name in ("UID", "SEQUENCE", "DTSTART", "STATUS")
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a mail says of an activity: which state of it (`sequence`), on which day, or that it is off."""

    uid: str
    sequence: int
    day: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """A mail that the server took; `at` in seconds since 1970."""

    at: float
    message_id: str
    address: str
    spoken: tuple[Spoken, ...]


class _Writer:
    """One file, only ever appended to."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail: Any = envelope.original_content
        os.write(self._file, f"{len(mail)} {time.time()}\n".encode() + mail)
        return "250 taken"


def serve(port: int, path: Path) -> None:
    """Take mail on loopback until the process is ended."""
    Controller(_Writer(path), hostname="127.0.0.1", port=port).start()
    signal.pause()


def receipts(path: Path) -> Iterator[Receipt]:
    """Every mail that was taken, in the order in which they came."""
    with path.open("rb") as file:
        while line := file.readline():
            size, at = line.split()
            yield _receipt(float(at), message_from_bytes(file.read(int(size))))


def _receipt(at: float, mail: Message) -> Receipt:
    parts = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    spoken = tuple(one for part in parts for one in _spoken(_content(part)))
    address = str(mail["To"]).rpartition("<")[2].rstrip(">")
    return Receipt(at, str(mail["Message-ID"]).strip(), address, spoken)


def _content(part: Message) -> str:
    body: Any = part.get_payload()
    raw = base64.b64decode(body) if part["Content-Transfer-Encoding"] == "base64" else body.encode()
    unfolded: str = re.sub(r"\r?\n[ \t]", "", raw.decode())
    return unfolded.replace("\r\n", "\n")


def _spoken(calendar: str) -> Iterator[Spoken]:
    for event in _EVENT.findall(calendar):
        found = {name: (pattern.search(event) or ("", ""))[1] for name, pattern in _FIELDS.items()}
        sequence, day = int(found["SEQUENCE"] or 0), found["DTSTART"][:8]
        yield Spoken(found["UID"], sequence, day, found["STATUS"] == "CANCELLED")
