"""Where the headers of a sheet of counts stand, and whether it is wide or long.

Wide: a row a date, a column a measure. Long: a row a value, with columns for its measure and its date.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final

from seasonal_ops.names import joined, nearest, quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.cells.choices import Choices, loose
from seasonal_ops.transfer.counts.personal import personal_headers
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.table import Kind, Row, Sheet, Table, Value, letter

_LOOKED_AT: Final = 10  # people write a title above their table, and a date, and a name
# What a template's second sheet is called: it is for readers.
ABOUT: Final = "What is counted"


class Shape(StrEnum):
    """How counts stand in a sheet."""

    WIDE = "wide"
    LONG = "long"


class Column(StrEnum):
    """What a column can hold beside values; the word is the header that a template writes."""

    MEASURE = "measure"
    DATE = "date"
    UNTIL = "until"
    AREA = "area"
    VALUE = "value"
    QUALIFIER = "qualifier"
    STATUS = "status"
    AS_AT = "as_at"
    SOURCE = "source"
    QUOTE = "quote"
    REASON = "reason"
    ACTIVITY = "activity"
    # Read, and not written into a long sheet.
    UNIT = "unit"
    WEEKDAY = "weekday"


_NAMES: Final[Mapping[Column, str]] = {
    Column.MEASURE: "measure, measure name, indicator, what is counted",
    Column.DATE: "date, on, night, night of, date of night, first day, start date, date from, from",
    Column.UNTIL: "until, to, end date, last day, date to",
    Column.AREA: "area, ward, hotspot, beat",
    Column.VALUE: "value, count, number, figure, how many",
    Column.QUALIFIER: "qualifier",
    Column.STATUS: "status",
    Column.AS_AT: "as at, as of, correct as at, extracted, extraction date, date extracted",
    Column.SOURCE: "source, data source",
    Column.QUOTE: "quote, quotation",
    Column.REASON: "reason, why, explanation",
    Column.ACTIVITY: "activity, activity id",
    Column.UNIT: "unit, units",
    Column.WEEKDAY: "weekday, day, day of week, day of the week",
}
_KNOWN: Final = {name: column for column, names in _NAMES.items() for name in names.split(", ")}
# What a long sheet has, and a wide one has not.
_OF_LONG: Final = (Column.MEASURE, Column.VALUE)
_OWN: Final = frozenset(loose(column) for column in Column)
_ASIDES: Final = (
    "weekday, day, day of week, day of the week, occasion, note, notes, comment, comments, remarks"
)
_NOT_READ: Final = frozenset(_ASIDES.split(", "))
TOTALS: Final = frozenset({"total", "totals", "grand total", "sum", "all", "overall"})
_ASIDE: Final = re.compile(r"\([^)]*\)")


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with its headers; `rows` are those below them, columns count from 0.

    `measures` are the slugs of a wide sheet's columns, empty in a long one; `asides` is what their
    headers say in brackets; `totals` are its columns of sums; `unknown` are columns that head nothing we
    know.
    """

    sheet: Sheet
    row: int
    columns: Mapping[Column, int]
    measures: Mapping[int, str]
    asides: Mapping[int, str]
    totals: tuple[int, ...]
    unknown: tuple[int, ...]
    labels: Mapping[int, str]
    rows: tuple[Row, ...]

    def at(self, row: Row, column: Column) -> Value:
        """What a row holds in a column; None where there is no such column."""
        at = self.columns.get(column)
        return None if at is None else row.at(at)

    def problem(self, row: int, column: Column | int | None, sentence: str) -> Problem:
        """A problem in one cell, or with None in a whole row."""
        at = self.columns.get(column) if isinstance(column, Column) else column
        place = ("", "") if at is None else (letter(at), self.labels.get(at, ""))
        return Problem(sentence=sentence, sheet=self.sheet.name, row=row, column=place[0], header=place[1])


def layouts(table: Table, measures: Choices, problems: list[Problem], notes: list[str]) -> list[Layout]:
    """The sheets that hold counts; the others are named in a note."""
    found, without = _sorted(table, measures)
    if not found:
        problems += [_missing(sheet) for sheet in without] or [Problem(sentence="the file is empty")]
    elif named := [quoted(sheet.name) for sheet in without if sheet.rows and sheet.name != ABOUT]:
        notes.append(f"left out, since they have no columns of counts: {joined(named)}")
    for one in found:
        problems += chain(_twice(one), _strangers(one, measures), _merged(one), _ragged(one, table.kind))
        if one.unknown and not one.measures:
            labels = [_said(one.labels[at], at) for at in one.unknown]
            notes.append(f"not used, since no count has such columns: {joined(labels)}")
    return found


def personal_columns(table: Table, measures: Choices) -> list[Problem]:
    """The columns that stand for persons or single incidents, wherever the headers of a sheet stand."""
    found, without = _sorted(table, measures)
    return [
        *chain(*map(_personal, found)),
        *chain(*(_anywhere(sheet) for sheet in without if sheet.name != ABOUT)),
    ]


def measure_named(text: str, measures: Choices) -> str | None:
    """The slug of the measure that a header names, with or without what stands in brackets."""
    if loose(text) in _OWN:
        return None
    return measures.named(text) or measures.named(_ASIDE.sub("", text))


