"""What the doors show: frozen and plain, without a session behind it, cheap to import.

Dates and times of an activity are local to its `time_zone`; every `datetime` is aware. As JSON the
keys are these field names (docs/contract.md).
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from seasonal_ops.words import (
    ActorKind,
    Answer,
    CountStatus,
    Detail,
    Direction,
    MeasureKind,
    Qualifier,
    ReminderKind,
    ReminderState,
    Role,
    Sensitivity,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchorView:
    """A named occasion; `given` when a person set it for this year."""

    name: str
    on: date
    given: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """One season in one year."""

    id: int
    slug: str
    name: str
    template: str
    year: int
    starts_on: date
    ends_on: date
    live: bool
    activity_count: int
    anchors: tuple[AnchorView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentView:
    """A partner's role on an activity and its answer so far."""

    partner: str
    partner_name: str
    role: Role
    response: Answer
    asked: datetime
    answered: datetime | None
    proposed_on: date | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """A dated thing to do. `start_time` None = all day; `ends_on` is the date on which the end falls."""

    id: int
    plan: str
    plan_name: str
    title: str
    theme: str | None
    phase: str | None
    starts_on: date
    ends_on: date
    start_time: time | None
    end_time: time | None
    time_zone: str
    location: str
    meet: str
    description: str
    status: Status
    status_note: str
    sensitivity: Sensitivity
    version: int
    sequence: int
    date_rule: str | None
    date_reason: str
    measures: tuple[str, ...]
    assignments: tuple[AssignmentView, ...]

    @property
    def leads(self) -> tuple[str, ...]:
        """Names of the partners that lead, in order of the alphabet."""
        return tuple(a.partner_name for a in self.assignments if a.role is Role.LEAD)

    @property
    def lead_slugs(self) -> tuple[str, ...]:
        """The same by slug: names that a narrow column can tell apart."""
        return tuple(a.partner for a in self.assignments if a.role is Role.LEAD)

    @property
    def unanswered(self) -> tuple[AssignmentView, ...]:
        """Who was asked and has not answered."""
        return tuple(a for a in self.assignments if a.response is Answer.ASKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayRow:
    """An activity on the Today screen; `late_days` is 0 unless it is overdue."""

    activity: ActivityView
    late_days: int
    clash: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCount:
    """A count that an activity promised and nobody entered."""

    plan: str
    measure: str
    measure_name: str
    on: date
    activity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """What a lead needs to know today, over one plan or all of them.

    `unanswered` counts assignments, `uncounted` lists counts, `clashes` counts activities of those
    shown. `coming` are the next seven days.
    `next_anchor` is the first anchor from today on, over the plans shown.
    """

    today: date
    now: datetime
    plan: str | None
    title: str
    overdue: tuple[TodayRow, ...]
    due: tuple[TodayRow, ...]
    coming: tuple[TodayRow, ...]
    unanswered: int
    uncounted: tuple[MissingCount, ...]
    clashes: int
    next_anchor: AnchorView | None
    live: bool
    plans: tuple[PlanView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerView:
    """An agency; `capacity` is how many activities it can man in one night, None = not said."""

    id: int
    slug: str
    name: str
    kind: str
    capacity: int | None
    contacts: int
    assigned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactView:
    """A person or mailbox at a partner."""

    id: int
    partner: str
    email: str
    name: str
    deputy: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A calendar subscription; `url` is its address, derived each time it is shown."""

    id: int
    name: str
    partners: tuple[str, ...]
    plans: tuple[str, ...]
    detail: Detail
    url: str
    created: datetime
    last_fetched: datetime | None
    revoked: datetime | None
    events: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderView:
    """A reminder: planned, or only previewed (then `id` is None)."""

    id: int | None
    activity: int | None
    title: str
    recipient: str
    channel: str
    kind: ReminderKind
    due: datetime
    expires: datetime
    state: ReminderState
    attempts: int
    ambiguous: bool
    message_id: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FactView:
    """One line of the audit log."""

    id: int
    at: datetime
    kind: str
    subject: str
    actor: str
    actor_kind: ActorKind
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def as_json(view: Any) -> dict[str, Any]:
    """A view as a mapping of plain JSON values; undefined numbers are None."""
    return {field.name: plain(getattr(view, field.name)) for field in fields(view)}


def plain(value: Any) -> Any:
    """A value of a view as JSON has it: dates ISO 8601, times HH:MM, whole decimals as integers."""
    match value:
        case datetime() | date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return {name: plain(item) for name, item in value.items()}
        case _ if hasattr(value, "__dataclass_fields__"):
            return as_json(value)
        case _:
            return value
