"""The hand-written source: tui/source/timeline.py."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.views import ActivityView, MoveOutlook, NamedDays, TimelineView
from tests.tui.fakes.base import Fake
from tests.tui.fakes.board import a_row
from tui.source import Seen
from tui.source.timeline import Place

if TYPE_CHECKING:
    # The whole source stands on both.
    from tests.tui.fakes.activities import FakeActivities as Base
else:
    Base = Fake

HALF_TERM = NamedDays(name="half-term", first=date(2026, 10, 26), last=date(2026, 10, 30))


class FakeTimeline(Base):
    """Tests say in `outlooks` what a move would do, and in `refusing` why it cannot be."""

    days: tuple[NamedDays, ...] = (HALF_TERM,)
    loads: dict[str, dict[date, int]] = {"police": {date(2026, 10, 27): 1, date(2026, 10, 30): 3}}  # noqa: RUF012
    capacities: dict[str, int] = {"police": 2}  # noqa: RUF012
    foreseen: dict[str, Any] = {}  # noqa: RUF012
    refusing: SeasonalOpsError | None = None
    while_looking: Callable[[], None] | None = None

    def timeline(self, plan: str | None) -> TimelineView:
        self.fail_if_told()
        shown = [activity for activity in self.activities.values() if plan in (None, activity.plan)]
        shown.sort(key=lambda activity: (activity.starts_on, activity.id))
        return TimelineView(
            rows=tuple(a_row(one, clash=one.id in self.clashing) for one in shown),
            days=self.days,
            loads=self.loads,
            capacities=self.capacities,
            names={held.partner: held.partner_name for one in shown for held in one.assignments},
        )

    def outlook(self, seen: Seen, place: Place) -> MoveOutlook:
        self.fail_if_told(self.refusing)
        self.asked.append(("outlook", seen.id, place))
        if self.while_looking:
            self.while_looking()
        was = self.activities[seen.id]
        return MoveOutlook(was=was, to=placed(was, place), **self.foreseen)

    def place(self, seen: Seen, place: Place, *, along: bool) -> tuple[ActivityView, ...]:
        self._require((seen,))
        to = placed(self.activities[seen.id], place)
        values = {"starts_on": to.starts_on, "ends_on": to.ends_on, "end_time": to.end_time}
        moved = [self.changed("place", seen.id, values, place, along)]
        for move in self.foreseen.get("along", ()) if along else ():
            moved.append(self.changed("along", move.activity, {"starts_on": move.to, "ends_on": move.to}))
        return tuple(moved)


def placed(activity: ActivityView, place: Place) -> ActivityView:
    end = place.end or activity.end_time
    return replace(activity, starts_on=place.on, ends_on=place.last_day, end_time=end)
