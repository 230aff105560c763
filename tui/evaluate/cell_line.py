"""The lines under the grid: the whole of what its cells show in short. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from seasonal_ops.views import CountSheet, CountView, SheetRow
from seasonal_ops.words import REASON_DUE, MeasureKind, Qualifier
from tui.evaluate.drafts import Draft, Stage
from tui.evaluate.spots import Column, impossible, last_at, sums, view_at
from tui.show import long_day, one_line

_LONGEST: Final = 24


def place_words(sheet: CountSheet, row: SheetRow, column: Column) -> str:
    """`Fri 30 Oct ◆ Mischief Night · ASB calls, in calls, from Lancashire Constabulary`."""
    if column is None:
        when = f"all of {_span(row.measure.window_from, row.measure.window_to)}"
    else:
        anchor = sheet.anchors.get(column)
        when = long_day(column) + (f" ◆ {one_line(anchor)}" if anchor else "")
    source = f", from {one_line(row.source)}" if row.source else ""
    return f"{when} · {one_line(row.measure.name)}, in {one_line(row.measure.unit)}{source}"


def last_words(sheet: CountSheet, row: SheetRow, column: Column) -> str:
    """`last year's Thu 30 Oct 2025: 18`, or why there is none; empty when nothing is said of one."""
    if not sheet.against:
        return ""
    if row.unlike:
        return f"{sheet.against}: {one_line(row.unlike)}, not compared"
    if column is None:
        return "" if row.last_whole is None else f"in {sheet.against}: {row.last_whole:f}"
    night = last_at(row, column)
    if night is None:
        return f"no same night in {sheet.against}"
    value = "not known" if night.value is None else f"{night.value:f}"
    return f"{long_day(night.on)} {night.on.year}: {value}"


def sum_words(sheet: CountSheet, row: SheetRow) -> str:
    """`both over 4 nights: 42, in 2025 39`."""
    found = sums(row)
    if found is None:
        return ""
    this, last, nights = found
    over = "1 night" if nights == 1 else f"{nights} nights"
    return f"over the {over} known of both years {this:f}, in {sheet.against} {last:f}"


def state_words(
    sheet: CountSheet, row: SheetRow, column: Column, draft: Draft | None, warnings: Sequence[str] = ()
) -> str:
    """A glyph, the state in words, and what to do about it."""
    if draft is not None:
        return _of_draft(draft, row.measure.kind)
    view = view_at(row, column)
    if view is not None:
        return _of_view(view, row.measure.kind, warnings)
    if column is not None and column in row.together:
        return f"Σ {row.together[column]:f} in areas or at activities; w opens their sheets"
    if why := impossible(sheet, row, column):
        return f"nothing can be entered: {why}"
    others = f"; {row.others} recorded of other stretches of dates" if row.others else ""
    return f"· not known{others}"


def _of_draft(draft: Draft, kind: MeasureKind) -> str:
    text = _short(draft.text)
    if draft.stage is Stage.WAITING:
        return f"… {text} is being kept"
    if draft.stage is Stage.BLOCKED:
        return f"× {text} is not kept: {one_line(draft.sentence)}. Type anew; Enter tries again, Esc drops it"
    if draft.theirs is None:
        return f"× what stood here was taken out meanwhile: Enter keeps your {text}, Esc drops it"
    who, theirs = one_line(draft.theirs.entered_by), said(draft.theirs, kind)
    return f"× {who} recorded {theirs} meanwhile: Enter puts your {text} in its place, Esc leaves theirs"


def _short(typed: str) -> str:
    """So much of what was typed that there is room to say what became of it."""
    calm = one_line(typed)
    return calm if len(calm) <= _LONGEST else f"{calm[: _LONGEST - 1]}…"


def _of_view(view: CountView, kind: MeasureKind, warnings: Sequence[str]) -> str:
    state = f"■ approved by {one_line(view.approved_by)}, locked" if view.approved_by else view.status.value
    by = f"{said(view, kind)} · {state} · by {one_line(view.entered_by)}"
    revised = f", revision {view.revision}" if view.revision > 1 else ""
    if view.reason == REASON_DUE:
        why = one_line(warnings[0]) if warnings else "the reason is not given yet"
        return f"! unusual, press ! to say why it is right: {why} ({by}{revised})"
    reason = f" · because: {one_line(view.reason)}" if view.reason else ""
    source = f" · {one_line(view.source)}" if view.source else ""
    return by + revised + reason + source


def said(view: CountView, kind: MeasureKind) -> str:
    """`about 30`, `75% (150 of 200)`, `0, a nil return`, a text in quotation marks."""
    if view.value is None:
        return "taken out" if view.withdrawn else f"“{one_line(view.text)}”"
    about = "" if view.qualifier is Qualifier.EXACT else f"{view.qualifier.value.replace('-', ' ')} "
    percent = "%" if kind is MeasureKind.PERCENTAGE else ""
    of = f" ({view.yes} of {view.answered})" if view.answered is not None else ""
    return f"{about}{_plain(view.value)}{percent}{of}" + (", a nil return" if view.nil else "")


def _plain(value: Decimal) -> str:
    return f"{value:f}"


def _span(first: date, last: date) -> str:
    return f"{first.day} {first:%b} to {last.day} {last:%b}"
