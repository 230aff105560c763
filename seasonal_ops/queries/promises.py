"""What plans promised for a month, and what became of each promise."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlmodel import Session, col, select

from seasonal_ops.models import Baseline, PlanActivity
from seasonal_ops.queries.uncounted import end_of
from seasonal_ops.views import ActivityView, Outcome, PlanView
from seasonal_ops.words import Role, Status

_OUTCOMES: Final = {
    Status.DELIVERED: Outcome.DELIVERED,
    Status.PARTLY: Outcome.PARTLY,
    Status.NOT_DELIVERED: Outcome.NOT_DELIVERED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An activity as a plan promised it; `leads` are slugs, `taken` None for a plan that never went live."""

    plan_id: int
    activity_id: int
    on: date
    leads: tuple[str, ...]
    taken: datetime | None


@dataclass(frozen=True, slots=True)
class Month:
    """The local days from `first` up to, but not including, `after`."""

    first: date
    after: date

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that the day is in."""
        first = day.replace(day=1)
        return cls(first, _next(first))

    @property
    def next(self) -> "Month":
        """The month after."""
        return Month(self.after, _next(self.after))

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.after


def _next(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def promises(session: Session, plan_ids: Collection[int]) -> list[Promise]:
    """What the plans promised when they went live, the oldest promise first."""
    query = (
        select(Baseline)
        .where(col(Baseline.plan_id).in_(plan_ids))
        .order_by(col(Baseline.taken_at), col(Baseline.id))
    )
    return [
        Promise(
            plan_id=row.plan_id,
            activity_id=row.activity_id,
            on=row.starts_on,
            leads=tuple(slug for slug, role in row.partners.items() if role == Role.LEAD),
            taken=row.taken_at,
        )
        for row in session.exec(query)
    ]


def intended(plan: PlanView, standing: Iterable[ActivityView]) -> list[Promise]:
    """What stands in a plan that never went live: nobody promised it, and yet it is what is meant."""
    return [
        Promise(
            plan_id=plan.id,
            activity_id=view.id,
            on=view.starts_on,
            leads=view.lead_slugs,
            taken=None,
        )
        for view in standing
        if view.status is not Status.CANCELLED
    ]


def standing_in(session: Session, plan_ids: Collection[int]) -> Mapping[int, Sequence[int]]:
    """The ids of the activities that stand in each plan, at home or as guests."""
    found: dict[int, list[int]] = {plan_id: [] for plan_id in plan_ids}
    query = select(PlanActivity.plan_id, PlanActivity.activity_id)
    for plan_id, activity_id in session.exec(query.where(col(PlanActivity.plan_id).in_(plan_ids))):
        found[plan_id].append(activity_id)
    return found


def outcome(view: ActivityView, month: Month, now: datetime) -> Outcome:
    """What became of it. Called off is worse than late: a cancelled one was not moved."""
    if view.status is Status.CANCELLED:
        return Outcome.CANCELLED
    if view.starts_on not in month:
        return Outcome.MOVED
    if view.status.open:
        return Outcome.UNREPORTED if end_of(view) <= now else Outcome.AHEAD
    return _OUTCOMES[view.status]
