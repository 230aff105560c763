"""Answers of one line, and the headers that every answer carries."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MISSING: Final = "Not found."
GONE: Final = "This calendar has been withdrawn; ask the partnership for a new address."
UNABLE: Final = "The server cannot read its database just now; try again in a minute."
WRONG_METHOD: Final = "Only GET and HEAD are understood here."

# An address is a secret: it must not reach a search engine, nor another site as a referrer.
EVERYWHERE: Final = (
    (b"x-robots-tag", b"noindex"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


def plain(sentence: str, status: int, headers: dict[str, str] | None = None) -> PlainTextResponse:
    """One line of text, never kept by a cache."""
    return PlainTextResponse(f"{sentence}\n", status, {"Cache-Control": "no-store", **(headers or {})})


async def line(send: Send, sentence: str, status: int, *more: tuple[bytes, bytes]) -> None:
    """The same without Starlette."""
    content = f"{sentence}\n".encode("ascii")
    headers = [
        (b"cache-control", b"no-store"),
        *more,
        (b"content-length", str(len(content)).encode("ascii")),
        (b"content-type", b"text/plain; charset=utf-8"),
        *EVERYWHERE,
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


class EveryAnswer:
    """ASGI middleware that adds the headers of every answer, errors included."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with the headers added where an answer starts."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in EVERYWHERE:
                    headers[name.decode("ascii")] = value.decode("ascii")
            await send(message)

        await self.app(scope, receive, sending)
