"""Which activities belong in which feed.

A feed with partners shows what any of them is assigned to now; one with plans, what stands in any of
them; with both, what does both; with neither, everything.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from seasonal_ops.models import Activity, Assignment, FeedEntry, FeedPartner, FeedPlan, PlanActivity
from seasonal_ops.words import Status

Sets = Mapping[int, frozenset[int]]
_NONE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Membership:
    """Who is assigned to each activity, where it stands, and what each feed asks for; all by id."""

    assigned: Sets
    plans: Sets
    wanted_partners: Sets
    wanted_plans: Sets

    def shows(self, feed_id: int, activity_id: int) -> bool:
        """Whether the activity belongs in the feed."""
        partners = self.wanted_partners.get(feed_id, _NONE)
        plans = self.wanted_plans.get(feed_id, _NONE)
        return (not partners or not partners.isdisjoint(self.assigned.get(activity_id, _NONE))) and (
            not plans or not plans.isdisjoint(self.plans.get(activity_id, _NONE))
        )


def membership(session: Session, activity_ids: Sequence[int], feed_ids: Sequence[int]) -> Membership:
    """How these activities and feeds stand to each other now."""
    assigned = select(Assignment.activity_id, Assignment.partner_id).where(
        col(Assignment.activity_id).in_(activity_ids), col(Assignment.ended_at).is_(None)
    )
    plans = select(PlanActivity.activity_id, PlanActivity.plan_id).where(
        col(PlanActivity.activity_id).in_(activity_ids)
    )
    partners_of = select(FeedPartner.feed_id, FeedPartner.partner_id).where(
        col(FeedPartner.feed_id).in_(feed_ids)
    )
    plans_of = select(FeedPlan.feed_id, FeedPlan.plan_id).where(col(FeedPlan.feed_id).in_(feed_ids))
    return Membership(*(_sets(session.exec(query)) for query in (assigned, plans, partners_of, plans_of)))


def missing(session: Session, feed_id: int, since: date) -> list[int]:
    """Ids of activities that belong in the feed and have no entry, but what ended before `since`."""
    entered = select(FeedEntry.activity_id).where(FeedEntry.feed_id == feed_id)
    query = select(Activity.id).where(
        col(Activity.ends_on) >= since,
        col(Activity.status) != Status.CANCELLED,
        col(Activity.id).not_in(entered),
    )
    absent = [found for found in session.exec(query.order_by(col(Activity.id))) if found is not None]
    standing = membership(session, absent, [feed_id])
    return [activity_id for activity_id in absent if standing.shows(feed_id, activity_id)]


def _sets(pairs: Iterable[tuple[int, int]]) -> Sets:
    found: dict[int, set[int]] = defaultdict(set)
    for left, right in pairs:
        found[left].add(right)
    return {left: frozenset(right) for left, right in found.items()}
