"""A feed's bytes: its head, the ready bytes of each entry by activity id, its tail."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Table, func, text
from sqlalchemy import select as columns
from sqlmodel import Session, SQLModel, col, select, update

from seasonal_ops import ical, journal
from seasonal_ops.db import batched
from seasonal_ops.errors import NotFound
from seasonal_ops.feeds import window
from seasonal_ops.feeds.window import Held
from seasonal_ops.models import Activity, Feed, FeedEntry, key
from seasonal_ops.nights import local_today

_ONE_SECOND: Final = timedelta(seconds=1)
# As text, since the types of columns would cost as long as the rows themselves, at every edit.
_BODIES: Final = text(
    "SELECT body FROM feed_entry"
    " WHERE feed_id = :feed_id AND NOT hidden AND NOT over AND problem = '' ORDER BY activity_id"
)
_ENTRIES: Final[Table] = SQLModel.metadata.tables["feed_entry"]


def body(session: Session, feed_id: int) -> bytes:
    """The feed as it is served. Raises NotFound."""
    feed = session.get(Feed, feed_id)
    if feed is None:
        raise NotFound("feed", feed_id)
    return _join(session, feed)


def head(feed: Feed) -> bytes:
    """What stands before a feed's events."""
    return ical.head(feed.name, number=key(feed))


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
        digest = hashlib.sha256(_fitted(session, feed, now)).hexdigest()
        if digest != feed.body_hash:
            risen = feed.last_changed.replace(microsecond=0) + _ONE_SECOND
            feed.last_changed = max(now.replace(microsecond=0), risen) if feed.body_hash else now
            feed.body_hash = digest
            session.add(feed)
    session.flush()


def settle(session: Session, now: datetime) -> None:
    """Check every open feed's hash against its bytes: a newer program may write the head another way."""
    journal.take_turn(session)
    query = select(Feed.id).where(col(Feed.revoked_at).is_(None))
    rehash(session, [found for found in session.exec(query) if found is not None], now)


def _fitted(session: Session, feed: Feed, now: datetime) -> bytes:
    """The feed's bytes, after what calendars would not take of it has been left out."""
    c = _ENTRIES.c
    size = func.coalesce(func.sum(func.length(c.body)), 0)
    events, length, over = session.execute(
        columns(func.count(), size, func.count().filter(c.over)).where(*_shown(key(feed)))
    ).one()
    room = window.MOST_BYTES - len(head(feed)) - len(ical.TAIL)
    if over or events > window.MOST_EVENTS or length > room:
        _leave_out(session, key(feed), local_today(now, ical.ZONE), room)
    return _join(session, feed)


def _leave_out(session: Session, feed_id: int, today: date, room: int) -> None:
    c = _ENTRIES.c
    query = columns(c.activity_id, col(Activity.ends_on), func.length(c.body), c.over)
    query = query.join(Activity, col(Activity.id) == c.activity_id).where(*_shown(feed_id))
    rows = session.execute(query).all()
    over = window.left_out((Held(*row[:3]) for row in rows), today, room=room)
    for is_over in (True, False):
        wrong = [row.activity_id for row in rows if (row.activity_id in over) is is_over is not row.over]
        for some in batched(wrong):
            these = col(FeedEntry.feed_id) == feed_id, col(FeedEntry.activity_id).in_(some)
            session.exec(update(FeedEntry).where(*these).values(over=is_over))


def _join(session: Session, feed: Feed) -> bytes:
    bodies = session.execute(_BODIES, {"feed_id": feed.id}).all()
    return b"".join([head(feed), *[body for (body,) in bodies], ical.TAIL])


def _shown(feed_id: int) -> tuple[ColumnElement[bool], ...]:
    """Entries of a feed that say something today, whether there is room for them or not."""
    c = _ENTRIES.c
    return c.feed_id == feed_id, c.hidden.is_(False), c.problem == ""
