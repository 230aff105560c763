"""A plan becomes a file: what goes out comes back unchanged."""

import csv
import json
from collections.abc import Sequence
from datetime import date, time
from io import StringIO
from itertools import pairwise
from typing import Any, Final

from sqlmodel import Session

from seasonal_ops import queries
from seasonal_ops.models import Plan
from seasonal_ops.transfer.action_plan import NOTHING
from seasonal_ops.transfer.cells.bullets import listed
from seasonal_ops.transfer.cells.headings import Column
from seasonal_ops.transfer.files.cleaning import guarded
from seasonal_ops.transfer.records import (
    HEAD,
    Record,
    Shape,
    action_plan_records,
    activity_records,
    columns_of,
)
from seasonal_ops.transfer.season import Season, season_of
from seasonal_ops.transfer.table import Kind
from seasonal_ops.views import plain

# With it Excel takes the file for UTF-8 (RFC 3629, section 6, calls it a signature).
_SIGNATURE: Final = "\ufeff"
_OTHER: Final = "Other"
_OWNERS: Final = "owners"


def export(session: Session, plan: Plan, *, format: str, shape: str = Shape.ACTIVITIES) -> bytes:  # noqa: A002
    """A plan's activities, or its targets with their actions, as a .csv, .xlsx or .json file.

    The same plan gives the same bytes. Raises ValueError for another format or shape.
    """
    kind, wanted = Kind(format), Shape(shape)
    season = season_of(session, plan)
    records = action_plan_records(season) if wanted is Shape.ACTION_PLAN else activity_records(season)
    columns = columns_of(records, wanted)
    match kind:
        case Kind.JSON:
            return _json(session, plan, records, columns, wanted)
        case Kind.CSV:
            return _csv(season, records, columns, wanted)
        case Kind.XLSX:
            return _xlsx(plan, season, records, columns, wanted)


def _json(
    session: Session, plan: Plan, records: Sequence[Record], columns: Sequence[Column], shape: Shape
) -> bytes:
    view = queries.plan(session, plan)
    about = {"slug": view.slug, "name": view.name, "template": view.template, "year": view.year}
    rows = [{_label(column, shape): plain(record.get(column)) for column in columns} for record in records]
    name = shape.value.replace("-", "_")
    return (json.dumps({"plan": about, name: rows}, ensure_ascii=False, indent=2) + "\n").encode()


def _csv(season: Season, records: Sequence[Record], columns: Sequence[Column], shape: Shape) -> bytes:
    file = StringIO(_SIGNATURE, newline="")
    file.seek(0, 2)
    writer = csv.writer(file)
    writer.writerow([_label(column, shape) for column in columns])
    for row in _rows(season, records, columns, shape):
        writer.writerow([_text(value) for value in row])
    return file.getvalue().encode()


def _xlsx(
    plan: Plan, season: Season, records: Sequence[Record], columns: Sequence[Column], shape: Shape
) -> bytes:
    # openpyxl takes as long to load as the rest of the program.
    from seasonal_ops.transfer.files.excel import Page, written

    pages = [
        Page(name, [_label(column, shape) for column in columns], _rows(season, some, columns, shape))
        for name, some in _by_sheet(season, records, shape)
    ]
    return written(pages, made=plan.created_at)


def _by_sheet(season: Season, records: Sequence[Record], shape: Shape) -> list[tuple[str, Sequence[Record]]]:
    """A sheet a phase, in the order of the phases; what has none comes last."""
    if shape is Shape.ACTION_PLAN or not records:
        return [("Action plan" if shape is Shape.ACTION_PLAN else "Activities", records)]
    names = dict.fromkeys([*map(season.phases.written, season.phase_order)])
    phases: dict[Any, list[Record]] = {name: [] for name in names}
    for record in records:
        phases.setdefault(record[Column.PHASE], []).append(record)
    without = phases.pop("", [])
    return [(name, some) for name, some in [*phases.items(), (_OTHER, without)] if some]


def _rows(
    season: Season, records: Sequence[Record], columns: Sequence[Column], shape: Shape
) -> list[list[str | date | time | None]]:
    """The cells. In an action plan a target is said once, and blank cells below go on with it."""
    rows = [[_cell(season, column, record.get(column), shape) for column in columns] for record in records]
    if shape is Shape.ACTION_PLAN:
        heads = [columns.index(column) for column in HEAD]
        for above, below in reversed(list(pairwise(rows))):
            if all(above[at] == below[at] for at in heads):
                for at in heads:
                    below[at] = None
    return rows


def _cell(season: Season, column: Column, value: Any, shape: Shape) -> str | date | time | None:
    """A value as one cell; text no spreadsheet program takes for a formula."""
    if isinstance(value, tuple):
        if column is Column.ACTIONS:
            return guarded(listed(list(value)))
        nobody = NOTHING if shape is Shape.ACTION_PLAN else ""
        return guarded(season.directory.written(value)) if value else nobody
    return guarded(value) if isinstance(value, str) else value


def _label(column: Column, shape: Shape) -> str:
    return _OWNERS if shape is Shape.ACTION_PLAN and column is Column.LEADS else column.value


def _text(value: str | date | time | None) -> str:
    return f"{value:%H:%M}" if isinstance(value, time) else "" if value is None else str(value)
