"""What of a picture is still to come, and what hangs together, worked out once for all checks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from seasonal_ops.checks.picture import Picture
from seasonal_ops.nights import instants, local_today
from seasonal_ops.text import harmless
from seasonal_ops.views import ActivityView, AssignmentView
from seasonal_ops.words import Answer, Role

# Start and end in UTC, by activity id.
Times = Mapping[int, tuple[datetime, datetime]]
# What begins and says no end takes somebody's time all the same.
_LEAST: Final = timedelta(minutes=1)


def times_of(activity: ActivityView) -> tuple[datetime, datetime]:
    """Start and end in UTC, the end exclusive and after the start; without a time the whole local days."""
    start, end = instants(
        activity.starts_on, activity.ends_on, activity.start_time, activity.end_time, activity.time_zone
    )
    return start, max(end, start + _LEAST)


def ties_down(activity: ActivityView) -> bool:
    """Whether it takes people's time as a whole: a campaign of several days without times does not."""
    return activity.start_time is not None or activity.starts_on == activity.ends_on


def there(activity: ActivityView) -> tuple[AssignmentView, ...]:
    """Who is on it: whoever was assigned and has not declined."""
    return tuple(one for one in activity.assignments if one.response is not Answer.DECLINED)


def by_partner(activities: Iterable[ActivityView]) -> dict[str, list[ActivityView]]:
    """The activities that each partner is on, by slug."""
    found: dict[str, list[ActivityView]] = {}
    for activity in activities:
        for assignment in there(activity):
            found.setdefault(assignment.partner, []).append(activity)
    return found


def leading(activity: ActivityView) -> tuple[AssignmentView, ...]:
    """Who leads it and has not declined."""
    return tuple(one for one in there(activity) if one.role is Role.LEAD)


@dataclass(frozen=True, slots=True)
class Outlook:
    """A picture, with its activities by id and their `times` (UTC, see `times_of`).

    `coming` are those that are open and not over, by id in the order of their starts; `waiting` says which
    of them wait for an activity. `names` are the partners', by slug and harmless to show; `today` is the
    local date of `now`.
    """

    picture: Picture
    by_id: Mapping[int, ActivityView]
    times: Times
    coming: Mapping[int, ActivityView]
    waiting: Mapping[int, tuple[int, ...]]
    names: Mapping[str, str]
    today: date

    @classmethod
    def of(cls, picture: Picture) -> "Outlook":
        """Looks over the picture once."""
        times = {one.id: times_of(one) for one in picture.activities}
        coming = [one for one in picture.activities if one.status.open and times[one.id][1] > picture.now]
        coming.sort(key=lambda one: (times[one.id][0], one.id))
        waiting: dict[int, list[int]] = {}
        for activity in coming:
            for needed in activity.needs:
                waiting.setdefault(needed, []).append(activity.id)
        return cls(
            picture=picture,
            by_id={one.id: one for one in picture.activities},
            times=times,
            coming={one.id: one for one in coming},
            waiting={needed: tuple(ids) for needed, ids in waiting.items()},
            names={slug: harmless(partner.name) for slug, partner in picture.partners.items()},
            today=_today(picture),
        )

    def name_of(self, partner: str) -> str:
        """The partner's name, by its slug."""
        return self.names.get(partner, partner)

    def capacity_of(self, partner: str) -> int | None:
        """How many activities it can man, None when nobody said."""
        known = self.picture.partners.get(partner)
        return known.capacity if known else None

    def falling(self, ids: Iterable[int]) -> dict[int, int | None]:
        """Of these activities those still to come, and all that waits for them, however far behind.

        By id, with the id of what each waits for; None for the first ones.
        """
        found: dict[int, int | None] = dict.fromkeys(one for one in ids if one in self.coming)
        behind = list(found)
        while behind:
            needed = behind.pop()
            more = [one for one in self.waiting.get(needed, ()) if one not in found]
            found |= dict.fromkeys(more, needed)
            behind += more
        return found

    def in_order(self, ids: Iterable[int]) -> list[ActivityView]:
        """The activities by their start."""
        return sorted((self.by_id[one] for one in ids), key=lambda one: (self.times[one.id][0], one.id))


def _today(picture: Picture) -> date:
    """The date on the wall where the activities are; a picture without any has no wall but UTC."""
    zone = picture.activities[0].time_zone if picture.activities else "UTC"
    return local_today(picture.now, zone)
