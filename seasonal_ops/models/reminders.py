"""Reminder rules, the reminders that follow from them, and each attempt to deliver one."""

from datetime import datetime, time
from typing import Final

from sqlalchemy import JSON, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from seasonal_ops.models.base import UtcDateTime, word
from seasonal_ops.words import Channel, ReminderKind, ReminderState

WEB: Final = "web"
ENDED: Final = "ended"
_DUE = text("state IN ('planned', 'failed')")
_LEASED = text("state IN ('leased', 'sending')")


class ReminderRule(SQLModel, table=True):
    """When whom to remind. `days` is negative before, positive after; `at` is local to the activity.

    `themes` and `phases` name the activities that it is for; an empty list is all of them. `working_days`
    counts no weekend and no bank holiday.
    """

    __tablename__ = "reminder_rule"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    key: str = Field(max_length=60)
    kind: ReminderKind = Field(sa_type=word(ReminderKind))
    days: int = 0
    working_days: bool = False
    at: time | None = None
    audience: str = Field(default="assigned", max_length=20)
    channel: Channel = Field(default=Channel.MAIL, sa_type=word(Channel))
    catch_up: str = Field(default="late", max_length=20)
    themes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    phases: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    enabled: bool = True


class Reminder(SQLModel, table=True):
    """One intent: this activity, rule, recipient, channel and date. The table is the truth.

    `dedupe_key` makes it one; `message_id` follows from it. `revision` is the activity's
    schedule revision that it was planned for, and fences the sending. `bundle` is the Message-ID of the
    message that it went out in, or may have: what was in one message is tried again as one; `copies` is
    how many of that message may have arrived. `held_for` says why a held one is kept back.
    """

    __table_args__ = (
        Index("ix_reminder_due", "due_utc", sqlite_where=_DUE, postgresql_where=_DUE),
        Index("ix_reminder_lease", "lease_until", sqlite_where=_LEASED, postgresql_where=_LEASED),
    )
    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(unique=True, max_length=200)
    plan_id: int | None = Field(default=None, foreign_key="plan.id", index=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    rule_id: int | None = Field(default=None, foreign_key="reminder_rule.id")
    contact_id: int = Field(foreign_key="contact.id", index=True)
    channel: Channel = Field(default=Channel.MAIL, sa_type=word(Channel))
    kind: ReminderKind = Field(sa_type=word(ReminderKind))
    revision: int = 0
    due_utc: datetime = Field(sa_type=UtcDateTime)
    expires_utc: datetime = Field(sa_type=UtcDateTime)
    state: ReminderState = Field(default=ReminderState.PLANNED, sa_type=word(ReminderState))
    attempts: int = 0
    next_try: datetime | None = Field(default=None, sa_type=UtcDateTime)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    worker: str | None = Field(default=None, max_length=80)
    message_id: str = Field(max_length=200)
    bundle: str | None = Field(default=None, max_length=200)
    copies: int = 0
    ambiguous: bool = False
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    held_for: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    created_at: datetime = Field(sa_type=UtcDateTime)


class DeliveryAttempt(SQLModel, table=True):
    """What happened when a reminder was handed over, once; rows are only ever added."""

    __tablename__ = "delivery_attempt"
    id: int | None = Field(default=None, primary_key=True)
    reminder_id: int = Field(foreign_key="reminder.id", index=True)
    attempt: int
    worker: str = Field(max_length=80)
    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    outcome: str = Field(default="", max_length=20)
    detail: str = Field(default="", sa_column=Column(Text, nullable=False))


class Heartbeat(SQLModel, table=True):
    """A sign of life of one worker; the newest of a scheduler says whether the clock ticks.

    The row of `WEB` is no scheduler's: it says where feeds were last served (`detail`). A worker that was
    told to end leaves `ENDED` there, with the time until which it lived.
    """

    worker: str = Field(primary_key=True, max_length=80)
    at: datetime = Field(sa_type=UtcDateTime)
    detail: str = Field(default="", max_length=200)
