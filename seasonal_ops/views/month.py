"""A month over several plans: what was promised, what became of it, and what has to be decided."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from seasonal_ops.views.lines import ActivityLine, Declined, GateLine, Shift, Unanswered
from seasonal_ops.views.today import MissingCount


class Outcome(StrEnum):
    """What became of an activity; each has one. `UNREPORTED` is over, and nobody said how it went."""

    DELIVERED = "delivered"
    PARTLY = "partly"
    NOT_DELIVERED = "not_delivered"
    CANCELLED = "cancelled"
    MOVED = "moved"
    UNREPORTED = "unreported"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many activities, and what became of them: the outcomes add up to `total`."""

    total: int
    delivered: int
    partly: int
    not_delivered: int
    cancelled: int
    moved: int
    unreported: int
    ahead: int

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> "Tally":
        """Counts them."""
        counted = Counter(outcomes)
        return cls(total=counted.total(), **{outcome.value: counted[outcome] for outcome in Outcome})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMonth:
    """One plan's month. `besides` was not promised for this month: added since, or moved into it.

    `entered` and `missing` are counts that its activities which are over promised.
    """

    plan: str
    name: str
    live: bool
    promised: Tally
    besides: Tally
    entered: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerMonth:
    """What a partner was to lead; an activity of two leads stands with both."""

    partner: str
    name: str
    promised: Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderTally:
    """Reminders that were due in the month, by how they stand; any of them may be ambiguous as well."""

    sent: int
    waiting: int
    dead: int
    held: int
    expired: int
    ambiguous: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """A month over several plans, `month` being its first day; an activity belongs to where it begins.

    `promised`, `besides` and `partners` count an activity of two plans once; `withheld` are sensitive
    promises that `partners` leaves out by mail. `cancelled`, `moved` and `uncounted` are of the month;
    `overdue` to `gates` are as they stand at `now`, of live plans (gates of drafts too). `coming` are all
    dates of the month after. `facts` and `head` are where the audit chain stands.
    """

    month: date
    now: datetime
    today: date
    promised: Tally
    besides: Tally
    plans: tuple[PlanMonth, ...]
    partners: tuple[PartnerMonth, ...]
    withheld: int
    cancelled: tuple[ActivityLine, ...]
    moved: tuple[Shift, ...]
    overdue: tuple[ActivityLine, ...]
    unanswered: tuple[Unanswered, ...]
    declined: tuple[Declined, ...]
    unassigned: tuple[ActivityLine, ...]
    gates: tuple[GateLine, ...]
    uncounted: tuple[MissingCount, ...]
    entered: int
    reminders: ReminderTally
    coming: tuple[ActivityLine, ...]
    facts: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """One thing that the board reads; `plan` is the slug of what it is of, or ""."""

    text: str
    plan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSection:
    """Lines under a heading; a page has room for `most` of them."""

    heading: str
    lines: tuple[MonthLine, ...]
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthSheet:
    """A month in the words of the board's page, nothing cut short; `month` is its first day.

    `title` is "October 2026"; `said` are the first sentences, `last` the last ones, `ahead` is what is
    planned for the month after.
    """

    month: date
    title: str
    said: tuple[str, ...]
    sections: tuple[MonthSection, ...]
    ahead: MonthSection
    last: tuple[str, ...]
