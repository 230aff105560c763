"""A mailbox on this machine that takes every mail and lets none out, for the demo and for trying."""

import os
import time
from asyncio import Server
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class CatchAll:
    """An SMTP server on loopback; each mail becomes a file in `folder` that any mail program opens.

    With port 0 a free one is taken; `port` says which while it runs.
    """

    def __init__(self, folder: Path, port: int = 0) -> None:
        self.folder, self.port = folder, port
        self._controller: _AnyPort | None = None

    def __enter__(self) -> Self:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._controller = _AnyPort(_Keeper(self.folder), hostname="127.0.0.1", port=self.port)
        self._controller.start()
        self.port = self._controller.port
        return self

    def __exit__(self, *_exception: object) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    def messages(self) -> list[EmailMessage]:
        """All mails so far, in the order in which they came."""
        parser = BytesParser(_class=EmailMessage, policy=policy.default)
        files = sorted(self.folder.glob("*.eml"))
        return [parser.parsebytes(file.read_bytes().replace(b"\r\n", b"\n")) for file in files]


class _AnyPort(Controller):
    """aiosmtpd knocks at port 0 when asked for any free port; this learns which it got."""

    def _trigger_server(self) -> None:
        if isinstance(self.server, Server):
            self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd has no types here


class _Keeper:
    """Writes each mail whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        content: Any = envelope.original_content or b""
        self._count += 1
        name = f"{time.time_ns():020}-{os.getpid()}-{self._count}"
        part = self._folder / f"{name}.part"
        part.write_bytes(content)
        part.replace(self._folder / f"{name}.eml")
        return "250 Message kept"
