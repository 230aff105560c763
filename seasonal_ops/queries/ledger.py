"""Plans' promises for a month beside their activities, and how they tally."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from seasonal_ops.queries.activities import activities
from seasonal_ops.queries.plans import plans as plan_views
from seasonal_ops.queries.promises import Month, Promise, intended, outcome, promises, standing_in
from seasonal_ops.queries.uncounted import LOOK_BACK
from seasonal_ops.views import ActivityView, Outcome, PlanView, Tally
from seasonal_ops.words import Status


@dataclass(frozen=True, slots=True)
class Ledger:
    """Plans that matter in a month, `promises` and ids of what is `standing` by plan id, `views` by id.

    What the sums need of an activity of two plans, the plan that promised it first says.
    """

    month: Month
    now: datetime
    plans: Sequence[PlanView]
    views: Mapping[int, ActivityView]
    standing: Mapping[int, Sequence[int]]
    promises: Mapping[int, Sequence[Promise]]

    @property
    def live(self) -> list[ActivityView]:
        """What stands in plans that are live, once each and in order."""
        ids = {one for plan in self.plans if plan.live for one in self.standing[plan.id]}
        return [view for view in self.views.values() if view.id in ids]

    def promised(self, plan: PlanView | None = None) -> list[Promise]:
        """What was promised for the month, by one plan or by all of them, once an activity."""
        return [one for one in self._first(plan) if one.on in self.month]

    def moved(self) -> list[Promise]:
        """What went live for another date than it has now, from or into the month."""
        return [
            one
            for one in self._first(None)
            if one.taken is not None
            and (view := self.views[one.activity_id]).starts_on != one.on
            and view.status is not Status.CANCELLED
            and (one.on in self.month or view.starts_on in self.month)
        ]

    def became(self, one: Promise) -> Outcome:
        """What became of a promise."""
        return outcome(self.views[one.activity_id], self.month, self.now)

    def tally(self, promised: Iterable[Promise]) -> Tally:
        """How these promises came out."""
        return Tally.of(self.became(one) for one in promised)

    def besides(self, plan: PlanView | None = None) -> Tally:
        """What stands in the month and was not promised for it; added and cancelled again is nothing."""
        promised = {one.activity_id for one in self.promised(plan)}
        ids = self.views.keys() if plan is None else set(self.standing[plan.id])
        return Tally.of(
            outcome(view, self.month, self.now)
            for view in self.views.values()
            if view.id in ids
            and view.id not in promised
            and view.starts_on in self.month
            and view.status is not Status.CANCELLED
        )

    def _first(self, plan: PlanView | None) -> list[Promise]:
        """By activity; a plan that went live comes before one that only means to."""
        asked = [one.id for one in self.plans] if plan is None else [plan.id]
        rows = sorted(
            (one for plan_id in asked for one in self.promises[plan_id]),
            key=lambda one: (one.taken is None, one.taken or self.now, one.activity_id),
        )
        first: dict[int, Promise] = {}
        for one in rows:
            first.setdefault(one.activity_id, one)
        return sorted(first.values(), key=lambda one: (one.on, one.activity_id))


def ledger(session: Session, month: Month, now: datetime, plan_ids: Collection[int] | None = None) -> Ledger:
    """Reads it, of all plans or of some.

    A plan matters that is live and was not over long before the month, that promised something for it,
    or whose activities reach into it or into the month after.
    """
    known = [plan for plan in plan_views(session) if plan_ids is None or plan.id in plan_ids]
    kept = _by_plan(promises(session, [plan.id for plan in known]))
    chosen = [plan for plan in known if _matters(plan, month, kept.get(plan.id, ()))]
    ids = [plan.id for plan in chosen]
    views = {view.id: view for view in activities(session, plan_ids=ids)}
    standing = standing_in(session, ids)
    promised = {
        plan.id: [one for one in kept.get(plan.id, ()) if one.activity_id in views]
        if plan.live
        else intended(plan, [views[one] for one in standing[plan.id]])
        for plan in chosen
    }
    return Ledger(month, now, chosen, views, standing, promised)


def _by_plan(rows: Iterable[Promise]) -> dict[int, list[Promise]]:
    found: dict[int, list[Promise]] = {}
    for one in rows:
        found.setdefault(one.plan_id, []).append(one)
    return found


def _matters(plan: PlanView, month: Month, promised: Iterable[Promise]) -> bool:
    reaches = plan.starts_on < month.next.after and plan.ends_on >= month.first
    still = plan.live and plan.ends_on + LOOK_BACK >= month.first
    return reaches or still or any(one.on in month for one in promised)
