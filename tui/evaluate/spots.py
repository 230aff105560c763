"""Where the cells of a sheet are: measures down, nights across, the whole window's one figure last. Pure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from seasonal_ops.views import CountSheet, CountSpot, CountView, LastNight, SheetRow
from seasonal_ops.words import MeasureKind

_ADD_UP: Final = (MeasureKind.COUNT, MeasureKind.QUANTITY)
# A night, or None for the one figure of a measure's whole window.
Column = date | None


def columns_of(sheet: CountSheet) -> tuple[Column, ...]:
    """The nights, and the whole window, which an activity has not."""
    return sheet.days if sheet.at.activity is not None else (*sheet.days, None)


def spot_of(sheet: CountSheet, row: SheetRow, column: Column) -> CountSpot:
    """What a cell stands for."""
    if column is None:
        return CountSpot(sheet.at, row.measure.slug, row.measure.window_from, row.measure.window_to)
    return CountSpot(sheet.at, row.measure.slug, column, column)


def view_at(row: SheetRow, column: Column) -> CountView | None:
    """What is recorded in a cell."""
    return row.whole if column is None else row.nights.get(column)


def last_at(row: SheetRow, column: Column) -> LastNight | None:
    """The earlier season's same night; None where it has none, and for the whole window."""
    return None if column is None else row.last.get(column)


def impossible(sheet: CountSheet, row: SheetRow, column: Column) -> str:
    """Why a cell can hold no value, or ""."""
    first, last = row.measure.window_from, row.measure.window_to
    if column is None and first == last:
        return "the window is one night"
    if column is not None and not first <= column <= last:
        return f"outside of its window, {first.day} {first:%b} to {last.day} {last:%b}"
    end = last if column is None else column
    return "still to come" if end > sheet.today else ""


def row_of(sheet: CountSheet, measure: str) -> int | None:
    """The number of a measure's row."""
    return next((n for n, row in enumerate(sheet.rows) if row.measure.slug == measure), None)


def missing_cells(sheet: CountSheet) -> list[tuple[int, int]]:
    """Row and column of every night that waits for a value: the oldest night first, each from its top."""
    places = {on: at for at, on in enumerate(sheet.days)}
    found = [
        (number, places[on])
        for number, row in enumerate(sheet.rows)
        for on in row.missing
        if on in places and on <= sheet.today and on not in row.nights
    ]
    return sorted(found, key=_by_night)


def _by_night(cell: tuple[int, int]) -> tuple[int, int]:
    return cell[1], cell[0]


def next_missing(sheet: CountSheet, after: tuple[int, int]) -> tuple[int, int] | None:
    """The next missing cell after one; after the newest night it goes on with the oldest."""
    found = missing_cells(sheet)
    later = (cell for cell in found if _by_night(cell) > _by_night(after))
    return next(later, found[0] if found else None)


def newest_missing(sheet: CountSheet) -> tuple[int, int] | None:
    """The first missing cell of the newest night that is over, which is last night's as a rule."""
    over = [cell for cell in missing_cells(sheet) if sheet.days[cell[1]] < sheet.today]
    return next((cell for cell in over if cell[1] == over[-1][1]), None)


def closed(sheet: CountSheet, row: SheetRow, column: Column) -> str:
    """Why nothing can be typed in a cell, as a sentence with what to do, or ""."""
    view = view_at(row, column)
    if view is not None and view.approved_by:
        return "This value is approved and locked; Y opens the measure again."
    why = "" if view is not None else impossible(sheet, row, column)
    return f"Nothing can be entered here: {why}." if why else ""


def unknown_nights(sheet: CountSheet, row: SheetRow) -> tuple[date, ...]:
    """The nights of a row, up to today, of which nothing is known at all."""
    known = {*row.nights, *row.together}
    return tuple(on for on in sheet.days if on not in known and not impossible(sheet, row, on))


def with_view(sheet: CountSheet, view: CountView) -> CountSheet:
    """The sheet with a value that was kept since it was read."""
    at = row_of(sheet, view.measure)
    if at is None or (view.area, view.activity) != (sheet.at.area, sheet.at.activity):
        return sheet
    rows = list(sheet.rows)
    rows[at] = _row_with(rows[at], view)
    return replace(sheet, rows=tuple(rows))


def _row_with(row: SheetRow, view: CountView) -> SheetRow:
    if view.on != view.until:
        whole = (view.on, view.until) == (row.measure.window_from, row.measure.window_to)
        return replace(row, whole=view) if whole else row
    together = dict(row.together)
    if view.value is not None:
        before = row.nights.get(view.on)
        was = before.value if before is not None and before.value is not None else Decimal(0)
        rest = together.get(view.on, Decimal(0)) - was if before is not None else Decimal(0)
        together[view.on] = rest + view.value
    return replace(row, nights={**row.nights, view.on: view}, together=together)


def sums(row: SheetRow) -> tuple[Decimal, Decimal, int] | None:
    """Of this season and the earlier one, over the nights that both have, and how many these are.

    None of what does not add up, and where no night has both.
    """
    if row.measure.kind not in _ADD_UP or row.unlike:
        return None
    both = [
        (row.together[on], night.value)
        for on, night in row.last.items()
        if on in row.together and night.value is not None
    ]
    if not both:
        return None
    return sum((this for this, _ in both), Decimal(0)), sum((last for _, last in both), Decimal(0)), len(both)
