"""What the pages of the board and of a lead are made of: one thing that is open or changed, in a line."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from seasonal_ops.words import GateState, ReminderKind, ReminderState, Role, Status

UNNAMED: Final = "partnership activity"
UNNAMED_PLAN: Final = "a plan not named by mail"
UNNAMED_PARTNER: Final = "for what is sensitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityLine:
    """An activity by its name and first local day; `leads` are partners' names, `note` what was said of it.

    A sensitive one that goes out by mail is `UNNAMED`, and only its date and status are left.
    """

    id: int
    plan: str
    title: str
    starts_on: date
    leads: tuple[str, ...]
    status: Status
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """An activity that got another date, and how often it did."""

    activity: ActivityLine
    was: date
    to: date
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """How many assignments a partner has not answered.

    The first was asked at `since`, local; `ring` is whom to ask. By mail, sensitive activities stand
    together under `UNNAMED_PARTNER`.
    """

    partner: str
    name: str
    assignments: int
    since: datetime
    ring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A partner declined, or proposed a date, and nobody was asked in its stead or decided on it."""

    activity: ActivityLine
    partner: str
    role: Role
    proposed_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GateLine:
    """What must be decided; `amount` in pounds, `activities` how many still hang on it."""

    plan: str
    title: str
    decide_by: date
    state: GateState
    amount: Decimal | None
    funder: str
    activities: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StuckReminder:
    """A reminder that a person must look at: given up, kept back, or arrived perhaps twice."""

    id: int
    kind: ReminderKind
    state: ReminderState
    ambiguous: bool
    partner: str
    activity: ActivityLine | None
