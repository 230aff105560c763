"""What the server holds in memory, so that an ordinary request reads no row.

A `Directory` is all addresses as they stood at one moment. `Ready` keeps the newest one and, for each
feed, its bytes as they were last asked for. A poll learns of other processes' changes from the newest
fact; since a tombstone that runs out is no fact, all is read again each second as well.
"""

import asyncio
import gzip
import hashlib
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlmodel import Session, col, select
from starlette.concurrency import run_in_threadpool

from seasonal_ops import feeds, journal, tokens
from seasonal_ops.db import Database
from seasonal_ops.models import Feed, Token, key

_log = logging.getLogger(__name__)
_READ_AGAIN: Final = 1.0  # seconds


@dataclass(frozen=True, slots=True)
class Address:
    """What a selector opens. `shut` = revoked; `expires` = shut from then on."""

    selector: str
    feed_id: int
    generation: int
    shut: bool
    expires: datetime | None
    name: str
    digest: str
    last_changed: datetime

    def secret(self, server_key: bytes) -> str:
        """What must stand behind the selector."""
        return tokens.secret(
            server_key,
            selector=self.selector,
            purpose=tokens.FEED,
            object_id=self.feed_id,
            generation=self.generation,
        )


@dataclass(frozen=True, slots=True)
class Directory:
    """All addresses by selector, and the newest fact when they were read."""

    newest: int
    addresses: Mapping[str, Address]


@dataclass(slots=True)
class Body:
    """A feed's bytes, the SHA-256 that names them, and when they last changed; gzip once asked for."""

    plain: bytes
    digest: str
    last_changed: datetime
    packed: bytes | None = None


class Ready:
    """The server's memory over one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._directory = Directory(0, {})
        self._read_at = 0.0
        self._bodies: dict[int, Body] = {}
        self._loading = asyncio.Lock()

    def find(self, selector: str) -> Address | None:
        """The address; no row is read, whatever was asked for."""
        return self._directory.addresses.get(selector)

    def settle(self, now: datetime) -> None:
        """Check the stored hashes once, at the start; blocks. Raises DatabaseTrouble."""
        with self._database.write() as session:
            feeds.settle(session, now)

    def load(self) -> None:
        """Read the directory; blocks. Raises DatabaseTrouble."""
        with self._database.read() as session:
            self._directory = _directory(session)
        self._read_at = time.monotonic()
        living = {one.feed_id for one in self._directory.addresses.values() if not one.shut}
        for feed_id in self._bodies.keys() - living:
            self._bodies.pop(feed_id, None)

    def _load_if_changed(self) -> None:
        with self._database.read() as session:
            newest = journal.newest(session)
        if newest != self._directory.newest or time.monotonic() - self._read_at >= _READ_AGAIN:
            self.load()

    async def keep_up(self, poll_seconds: float) -> None:
        """Follow the database until cancelled; whatever happens to it, what is known is served."""
        while True:
            await asyncio.sleep(poll_seconds)
            try:
                await run_in_threadpool(self._load_if_changed)
            except Exception as error:  # the one loop that learns of revocations must not end
                _log.warning("the feeds may be out of date: %s", error)
                await asyncio.sleep(_READ_AGAIN)

    async def body(self, address: Address, *, packed: bool) -> Body:
        """The feed's bytes, read once a change, and packed once a change when that is asked for."""
        held = self._held(address)
        if held is not None and (not packed or held.packed is not None):
            return held
        async with self._loading:
            held = self._held(address)
            if held is None:
                held = await run_in_threadpool(self._read, address.feed_id)
            if packed and held.packed is None:
                held.packed = await run_in_threadpool(gzip.compress, held.plain, 6, mtime=0)
            self._bodies[address.feed_id] = held
            return held

    def _held(self, address: Address) -> Body | None:
        held = self._bodies.get(address.feed_id)
        return held if held is not None and held.digest == address.digest else None

    def _read(self, feed_id: int) -> Body:
        with self._database.read() as session:
            # The time first: should another transaction come between, it is too old, never too new.
            changed = session.get_one(Feed, feed_id).last_changed
            plain = feeds.body(session, feed_id)
        return Body(plain, hashlib.sha256(plain).hexdigest(), changed)


def _directory(session: Session) -> Directory:
    newest = journal.newest(session)
    rows = session.exec(
        select(Token, Feed)
        .join(Feed, col(Feed.id) == col(Token.object_id))
        .where(Token.purpose == tokens.FEED)
    )
    return Directory(newest, {token.selector: _address(token, feed) for token, feed in rows})


def _address(token: Token, feed: Feed) -> Address:
    return Address(
        selector=token.selector,
        feed_id=key(feed),
        generation=token.generation,
        shut=token.revoked_at is not None or feed.revoked_at is not None,
        expires=token.expires_at,
        name=feed.name,
        digest=feed.body_hash,
        last_changed=feed.last_changed,
    )
