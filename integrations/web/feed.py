"""GET and HEAD of a calendar feed: the token, the conditions, the bytes. Plain ASGI, since calendars poll.

What a request costs here is a few dictionary look-ups and comparisons: the bytes and the headers of
both answers stand ready (`bodies`), and no row is read.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Final

from starlette.types import Receive, Scope, Send

from integrations.web.answers import GONE, MISSING, UNABLE, WRONG_METHOD, line
from integrations.web.bodies import LAST_MODIFIED, Body, Headers, Variant
from integrations.web.conditional import http_date, not_modified, takes_gzip
from integrations.web.directory import Address
from integrations.web.fetches import Fetches
from integrations.web.ready import Ready
from seasonal_ops import tokens
from seasonal_ops.errors import SeasonalOpsError

PREFIX: Final = "/feeds/"
FEED_ID: Final = "seasonal_ops.feed"  # where the scope says which feed it was, for the access log
_SUFFIX: Final = ".ics"
_log = logging.getLogger(__name__)


class FeedDoor:
    """An ASGI application that answers for every feed. `compress` false serves bytes only as they are."""

    def __init__(
        self, ready: Ready, fetches: Fetches, *, key: bytes, clock: Callable[[], datetime], compress: bool
    ) -> None:
        self._ready, self._fetches = ready, fetches
        self._key, self._clock, self._compress = key, clock, compress
        self._secrets: dict[tuple[str, int, int], str] = {}

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """200 or 304, 410 for an address that was shut, the one 404 for everything else."""
        if scope["method"] not in ("GET", "HEAD"):
            await line(send, WRONG_METHOD, 405, (b"allow", b"GET, HEAD"))
            return
        address = self.opened(scope["path"][len(PREFIX) :])
        now = self._clock()
        if address is None:
            await line(send, MISSING, 404)
            return
        scope[FEED_ID] = address.feed_id
        if not address.open(now):
            await line(send, GONE, 410)
            return
        try:
            body = self._ready.held(address.feed_id) or await self._ready.body(address.feed_id)
        except SeasonalOpsError as error:
            _log.warning("feed %s could not be read: %s", address.feed_id, error)
            await line(send, UNABLE, 503, (b"retry-after", b"60"))
            return
        status, headers, content = self._answer(scope, body, address, now)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def serves(self, address: Address) -> bool:
        """Whether the address is not shut by now."""
        return address.open(self._clock())

    def opened(self, name: str) -> Address | None:
        """What the last part of a feed's address opens."""
        parts = tokens.split(name[: -len(_SUFFIX)]) if name.endswith(_SUFFIX) else None
        return None if parts is None else self.proved(*parts)

    def proved(self, selector: str, secret: str) -> Address | None:
        """The address, when the secret is the selector's own."""
        address = self._ready.find(selector)
        return address if address is not None and tokens.equal(self._secret(address), secret) else None

    def _secret(self, address: Address) -> str:
        bound = (address.selector, address.feed_id, address.generation)
        known = self._secrets.get(bound)
        if known is None:
            known = self._secrets[bound] = tokens.secret(
                self._key,
                selector=address.selector,
                purpose=tokens.FEED,
                object_id=address.feed_id,
                generation=address.generation,
            )
        return known

    def _answer(
        self, scope: Scope, body: Body, address: Address, now: datetime
    ) -> tuple[int, Headers, bytes]:
        asked = _Asked(scope["headers"])
        self._fetches.note(address.feed_id, now, asked.agent)
        variant = body.packed if self._compress and _takes_gzip(asked.encodings) else body.plain
        if asked.same(variant, body.last_changed, now):
            return 304, _dated(variant.unchanged, body, now), b""
        content = variant.content if scope["method"] == "GET" else b""
        return 200, _dated(variant.whole, body, now), content


class _Asked:
    """What a request's headers say that matters here; a header that came twice is one list."""

    __slots__ = ("agent", "encodings", "since", "tags")

    def __init__(self, headers: Iterable[tuple[bytes, bytes]]) -> None:
        self.agent = self.encodings = self.since = self.tags = b""
        for name, value in headers:
            if name == b"user-agent":
                self.agent = value
            elif name == b"accept-encoding":
                self.encodings = value if not self.encodings else self.encodings + b"," + value
            elif name == b"if-none-match":
                self.tags = value if not self.tags else self.tags + b"," + value
            elif name == b"if-modified-since":
                self.since = value

    def same(self, variant: Variant, last_changed: datetime, now: datetime) -> bool:
        """Whether a 304 answers."""
        if self.tags == variant.etag:  # as nearly every poll asks
            return True
        return bool(self.tags or self.since) and not_modified(
            if_none_match=self.tags.decode("latin-1"),
            if_modified_since=self.since.decode("latin-1"),
            etag=variant.etag.decode("ascii"),
            last_modified=last_changed,
            now=now,
        )


@lru_cache(maxsize=256)
def _takes_gzip(offered: bytes) -> bool:
    return takes_gzip(offered.decode("latin-1"))


def _dated(headers: Headers, body: Body, now: datetime) -> Headers:
    """Last-Modified is never later than the answer itself (RFC 9110, section 8.8.2.1): clocks go back."""
    if body.last_changed <= now:
        return headers
    earlier = (LAST_MODIFIED, http_date(now).encode("ascii"))
    return [earlier if header[0] == LAST_MODIFIED else header for header in headers]
