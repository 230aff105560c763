"""Which activity of the plan a row means: the one of its reference, else of its title, dates and start."""

from collections.abc import Sequence
from dataclasses import replace

from seasonal_ops.dates import plain
from seasonal_ops.names import key, quoted
from seasonal_ops.transfer.candidates import Free, Served
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.season import Standing
from seasonal_ops.transfer.wanted import Occurrence, Wanted


def pair(
    wanted: Sequence[Wanted], standing: Sequence[Standing], served: Served, problems: list[Problem]
) -> list[Occurrence]:
    """Each row on each of its dates, with the activity that it is; an activity is found by one row only.

    `served` holds the ids of the activities that serve each target of the sheet already. Rows that mean
    the same become problems.
    """
    free = Free(standing, served)
    referred = _by_reference(wanted, free, problems)
    found = [one for row in wanted for one in referred.get(row, row.occurrences)]
    _check_twice(found, problems)
    # An action is first what serves its target with its owners, then what it is under another target, then
    # what has its name; what agrees in more comes first: of two patrols at one hour each row finds its own.
    for among in (free.serving_that_day_led, free.serving_undated_led):
        found = free.claimed(found, among)
    found = _shared(found, served)
    for among in (
        *(free.serving_that_day, free.serving_undated),
        *(free.agreeing, free.at_its_place, free.of_its_leads, free.named),
        *(free.untimed, free.serving_another_day),
    ):
        found = free.claimed(found, among)
    return _shared(found, served)


def _by_reference(
    wanted: Sequence[Wanted], free: Free, problems: list[Problem]
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
            found[row] = [free.refer(one) for one in row.occurrences]
    return found


def _shared(found: Sequence[Occurrence], served: Served) -> list[Occurrence]:
    """An action that stands nowhere yet is the same one as under another target, with the same owners.

    Of several that are the same the one that serves its target already is meant, else the first.
    """
    same: dict[object, list[int]] = {}
    for at, one in sorted(enumerate(found), key=lambda pair: pair[1].standing is None):
        if one.wanted.heading.action_plan:
            same.setdefault(_alike(one), []).append(at)
    kept = dict(enumerate(found))
    for at, one in enumerate(found):
        if one.standing is None and one.wanted.heading.action_plan:
            others = same[_alike(one)]
            first = next((other for other in others if _serves(found[other], one, served)), others[0])
            if first != at:
                kept[first] = replace(kept[first], goals=(*kept[first].goals, *one.goals))
                del kept[at]
    return list(kept.values())


def _alike(one: Occurrence) -> object:
    return one.name, frozenset(one.wanted.leads)


def _serves(other: Occurrence, one: Occurrence, served: Served) -> bool:
    return other.standing is not None and any(other.standing.id in served[goal] for goal in one.goals)


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
