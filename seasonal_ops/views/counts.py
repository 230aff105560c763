"""What is counted, and what was."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from seasonal_ops.words import CountStatus, Direction, MeasureKind, Qualifier


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
    recorded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountView:
    """One recorded value, in its newest revision."""

    id: int
    plan: str
    measure: str
    area: str | None
    on: date
    value: Decimal | None
    text: str
    qualifier: Qualifier
    status: CountStatus
    as_at: date
    source: str
    entered_by: str
    entered_at: datetime
    revision: int
