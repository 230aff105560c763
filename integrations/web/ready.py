"""What the server holds in memory, so that an ordinary request reads no row and renders nothing.

The newest `Directory`, and each feed's bytes. A poll learns of changes, those of other processes too,
from the newest fact, reads what changed and only then puts it in the place of what was: a request never
waits for an edit. A tombstone that runs out is no fact: all is looked through now and then as well.
"""

import asyncio
import logging
import math
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from sqlmodel import Session
from starlette.concurrency import run_in_threadpool

from integrations.web import bodies, directory
from integrations.web.bodies import Body
from integrations.web.directory import Address, Directory
from seasonal_ops import feeds, journal
from seasonal_ops.db import Database, Listener
from seasonal_ops.models import Feed

_log = logging.getLogger(__name__)
_ASK_ANYWAY: Final = 0.5  # seconds: what was said while a connection was cut is found by asking


class Ready:
    """The server's memory over one database. `look_again` is in seconds."""

    def __init__(self, database: Database, clock: Callable[[], datetime], look_again: float) -> None:
        self._database, self._clock, self._look_again = database, clock, look_again
        self._directory = Directory(0, {})
        self._read_at = -math.inf
        self._bodies: dict[int, Body] = {}
        self._loading = asyncio.Lock()

    def find(self, selector: str) -> Address | None:
        """The address; no row is read, whatever was asked for."""
        return self._directory.addresses.get(selector)

    def held(self, feed_id: int) -> Body | None:
        """The feed's bytes when they are in memory."""
        return self._bodies.get(feed_id)

    async def body(self, feed_id: int) -> Body:
        """The feed's bytes, read when they are not in memory yet. Raises DatabaseTrouble."""
        async with self._loading:
            held = self._bodies.get(feed_id)
            if held is None:
                held = self._bodies[feed_id] = await run_in_threadpool(self._read, feed_id)
        return held

    def settle(self) -> None:
        """Check the stored hashes once, at the start; blocks. Raises DatabaseTrouble."""
        with self._database.write() as session:
            feeds.settle(session, self._clock())

    def load(self) -> None:
        """Read the directory; blocks. Raises DatabaseTrouble."""
        with self._database.read() as session:
            self._directory = directory.read(session)
        self._read_at = time.monotonic()

    def refresh(self) -> None:
        """Read every served feed whose bytes are not those in memory, and forget what is shut; blocks."""
        served = self._directory.served(self._clock())
        for feed_id in self._bodies.keys() - served.keys():
            self._bodies.pop(feed_id, None)
        for feed_id, digest in served.items():
            held = self._bodies.get(feed_id)
            if held is None or held.digest != digest:
                self._bodies[feed_id] = self._read(feed_id)

    def _follow(self) -> None:
        with self._database.read() as session:
            newest = journal.newest(session)
        if newest != self._directory.newest or time.monotonic() - self._read_at >= self._look_again:
            self.load()
            self.refresh()

    async def keep_up(self, poll_seconds: float) -> None:
        """Follow the database until cancelled; whatever happens to it, what is known is served."""
        listener = self._database.listener(journal.CHANNEL)
        step = self.refresh
        try:
            while True:
                try:
                    await run_in_threadpool(step)
                    step = self._follow
                    await _pause(listener, poll_seconds)
                except Exception as error:  # the one loop that learns of revocations must not end
                    _log.warning("the feeds may be out of date: %s", error)
                    self._read_at = -math.inf  # what was not read is looked at again, changed or not
                    await asyncio.sleep(1)
        finally:
            if listener is not None:
                listener.close()

    def _read(self, feed_id: int) -> Body:
        with self._database.read() as session:
            return _body(session, feed_id)


async def _pause(listener: Listener | None, poll_seconds: float) -> None:
    """Until a fact is told of, where the database tells; else until it is time to ask again."""
    if listener is None:
        await asyncio.sleep(poll_seconds)
    else:
        await run_in_threadpool(listener.wait, _ASK_ANYWAY)


def _body(session: Session, feed_id: int) -> Body:
    # The time first: should another transaction come between, it is too old, never too new.
    feed = session.get_one(Feed, feed_id)
    name, changed = feed.name, feed.last_changed
    return bodies.make(feeds.body(session, feed_id), name=name, last_changed=changed)
