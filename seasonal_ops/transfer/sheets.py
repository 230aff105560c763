"""Which sheets of a table are read, and what is wrong with them as a whole."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from seasonal_ops.names import joined, quoted
from seasonal_ops.transfer import limits
from seasonal_ops.transfer.action_plan import CONTINUED
from seasonal_ops.transfer.cells.days import day_first
from seasonal_ops.transfer.cells.headings import Column, Heading, heading, missing
from seasonal_ops.transfer.problems import Problem
from seasonal_ops.transfer.table import Kind, Merge, Row, Sheet, Table, Value, letter

_DATES = (Column.WHEN, Column.UNTIL, Column.BY)


@dataclass(frozen=True, slots=True)
class Headed:
    """A sheet with its headers; `rows` are those below them."""

    sheet: Sheet
    heading: Heading
    rows: tuple[Row, ...]


def headed(table: Table, problems: list[Problem], notes: list[str]) -> list[Headed]:
    """The sheets that have the headers that are needed; the others are named in a note."""
    found, without = [], []
    for sheet in table.sheets:
        line = heading(sheet, table.kind)
        if line is None:
            without.append(sheet)
        else:
            rows = tuple(row for row in sheet.rows if row.number > line.row)
            found.append(Headed(sheet, line, rows))
    if not found:
        problems += [missing(sheet, table.kind) for sheet in without] or [
            Problem(sentence="the file is empty")
        ]
    elif named := [quoted(sheet.name) for sheet in without if sheet.rows]:
        notes.append(f"left out, since they have no columns of a plan: {joined(named)}")
    for one in found:
        problems += [*_twice(one), *_merged(one)]
        notes += _unknown(one)
        if not one.rows:
            problems.append(Problem(sentence="there is nothing below the headers", sheet=one.sheet.name))
    return [_without_ragged(one, problems) if table.kind is Kind.CSV else one for one in found]


def order_of_numbers(found: list[Headed], said: bool | None, notes: list[str]) -> bool | None:
    """Whether dates such as 03/04 have the day first: as it was said, else as other dates prove."""
    proven = day_first(_dates(found))
    if said is not None or proven is None:
        return said
    if not proven:
        notes.append(
            "dates such as 03/04/2026 are read with the month first, as another date of theirs has it"
        )
    return proven


def _dates(found: list[Headed]) -> Iterator[Value]:
    for one in found:
        columns = [one.heading.columns[column] for column in _DATES if column in one.heading.columns]
        for row in one.rows:
            yield from (row.at(column) for column in columns)


def _twice(one: Headed) -> Iterator[Problem]:
    for first, second in one.heading.twice:
        known = quoted(one.heading.labels[first])
        sentence = f"the column {known} says the same; take one of the two out"
        yield one.heading.problem(one.sheet, one.heading.row, second, sentence)


def _merged(one: Headed) -> Iterator[Problem]:
    """Merged cells hide which rows a value is for; in an action plan they go on downwards."""
    for merge in one.sheet.merged:
        touched = sorted(
            (at, column)
            for column, at in one.heading.columns.items()
            if merge.first_column <= at <= merge.last_column
        )
        if not touched or merge.last_row <= one.heading.row or _goes_on(one, merge, touched[0][1]):
            continue
        row = max(merge.first_row, one.heading.row)
        sentence = f"{merge} are merged; unmerge them and fill in each cell"
        yield one.heading.problem(one.sheet, row, touched[0][0], sentence)


def _goes_on(one: Headed, merge: Merge, column: Column) -> bool:
    downwards = merge.first_column == merge.last_column and merge.first_row > one.heading.row
    return one.heading.action_plan and downwards and column in CONTINUED


def _without_ragged(one: Headed, problems: list[Problem]) -> Headed:
    """Without rows that are too long: a text that holds the separator has shifted what follows it."""
    width = max(one.heading.labels) + 1
    ragged = [row for row in one.rows if any(row.values[width:])]
    for row in ragged[: limits.MOST_PROBLEMS]:
        sentence = f"the row has {len(row.values)} cells, the headers {width}: "
        sentence += "put a text that holds the separator into quotation marks"
        problems.append(Problem(sentence=sentence, row=row.number))
    return replace(one, rows=tuple(row for row in one.rows if not any(row.values[width:])))


def _unknown(one: Headed) -> Iterator[str]:
    heading = one.heading
    filled = {at for row in one.rows for at, value in enumerate(row.values) if value is not None}
    bare = sorted(filled - heading.labels.keys())
    named = [
        quoted(heading.labels[at]) + _lettered(heading, at) for at in heading.unknown if heading.labels[at]
    ]
    where = f" of {quoted(one.sheet.name)}" if one.sheet.name else ""
    if columns := [*named, *map(letter, bare)]:
        yield f"not used, since no plan has such columns: {joined(columns)}{where}"


def _lettered(heading: Heading, at: int) -> str:
    return "" if heading.kind is Kind.JSON else f" ({letter(at)})"
