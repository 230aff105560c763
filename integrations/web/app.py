"""The ASGI application: which door answers what, errors as one line, and what runs beside the requests."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from integrations.web.access import AccessLog
from integrations.web.answers import MISSING, UNABLE, WRONG_METHOD, EveryAnswer, plain
from integrations.web.feed import PREFIX, FeedDoor
from integrations.web.fetches import Fetches
from integrations.web.health import Readiness, healthz, robots
from integrations.web.ready import Ready
from integrations.web.subscribe import SubscribePage, stylesheet
from seasonal_ops.db import Database
from seasonal_ops.errors import SeasonalOpsError


def create_app(
    *,
    database: Database,
    key: bytes,
    clock: Callable[[], datetime],
    base_url: Callable[[], str],
    poll_seconds: float = 0.1,
    look_again_seconds: float = 10.0,
    tick_seconds: float = 15.0,
    compress: bool = True,
    access_log: bool = False,
) -> ASGIApp:
    """The server over one database. `key` is the server's, `clock` gives aware instants.

    Other processes' changes are seen after `poll_seconds`, what runs out by itself after
    `look_again_seconds`; when feeds were fetched is written every `tick_seconds`. `compress` false serves
    bytes only as they are.
    """
    ready, fetches = Ready(database, clock, look_again_seconds), Fetches(database)
    door = FeedDoor(ready, fetches, key=key, clock=clock, compress=compress)
    rest = Starlette(
        routes=[
            Route("/subscribe/{token}", SubscribePage(database, door, base_url).__call__, methods=["GET"]),
            Route("/pages.css", stylesheet),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(database, clock).__call__, methods=["GET"]),
            Route("/robots.txt", robots),
        ],
        middleware=[Middleware(EveryAnswer)],
        exception_handlers={HTTPException: _refused, SeasonalOpsError: _unable},
        lifespan=_beside(ready, fetches, poll_seconds, tick_seconds),
    )
    # Thunderbird forgets what it knows of a calendar after a redirect.
    rest.router.redirect_slashes = False
    doors = _Doors(door, rest)
    return AccessLog(doors, clock) if access_log else doors


class _Doors:
    """Feeds by the short way, the rest through Starlette."""

    def __init__(self, feeds: ASGIApp, rest: ASGIApp) -> None:
        self._feeds, self._rest = feeds, rest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        short = scope["type"] == "http" and scope["path"].startswith(PREFIX)
        await (self._feeds if short else self._rest)(scope, receive, send)


def _beside(
    ready: Ready, fetches: Fetches, poll_seconds: float, tick_seconds: float
) -> Callable[[Starlette], contextlib.AbstractAsyncContextManager[None]]:
    """What runs while requests are answered: following the database, writing down who fetched what."""

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(ready.settle)
        await run_in_threadpool(ready.load)
        beside = [
            asyncio.create_task(ready.keep_up(poll_seconds)),
            asyncio.create_task(ready.keep_ready()),
            asyncio.create_task(fetches.keep_writing(tick_seconds)),
        ]
        try:
            yield
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await fetches.write_or_say()

    return lifespan


async def _refused(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's signature
    """The one 404, and 405."""
    if isinstance(error, HTTPException) and error.status_code == 405:
        return plain(WRONG_METHOD, 405, {"Allow": "GET, HEAD"})
    return plain(MISSING, 404)


async def _unable(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return plain(UNABLE, 503, {"Retry-After": "60"})
