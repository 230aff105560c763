"""Who is late, silent or overloaded: a line a partner, and all of one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from seasonal_ops.views.people import ContactView
from seasonal_ops.words import Answer, ReminderKind, Role, Status

WEEKS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """How a partner stands, over one plan or all of them.

    `assigned` counts activities that were not cancelled, `delivered` those of them that were. `overdue` are
    over, led by it, and nobody said how they went; `unanswered` and `declined` are open and not over. `load`
    is the most that it is on in one night, week by week from today on, over all plans, against `capacity`
    (None = not said). `reached` is how many contacts are written to; `answered` is when it last answered,
    `written` when it was last sent something.
    """

    id: int
    slug: str
    name: str
    capacity: int | None
    reached: int
    assigned: int
    delivered: int
    overdue: int
    unanswered: int
    declined: int
    load: tuple[int, ...]
    answered: datetime | None
    written: datetime | None

    @property
    def owes(self) -> bool:
        """Whether there is something to chase it for."""
        return bool(self.overdue or self.unanswered)

    @property
    def peak(self) -> int:
        """The most in one night of the weeks to come."""
        return max(self.load, default=0)

    @property
    def overloaded(self) -> bool:
        """Whether that is more than it can man."""
        return self.capacity is not None and self.peak > self.capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerTask:
    """An open activity of a partner, its date and time local to it; `owes` is what is to be asked."""

    id: int
    title: str
    plan_name: str
    starts_on: date
    start_time: time | None
    status: Status
    role: Role
    answer: Answer
    owes: ReminderKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFeed:
    """A calendar subscription that is the partner's own."""

    id: int
    name: str
    last_fetched: datetime | None
    last_client: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerDetail:
    """All of one partner: contacts, also those that left, what is open by date, and its feeds."""

    id: int
    contacts: tuple[ContactView, ...]
    tasks: tuple[PartnerTask, ...]
    feeds: tuple[PartnerFeed, ...]
