"""GET and HEAD of a calendar feed: the token, the conditions, the bytes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response

from integrations.web.answers import GONE, MISSING, plain
from integrations.web.conditional import entity_tag, http_date, not_modified, takes_gzip
from integrations.web.fetches import Fetches
from integrations.web.ready import Address, Body, Ready
from seasonal_ops import tokens

_SUFFIX = ".ics"


@dataclass(frozen=True, slots=True)
class FeedDoor:
    """Answers for every feed; one that is unchanged reads no row and renders nothing."""

    ready: Ready
    fetches: Fetches
    server_key: bytes
    clock: Callable[[], datetime]
    compress: bool

    async def __call__(self, request: Request) -> Response:
        """200 or 304, 410 for an address that was shut, the one 404 for everything else."""
        now = self.clock()
        address = self._opened(request.path_params["name"])
        if address is None:
            return plain(MISSING, 404)
        if address.shut or (address.expires is not None and address.expires <= now):
            return plain(GONE, 410)
        self.fetches.note(address.feed_id, now, request.headers.get("user-agent", ""))
        packed = self.compress and takes_gzip(request.headers.getlist("accept-encoding"))
        if self._unchanged(request, address, packed, now):
            headers = self._validators(address.digest, address.last_changed, packed, now)
            return Response(status_code=304, headers=headers)
        body = await self.ready.body(address, packed=packed)
        return self._whole(address, body, packed, now)

    def _opened(self, name: str) -> Address | None:
        parts = tokens.split(name.removesuffix(_SUFFIX)) if name.endswith(_SUFFIX) else None
        address = self.ready.find(parts[0]) if parts else None
        if parts is None or address is None:
            return None
        return address if tokens.equal(address.secret(self.server_key), parts[1]) else None

    def _unchanged(self, request: Request, address: Address, packed: bool, now: datetime) -> bool:
        return not_modified(
            if_none_match=request.headers.getlist("if-none-match"),
            if_modified_since=request.headers.get("if-modified-since"),
            etag=entity_tag(address.digest, gzipped=packed),
            last_modified=address.last_changed,
            now=now,
        )

    def _validators(self, digest: str, last_changed: datetime, packed: bool, now: datetime) -> dict[str, str]:
        return {
            "ETag": entity_tag(digest, gzipped=packed),
            # Never later than the answer itself (RFC 9110, section 8.8.2.1).
            "Last-Modified": http_date(min(last_changed, now)),
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Encoding",
        }

    def _whole(self, address: Address, body: Body, packed: bool, now: datetime) -> Response:
        content = body.packed if packed and body.packed is not None else body.plain
        headers = {
            **self._validators(body.digest, body.last_changed, packed, now),
            "Content-Type": "text/calendar; charset=utf-8",
            "Content-Disposition": f'inline; filename="{file_name(address.name)}"',
            "Content-Length": str(len(content)),
        }
        if packed:
            headers["Content-Encoding"] = "gzip"
        return Response(content, headers=headers)  # a server leaves the body of HEAD out


def file_name(name: str) -> str:
    """A feed's name as a file's: ASCII letters, digits and hyphens, ending `.ics`."""
    return (re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:60] or "calendar") + _SUFFIX
