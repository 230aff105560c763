"""The page that helps a person to subscribe: the same token as the feed's, nothing to press by mistake."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from integrations.web.answers import GONE, MISSING, plain
from integrations.web.directory import Address
from integrations.web.feed import FEED_ID, FeedDoor
from seasonal_ops import ical, subscribing, tokens
from seasonal_ops.db import Database
from seasonal_ops.models import Feed

if TYPE_CHECKING:
    from jinja2 import Environment

_PAGES: Final = Path(__file__).with_name("pages")
# No script, nothing from elsewhere, in no other site's frame.
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
}


@dataclass(frozen=True, slots=True)
class SubscribePage:
    """GET of the page. `base_url` is where partners reach the server: the request's Host may be forged."""

    database: Database
    door: FeedDoor
    base_url: Callable[[], str]

    async def __call__(self, request: Request) -> Response:
        """The page, 410 for an address that was shut, the one 404 for everything else."""
        token = request.path_params["token"]
        parts = tokens.split(token)
        address = self.door.proved(*parts) if parts else None
        if address is None:
            return plain(MISSING, 404)
        request.scope[FEED_ID] = address.feed_id
        if not self.door.serves(address):
            return plain(GONE, 410)
        page = await run_in_threadpool(self._page, address, token)
        return HTMLResponse(page, headers=_HEADERS)

    def _page(self, address: Address, token: str) -> str:
        with self.database.read() as session:
            feed = session.get_one(Feed, address.feed_id)
            name, alarms = feed.name, feed.alarms
        links = subscribing.links(subscribing.feed_address(self.base_url(), token))
        until = address.expires and subscribing.until(address.expires.astimezone(ZoneInfo(ical.ZONE)))
        template = _environment().get_template("subscribe.html")
        return template.render(
            name=name, alarms=alarms, links=links, qr=subscribing.qr_svg(links.page), until=until
        )


async def stylesheet(request: Request) -> Response:  # noqa: ARG001 - Starlette hands it over
    """How the pages look."""
    text = (_PAGES / "pages.css").read_text(encoding="utf-8")
    return Response(text, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(_PAGES), autoescape=True, undefined=StrictUndefined)
