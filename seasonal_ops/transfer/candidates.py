"""The activities of a plan that a row may mean, in the order in which it is asked."""

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from seasonal_ops.names import key
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.season import Standing
from seasonal_ops.transfer.wanted import Occurrence, Wanted
from seasonal_ops.words import Status

# For each target of a sheet, the ids of the activities that serve it already.
Served = Sequence[frozenset[int]]


class Titles:
    """The dates on which activities of a title stand, to tell of one that may have been meant."""

    def __init__(self, standing: Sequence[Standing]) -> None:
        self._dates: dict[str, list[date]] = {}
        for one in sorted(standing, key=lambda one: one.on):
            self._dates.setdefault(key(one.title), []).append(one.on)

    def near(self, one: Occurrence) -> date | None:
        """The nearest of them; None when no activity has the title."""
        dates = self._dates.get(key(one.wanted.title), [])
        at = bisect(dates, one.dated.on)
        return min(dates[max(at - 1, 0) : at + 1], key=lambda on: abs(on - one.dated.on), default=None)


class Free:
    """The activities that no row has found yet, those that are not cancelled first."""

    def __init__(self, standing: Sequence[Standing], served: Served) -> None:
        self.by_uid = {one.uid: one for one in standing}
        self._taken: set[int] = set()
        self._by_day: dict[tuple[str, date], list[Standing]] = {}
        self._by_place: dict[tuple[str, date, str], list[Standing]] = {}
        self._serving: dict[tuple[str, int], list[Standing]] = {}
        goals_of: dict[int, list[int]] = {}
        for goal, ids in enumerate(served):
            for activity in ids:
                goals_of.setdefault(activity, []).append(goal)
        for one in sorted(standing, key=lambda one: one.status is Status.CANCELLED):
            day = (key(one.title), one.on)
            self._by_day.setdefault(day, []).append(one)
            self._by_place.setdefault((*day, key(one.location)), []).append(one)
            for goal in goals_of.get(one.id, ()):
                self._serving.setdefault((key(one.title), goal), []).append(one)

    def claimed(
        self, found: Sequence[Occurrence], among: Callable[[Occurrence], Iterable[Standing]]
    ) -> list[Occurrence]:
        """The rows, those that have found nothing with the first among theirs that no other row has."""
        return [one if one.standing else self._claim(one, among(one)) for one in found]

    def refer(self, one: Occurrence) -> Occurrence:
        """The row with the activity of its reference."""
        return self._claim(one, [self.by_uid[one.wanted.ref]])

    def _claim(self, one: Occurrence, candidates: Iterable[Standing]) -> Occurrence:
        for standing in candidates:
            if standing.id not in self._taken:
                self._taken.add(standing.id)
                return replace(one, standing=standing)
        return one

    def agreeing(self, one: Occurrence) -> Iterable[Standing]:
        """Those of its name, at its place and with its leads."""
        return (other for other in self.at_its_place(one) if _same_state(one.wanted, other))

    def at_its_place(self, one: Occurrence) -> Iterable[Standing]:
        """Those of its name at its place, where the row says one."""
        if Column.WHERE not in one.wanted.given:
            return self.named(one)
        place = self._by_place.get((*_day(one), key(one.wanted.location)), ())
        return (other for other in place if _same_times(one, other))

    def of_its_leads(self, one: Occurrence) -> Iterable[Standing]:
        """Those of its name with its leads, where the row says them."""
        return (other for other in self.named(one) if _same_state(one.wanted, other))

    def named(self, one: Occurrence) -> Iterable[Standing]:
        """Those of the same title, date and start, and of the same last day where the row says one."""
        return (other for other in self._by_day.get(_day(one), ()) if _same_times(one, other))

    def untimed(self, one: Occurrence) -> Iterable[Standing]:
        """For a row that says no time: those of its title and date, which may have got one since."""
        moment = one.wanted.moment
        said = moment.start or moment.last
        return () if said else self._by_day.get(_day(one), ())

    def serving_that_day(self, one: Occurrence) -> Iterable[Standing]:
        """Those of that title and date which serve one of its targets already."""
        return [other for other in self._served(one) if other.on == one.dated.on]

    def serving_that_day_led(self, one: Occurrence) -> Iterable[Standing]:
        """The same, with its times and its leads."""
        that_day = self.serving_that_day(one)
        return [other for other in that_day if _same_times(one, other) and _same_state(one.wanted, other)]

    def serving_undated(self, one: Occurrence) -> Iterable[Standing]:
        """For a row that says no date of its own: those of that title, whatever their dates are by now."""
        return [] if Column.WHEN in one.wanted.given else self._served(one)

    def serving_undated_led(self, one: Occurrence) -> Iterable[Standing]:
        """The same, with its leads."""
        return [other for other in self.serving_undated(one) if _same_state(one.wanted, other)]

    def serving_another_day(self, one: Occurrence) -> Iterable[Standing]:
        """For a row that says another date: the one that it can only mean."""
        found = self._served(one)
        return found if len(found) == 1 else []

    def _served(self, one: Occurrence) -> list[Standing]:
        title = key(one.wanted.title)
        found = {other.id: other for goal in one.goals for other in self._serving.get((title, goal), ())}
        return [other for other in found.values() if other.id not in self._taken]


def _day(one: Occurrence) -> tuple[str, date]:
    return key(one.wanted.title), one.dated.on


def _same_times(one: Occurrence, other: Standing) -> bool:
    row = one.wanted
    return (Column.START not in row.given or other.start == row.moment.start) and (
        Column.UNTIL not in row.given or other.last == one.last
    )


def _same_state(row: Wanted, other: Standing) -> bool:
    """Whether the same lead where the row says who, and both are cancelled or neither where it says that."""
    led = Column.LEADS not in row.given or set(other.leads) == set(row.leads)
    ended = (row.status is Status.CANCELLED) == (other.status is Status.CANCELLED)
    return led and (row.status is None or ended)
