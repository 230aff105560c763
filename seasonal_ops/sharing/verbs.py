"""The verbs of calendar subscriptions: made, given another address, shut."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops import feeds, tokens
from seasonal_ops.db import load
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.facts import Actor, FeedCreated, FeedRevoked, FeedRotated
from seasonal_ops.journal import snapshot
from seasonal_ops.models import Feed, FeedPartner, FeedPlan, Partner, Plan, Token, key
from seasonal_ops.reactions import happened
from seasonal_ops.text import accept_line
from seasonal_ops.words import Detail

LONGEST_GRACE: Final = timedelta(days=90)


def create_feed(
    session: Session, *, name: str = "", partner_ids: Sequence[int] = (), plan_ids: Sequence[int] = (),
    detail: Detail = Detail.FULL, alarms: bool = False, expires: datetime | None = None,
    actor: Actor, now: datetime,
) -> Feed:  # fmt: skip
    """A subscription to what these partners do in these plans; none given = all of them.

    With `alarms` calendars ring before each event; at `expires` its address shuts by itself. Raises
    NotFound for an unknown partner or plan, BadValue for an unusable name or a time that is over.
    """
    if expires is not None and expires <= now:
        raise BadValue("a feed cannot expire before it is made; give a later date")
    partners = [load(session, Partner, one, "partner") for one in dict.fromkeys(partner_ids)]
    plans = [load(session, Plan, one, "plan") for one in dict.fromkeys(plan_ids)]
    names = ", ".join([row.name for row in partners] + [row.name for row in plans]) or "All activities"
    name = accept_line(name or names[:120], "the feed's name", longest=120)
    feed = Feed(name=name, detail=detail, alarms=alarms, created_at=now, last_changed=now)
    session.add(feed)
    session.flush()
    session.add_all(FeedPartner(feed_id=key(feed), partner_id=key(row)) for row in partners)
    session.add_all(FeedPlan(feed_id=key(feed), plan_id=key(row)) for row in plans)
    tokens.issue(session, purpose=tokens.FEED, object_id=key(feed), expires=expires, now=now)
    state = {
        **snapshot(feed),
        "partners": [row.slug for row in partners],
        "plans": [row.slug for row in plans],
    }
    happened(session, FeedCreated(subject=f"feed:{feed.id}", after=state), actor=actor, now=now)
    # After the fact, which puts writers in a row: an activity added meanwhile is seen here or there.
    feeds.fill(session, feed, now)
    return feed


def rotate_feed(
    session: Session, *, feed_id: int, grace: timedelta = timedelta(0), actor: Actor, now: datetime
) -> Feed:
    """Give a subscription another address; the one before still answers for `grace`, 90 days at most.

    Raises NotFound, BadValue for a grace out of bounds, Refused when the address was shut.
    """
    if not timedelta(0) <= grace <= LONGEST_GRACE:
        raise BadValue(f"a former address may answer for 0 to {LONGEST_GRACE.days} days more")
    state = snapshot(_feed(session, feed_id))
    rotated = FeedRotated(
        subject=f"feed:{feed_id}", before=state, after={**state, "former_until": (now + grace).isoformat()}
    )
    happened(session, rotated, actor=actor, now=now)
    feed = _still_open(session, feed_id)
    former = tokens.current(session, purpose=tokens.FEED, object_id=feed_id)
    expires = former.expires_at
    if expires is not None and expires <= now:
        raise Refused(f"feed {feed_id} expired on {expires:%Y-%m-%d}; make another: seasonal-ops feed create")
    for token in _answering(session, feed_id):
        _shut(token, now + grace, actor, now)
        session.add(token)
    generation = former.generation + 1
    tokens.issue(
        session, purpose=tokens.FEED, object_id=feed_id, generation=generation, expires=expires, now=now
    )
    return feed


def revoke_feed(session: Session, *, feed_id: int, actor: Actor, now: datetime) -> Feed:
    """Shut a subscription's address for good. Raises NotFound, or Refused when it is shut already."""
    before = _feed(session, feed_id)
    after = Feed(**{**before.model_dump(), "revoked_at": now})
    revoked = FeedRevoked(subject=f"feed:{feed_id}", before=snapshot(before), after=snapshot(after))
    happened(session, revoked, actor=actor, now=now)
    feed = _still_open(session, feed_id)
    feed.revoked_at = now
    for token in _answering(session, feed_id):
        _shut(token, now, actor, now)
        session.add(token)
    session.add(feed)
    return feed


def _feed(session: Session, feed_id: int) -> Feed:
    feed = session.get(Feed, feed_id)
    if feed is None:
        raise NotFound("feed", feed_id, hint="see: seasonal-ops feed list")
    return feed


def _still_open(session: Session, feed_id: int) -> Feed:
    """The feed, locked, only after the transaction's fact. Raises Refused when it was revoked."""
    feed = feeds.lock(session, feed_id)
    if feed.revoked_at is not None:
        raise Refused(f"feed {feed_id} was revoked already, on {feed.revoked_at:%Y-%m-%d}")
    return feed


def _answering(session: Session, feed_id: int) -> Sequence[Token]:
    query = select(Token).where(Token.purpose == tokens.FEED, Token.object_id == feed_id)
    return session.exec(query.where(col(Token.revoked_at).is_(None))).all()


def _shut(token: Token, at: datetime, actor: Actor, now: datetime) -> None:
    """Let a token answer until `at`, not at all when that is now; never longer than it was to."""
    if at <= now:
        token.revoked_at, token.revoked_by = now, actor.name
    else:
        token.expires_at = min(at, token.expires_at or at)
