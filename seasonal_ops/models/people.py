"""Partners, their contacts, what they are asked to do and what they said to it."""

from datetime import date, datetime, time

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from seasonal_ops.models.base import UtcDateTime, word
from seasonal_ops.words import ActorKind, Answer, Channel, Role


class Partner(SQLModel, table=True):
    """An agency. `capacity` is how many activities it can man in one night; none = not said."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=120)
    kind: str = Field(default="", max_length=40)
    capacity: int | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)


class Contact(SQLModel, table=True):
    """A person, mailbox or webhook at a partner. What is personal stands in `ContactDetail`, erasable.

    `quiet_from` to `quiet_to` (local) are hours in which nothing is sent to it. `opted_out_at` is since
    when it wants nothing more; a webhook says so by answering 410.
    """

    id: int | None = Field(default=None, primary_key=True)
    partner_id: int = Field(foreign_key="partner.id", index=True)
    channel: Channel = Field(default=Channel.MAIL, sa_type=word(Channel))
    deputy: bool = False
    left_on: date | None = None
    opted_out_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    quiet_from: time | None = None
    quiet_to: time | None = None
    created_at: datetime = Field(sa_type=UtcDateTime)


class ContactDetail(SQLModel, table=True):
    """The personal values of a contact; erasing them leaves counts, facts and receipts whole.

    A mailbox has an `email`, a webhook a `url`, and the other is empty.
    """

    __tablename__ = "contact_detail"
    contact_id: int = Field(foreign_key="contact.id", primary_key=True)
    email: str = Field(default="", index=True, max_length=254)
    url: str = Field(default="", max_length=500)
    name: str = Field(default="", max_length=120)
    phone: str = Field(default="", max_length=40)


class Assignment(SQLModel, table=True):
    """A partner's role on an activity, and its answer so far. `ended_at` set = unassigned."""

    __table_args__ = (
        Index(
            "uq_assignment_current",
            "activity_id",
            "partner_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    partner_id: int = Field(foreign_key="partner.id", index=True)
    role: Role = Field(sa_type=word(Role))
    answer: Answer = Field(default=Answer.ASKED, sa_type=word(Answer))
    asked_at: datetime = Field(sa_type=UtcDateTime)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Response(SQLModel, table=True):
    """What a partner said, once; the newest is the assignment's answer.

    By a contact through a link, or recorded by a lead with how it was learnt (`note`).
    """

    id: int | None = Field(default=None, primary_key=True)
    assignment_id: int = Field(foreign_key="assignment.id", index=True)
    contact_id: int | None = Field(default=None, foreign_key="contact.id")
    answer: Answer = Field(sa_type=word(Answer))
    proposed_on: date | None = None
    proposed_start: time | None = None
    note: str = ""
    through: ActorKind = Field(sa_type=word(ActorKind))
    at: datetime = Field(sa_type=UtcDateTime)
