"""What is counted: measures, their marks, counts in revisions, claims, targets, lessons."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Final

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel, col

from seasonal_ops.models.base import Exact, UtcDateTime, word
from seasonal_ops.words import AreaRole, CountStatus, Direction, MarkKind, MeasureKind, Purpose, Qualifier

# SQLite takes a partial index only where the query has its very words: `current = 1` reads the whole table.
NEWEST: Final = text("count.current")


class Area(SQLModel, table=True):
    """A ward, a hotspot, or an area to compare with."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=60)
    name: str = Field(max_length=120)
    role: AreaRole = Field(default=AreaRole.EVENT, sa_type=word(AreaRole))


class Measure(SQLModel, table=True):
    """What is counted, by whom, over its own window. A night counts from `night_from` to `night_from`.

    `part_of` is the slug of the plan's measure that holds these too: a part is never above its total.
    A return is late when it came more than `due_days` after its night.
    """

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
    purpose: Purpose = Field(default=Purpose.OUTCOME, sa_type=word(Purpose))
    part_of: str | None = Field(default=None, max_length=60)
    due_days: int = 14
    position: int = 0


class Mark(SQLModel, table=True):
    """A day on which a measure began to be recorded differently, or something began to be done about it.

    A comparison across a break says so; a trend takes an intervention for a step only if it was declared
    (`declared_at`) before its counts came.
    """

    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="measure.id", index=True)
    on: date
    kind: MarkKind = Field(sa_type=word(MarkKind))
    reason: str
    declared_by: str = Field(max_length=120)
    declared_at: datetime = Field(sa_type=UtcDateTime)


class Count(SQLModel, table=True):
    """One recorded value. A correction appends a new revision; nothing is overwritten.

    No row is *missing*; a value of 0 is a real zero, and `nil` says that it was reported as one. `until` is
    the last day when the value is for a period, equal to `on` for a night. `activity_id` says at which
    activity an output was counted: one that stands in two plans is counted once. A percentage of a survey
    has the numbers it comes from, `yes` of `answered`. `reason` is why an unusual value is right. What is
    approved is locked until it is reopened. A withdrawal is a revision as well, which says nothing (neither
    value nor words) and is never current.
    """

    __table_args__ = (
        # NULLs would never be equal to each other: 0 is no row's id.
        Index(
            "uq_count_current",
            "measure_id",
            "on",
            "until",
            text("coalesce(area_id, 0)"),
            text("coalesce(activity_id, 0)"),
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
        # Every revision of a date: when a value came first, and what it was.
        Index("ix_count_measure_id_on", "measure_id", "on"),
    )
    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="measure.id")
    area_id: int | None = Field(default=None, foreign_key="area.id")
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)
    on: date
    until: date
    revision: int = 1
    current: bool = True
    value: Decimal | None = Field(default=None, sa_type=Exact)
    words: str = ""
    nil: bool = False
    yes: int | None = None
    answered: int | None = None
    qualifier: Qualifier = Field(default=Qualifier.EXACT, sa_type=word(Qualifier))
    status: CountStatus = Field(default=CountStatus.PROVISIONAL, sa_type=word(CountStatus))
    as_at: date
    source: str = Field(default="", max_length=200)
    quote: str = ""
    reason: str = ""
    entered_by: str = Field(max_length=120)
    entered_at: datetime = Field(sa_type=UtcDateTime)
    approved_by: str = Field(default="", max_length=120)
    approved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


# The revision that took a value out: what is recorded there later begins anew.
WITHDRAWN: Final = col(Count.value).is_(None) & (col(Count.words) == "")


class Claim(SQLModel, table=True):
    """What somebody says of a measure, to be held against its counts.

    `change` is in per cent of the season of `against_year`; `value` is a total of the window, or of its
    `peak` night. It was said with so many `places` behind the point.
    """

    id: int | None = Field(default=None, primary_key=True)
    measure_id: int = Field(foreign_key="measure.id", index=True)
    text: str
    change: Decimal | None = Field(default=None, sa_type=Exact)
    against_year: int | None = None
    value: Decimal | None = Field(default=None, sa_type=Exact)
    peak: bool = False
    places: int = 0
    qualifier: Qualifier = Field(default=Qualifier.EXACT, sa_type=word(Qualifier))
    source: str = Field(default="", max_length=200)
    made_by: str = Field(max_length=120)
    made_at: datetime = Field(sa_type=UtcDateTime)


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
