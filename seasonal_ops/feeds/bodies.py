"""A feed's bytes: its head, the ready bytes of each entry by activity id, its tail."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops import ical
from seasonal_ops.errors import NotFound
from seasonal_ops.models import Feed, FeedEntry

_ONE_SECOND: Final = timedelta(seconds=1)


def body(session: Session, feed_id: int) -> bytes:
    """The feed as it is served. Raises NotFound."""
    feed = session.get(Feed, feed_id)
    if feed is None:
        raise NotFound("feed", feed_id)
    return _join(session, feed)


def lock(session: Session, feed_id: int) -> Feed:
    """The feed as it is now, nobody else's until the transaction ends where the database can.

    Only after the transaction's fact, if it writes one: everybody takes the two locks in that order.
    """
    return session.get_one(Feed, feed_id, with_for_update=True, populate_existing=True)


def rehash(session: Session, feed_ids: Iterable[int], now: datetime) -> None:
    """Settle hash and last change of feeds whose entries were written.

    The last change rises by whole seconds, since that is all an HTTP date holds, and never falls: two
    changes in one second, or a clock set back, must not look like none.
    """
    session.flush()
    for feed_id in sorted(set(feed_ids)):
        # Locked in one order, and only then read: whoever comes second sees both writers' entries.
        feed = lock(session, feed_id)
        digest = hashlib.sha256(_join(session, feed)).hexdigest()
        if digest != feed.body_hash:
            risen = feed.last_changed.replace(microsecond=0) + _ONE_SECOND
            feed.last_changed = max(now.replace(microsecond=0), risen) if feed.body_hash else now
            feed.body_hash = digest
            session.add(feed)
    session.flush()


def settle(session: Session, now: datetime) -> None:
    """Check every open feed's hash against its bytes: a newer program may write the head another way."""
    query = select(Feed.id).where(col(Feed.revoked_at).is_(None))
    rehash(session, [found for found in session.exec(query) if found is not None], now)


def _join(session: Session, feed: Feed) -> bytes:
    query = select(FeedEntry.body).where(FeedEntry.feed_id == feed.id).order_by(col(FeedEntry.activity_id))
    return b"".join((ical.head(feed.name), *session.exec(query), ical.TAIL))
