"""The line of headers: where it stands, and which column holds what, however people name it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from seasonal_ops.names import joined, key, nearest, quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.table import Kind, Row, Sheet, letter

_LOOKED_AT: Final = 10  # people write a title above their table, and a date, and a name


class Column(StrEnum):
    """What a column can hold; the word is the header that an export writes."""

    WHAT = "what"
    WHEN = "when"
    UNTIL = "until"
    START = "start"
    END = "end"
    LEADS = "who leads"
    SUPPORTS = "who supports"
    WHERE = "where"
    MEET = "meet"
    THEME = "theme"
    PHASE = "phase"
    DESCRIPTION = "what to do"
    STATUS = "status"
    SENSITIVITY = "sensitivity"
    WHY = "why this date"
    REF = "ref"
    # Of a Delivery Action Plan, in which LEADS are its owners.
    OBJECTIVE = "objective"
    TARGET = "target"
    ACTIONS = "actions"
    GROUP = "group"
    BY = "by"


# Headers as people write them, in small letters and without punctuation.
_NAMES: Final[Mapping[Column, str]] = {
    Column.WHAT: "what, activity, activity title, action, title, task, event, event name, item, subject",
    Column.WHEN: "when, date, day, on, start date, first day, date of activity, activity date, event date",
    Column.UNTIL: "until, end date, last day, last date, finish date",
    Column.START: "start, start time, time, from time, begins, time from, starts",
    Column.END: "end, end time, finish, finish time, ends, time to, to time, until time",
    Column.LEADS: "who leads, lead, leads, lead agency, lead agencies, lead partner, lead officer, owner, "
    "owners, responsible, responsibility, by whom, led by, who",
    Column.SUPPORTS: "who supports, support, supports, supporting, supporting agencies, supported by, "
    "partners, partner agencies, with, with whom",
    Column.WHERE: "where, location, venue, place, area",
    Column.MEET: "meet, meeting place, meeting point, where to meet, rendezvous, rv",
    Column.THEME: "theme, subject area, strand, category",
    Column.PHASE: "phase, stage",
    Column.DESCRIPTION: "what to do, description, notes, note, details, detail, comments",
    Column.STATUS: "status, progress, state",
    Column.SENSITIVITY: "sensitivity, marking",
    Column.WHY: "why this date",
    Column.REF: "ref, reference, uid",
    Column.OBJECTIVE: "objective, objectives, aim, priority",
    Column.TARGET: "target, targets, measure of success",
    Column.ACTIONS: "actions, action points, key actions",
    Column.GROUP: "group, delivery group, delivery groups, csp divisional delivery group, groups",
    Column.BY: "by, by when, due, due date, deadline, target by, target date",
}
_KNOWN: Final = {name: column for column, names in _NAMES.items() for name in names.split(", ")}
# `From` and `To` are times beside a column of dates, and dates where there is none.
_FROM, _TO = "from", "to"
_ACTIVITIES: Final = frozenset({Column.WHAT, Column.WHEN})
_ACTION_PLAN: Final = frozenset({Column.TARGET, Column.ACTIONS})
_TIMES: Final = frozenset({Column.WHEN, Column.UNTIL, Column.START, Column.END})
_OF_AIMS: Final = _ACTION_PLAN | {Column.OBJECTIVE, Column.GROUP, Column.BY}
_OF_ACTION_PLANS: Final = _OF_AIMS | _TIMES | {Column.LEADS}
_OF_ACTIVITIES: Final = frozenset(Column) - _OF_AIMS
_ASIDE: Final = re.compile(r"\([^)]*\)")
_NO_WORD: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """The line of headers of one sheet: the columns (from 0) by what they hold, and their texts."""

    row: int
    columns: Mapping[Column, int]
    labels: Mapping[int, str]
    action_plan: bool
    twice: tuple[tuple[int, int], ...] = ()
    unknown: tuple[int, ...] = ()
    kind: Kind = field(default=Kind.XLSX)

    def problem(self, sheet: Sheet, row: int, column: Column | int | None, sentence: str) -> Problem:
        """A problem in one cell, or with None in a whole row."""
        at = self.columns.get(column) if isinstance(column, Column) else column
        if at is None:
            return Problem(sentence=sentence, sheet=sheet.name, row=row)
        return Problem(
            sentence=sentence,
            sheet=sheet.name,
            row=row,
            column="" if self.kind is Kind.JSON else letter(at),
            header=self.labels.get(at, ""),
        )


def recognised(cells: Iterable[object]) -> int:
    """How many cells of a line read like headers."""
    return len(_meanings(list(cells)))


def heading(sheet: Sheet, kind: Kind) -> Heading | None:
    """The line of headers among the first ones of a sheet; None when none holds what is needed."""
    for row in sheet.rows[:_LOOKED_AT]:
        found = _meanings(row.values)
        said = set(found.values())
        action_plan = said >= _ACTION_PLAN and not said >= _ACTIVITIES
        if action_plan or said >= _ACTIVITIES:
            used = _OF_ACTION_PLANS if action_plan else _OF_ACTIVITIES
            found = {at: column for at, column in found.items() if column in used}
            return _heading(row, found, action_plan=action_plan, kind=kind)
    return None


def missing(sheet: Sheet, kind: Kind) -> Problem:
    """What to say of a sheet without a line of headers: the likeliest line, and what it lacks."""
    rows = sheet.rows[:_LOOKED_AT]
    best = max(rows, key=lambda row: recognised(row.values), default=None)
    if best is None:
        return Problem(sentence="the sheet is empty", sheet=sheet.name)
    found = set(_meanings(best.values).values())
    lacking = [column for column in (Column.WHAT, Column.WHEN) if column not in found]
    known = _meanings(best.values)
    texts = [text for at, text in enumerate(best.values) if isinstance(text, str) and at not in known]
    close = [near for column in lacking for near in _close(column, texts)]
    hint = f"; is it {joined([quoted(one) for one in close], 'or')}?" if close else ""
    headers = joined([f'"{column}"' for column in lacking], "or")
    sentence = f"there is no column {headers}; write it into the line of headers{hint}"
    return Problem(sentence=sentence, sheet=sheet.name, row=best.number if kind is not Kind.JSON else 0)


def _heading(row: Row, found: Mapping[int, Column], *, action_plan: bool, kind: Kind) -> Heading:
    columns: dict[Column, int] = {}
    for at, column in found.items():
        columns.setdefault(column, at)
    labels = {at: _label(value) for at, value in enumerate(row.values) if isinstance(value, str)}
    return Heading(
        row=row.number,
        columns=columns,
        labels=labels,
        action_plan=action_plan,
        twice=tuple((columns[column], at) for at, column in found.items() if columns[column] != at),
        unknown=tuple(at for at in labels if at not in found),
        kind=kind,
    )


def _meanings(values: Iterable[object]) -> dict[int, Column]:
    """What the cells of a line mean as headers, by their column."""
    spelt = {at: list(_spellings(value)) for at, value in enumerate(values) if isinstance(value, str)}
    found = {
        at: next(_KNOWN[name] for name in names if name in _KNOWN)
        for at, names in spelt.items()
        if any(name in _KNOWN for name in names)
    }
    dated = Column.WHEN in found.values()
    for at, names in spelt.items():
        if names[:1] == [_FROM]:
            found[at] = Column.START if dated else Column.WHEN
        elif names[:1] == [_TO]:
            found[at] = Column.END if dated else Column.UNTIL
    return dict(sorted(found.items()))


def _spellings(text: str) -> Iterator[str]:
    """A header as it may be known: whole, without what stands in brackets, and each of its parts."""
    if len(text) > limits.LONGEST_DATE:
        return
    for part in (text, _ASIDE.sub("", text), *re.split(r"\s[-–—]\s|[/:(\n]", text)):
        if name := _NO_WORD.sub(" ", key(part.replace("(s)", ""))).strip():
            yield name


def _close(column: Column, texts: list[str]) -> list[str]:
    return [
        text for text in texts if nearest(text, [name for name, known in _KNOWN.items() if known is column])
    ][:1]


def _label(text: str) -> str:
    return " ".join(text.split())[:40]
