"""What the server holds in memory, so that an ordinary request reads no row and renders nothing.

The newest `Directory`, and each feed's bytes. A poll learns of changes, those of other processes too,
from the newest fact. What changed is read beside it, and only then put in the place of what was:
neither a request nor a revocation waits for it. A tombstone that runs out is no fact: all is looked
through now and then as well.
"""

import asyncio
import logging
import math
import threading
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
_AFTER_TROUBLE: Final = 1.0  # seconds
_ASK_ANYWAY: Final = 0.5  # seconds: what was said while a connection was cut is found by asking


class Ready:
    """The server's memory over one database. `look_again` is in seconds."""

    def __init__(self, database: Database, clock: Callable[[], datetime], look_again: float) -> None:
        self._database, self._clock, self._look_again = database, clock, look_again
        self._directory = Directory(0, {})
        self._read_at = -math.inf
        self._bodies: dict[int, Body] = {}
        self._keeping = threading.Lock()
        self._loading = asyncio.Lock()
        self._stale = asyncio.Event()

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
            return held if held is not None else await run_in_threadpool(self._read, feed_id)

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
                self._read(feed_id)

    async def keep_up(self, poll_seconds: float) -> None:
        """Follow the database until cancelled: who may read what is known at once, whatever else is to do."""
        listener = self._database.listener(journal.CHANNEL)
        try:
            while True:
                try:
                    if await run_in_threadpool(self._follow):
                        self._stale.set()
                    await _pause(listener, poll_seconds)
                except Exception as error:  # the one loop that learns of revocations must not end
                    _log.warning("the feeds may be out of date: %s", error)
                    await asyncio.sleep(_AFTER_TROUBLE)
        finally:
            if listener is not None:
                listener.close()

    async def keep_ready(self) -> None:
        """Read and pack what changed until cancelled; what is known is served meanwhile."""
        self._stale.set()
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                await run_in_threadpool(self.refresh)
            except Exception as error:
                _log.warning("the feeds may be out of date: %s", error)
                self._stale.set()  # what was not read is looked at again, changed or not
                await asyncio.sleep(_AFTER_TROUBLE)

    def _follow(self) -> bool:
        """Whether the directory was read again."""
        with self._database.read() as session:
            newest = journal.newest(session)
        changed = newest != self._directory.newest
        if changed or time.monotonic() - self._read_at >= self._look_again:
            self.load()
            return True
        return False

    def _read(self, feed_id: int) -> Body:
        with self._database.read() as session:
            body = _body(session, feed_id)
        with self._keeping:
            # Two threads may read one feed: the later state stays, and a last change never falls.
            held = self._bodies.get(feed_id)
            if held is None or held.last_changed <= body.last_changed:
                self._bodies[feed_id] = body
        return self._bodies.get(feed_id, body)


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
