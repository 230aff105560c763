"""Who is asked for more at once than it can man."""

from collections.abc import Iterable, Mapping

from seasonal_ops.nights import instants
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer


def overbooked(activities: Iterable[ActivityView], capacity: Mapping[str, int]) -> frozenset[int]:
    """Ids of timed activities during which a partner is at more of them at once than it can man.

    `capacity` is by partner slug; a partner without one is never overbooked. Whoever declined and
    whatever is not open any more takes no one's time.
    """
    by_partner: dict[str, list[ActivityView]] = {}
    for activity in activities:
        if activity.status.open and activity.start_time is not None:
            for assignment in activity.assignments:
                if assignment.partner in capacity and assignment.response is not Answer.DECLINED:
                    by_partner.setdefault(assignment.partner, []).append(activity)
    found: set[int] = set()
    for partner, rows in by_partner.items():
        found |= _over(rows, capacity[partner])
    return frozenset(found)


def _over(rows: list[ActivityView], most: int) -> set[int]:
    """Those that overlap in more than `most` at one instant; an end at another's start is no overlap."""
    edges = []
    for row in rows:
        start, end = instants(row.starts_on, row.ends_on, row.start_time, row.end_time, row.time_zone)
        edges += [(start, True, row.id), (end, False, row.id)]
    edges.sort(key=lambda edge: (edge[0], edge[1]))
    running: set[int] = set()
    found: set[int] = set()
    for _at, begins, activity_id in edges:
        if begins:
            running.add(activity_id)
            if len(running) > most:
                found |= running
        else:
            running.discard(activity_id)
    return found