def _sorted(table: Table, measures: Choices) -> tuple[list[Layout], list[Sheet]]:
    """The sheets that hold counts, and those that do not."""
    laid = [(sheet, _layout(sheet, measures)) for sheet in table.sheets]
    return [one for _, one in laid if one is not None], [sheet for sheet, one in laid if one is None]


def _layout(sheet: Sheet, measures: Choices) -> Layout | None:
    for row in sheet.rows[:_LOOKED_AT]:
        layout = _of_row(sheet, row, measures)
        if Column.DATE in layout.columns and (layout.measures or set(_OF_LONG) <= layout.columns.keys()):
            return layout
    return None


def _of_row(sheet: Sheet, row: Row, measures: Choices) -> Layout:
    texts = {at: value for at, value in enumerate(row.values) if isinstance(value, str)}
    texts = {at: text for at, text in texts.items() if len(text) <= limits.LONGEST_DATE}
    named = {at: slug for at, text in texts.items() if (slug := measure_named(text, measures))}
    meant = {at: loose(_ASIDE.sub("", text)) or loose(text) for at, text in texts.items()}
    columns: dict[Column, int] = {}
    for at, text in meant.items():
        if text in _KNOWN and at not in named:
            columns.setdefault(_KNOWN[text], at)
    if set(_OF_LONG) <= columns.keys():
        named = {}
    elif named:
        columns = {column: at for column, at in columns.items() if column not in _OF_LONG}
    seconds = {at for at, text in meant.items() if _KNOWN.get(text) in columns}
    rest = {at: text for at, text in meant.items() if at not in seconds | named.keys()}
    return Layout(
        sheet=sheet,
        row=row.number,
        columns=columns,
        measures=named,
        asides={at: found[0][1:-1] for at in named if (found := _ASIDE.findall(texts[at]))},
        totals=tuple(at for at, text in rest.items() if text in TOTALS),
        unknown=tuple(at for at, text in rest.items() if text not in TOTALS | _NOT_READ),
        labels={at: " ".join(text.split())[:40] for at, text in texts.items()},
        rows=tuple(one for one in sheet.rows if one.number > row.number),
    )


def _personal(one: Layout) -> Iterator[Problem]:
    (header,) = (row for row in one.sheet.rows if row.number == one.row)
    return personal_headers(one.sheet, header, frozenset([*one.columns.values(), *one.measures]))


def _anywhere(sheet: Sheet) -> Iterator[Problem]:
    """The headers that stand for persons in a sheet of which we do not know where its headers stand."""
    return chain(*(personal_headers(sheet, row, frozenset()) for row in sheet.rows[:_LOOKED_AT]))


def _said(label: str, at: int) -> str:
    """A header as it is named: by its letter where it may be what should have stood below it."""
    return f"column {letter(at)}" if any(map(str.isdigit, label)) else quoted(label)


def _missing(sheet: Sheet) -> Problem:
    if not sheet.rows:
        return Problem(sentence="the sheet is empty", sheet=sheet.name)
    sentence = (
        'there is no line of headers with "date" and the names of measures, or with "date", "measure" and '
        '"value"; fill in the sheet that count template writes'
    )
    return Problem(sentence=sentence, sheet=sheet.name)


def _twice(one: Layout) -> Iterator[Problem]:
    """Two columns for the same thing."""
    first: dict[str, int] = {}
    for at, label in one.labels.items():
        meant = one.measures.get(at) or _KNOWN.get(loose(_ASIDE.sub("", label)))
        if meant is not None and first.setdefault(meant, at) != at:
            sentence = f"the column {quoted(one.labels[first[meant]])} says the same; take one of the two out"
            yield one.problem(one.row, at, sentence)


def _strangers(one: Layout, measures: Choices) -> Iterator[Problem]:
    """Columns of a wide sheet that may be measures misspelt: left out, their counts would be lost."""
    if not one.measures:
        return
    for at in one.unknown:
        if any(row.at(at) is not None for row in one.rows):
            close = nearest(one.labels[at], measures.names)
            hint = (
                f"did you mean {joined(list(map(quoted, close)), 'or')}?"
                if close
                else "take the column out, or make it one: seasonal-ops measure add"
            )
            yield one.problem(one.row, at, f"no measure of this plan has this name; {hint}")


def _merged(one: Layout) -> Iterator[Problem]:
    """Merged cells hide which rows a value is for."""
    used = sorted({*one.columns.values(), *one.measures})
    for merge in one.sheet.merged:
        touched = [at for at in used if merge.first_column <= at <= merge.last_column]
        if touched and merge.last_row > one.row:
            sentence = f"{merge} are merged; unmerge them and fill in each cell"
            yield one.problem(max(merge.first_row, one.row), touched[0], sentence)


def _ragged(one: Layout, kind: Kind) -> Iterator[Problem]:
    """Rows that are too long: a text that holds the separator has shifted what follows it."""
    width = max(one.labels) + 1
    if kind is not Kind.CSV:
        return
    for row in one.rows:
        if any(row.values[width:]):
            sentence = f"the row has {len(row.values)} cells, the headers {width}: "
            sentence += "put a text that holds the separator into quotation marks"
            yield one.problem(row.number, None, sentence)
