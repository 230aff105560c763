"""Who fetched which feed last: kept in memory, and written by a tick, since a request writes nothing."""

import asyncio
import logging
from datetime import datetime

from sqlmodel import col, or_, update
from starlette.concurrency import run_in_threadpool

from integrations.web.clients import family
from seasonal_ops.db import Database
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
        """Write what waits; blocks. Raises DatabaseTrouble; what was not written waits on."""
        waiting = dict(self._waiting)
        for feed_id, (at, agent) in waiting.items():
            # One transaction a feed: whoever edits several feeds takes them in another order.
            with self._database.write() as session:
                later = or_(col(Feed.last_fetched).is_(None), col(Feed.last_fetched) < at)
                change = update(Feed).where(col(Feed.id) == feed_id, later)
                session.exec(change.values(last_fetched=at, last_client=family(agent.decode("latin-1"))))
            if self._waiting.get(feed_id) == (at, agent):
                del self._waiting[feed_id]

    async def keep_writing(self, every_seconds: float) -> None:
        """Write at each tick until cancelled."""
        while True:
            await asyncio.sleep(every_seconds)
            await self.write_or_say()

    async def write_or_say(self) -> None:
        """Write; a failure is logged, since whoever fetched must not suffer for it."""
        try:
            await run_in_threadpool(self.write)
        except Exception as error:  # the loop goes on, whatever the database says
            _log.warning("when feeds were fetched could not be written: %s", error)
