"""Rows of a Delivery Action Plan: targets under objectives, each with owners and the actions that serve it.

A blank objective, target, owner or group goes on with the one above, as merged cells do; a dash says none.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from seasonal_ops.dates import Dated, plain
from seasonal_ops.errors import BadValue
from seasonal_ops.names import key, quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.agencies import NOBODY
from seasonal_ops.transfer.cells.aims import date_in
from seasonal_ops.transfer.cells.bullets import items, untagged
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.goals import Goal, Name, goal_name, group_line
from seasonal_ops.transfer.rows import RowReader, shown
from seasonal_ops.transfer.table import Row, Value
from seasonal_ops.transfer.wanted import Moment, Wanted

CONTINUED: Final = frozenset({Column.OBJECTIVE, Column.TARGET, Column.LEADS, Column.GROUP})
NOTHING: Final = "–"
_TIMES: Final = frozenset({Column.UNTIL, Column.START, Column.END})
_LONGEST_TITLE: Final = 200
_LONGEST_ACTION: Final = 4000
_LONGEST_TAGGED: Final = 8000  # the tags of a page take more room than its text


@dataclass(slots=True)
class _Above:
    """What the rows so far said last, and a blank cell goes on with."""

    objective: str = ""
    target: str = ""
    owners: tuple[str, ...] = ()
    group: str = ""


@dataclass(slots=True)
class ActionPlan:
    """What the sheets ask for so far. `objective` is the plan's own, `day_first` how 03/04 is meant."""

    objective: str
    day_first: bool | None
    goals: list[Goal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _positions: dict[Name, int] = field(default_factory=dict)
    _actions: dict[object, Wanted] = field(default_factory=dict)

    @property
    def actions(self) -> Sequence[Wanted]:
        """Every action of every target."""
        return tuple(self._actions.values())

    def read(self, reader: RowReader, rows: Sequence[Row]) -> None:
        """Read the rows below the headers of one sheet."""
        above = _Above()
        header = reader.heading.labels.get(reader.heading.columns[Column.TARGET], "")
        in_header = date_in(header, day_first=self.day_first)
        for row in rows:
            if len(reader.problems) > limits.MOST_PROBLEMS:
                return
            before = len(reader.problems)
            _go_on(reader, row, above)
            goal = self._goal(reader, row, above, in_header)
            if len(reader.problems) == before:
                self._read_actions(reader, row, above, goal)

    def _goal(self, reader: RowReader, row: Row, above: _Above, in_header: date | None) -> int | None:
        """The position of the row's target, a new one where it is new; None for actions that serve none."""
        # The plan's own objective goes without saying.
        objective = "" if key(above.objective) == key(self.objective) else above.objective
        by = reader.cell(row, Column.BY, reader.dates.read_one)
        if not above.target:
            return None
        position = self._positions.setdefault(goal_name(objective, above.target), len(self.goals))
        if position == len(self.goals):
            in_text = date_in(above.target, day_first=self.day_first)
            goal = Goal(
                sheet=reader.sheet.name,
                row=row.number,
                objective=objective,
                text=above.target,
                group=above.group if Column.GROUP in reader.heading.columns else None,
                by=None if in_text else in_header,
                in_text=in_text,
            )
            self.goals.append(goal)
        self.goals[position].by = by or self.goals[position].by
        return position

    def _read_actions(self, reader: RowReader, row: Row, above: _Above, goal: int | None) -> None:
        texts = reader.cell(row, Column.ACTIONS, _listed)
        if texts is None:
            return
        found, introductions = texts
        for line in introductions:
            self.notes.append(
                f"row {row.number}: {quoted(line)} only introduces what follows; it is left out"
            )
        moment = self._moment(reader, row, goal)
        if moment is None:
            return
        for text in found:
            try:
                self._add(_action(reader, row, text, owners=above.owners, moment=moment, goal=goal))
            except BadValue as error:
                reader.problem(row, Column.ACTIONS, str(error))

    def _moment(self, reader: RowReader, row: Row, goal: int | None) -> Moment | None:
        """When the actions of a row are: as the row says, else when its target is due."""
        at = reader.heading.columns.get(Column.WHEN)
        if at is not None and row.at(at) is not None:
            moment = reader.moment(row)
            asked = _TIMES & reader.heading.columns.keys() | {Column.WHEN}
            return moment and replace(moment, given=moment.given | asked)
        due = None if goal is None else self.goals[goal].date
        if due is None:
            sentence = 'there is no date; write one into a column "by", or into the target ("by March 2027")'
            reader.problem(row, Column.TARGET, sentence)
            return None
        return reader.checked(row, Moment(dates=(Dated(due, f"the target is due by {plain(due)}"),)))

    def _add(self, action: Wanted) -> None:
        """One more action; the same twice under one target, of the same owners, is one."""
        self._actions.setdefault((action.goal, frozenset(action.leads), *action.occurrences[0].name), action)


def _go_on(reader: RowReader, row: Row, above: _Above) -> None:
    """Take over what this row says anew."""
    objective = _said(reader, row, Column.OBJECTIVE, untagged, 1000)
    target = _said(reader, row, Column.TARGET, untagged, 1000)
    group = _said(reader, row, Column.GROUP, group_line, 200)
    owners = reader.cell(row, Column.LEADS, lambda cell: reader.agencies(_without_tags(cell)))
    above.objective = above.objective if objective is None else objective
    above.target = above.target if target is None else target
    above.group = above.group if group is None else group
    above.owners = above.owners if owners is None else owners


def _said(
    reader: RowReader, row: Row, column: Column, clean: Callable[[str], str], longest: int
) -> str | None:
    """A text without its tags, empty for a dash; None where the cell is blank, and so goes on."""

    def read(cell: str) -> str:
        text = clean(cell)
        if len(text) > longest:
            raise BadValue(f"the text has {len(text)} characters; {longest} at most")
        return "" if key(text) in NOBODY else text

    return reader.text(row, column, read, longest=_LONGEST_TAGGED)


def _without_tags(value: Value) -> Value:
    return untagged(value) if isinstance(value, str) else value


def _listed(value: Value) -> tuple[list[str], list[str]]:
    """What a cell lists, and what only introduces it; JSON has a list for it."""
    if isinstance(value, tuple):
        return [text.replace("\n", " ") for text in value], []
    return items(shown(value))


def _action(
    reader: RowReader, row: Row, text: str, *, owners: tuple[str, ...], moment: Moment, goal: int | None
) -> Wanted:
    """Raises BadValue for a text that is longer than what an activity can hold."""
    title, description = text, ""
    if len(text) > _LONGEST_TITLE:
        title, description = f"{text[: _LONGEST_TITLE - 1].rpartition(' ')[0] or text[:100]}…", text
    if len(description) > _LONGEST_ACTION:
        raise BadValue(f"an action has {len(text)} characters; {_LONGEST_ACTION} at most")
    owned = {Column.LEADS} & reader.heading.columns.keys()
    return Wanted(
        sheet=reader.sheet,
        heading=reader.heading,
        row=row.number,
        given=frozenset({Column.WHAT, *owned}) | moment.given,
        title=title,
        description=description,
        moment=moment,
        leads=owners,
        goal=goal,
    )
