"""Plans and what stands in them: anchors, periods, phases, activities, gates, dependencies, baselines."""

from datetime import date, datetime, time

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from seasonal_ops.models.base import UtcDateTime, word
from seasonal_ops.words import GateKind, GateState, Provenance, Sensitivity, Status


class Plan(SQLModel, table=True):
    """One season in one year. `year` is the year in which the season begins.

    From when to when it lasts, its activities say. `begins` is the day from which bare dates are read.
    `lead_contact_id` is who leads its task-and-time group: gets the digests, and is rung when nobody
    answers.
    """

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=80)
    name: str = Field(max_length=120)
    template: str = Field(max_length=60)
    year: int
    begins: date
    time_zone: str = Field(default="Europe/London", max_length=60)
    objective: str = ""
    delivery_groups: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    lead_contact_id: int | None = Field(default=None, foreign_key="contact.id")
    live_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    version: int = 1


class Anchor(SQLModel, table=True):
    """A named occasion of a plan that dates hang on; `given` when a person set it for this year."""

    __table_args__ = (UniqueConstraint("plan_id", "name"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    name: str = Field(max_length=80)
    position: int
    on: date
    rule: str | None = Field(default=None, max_length=200)
    given: bool = False
    reason: str
    note: str = ""


class Period(SQLModel, table=True):
    """Days with a name (term, half-term, holiday) in a year, for a plan or for an area."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int | None = Field(default=None, foreign_key="plan.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="area.id")
    name: str = Field(max_length=80)
    year: int
    first_day: date
    last_day: date
    first_rule: str | None = Field(default=None, max_length=200)
    last_rule: str | None = Field(default=None, max_length=200)


class Phase(SQLModel, table=True):
    """A stretch of a plan, in the order in which they are worked through."""

    __table_args__ = (UniqueConstraint("plan_id", "slug"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    slug: str = Field(max_length=60)
    name: str = Field(max_length=120)
    position: int


class Theme(SQLModel, table=True):
    """A subject that activities of a plan are grouped by."""

    __table_args__ = (UniqueConstraint("plan_id", "slug"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    slug: str = Field(max_length=60)
    name: str = Field(max_length=120)


class Series(SQLModel, table=True):
    """A rule that gives many dates; each date is an activity of its own."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    title: str = Field(max_length=200)
    rule: str = Field(max_length=300)


class Activity(SQLModel, table=True):
    """A dated thing to do.

    Dates and times are local to `time_zone`; no start time means all day. `ends_on` is the date on
    which the end falls: the next morning for a night. Three counters, each for its own reader:
    `version` (optimistic lock, every write), `sequence` (what calendars see), `schedule_revision`
    (fences reminders).
    """

    __table_args__ = (Index("ix_activity_starts_on_status", "starts_on", "status"),)
    id: int | None = Field(default=None, primary_key=True)
    uid: str = Field(unique=True, max_length=36)
    title: str = Field(max_length=200)
    description: str = ""
    theme: str | None = Field(default=None, max_length=60)
    starts_on: date
    ends_on: date
    start_time: time | None = None
    end_time: time | None = None
    time_zone: str = Field(default="Europe/London", max_length=60)
    location: str = Field(default="", max_length=200)
    meet: str = Field(default="", max_length=200)
    night_contact_id: int | None = Field(default=None, foreign_key="contact.id")
    latitude: float | None = None
    longitude: float | None = None
    url: str = Field(default="", max_length=500)
    status: Status = Field(default=Status.PLANNED, sa_type=word(Status))
    status_note: str = ""
    sensitivity: Sensitivity = Field(default=Sensitivity.OPEN, sa_type=word(Sensitivity))
    date_rule: str | None = Field(default=None, max_length=300)
    date_reason: str = ""
    avoid: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    if_avoided: str = Field(default="keep", max_length=10)
    series_id: int | None = Field(default=None, foreign_key="series.id", index=True)
    original_on: date | None = None
    template_key: str | None = Field(default=None, max_length=80)
    measures: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    provenance: Provenance = Field(default=Provenance.OURS, sa_type=word(Provenance))
    version: int = 1
    sequence: int = 0
    schedule_revision: int = 0
    created_at: datetime = Field(sa_type=UtcDateTime)
    revised_at: datetime = Field(sa_type=UtcDateTime)


class PlanActivity(SQLModel, table=True):
    """An activity stands in a plan: in one at home, in others as a guest, and counts once."""

    __tablename__ = "plan_activity"
    __table_args__ = (
        Index(
            "uq_plan_activity_home",
            "activity_id",
            unique=True,
            sqlite_where=text("home"),
            postgresql_where=text("home"),
        ),
    )
    plan_id: int = Field(foreign_key="plan.id", primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", primary_key=True, index=True)
    phase: str | None = Field(default=None, max_length=60)
    home: bool = True


class Gate(SQLModel, table=True):
    """What must come first: money with its funder, or a permission, to be decided by a date."""

    __table_args__ = (UniqueConstraint("plan_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    key: str = Field(max_length=80)
    kind: GateKind = Field(sa_type=word(GateKind))
    title: str = Field(max_length=200)
    amount_pence: int | None = None
    funder: str = Field(default="", max_length=120)
    decide_by: date
    decide_by_rule: str | None = Field(default=None, max_length=200)
    state: GateState = Field(default=GateState.OPEN, sa_type=word(GateState))
    decided_on: date | None = None


class GateActivity(SQLModel, table=True):
    """An activity that does not happen unless its gate is met."""

    __tablename__ = "gate_activity"
    gate_id: int = Field(foreign_key="gate.id", primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", primary_key=True, index=True)


class Dependency(SQLModel, table=True):
    """`activity_id` waits for `needs_id`."""

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    needs_id: int = Field(foreign_key="activity.id", primary_key=True, index=True)


class Baseline(SQLModel, table=True):
    """What was promised when the plan went live: a line an activity, never changed afterwards."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    taken_at: datetime = Field(sa_type=UtcDateTime)
    title: str = Field(max_length=200)
    starts_on: date
    ends_on: date
    start_time: time | None = None
    end_time: time | None = None
    partners: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
