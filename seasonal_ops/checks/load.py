"""How many activities a partner has in one night."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Final

from seasonal_ops.checks.judged import Judged, judged
from seasonal_ops.checks.outlook import Outlook
from seasonal_ops.checks.overlap import Overload
from seasonal_ops.checks.phrases import at_times, day, listed
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Check, Severity

# A night is from 07:00 to 07:00 of the next morning, as it is in the counts.
_MORNING: Final = time(7)


def night_of(activity: ActivityView) -> date:
    """The local date on which the night began in which it starts; without a time its own date."""
    early = activity.start_time is not None and activity.start_time < _MORNING
    return activity.starts_on - timedelta(days=1) if early else activity.starts_on


def night_taken(starts_on: date, ends_on: date, start: time | None) -> date | None:
    """The night of which it takes people's time; None for several days without times, which take no night."""
    if start is None:
        return starts_on if starts_on == ends_on else None
    return starts_on - timedelta(days=1) if start < _MORNING else starts_on


def loads(
    outlook: Outlook, asked: Mapping[str, Sequence[ActivityView]], clashing: Iterable[Overload]
) -> Iterator[Judged]:
    """A warning for each partner and night with more activities than it can man.

    Not where a clash of that partner in that night says it already.
    """
    said_already = {
        (overload.partner, night_of(outlook.by_id[one]))
        for overload in clashing
        for one in overload.crowd.ids
    }
    for partner, rows in asked.items():
        capacity = outlook.capacity_of(partner)
        if capacity is not None:
            for night, inside in _by_night(rows).items():
                if len(inside) > capacity and (partner, night) not in said_already:
                    yield _load(outlook, partner, night, inside, capacity)


def _by_night(rows: Iterable[ActivityView]) -> dict[date, list[ActivityView]]:
    nights: dict[date, list[ActivityView]] = {}
    for row in rows:
        if (night := night_taken(row.starts_on, row.ends_on, row.start_time)) is not None:
            nights.setdefault(night, []).append(row)
    return nights


def _load(outlook: Outlook, partner: str, night: date, rows: Sequence[ActivityView], capacity: int) -> Judged:
    said = (
        f"{outlook.name_of(partner)}: {len(rows)} activities from 07:00 on {day(night)} to the next morning,"
        f" capacity {capacity}: {listed(rows, at_times)}"
    )
    way_out = (
        f"seasonal-ops activity move {rows[-1].id} --to DATE, or if it can man {len(rows)} in a night:"
        f" seasonal-ops partner edit {partner} --capacity {len(rows)}"
    )
    return judged(Check.LOAD, Severity.WARNING, f"partner:{partner}", rows, said=said, way_out=way_out)
