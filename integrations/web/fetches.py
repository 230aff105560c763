"""Who fetched which feed last: kept in memory, and written by a tick, since a request writes nothing."""

import asyncio
import logging
from datetime import datetime

from sqlmodel import col, update
from starlette.concurrency import run_in_threadpool

from integrations.web.clients import family
from seasonal_ops.db import Database
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.models import Feed

_log = logging.getLogger(__name__)


class Fetches:
    """The newest fetch of each feed that has not been written yet."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: dict[int, tuple[datetime, bytes]] = {}

    def note(self, feed_id: int, at: datetime, user_agent: bytes) -> None:
        """Remember a fetch; the header is looked at when it is written."""
        self._waiting[feed_id] = (at, user_agent)

    def write(self) -> None:
        """Write what waits; blocks. What cannot be written waits on."""
        waiting = dict(self._waiting)
        if not waiting:
            return
        try:
            with self._database.write() as session:
                for feed_id in sorted(waiting):
                    at, agent = waiting[feed_id]
                    change = update(Feed).where(col(Feed.id) == feed_id)
                    session.exec(change.values(last_fetched=at, last_client=family(agent.decode("latin-1"))))
        except SeasonalOpsError as error:
            _log.warning("when feeds were fetched could not be written: %s", error)
            return
        for feed_id, fetch in waiting.items():
            if self._waiting.get(feed_id) == fetch:
                del self._waiting[feed_id]

    async def keep_writing(self, every_seconds: float) -> None:
        """Write at each tick until cancelled."""
        while True:
            await asyncio.sleep(every_seconds)
            await run_in_threadpool(self.write)
