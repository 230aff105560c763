"""What a plan depends on, aims at and has learnt."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from seasonal_ops.words import GateKind, GateState


@dataclass(frozen=True, slots=True, kw_only=True)
class GateView:
    """What must come first; `amount` in pounds, `activities` are ids of what does not happen without it."""

    id: int
    plan: str
    key: str
    kind: GateKind
    title: str
    amount: Decimal | None
    funder: str
    decide_by: date
    decide_by_rule: str | None
    state: GateState
    decided_on: date | None
    activities: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """What was aimed at: a `value` of a measure, or a change of it in per cent; `activities` serve it.

    `set_at` is when its number, measure or day was last set.
    """

    id: int
    plan: str
    measure: str | None
    text: str
    value: Decimal | None
    percent: bool
    by: date | None
    by_rule: str | None
    objective: str
    delivery_group: str
    set_at: datetime
    activities: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonView:
    """What to do differently, who sees to it, and the activity of a later plan that it became."""

    id: int
    plan: str
    text: str
    owner: str | None
    activity: int | None
