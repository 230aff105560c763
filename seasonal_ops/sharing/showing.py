"""Subscriptions as the lead sees them: for whom, where, who fetched them, what is wrong with them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select

from seasonal_ops import feeds, ical, subscribing, tokens
from seasonal_ops.errors import NotFound
from seasonal_ops.models import Feed, FeedEntry, FeedPartner, FeedPlan, Partner, Plan, Token, key
from seasonal_ops.views import FeedView

# Google drops what is beyond 1,000 events or 900 KB without a word; the lead hears of it before.
_MANY_EVENTS: Final = 900
_MANY_BYTES: Final = 800_000
_WAY_OUT: Final = "some calendars drop the rest without a word; make a feed for each partner or plan"


def feed_views(session: Session, *, key: bytes, base_url: str) -> list[FeedView]:
    """All subscriptions, the oldest first, their addresses derived with the server's key."""
    rows = session.exec(select(Feed).order_by(col(Feed.id)))
    return [_view(session, row, key, base_url) for row in rows]


def feed_view(session: Session, feed_id: int, *, key: bytes, base_url: str) -> FeedView:
    """One subscription. Raises NotFound."""
    feed = session.get(Feed, feed_id)
    if feed is None:
        raise NotFound("feed", feed_id, hint="see: seasonal-ops feed list")
    return _view(session, feed, key, base_url)


def _view(session: Session, feed: Feed, secret_key: bytes, base_url: str) -> FeedView:
    feed_id = key(feed)
    token = tokens.current(session, purpose=tokens.FEED, object_id=feed_id)
    url = subscribing.feed_address(base_url, tokens.written(secret_key, token))
    events, size, problems = _contents(session, feed)
    return FeedView(
        id=feed_id,
        name=feed.name,
        partners=_partners(session, feed_id),
        plans=_plans(session, feed_id),
        detail=feed.detail,
        alarms=feed.alarms,
        url=url,
        links=subscribing.links(url),
        created=feed.created_at,
        expires=token.expires_at,
        former=_former(session, token),
        last_fetched=feed.last_fetched,
        last_client=feed.last_client,
        revoked=feed.revoked_at,
        events=events,
        size=size,
        problems=problems,
    )


def _partners(session: Session, feed_id: int) -> tuple[str, ...]:
    query = select(Partner.slug).join(FeedPartner, col(FeedPartner.partner_id) == col(Partner.id))
    return tuple(session.exec(query.where(FeedPartner.feed_id == feed_id).order_by(col(Partner.slug))))


def _plans(session: Session, feed_id: int) -> tuple[str, ...]:
    query = select(Plan.slug).join(FeedPlan, col(FeedPlan.plan_id) == col(Plan.id))
    return tuple(session.exec(query.where(FeedPlan.feed_id == feed_id).order_by(col(Plan.slug))))


def _former(session: Session, current: Token) -> datetime | None:
    """Until when an address from before the newest rotation still answers."""
    query = select(func.max(Token.expires_at)).where(
        Token.purpose == tokens.FEED,
        Token.object_id == current.object_id,
        Token.id != current.id,
        col(Token.revoked_at).is_(None),
    )
    return session.exec(query).one()


def _contents(session: Session, feed: Feed) -> tuple[int, int, tuple[str, ...]]:
    """How many events the feed shows, tombstones included, its bytes, and what is wrong with it."""
    size = func.coalesce(func.sum(func.length(FeedEntry.body)), 0)
    of_feed = FeedEntry.feed_id == feed.id
    shown = of_feed, FeedEntry.problem == "", col(FeedEntry.hidden).is_(False)
    within = select(func.count(), size).select_from(FeedEntry).where(*shown)
    events, length = session.exec(within.where(col(FeedEntry.over).is_(False))).one()
    over = session.exec(within.where(col(FeedEntry.over))).one()[0]
    amiss = of_feed, FeedEntry.problem != "", col(FeedEntry.hidden).is_(False)
    broken = session.exec(select(FeedEntry.problem).where(*amiss).order_by(col(FeedEntry.activity_id)))
    length += len(feeds.head(feed)) + len(ical.TAIL)
    return events, length, (*broken, *_too_much(events, length, over))


def _too_much(events: int, length: int, over: int) -> Sequence[str]:
    if over:
        return [f"{over:,} events are left out, since calendars take 1,000 events and 900 KB; {_WAY_OUT}"]
    found = []
    if events > _MANY_EVENTS:
        found.append(f"it holds {events:,} of at most 1,000 events; {_WAY_OUT}")
    if length > _MANY_BYTES:
        found.append(f"it holds {length // 1000:,} of at most 900 KB; {_WAY_OUT}")
    return found
