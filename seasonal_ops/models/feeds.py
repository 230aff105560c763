"""Calendar subscriptions: whom they are for, what each shows, and the tokens that open them."""

from datetime import date, datetime

from sqlalchemy import Column, LargeBinary, UniqueConstraint
from sqlmodel import Field, SQLModel

from seasonal_ops.models.base import UtcDateTime, word
from seasonal_ops.words import Detail


class Feed(SQLModel, table=True):
    """A subscription. Body hash (its ETag) and last change are stored: every process says the same."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)
    detail: Detail = Field(default=Detail.FULL, sa_type=word(Detail))
    alarms: bool = False
    created_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    body_hash: str = Field(default="", max_length=64)
    last_changed: datetime = Field(sa_type=UtcDateTime)
    last_fetched: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_client: str = Field(default="", max_length=60)


class FeedPartner(SQLModel, table=True):
    """A feed shows what this partner is assigned to; no row = every partner."""

    __tablename__ = "feed_partner"
    feed_id: int = Field(foreign_key="feed.id", primary_key=True)
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, index=True)


class FeedPlan(SQLModel, table=True):
    """A feed shows what stands in this plan; no row = every plan."""

    __tablename__ = "feed_plan"
    feed_id: int = Field(foreign_key="feed.id", primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", primary_key=True, index=True)


class FeedEntry(SQLModel, table=True):
    """An activity in a feed: the ready bytes of its event, or of its tombstone once it is gone.

    `expires_on` is the first day on which a tombstone is no longer shown. `hidden` is what is past being
    shown today, `over` what calendars would not take, so much does the feed hold; `problem` says why an
    event could not be rendered. The feed goes on without any of them.
    """

    __tablename__ = "feed_entry"
    __table_args__ = (UniqueConstraint("feed_id", "uid"),)
    feed_id: int = Field(foreign_key="feed.id", primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", primary_key=True, index=True)
    uid: str = Field(max_length=80)
    shown: bool = True
    sequence: int = 0
    gone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    expires_on: date | None = None
    hidden: bool = False
    over: bool = False
    body: bytes = Field(default=b"", sa_column=Column(LargeBinary, nullable=False))
    problem: str = ""


class Token(SQLModel, table=True):
    """What a link is made of, but its secret: that is derived from the server's key."""

    id: int | None = Field(default=None, primary_key=True)
    selector: str = Field(unique=True, max_length=32)
    purpose: str = Field(max_length=20)
    object_id: int = Field(index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    role: str = Field(default="partner", max_length=20)
    generation: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_used: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_client: str = Field(default="", max_length=60)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    revoked_by: str = Field(default="", max_length=120)
