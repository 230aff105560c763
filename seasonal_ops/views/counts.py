"""What is counted, and what was."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from seasonal_ops.words import AreaRole, CountStatus, Direction, MarkKind, MeasureKind, Purpose, Qualifier


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaView:
    """A ward, a hotspot, or an area to compare with."""

    id: int
    slug: str
    name: str
    role: AreaRole


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkView:
    """A day on which a measure began to be recorded differently, or something began to be done about it."""

    id: int
    plan: str
    measure: str
    on: date
    kind: MarkKind
    reason: str
    declared_by: str
    declared_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """What is counted, over its own window (both days included)."""

    id: int
    plan: str
    slug: str
    name: str
    definition: str
    unit: str
    kind: MeasureKind
    direction: Direction
    source: str | None
    window_from: date
    window_to: date
    night_from: time
    person_related: bool
    duplicate_group: str | None
    headline: bool
    purpose: Purpose
    part_of: str | None
    due_days: int
    recorded: int
    marks: tuple[MarkView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """One recorded value, in one of its revisions; `yes` of `answered` where a survey gave it.

    `withdrawn`: the revision is the one that took the value out, for its `reason`.
    """

    id: int
    plan: str
    measure: str
    area: str | None
    activity: int | None
    on: date
    until: date
    value: Decimal | None
    text: str
    nil: bool
    yes: int | None
    answered: int | None
    qualifier: Qualifier
    status: CountStatus
    as_at: date
    source: str
    quote: str
    reason: str
    entered_by: str
    entered_at: datetime
    revision: int
    approved_by: str
    approved_at: datetime | None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """What somebody says of a measure: a change in per cent against a year, or a total of its window.

    With `peak` the value is of its largest night; `places` is with how many digits behind the point.
    """

    id: int
    plan: str
    measure: str
    text: str
    change: Decimal | None
    against_year: int | None
    value: Decimal | None
    peak: bool
    places: int
    qualifier: Qualifier
    source: str
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsView:
    """What was expected of one measure until now, and what came.

    Each date of `missing` waits for a value; `overdue` are those of them that should have come by now. `nil`
    and `late` are among the received. `due` is by when the first missing one is due, or, when none is
    missing, the last of all.
    """

    measure: str
    name: str
    source: str | None
    expected: int
    received: int
    nil: int
    late: int
    missing: tuple[date, ...]
    overdue: tuple[date, ...]
    due: date
