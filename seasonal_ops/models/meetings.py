"""Meetings of a plan's task-and-time group: when, who was there, what was noted, what was agreed.

What was decided of activities stands nowhere a second time: it is read from the facts of the meeting.
"""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from seasonal_ops.models.base import UtcDateTime, word
from seasonal_ops.words import Attendance


class Meeting(SQLModel, table=True):
    """One a plan a day, local to the plan's zone; `next_on` is when the group meets again."""

    __table_args__ = (UniqueConstraint("plan_id", "held_on"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    held_on: date
    opened_by: str = Field(max_length=120)
    opened_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    next_on: date | None = None


class MeetingPartner(SQLModel, table=True):
    """A partner was there, or sent apologies; of whom nothing was said there is no row."""

    __tablename__ = "meeting_partner"
    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    partner_id: int = Field(foreign_key="partner.id", primary_key=True, index=True)
    attendance: Attendance = Field(sa_type=word(Attendance))


class MeetingNote(SQLModel, table=True):
    """What was said of an activity, or of none: one text of each in a meeting."""

    __tablename__ = "meeting_note"
    __table_args__ = (
        # NULLs would never be equal to each other: 0 is no row's id.
        Index("uq_meeting_note", "meeting_id", text("coalesce(activity_id, 0)"), unique=True),
    )
    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    text: str
    noted_by: str = Field(max_length=120)
    noted_at: datetime = Field(sa_type=UtcDateTime)


class MeetingAction(SQLModel, table=True):
    """An activity that a meeting agreed on, while it spoke of another one (`about_id`) or of none."""

    __tablename__ = "meeting_action"
    meeting_id: int = Field(foreign_key="meeting.id", primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", primary_key=True, index=True)
    about_id: int | None = Field(default=None, foreign_key="activity.id")
