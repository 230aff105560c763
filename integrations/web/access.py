"""An access log without tokens: which feed, never under which address.

Lines are in the Common Log Format with the client's family at the end. What an address may hold that is
not one of ours (a token with a bracket too many, a page's) is a secret all the same, and not written.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from integrations.web.clients import family
from integrations.web.feed import FEED_ID

log = logging.getLogger("seasonal_ops.access")
# Everything else that may be asked for might be a token, mistyped.
_OURS: Final = ("/healthz", "/readyz", "/robots.txt", "/pages.css")


class AccessLog:
    """ASGI middleware: one line an answer, at INFO."""

    def __init__(self, app: ASGIApp, clock: Callable[[], datetime]) -> None:
        self.app, self.clock = app, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and write down how it ended."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        answer = {"status": 500, "size": 0}

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer["status"] = message["status"]
            else:
                answer["size"] += len(message.get("body", b""))
            await send(message)

        begun = time.perf_counter()
        try:
            await self.app(scope, receive, sending)
        finally:
            taken = (time.perf_counter() - begun) * 1e6
            log.info("%s", self._line(scope, answer["status"], answer["size"], taken))

    def _line(self, scope: Scope, status: int, size: int, taken: float) -> str:
        client = scope["client"][0] if scope.get("client") else "-"
        agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
        request = f"{scope['method']} {_path(scope)} HTTP/{scope['http_version']}"
        said = f'{client} - - [{self.clock():%d/%b/%Y:%H:%M:%S %z}] "{request}" {status} {size}'
        return f"{said} {family(agent.decode('latin-1'))} {taken:.0f}us"


def _path(scope: Scope) -> str:
    if FEED_ID in scope:
        page = "subscribe" if scope["path"].startswith("/subscribe/") else "feeds"
        return f"/{page}/(feed {scope[FEED_ID]})"
    return scope["path"] if scope["path"] in _OURS else "(none of ours)"
