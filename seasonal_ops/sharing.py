"""The verbs of calendar subscriptions: made, shown, shut."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from seasonal_ops import feeds, tokens
from seasonal_ops.db import load
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.facts import Actor, FeedCreated, FeedRevoked
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Feed, FeedEntry, FeedPartner, FeedPlan, Partner, Plan, Token, key
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line
from seasonal_ops.views import FeedView
from seasonal_ops.words import Detail

# Google drops what is beyond 1,000 events or 900 KB without a word; the lead hears of it before.
_MANY_EVENTS: Final = 900
_MANY_BYTES: Final = 800_000


def create_feed(
    session: Session, *, name: str = "", partner_ids: Sequence[int] = (), plan_ids: Sequence[int] = (),
    detail: Detail = Detail.FULL, actor: Actor, now: datetime,
) -> Feed:  # fmt: skip
    """A subscription to what these partners do in these plans; none given = all of them.

    Raises NotFound for an unknown partner or plan, BadValue for an unusable name.
    """
    partners = [load(session, Partner, one, "partner") for one in dict.fromkeys(partner_ids)]
    plans = [load(session, Plan, one, "plan") for one in dict.fromkeys(plan_ids)]
    names = ", ".join([row.name for row in partners] + [row.name for row in plans]) or "All activities"
    name = accept_line(name or names[:120], "the feed's name", longest=120)
    feed = Feed(name=name, detail=detail, created_at=now, last_changed=now)
    session.add(feed)
    session.flush()
    session.add_all(FeedPartner(feed_id=key(feed), partner_id=key(row)) for row in partners)
    session.add_all(FeedPlan(feed_id=key(feed), plan_id=key(row)) for row in plans)
    tokens.issue(session, purpose=tokens.FEED, object_id=key(feed), now=now)
    state = {
        **snapshot(feed),
        "partners": [row.slug for row in partners],
        "plans": [row.slug for row in plans],
    }
    happened(session, FeedCreated(subject=f"feed:{feed.id}", after=state), actor=actor, now=now)
    # After the fact, which puts writers in a row: an activity added meanwhile is seen here or there.
    feeds.fill(session, feed, now)
    return feed


def revoke_feed(session: Session, *, feed_id: int, actor: Actor, now: datetime) -> Feed:
    """Shut a subscription's address for good. Raises NotFound, or Refused when it is shut already."""
    before = _feed(session, feed_id)
    after = Feed(**{**before.model_dump(), "revoked_at": now})
    revoked = FeedRevoked(subject=f"feed:{feed_id}", before=snapshot(before), after=snapshot(after))
    happened(session, revoked, actor=actor, now=now)
    feed = feeds.lock(session, feed_id)
    if feed.revoked_at is not None:
        raise Refused(f"feed {feed_id} was revoked already, on {feed.revoked_at:%Y-%m-%d}")
    feed.revoked_at = now
    for token in session.exec(_tokens(feed_id)):
        token.revoked_at, token.revoked_by = token.revoked_at or now, token.revoked_by or actor.name
        session.add(token)
    session.add(feed)
    return feed


def _feed(session: Session, feed_id: int) -> Feed:
    feed = session.get(Feed, feed_id)
    if feed is None:
        raise NotFound("feed", feed_id, hint="see: seasonal-ops feed list")
    return feed


def feed_views(session: Session, *, key: bytes, base_url: str) -> list[FeedView]:
    """All subscriptions, the oldest first, their addresses derived with the server's key."""
    rows = session.exec(select(Feed).order_by(col(Feed.id)))
    return [_view(session, row, key, base_url) for row in rows]


def feed_view(session: Session, feed_id: int, *, key: bytes, base_url: str) -> FeedView:
    """One subscription. Raises NotFound."""
    return _view(session, _feed(session, feed_id), key, base_url)


def _view(session: Session, feed: Feed, secret_key: bytes, base_url: str) -> FeedView:
    feed_id = key(feed)
    partners = session.exec(
        select(Partner.slug)
        .join(FeedPartner, col(FeedPartner.partner_id) == col(Partner.id))
        .where(FeedPartner.feed_id == feed_id)
        .order_by(col(Partner.slug))
    )
    plans = session.exec(
        select(Plan.slug)
        .join(FeedPlan, col(FeedPlan.plan_id) == col(Plan.id))
        .where(FeedPlan.feed_id == feed_id)
        .order_by(col(Plan.slug))
    )
    token = session.exec(_tokens(feed_id)).one()
    events, problems = _contents(session, feed_id)
    return FeedView(
        id=feed_id,
        name=feed.name,
        partners=tuple(partners),
        plans=tuple(plans),
        detail=feed.detail,
        url=tokens.feed_address(base_url, tokens.written(secret_key, token)),
        created=feed.created_at,
        last_fetched=feed.last_fetched,
        revoked=feed.revoked_at,
        events=events,
        problems=problems,
    )


def _contents(session: Session, feed_id: int) -> tuple[int, tuple[str, ...]]:
    """How many events the feed holds, tombstones included, and what is wrong with it."""
    size = func.coalesce(func.sum(func.length(FeedEntry.body)), 0)
    within = select(func.count(), size).select_from(FeedEntry).where(FeedEntry.feed_id == feed_id)
    events, length = session.exec(within.where(FeedEntry.problem == "")).one()
    broken = session.exec(
        select(FeedEntry.problem)
        .where(FeedEntry.feed_id == feed_id, FeedEntry.problem != "")
        .order_by(col(FeedEntry.activity_id))
    )
    return events, (*broken, *_too_much(events, length))


def _too_much(events: int, length: int) -> list[str]:
    way_out = "some calendars drop the rest without a word; make a feed for each partner or plan"
    found = []
    if events > _MANY_EVENTS:
        found.append(f"it holds {events:,} of at most 1,000 events; {way_out}")
    if length > _MANY_BYTES:
        found.append(f"it holds {length // 1000:,} of at most 900 KB; {way_out}")
    return found


def _tokens(feed_id: int) -> SelectOfScalar[Token]:
    return select(Token).where(Token.purpose == tokens.FEED, Token.object_id == feed_id)
