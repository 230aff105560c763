"""What is counted: measures with their windows, counts and their revisions, returns, targets, lessons."""

from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from seasonal_ops.models.base import Exact, UtcDateTime, word
from seasonal_ops.words import AreaRole, CountStatus, Direction, MeasureKind, Qualifier


class Area(SQLModel, table=True):
    """A ward, a hotspot, or an area to compare with."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=120)
    role: AreaRole = Field(default=AreaRole.EVENT, sa_type=word(AreaRole))


class Measure(SQLModel, table=True):
    """What is counted, by whom, over its own window. A night counts from `night_from` to `night_from`."""

    __table_args__ = (UniqueConstraint("plan_id", "slug"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id")
    slug: str = Field(max_length=60)
    name: str = Field(max_length=160)
    definition: str
    unit: str = Field(max_length=40)
    kind: MeasureKind = Field(sa_type=word(MeasureKind))
    direction: Direction = Field(sa_type=word(Direction))
    source_partner_id: int | None = Field(default=None, foreign_key="partner.id")
    window_from: date
    window_to: date
    window_from_rule: str | None = Field(default=None, max_length=200)
    window_to_rule: str | None = Field(default=None, max_length=200)
    night_from: time = time(0, 0)
    person_related: bool = False
    duplicate_group: str | None = Field(default=None, max_length=60)
    headline: bool = True
    position: int = 0


class RecordingBreak(SQLModel, table=True):
    """A day on which a measure began to be recorded differently; a comparison across it says so."""

    __tablename__ = "recording_break"
    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="measure.id", index=True)
    on: date
    reason: str


def _one_current(name: str, which: str, *columns: str) -> Index:
    where = text(f"current AND {which}")
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Count(SQLModel, table=True):
    """One recorded value. A correction appends a new revision; nothing is overwritten.

    No row is *missing*; a value of 0 is a real zero. `until` is the last day when the value is
    for a period, equal to `on` for a night.
    """

    __table_args__ = (
        # Two indexes, since NULL areas would never be equal to each other in one.
        _one_current("uq_count_current", "area_id IS NOT NULL", "measure_id", "on", "until", "area_id"),
        _one_current("uq_count_current_whole", "area_id IS NULL", "measure_id", "on", "until"),
    )
    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="measure.id")
    area_id: int | None = Field(default=None, foreign_key="area.id")
    on: date
    until: date
    revision: int = 1
    current: bool = True
    value: Decimal | None = Field(default=None, sa_type=Exact)
    words: str = ""
    qualifier: Qualifier = Field(default=Qualifier.EXACT, sa_type=word(Qualifier))
    status: CountStatus = Field(default=CountStatus.PROVISIONAL, sa_type=word(CountStatus))
    as_at: date
    source: str = Field(default="", max_length=200)
    entered_by: str = Field(max_length=120)
    entered_at: datetime = Field(sa_type=UtcDateTime)


class Return(SQLModel, table=True):
    """What was expected from whom and by when; received is derived from the counts."""

    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="measure.id", index=True)
    area_id: int | None = Field(default=None, foreign_key="area.id")
    partner_id: int | None = Field(default=None, foreign_key="partner.id")
    on: date
    due_on: date
    received_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    nil: bool = False


class Target(SQLModel, table=True):
    """What was aimed at, set before the event. Without a number it cannot be measured.

    In a Delivery Action Plan it stands between its objective and the group that sees to it.
    """

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    measure_id: int | None = Field(default=None, foreign_key="measure.id")
    text: str
    value: Decimal | None = Field(default=None, sa_type=Exact)
    percent: bool = False
    by: date | None = None
    by_rule: str | None = Field(default=None, max_length=200)
    objective: str = ""
    delivery_group: str = Field(default="", max_length=200)
    set_at: datetime = Field(sa_type=UtcDateTime)


class TargetActivity(SQLModel, table=True):
    """An activity that serves a target."""

    __tablename__ = "target_activity"
    target_id: int = Field(foreign_key="target.id", primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", primary_key=True, index=True)


class Lesson(SQLModel, table=True):
    """What to do differently, and who sees to it; `activity_id` is what it became in a later plan."""

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    text: str
    owner_partner_id: int | None = Field(default=None, foreign_key="partner.id")
    activity_id: int | None = Field(default=None, foreign_key="activity.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
