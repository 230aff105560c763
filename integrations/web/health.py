"""Whether the server is well: for a load balancer, and for a person with a browser."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from integrations.web.answers import plain
from seasonal_ops.db import Database
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.queries.outgoing import last_ran, last_ticked

_SILENT: Final = timedelta(seconds=60)


async def healthz(request: Request) -> Response:  # noqa: ARG001 - Starlette hands it over
    """200 whenever the process answers."""
    return plain("ok", 200)


async def robots(request: Request) -> Response:  # noqa: ARG001
    """No robot is wanted anywhere."""
    return plain("User-agent: *\nDisallow: /", 200)


@dataclass(frozen=True, slots=True)
class Readiness:
    """200 when the database answers and a scheduler, of this process or another, ticked within 60 s."""

    database: Database
    clock: Callable[[], datetime]

    async def __call__(self, request: Request) -> Response:  # noqa: ARG002
        """200, or 503 with what is amiss."""
        amiss = await run_in_threadpool(self._amiss)
        return plain(amiss, 503) if amiss else plain("ready", 200)

    def _amiss(self) -> str:
        try:
            with self.database.read() as session:
                ticked, ran = last_ticked(session), last_ran(session)
        except SeasonalOpsError:
            return "The database does not answer."
        if ran is None:
            return "The scheduler has never ticked; start: seasonal-ops serve."
        if ticked is None or self.clock() - ticked >= _SILENT:
            return f"The scheduler has not ticked since {ticked or ran:%Y-%m-%d %H:%M:%S} UTC."
        return ""
