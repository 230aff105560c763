"""The entries of feeds, kept right in the transaction of each edit.

An entry is in one of three states. It stands (`shown`, no `gone_at`); it is cancelled (`shown` still,
`gone_at` set), and says so with what the feed may see; or access was lost (`shown` false), and then it
says that alone and is never written again, so that nothing later can be learnt from it.
"""

import hashlib
import hmac
import logging
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from sqlmodel import Session, and_, col, not_, or_, select

from seasonal_ops import ical, journal, tokens
from seasonal_ops.feeds import window
from seasonal_ops.feeds.bodies import rehash
from seasonal_ops.feeds.gather import events, load_activities
from seasonal_ops.feeds.membership import membership, missing
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.models import Activity, Feed, FeedEntry, Token, key
from seasonal_ops.nights import local_today
from seasonal_ops.words import Detail, Status

_log = logging.getLogger(__name__)
_COUNTERS: Final = (b"DTSTAMP:", b"LAST-MODIFIED:", b"SEQUENCE:")


def refresh(session: Session, activity_ids: Sequence[int], now: datetime) -> None:
    """Bring every feed that shows, or showed, one of these activities up to date.

    An activity that cannot be rendered is left out with its problem written down; the feed goes on.
    """
    ids = sorted(set(activity_ids))
    feeds = session.exec(select(Feed).where(col(Feed.revoked_at).is_(None)).order_by(col(Feed.id)))
    _write(session, list(feeds), ids, now)


def fill(session: Session, feed: Feed, now: datetime) -> None:
    """Write all entries of a new feed."""
    _write(session, [feed], missing(session, key(feed), _oldest(now)), now)
    rehash(session, [key(feed)], now)


def turn_day(session: Session, now: datetime) -> None:
    """Bring every feed to the local day: what is past is hidden, what a wrong clock hid shows again."""
    # No fact, but in a row with those who write them: an edit may be at work on the same entries.
    journal.take_turn(session)
    today = local_today(now, ical.ZONE)
    gone = col(FeedEntry.gone_at).is_not(None)
    past = or_(
        and_(gone, col(FeedEntry.expires_on) <= today),
        and_(not_(gone), col(Activity.ends_on) < window.oldest(today)),
    )
    query = select(FeedEntry).join(Activity, col(Activity.id) == col(FeedEntry.activity_id))
    turned = [
        *_hide(session.exec(query.where(past, col(FeedEntry.hidden).is_(False))), hidden=True),
        *_hide(session.exec(query.where(not_(past), col(FeedEntry.hidden))), hidden=False),
    ]
    session.flush()
    for entry in session.exec(query.where(col(Activity.ends_on) < window.forgotten(today))):
        session.delete(entry)
    crowded = session.exec(select(FeedEntry.feed_id).where(col(FeedEntry.over)).distinct())
    rehash(session, {*turned, *crowded}, now)


def _hide(entries: Iterable[FeedEntry], *, hidden: bool) -> Iterator[int]:
    """Ids of the feeds."""
    for entry in entries:
        entry.hidden = hidden
        yield entry.feed_id


def _oldest(now: datetime) -> date:
    return window.oldest(local_today(now, ical.ZONE))


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
        if self.entry is None and (cancelled or self._too_old()):
            return None
        detail, alarms = self.feed.detail, self.feed.alarms

        def draw(event: CalendarEvent) -> bytes:
            if cancelled:
                return ical.tombstone(event, detail=detail)
            return ical.vevent(event, detail=detail, alarm=alarms)

        drawn = renderer.render(key(self.activity), self._uid(), (detail, alarms, cancelled), draw)
        return self._settled(drawn, shown=True, gone=cancelled)

    def _too_old(self) -> bool:
        return self.activity.ends_on < _oldest(self.now)

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
        expires_on = window.tombstone_until(self.activity.ends_on) if gone else None
        hidden = self._past(expires_on)
        was = (_visible(entry.body), entry.problem, entry.shown, entry.gone_at is not None, entry.hidden)
        if self.entry is not None and was == (_visible(body), problem, shown, gone, hidden):
            return None
        entry.body, entry.problem, entry.shown = body, problem, shown
        entry.sequence = self.activity.sequence
        entry.gone_at = (entry.gone_at or self.now) if gone else None
        entry.expires_on, entry.hidden = expires_on, hidden
        return entry

    def _past(self, expires_on: date | None) -> bool:
        if expires_on is None:
            return self._too_old()
        return expires_on <= local_today(self.now, ical.ZONE)


def _visible(body: bytes) -> list[bytes]:
    """The lines that say something: what a feed may not show must not raise its counters either."""
    return [line for line in body.split(b"\r\n") if not line.startswith(_COUNTERS)]


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
