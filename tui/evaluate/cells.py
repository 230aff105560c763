"""What stands in a cell of the count grid: a text, a mark, and what sort of cell it is. Pure."""

from decimal import Decimal
from enum import Enum
from typing import Final, NamedTuple

from rich.cells import cell_len

from seasonal_ops.views import CountSheet, CountView, SheetRow
from seasonal_ops.words import REASON_DUE, CountStatus, MeasureKind, Qualifier
from tui.evaluate.drafts import Draft, Stage
from tui.evaluate.spots import Column, impossible, last_at, view_at
from tui.show import fit, one_line

CELL: Final = 7  # cells of a night: five of a value, its mark, and a gap before them
_TEXT: Final = CELL - 2
_QUALIFIERS: Final = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "~",
    Qualifier.OVER: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.ALMOST: "<",
}
UNKNOWN: Final = "·"


class Look(Enum):
    """The name of a cell's style in `evaluate.tcss`."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    IMPOSSIBLE = "impossible"
    TOGETHER = "together"
    WAITING = "waiting"
    BLOCKED = "blocked"
    UNUSUAL = "unusual"
    FINAL = "final"
    LOCKED = "locked"
    LAST = "last"
    TYPED = "typed"


class Cell(NamedTuple):
    """`CELL` cells of text, and what they are."""

    text: str
    look: Look


def cell(sheet: CountSheet, row: SheetRow, column: Column, draft: Draft | None) -> Cell:
    """What is typed there, else what is recorded, else why nothing is."""
    if draft is not None:
        waiting = draft.stage is Stage.WAITING
        return Cell(_put(draft.text, "…" if waiting else "×"), Look.WAITING if waiting else Look.BLOCKED)
    view = view_at(row, column)
    if view is not None:
        mark, look = _standing(view)
        return Cell(_put(value_text(view, row.measure.kind), mark), look)
    if column is not None and column in row.together:
        return Cell(_put(f"Σ{short(row.together[column])}", " "), Look.TOGETHER)
    if impossible(sheet, row, column):
        return Cell(" " * CELL, Look.IMPOSSIBLE)
    return Cell(_put(UNKNOWN, " "), Look.UNKNOWN)


def last_cell(row: SheetRow, column: Column) -> Cell:
    """What the earlier season's same night held."""
    if column is None:
        text = "" if row.last_whole is None else short(row.last_whole)
    else:
        night = last_at(row, column)
        text = "" if night is None else UNKNOWN if night.value is None else short(night.value)
    return Cell(_put(text, " "), Look.LAST)


def typed_cell(text: str) -> Cell:
    """The end of what is being typed, with the place where the next letter goes."""
    shown = one_line(text)[-(_TEXT):]
    return Cell(fit(" " * (1 + _TEXT - len(shown)) + shown + "▏", CELL), Look.TYPED)


def _standing(view: CountView) -> tuple[str, Look]:
    if view.reason == REASON_DUE:
        return "!", Look.UNUSUAL
    if view.approved_by:
        return "■", Look.LOCKED
    if view.status is CountStatus.FINAL:
        return "=", Look.FINAL
    return " ", Look.KNOWN


def value_text(view: CountView, kind: MeasureKind) -> str:
    """`~30`, `75%`, or the beginning of a text."""
    if view.value is None:
        return one_line(view.text)
    percent = "%" if kind is MeasureKind.PERCENTAGE else ""
    return _QUALIFIERS[view.qualifier] + short(view.value) + percent


def as_typed(view: CountView | None) -> str:
    """What would have to be typed for it."""
    if view is None:
        return ""
    if view.value is None:
        return view.text
    if view.answered is not None:
        return f"{view.yes}/{view.answered}"
    return _QUALIFIERS[view.qualifier].replace("<", "almost ") + f"{view.value:f}"


def short(value: Decimal) -> str:
    """The number as short as it is true in five cells: `1234`, `12.5`, `1.2m`."""
    text = f"{value:f}"
    if len(text) <= _TEXT:
        return text
    if value < 100_000:
        return f"{value:.1f}"[:_TEXT].rstrip(".")
    return f"{value / 1000:.0f}k" if value < 1_000_000 else f"{value / 1_000_000:.1f}m"


def _put(text: str, mark: str) -> str:
    """The text at the right and its mark, a gap before them if it can be; of a long text its beginning."""
    shown = one_line(text)
    room = _TEXT + 1 if cell_len(shown) == _TEXT + 1 else _TEXT
    return fit(f"{fit(shown, room) if cell_len(shown) > room else shown:>{_TEXT + 1}}{mark}", CELL)
