"""Every address of a feed as it stood at one moment: what a request's token is looked up in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select as columns
from sqlmodel import Session, col

from seasonal_ops import journal, tokens
from seasonal_ops.models import Feed, Token


@dataclass(frozen=True, slots=True)
class Address:
    """What a selector opens. `shut` = revoked; `expires` = shut from then on; `digest` of its bytes."""

    selector: str
    feed_id: int
    generation: int
    shut: bool
    expires: datetime | None
    digest: str

    def open(self, now: datetime) -> bool:
        """Whether the feed is still served here."""
        return not self.shut and (self.expires is None or self.expires > now)


@dataclass(frozen=True, slots=True)
class Directory:
    """All addresses by selector, and the newest fact when they were read."""

    newest: int
    addresses: Mapping[str, Address]

    def served(self, now: datetime) -> dict[int, str]:
        """The digest of each feed that somebody may fetch, by its id."""
        return {one.feed_id: one.digest for one in self.addresses.values() if one.open(now)}


def read(session: Session) -> Directory:
    """The directory as this transaction sees it. As columns: all of it is read again at every change."""
    newest = journal.newest(session)
    query = (
        columns(
            col(Token.selector),
            col(Feed.id),
            col(Token.generation),
            col(Token.revoked_at),
            col(Feed.revoked_at),
            col(Token.expires_at),
            col(Feed.body_hash),
        )
        .join(Feed, col(Feed.id) == col(Token.object_id))
        .where(col(Token.purpose) == tokens.FEED)
    )
    found = {}
    for selector, feed_id, generation, token_shut, feed_shut, expires, digest in session.execute(query):
        shut = token_shut is not None or feed_shut is not None
        found[selector] = Address(selector, feed_id, generation, shut, expires, digest)
    return Directory(newest, found)
