"""A plan as rows of columns: its activities, or its targets with owners and actions."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Final

from seasonal_ops.transfer.action_plan import NOTHING
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.goals import due
from seasonal_ops.transfer.season import Season, Standing
from seasonal_ops.views import TargetView
from seasonal_ops.words import Status

# A tuple is a list of names or lines, which each format writes in its own way.
Record = Mapping[Column, str | date | time | tuple[str, ...] | None]


class Shape(StrEnum):
    """What a row is: an activity, or a target with its actions."""

    ACTIVITIES = "activities"
    ACTION_PLAN = "action-plan"


ACTIVITY_COLUMNS: Final = (
    *(Column.WHAT, Column.WHEN, Column.UNTIL, Column.START, Column.END, Column.LEADS, Column.SUPPORTS),
    *(Column.WHERE, Column.MEET, Column.THEME, Column.PHASE, Column.DESCRIPTION, Column.STATUS),
    *(Column.SENSITIVITY, Column.WHY, Column.REF),
)
ACTION_PLAN_COLUMNS: Final = (
    *(Column.OBJECTIVE, Column.TARGET, Column.LEADS, Column.ACTIONS, Column.GROUP, Column.BY, Column.WHEN),
    *(Column.UNTIL, Column.START, Column.END),
)
# What is said once for all actions of a target.
HEAD: Final = (Column.OBJECTIVE, Column.TARGET, Column.GROUP, Column.BY)
# Left out where no row has any: an action plan has no times by habit.
_IF_ANY: Final = frozenset({Column.UNTIL, Column.START, Column.END})
_LONGEST_CELL: Final = 30_000  # a spreadsheet program holds 32,767 characters


def activity_records(season: Season) -> list[Record]:
    """A row an activity, by date."""
    return [
        {
            Column.WHAT: one.title,
            **_moment(one),
            Column.LEADS: one.leads,
            Column.SUPPORTS: one.supports,
            Column.WHERE: one.location,
            Column.MEET: one.meet,
            Column.THEME: season.themes.written(one.theme),
            Column.PHASE: season.phases.written(one.phase),
            Column.DESCRIPTION: one.description,
            Column.STATUS: one.status.value,
            Column.SENSITIVITY: one.sensitivity.value,
            Column.WHY: one.why,
            Column.REF: one.uid,
        }
        for one in season.standing
    ]


def action_plan_records(season: Season) -> list[Record]:
    """Rows of targets with their actions, then what serves none under the plan's own objective."""
    standing = {one.id: one for one in season.standing if one.status is not Status.CANCELLED}
    records: list[Record] = []
    for target in season.targets:
        serving = [one for one in standing.values() if one.id in target.activities]
        records += _target(target, serving, season)
    busy = {one for target in season.targets for one in target.activities}
    rest = [one for one in standing.values() if one.id not in busy]
    head: Record = {
        Column.OBJECTIVE: season.objective or NOTHING,
        Column.TARGET: NOTHING,
        Column.GROUP: NOTHING,
    }
    return [*records, *_under(head, rest, None)]


def columns_of(records: Sequence[Record], shape: Shape) -> list[Column]:
    """The columns of an export, in order."""
    if shape is Shape.ACTIVITIES:
        return list(ACTIVITY_COLUMNS)
    filled = {column for record in records for column, value in record.items() if value}
    return [column for column in ACTION_PLAN_COLUMNS if column not in _IF_ANY or column in filled]


def _target(target: TargetView, serving: Sequence[Standing], season: Season) -> Iterator[Record]:
    head: Record = {
        Column.OBJECTIVE: target.objective or season.objective or NOTHING,
        Column.TARGET: target.text or NOTHING,
        Column.GROUP: target.delivery_group or NOTHING,
        Column.BY: target.by,
    }
    if serving:
        yield from _under(head, serving, due(target))
    else:
        yield {**head, Column.LEADS: ()}


def _under(head: Record, actions: Sequence[Standing], due: date | None) -> Iterator[Record]:
    """A row for those with the same owners at the same time, in the order of their dates."""
    alike: dict[object, list[Standing]] = {}
    for one in actions:
        alike.setdefault((one.leads, *_when(one, due).values()), []).append(one)
    for group in alike.values():
        for lines in _in_cells([_line(one) for one in group]):
            together = {Column.LEADS: group[0].leads, Column.ACTIONS: tuple(lines)}
            yield {**head, **together, **_when(group[0], due)}


def _when(one: Standing, due: date | None) -> Record:
    """When an action is; a whole day on which its target is due goes without saying."""
    whole_day = one.start is None and one.last == one.on
    return {} if whole_day and one.on == due else _moment(one)


def _moment(one: Standing) -> Record:
    return {
        Column.WHEN: one.on,
        Column.UNTIL: one.until,
        Column.START: one.start,
        Column.END: one.end,
    }


def _line(one: Standing) -> str:
    """The action in full: a long one became a cut title with the whole as its description."""
    whole = one.title.endswith("…") and one.description.startswith(one.title[:-1])
    return one.description if whole and "\n" not in one.description else one.title


def _in_cells(lines: Sequence[str]) -> Iterator[list[str]]:
    some: list[str] = []
    size = 0
    for line in lines:
        if some and size + len(line) > _LONGEST_CELL:
            yield some
            some, size = [], 0
        some.append(line)
        size += len(line) + 3  # its sign and the line break
    yield some
