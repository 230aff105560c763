"""The ASGI application: routes, errors as one line, and what runs beside the requests."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from integrations.web.answers import MISSING, UNABLE, WRONG_METHOD, EveryAnswer, plain
from integrations.web.feed import FeedDoor
from integrations.web.fetches import Fetches
from integrations.web.health import Readiness, healthz, robots
from integrations.web.ready import Ready
from seasonal_ops.db import Database
from seasonal_ops.errors import SeasonalOpsError

_log = logging.getLogger(__name__)


def create_app(
    *,
    database: Database,
    key: bytes,
    clock: Callable[[], datetime],
    poll_seconds: float = 0.1,
    tick_seconds: float = 60.0,
    compress: bool = True,
) -> Starlette:
    """The server over one database. `key` is the server's, `clock` gives aware instants.

    Other processes' changes are seen after `poll_seconds`, when feeds were fetched is written every
    `tick_seconds`, `compress` false serves bytes only as they are.
    """
    ready, fetches = Ready(database), Fetches(database)
    door = FeedDoor(ready, fetches, key, clock, compress)

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(ready.settle, clock())
        await run_in_threadpool(ready.load)
        beside = [
            asyncio.create_task(ready.keep_up(poll_seconds)),
            asyncio.create_task(fetches.keep_writing(tick_seconds)),
        ]
        try:
            yield
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await run_in_threadpool(fetches.write)

    app = Starlette(
        routes=[
            Route("/feeds/{name}", door.__call__, methods=["GET"]),
            Route("/healthz", healthz),
            Route("/readyz", Readiness(database, clock).__call__, methods=["GET"]),
            Route("/robots.txt", robots),
        ],
        middleware=[Middleware(EveryAnswer)],
        exception_handlers={HTTPException: _refused, SeasonalOpsError: _unable},
        lifespan=lifespan,
    )
    # Thunderbird forgets what it knows of a calendar after a redirect.
    app.router.redirect_slashes = False
    return app


async def _refused(request: Request, error: Exception) -> Response:  # noqa: ARG001 - Starlette's signature
    """The one 404, and 405."""
    if isinstance(error, HTTPException) and error.status_code == 405:
        return plain(WRONG_METHOD, 405, {"Allow": "GET, HEAD"})
    return plain(MISSING, 404)


async def _unable(request: Request, error: Exception) -> Response:  # noqa: ARG001
    _log.warning("a feed could not be read: %s", error)
    return plain(UNABLE, 503, {"Retry-After": "60"})
