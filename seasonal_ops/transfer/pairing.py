"""Which activity of the plan a row means: the one of its reference, else of its title, dates and start."""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from seasonal_ops.dates import plain
from seasonal_ops.names import key, quoted
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.season import Standing
from seasonal_ops.transfer.wanted import Occurrence, Wanted
from seasonal_ops.words import Status


def pair(
    wanted: Sequence[Wanted],
    standing: Sequence[Standing],
    served: Sequence[frozenset[int]],
    problems: list[Problem],
) -> list[Occurrence]:
    """Each row on each of its dates, with the activity that it is; an activity is found by one row only.

    `served` holds the ids of the activities that serve each target of the sheet already. Rows that mean
    the same become problems.
    """
    free = _Free(standing, served)
    referred = _by_reference(wanted, free, problems)
    found = [one for row in wanted for one in referred.get(row, row.occurrences)]
    _check_twice(found, problems)
    found = _shared([free.claim(one, free.serving(one)) if one.goals else one for one in found])
    # Those that agree in more come first: of two patrols at one hour each row finds its own.
    for agree in _AGREEMENTS:
        found = [one if one.standing else free.claim(one, free.alike(one, agree)) for one in found]
    return found


def _same_place(row: Wanted, other: Standing) -> bool:
    return Column.WHERE not in row.given or key(other.location) == key(row.location)


def _same_leads(row: Wanted, other: Standing) -> bool:
    return Column.LEADS not in row.given or set(other.leads) == set(row.leads)


_AGREEMENTS: Final[tuple[Callable[[Wanted, Standing], bool], ...]] = (
    lambda row, other: _same_place(row, other) and _same_leads(row, other),
    _same_place,
    _same_leads,
    lambda *_: True,
)


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


class _Free:
    """The activities that no row has found yet, those that are not cancelled first."""

    def __init__(self, standing: Sequence[Standing], served: Sequence[frozenset[int]]) -> None:
        self.by_uid = {one.uid: one for one in standing}
        self._taken: set[int] = set()
        self._by_day: dict[tuple[str, date], list[Standing]] = {}
        self._serving: dict[tuple[str, int], list[Standing]] = {}
        goals_of: dict[int, list[int]] = {}
        for goal, ids in enumerate(served):
            for activity in ids:
                goals_of.setdefault(activity, []).append(goal)
        for one in sorted(standing, key=lambda one: one.status is Status.CANCELLED):
            self._by_day.setdefault((key(one.title), one.on), []).append(one)
            for goal in goals_of.get(one.id, ()):
                self._serving.setdefault((key(one.title), goal), []).append(one)

    def claim(self, one: Occurrence, candidates: Sequence[Standing]) -> Occurrence:
        """The row with the first of the candidates that no other row has found."""
        for standing in candidates:
            if standing.id not in self._taken:
                self._taken.add(standing.id)
                return replace(one, standing=standing)
        return one

    def alike(self, one: Occurrence, agree: Callable[[Wanted, Standing], bool]) -> list[Standing]:
        """Those of the same title, date and start, and of the same last day where the row says one."""
        row = one.wanted
        return [
            other
            for other in self._by_day.get((key(row.title), one.dated.on), ())
            if (Column.START not in row.given or other.start == row.moment.start)
            and (Column.UNTIL not in row.given or other.last == one.last)
            and agree(row, other)
        ]

    def serving(self, one: Occurrence) -> list[Standing]:
        """Those of that title which serve its targets already, whatever their dates are by now.

        Where the row has a date and several stand, which of them it means cannot be told from the title.
        """
        row = one.wanted
        found = [other for goal in one.goals for other in self._serving.get((key(row.title), goal), ())]
        found = list({other.id: other for other in found if other.id not in self._taken}.values())
        found.sort(key=lambda other: not _same_leads(row, other))
        same = [other for other in found if other.on == one.dated.on]
        return same or (found if Column.WHEN not in row.given or len(found) == 1 else [])


def _by_reference(
    wanted: Sequence[Wanted], free: _Free, problems: list[Problem]
) -> dict[Wanted, list[Occurrence]]:
    found: dict[Wanted, list[Occurrence]] = {}
    rows: dict[str, Wanted] = {}
    for row in wanted:
        if row.ref not in free.by_uid:
            continue
        if row.ref in rows:
            sentence = f"the same reference as in {rows[row.ref].place}; empty it in the row that is new"
            problems.append(row.problem(Column.REF, sentence))
        elif len(row.moment.dates) > 1:
            problems.append(row.problem(Column.WHEN, "the reference means one activity; give its one date"))
        else:
            rows[row.ref] = row
            (one,) = row.occurrences
            found[row] = [free.claim(one, [free.by_uid[row.ref]])]
    return found


def _shared(found: Sequence[Occurrence]) -> list[Occurrence]:
    """An action that serves none of its targets yet is the same one as under another target.

    It is the same with the same owners: of different ones each does its own.
    """
    serving = {_alike(one): at for at, one in reversed(list(enumerate(found))) if one.standing and one.goals}
    kept = dict(enumerate(found))
    for at, one in enumerate(found):
        if one.standing is None and one.goals:
            first = serving.setdefault(_alike(one), at)
            if first != at:
                kept[first] = replace(kept[first], goals=(*kept[first].goals, *one.goals))
                del kept[at]
    return list(kept.values())


def _alike(one: Occurrence) -> object:
    return one.name, frozenset(one.wanted.leads)


def _check_twice(found: Sequence[Occurrence], problems: list[Problem]) -> None:
    """Two rows that say the same of the same place are one too many, but for two with references.

    In an action plan an action may stand under several targets.
    """
    rows: dict[object, Wanted] = {}
    for one in found:
        row = one.wanted
        first = row if row.heading.action_plan else rows.setdefault((one.name, key(row.location)), row)
        if first is row or (first.ref and row.ref and first.ref != row.ref):
            continue
        what = f"{quoted(row.title)} on {plain(one.dated.on)}"
        problems.append(row.problem(Column.WHAT, f"{what} stands in {first.place} as well; leave one"))
