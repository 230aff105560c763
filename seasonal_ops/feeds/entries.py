"""The entries of feeds, kept right in the transaction of each edit.

An entry is in one of three states. It stands (`shown`, no `gone_at`); it is cancelled (`shown` still,
`gone_at` set), and says so with what the feed may see; or access was lost (`shown` false), and then it
says that alone and is never written again, so that nothing later can be learnt from it.
"""

import hashlib
import hmac
import logging
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops import ical, tokens
from seasonal_ops.feeds.bodies import rehash
from seasonal_ops.feeds.gather import events, load_activities
from seasonal_ops.feeds.membership import candidates, membership
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.models import Activity, Feed, FeedEntry, Token, key
from seasonal_ops.words import Detail, Status

_log = logging.getLogger(__name__)
_KEPT_AFTER_END: Final = timedelta(days=31)  # gone on the day after 30 days past its end


def refresh(session: Session, activity_ids: Sequence[int], now: datetime) -> None:
    """Bring every feed that shows, or showed, one of these activities up to date.

    An activity that cannot be rendered is left out with its problem written down; the feed goes on.
    """
    ids = sorted(set(activity_ids))
    feeds = session.exec(select(Feed).where(col(Feed.revoked_at).is_(None)).order_by(col(Feed.id)))
    _write(session, list(feeds), ids, now)


def fill(session: Session, feed: Feed, now: datetime) -> None:
    """Write all entries of a new feed."""
    _write(session, [feed], candidates(session, key(feed)), now)
    rehash(session, [key(feed)], now)


def expire(session: Session, today: date, now: datetime) -> None:
    """Drop the tombstones that every calendar has seen by `today`."""
    query = select(FeedEntry).where(col(FeedEntry.expires_on) <= today)
    # What an edit is at work on is left for the next tick.
    due = list(session.exec(query.with_for_update(skip_locked=True)))
    for entry in due:
        session.delete(entry)
    rehash(session, {entry.feed_id for entry in due}, now)


def _write(session: Session, feeds: Sequence[Feed], ids: Sequence[int], now: datetime) -> None:
    if not feeds or not ids:
        return
    session.flush()
    activities = load_activities(session, ids)
    renderer = _Renderer(events(session, list(activities.values())))
    standing = membership(session, ids, [key(feed) for feed in feeds])
    entries = _entries(session, feeds, ids)
    selectors = _selectors(session, feeds)
    changed = set()
    for feed in feeds:
        for activity_id, activity in activities.items():
            entry = entries.get((key(feed), activity_id))
            step = _Step(feed, activity, entry, selectors.get(key(feed), ""), now)
            written = (
                step.belongs(renderer) if standing.shows(key(feed), activity_id) else step.lost(renderer)
            )
            if written is not None:
                session.add(written)
                changed.add(key(feed))
    rehash(session, changed, now)


@dataclass(slots=True)
class _Renderer:
    """The bytes of each variant of an event, made once however many feeds show it."""

    events: dict[int, CalendarEvent]
    made: dict[tuple[object, ...], tuple[bytes, str]] = field(default_factory=dict)

    def render(
        self, activity_id: int, uid: str, variant: object, draw: Callable[[CalendarEvent], bytes]
    ) -> tuple[bytes, str]:
        """Bytes and no problem, or no bytes and the problem as a sentence."""
        name = (activity_id, uid, variant)
        if name not in self.made:
            self.made[name] = self._draw(activity_id, replace(self.events[activity_id], uid=uid), draw)
        return self.made[name]

    def _draw(
        self, activity_id: int, event: CalendarEvent, draw: Callable[[CalendarEvent], bytes]
    ) -> tuple[bytes, str]:
        try:
            return draw(event), ""
        except Exception as error:  # whatever one row holds, the other events of the feed stay
            _log.exception("activity %s cannot be written into a calendar", activity_id)
            return b"", f"activity {activity_id} cannot be written into a calendar: {error}"


@dataclass(frozen=True, slots=True)
class _Step:
    """One activity in one feed: its entry so far, and what becomes of it (None = nothing new)."""

    feed: Feed
    activity: Activity
    entry: FeedEntry | None
    selector: str
    now: datetime

    def belongs(self, renderer: _Renderer) -> FeedEntry | None:
        """The feed may see the activity: it stands there, or as cancelled if it ever stood there."""
        cancelled = self.activity.status is Status.CANCELLED
        if cancelled and self.entry is None:
            return None
        detail = self.feed.detail
        draw = ical.tombstone if cancelled else ical.vevent
        drawn = renderer.render(
            key(self.activity), self._uid(), (detail, cancelled), lambda event: draw(event, detail=detail)
        )
        return self._settled(drawn, shown=True, gone=cancelled)

    def lost(self, renderer: _Renderer) -> FeedEntry | None:
        """The feed may no longer see it: said once, if it ever stood there."""
        if self.entry is None or not self.entry.shown:
            return None
        drawn = renderer.render(
            key(self.activity), self._uid(), None, lambda event: ical.tombstone(event, detail=None)
        )
        return self._settled(drawn, shown=False, gone=True)

    def _uid(self) -> str:
        if self.entry is not None:
            return self.entry.uid
        return (
            busy_uid(self.selector, self.activity.uid)
            if self.feed.detail is Detail.BUSY
            else self.activity.uid
        )

    def _settled(self, drawn: tuple[bytes, str], *, shown: bool, gone: bool) -> FeedEntry | None:
        entry = self.entry or FeedEntry(
            feed_id=key(self.feed), activity_id=key(self.activity), uid=self._uid()
        )
        body, problem = drawn
        same = (entry.body, entry.problem, entry.shown, entry.gone_at is not None)
        if self.entry is not None and same == (body, problem, shown, gone):
            return None
        entry.body, entry.problem, entry.shown = body, problem, shown
        entry.sequence = self.activity.sequence
        entry.gone_at = (entry.gone_at or self.now) if gone else None
        entry.expires_on = self.activity.ends_on + _KEPT_AFTER_END if gone else None
        return entry


def busy_uid(selector: str, uid: str) -> str:
    """An identity that is a feed's own: HMAC-SHA256 of the activity's, keyed by the feed's selector.

    The selector is random and known only to whoever holds the address, so neither the activity's
    identity nor another feed's can be told from this one; the server's key, which no transaction
    should need, would add nothing. It is stored with the entry and survives a new address.
    """
    digest = hmac.digest(selector.encode(), uid.encode(), hashlib.sha256)
    return str(uuid.UUID(bytes=digest[:16], version=4))


def _entries(session: Session, feeds: Sequence[Feed], ids: Sequence[int]) -> dict[tuple[int, int], FeedEntry]:
    query = select(FeedEntry).where(
        col(FeedEntry.activity_id).in_(ids), col(FeedEntry.feed_id).in_([key(feed) for feed in feeds])
    )
    return {(entry.feed_id, entry.activity_id): entry for entry in session.exec(query)}


def _selectors(session: Session, feeds: Sequence[Feed]) -> dict[int, str]:
    """The oldest selector of each busy feed: the others need none."""
    busy = [key(feed) for feed in feeds if feed.detail is Detail.BUSY]
    query = select(Token.object_id, Token.selector).where(
        Token.purpose == tokens.FEED, col(Token.object_id).in_(busy)
    )
    return dict(session.exec(query.order_by(col(Token.id).desc())).all())
