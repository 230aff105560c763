"""An activity's cells in a line, over what all lines have: shaded days, anchors, now. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from typing import Final

from seasonal_ops.views import NamedDays
from seasonal_ops.views.board import BoardRow
from tui.show import STATUS_GLYPHS
from tui.timeline.ink import BAR_INKS, Cell, Ground, Ink
from tui.timeline.scale import Scale

ANCHOR_LINE: Final = "┊"
NOW_LINE: Final = "│"
_MORNING: Final = time(7)
_TAIL: Final = "╸"
_BODY: Final = "━"
_DOTTED: Final = "┄"
_EARLIER, _LATER = "‹", "›"


class Days:
    """What is special of a day: its names, and how it is shaded."""

    def __init__(self, named: Iterable[NamedDays] = ()) -> None:
        self.named = tuple(named)

    def names(self, on: date) -> list[str]:
        """`weekend`, `half-term`, `Christmas Day`: why it may be a bad day; nothing for a plain one."""
        weekend = ["weekend"] if on.weekday() > 4 else []
        return list(dict.fromkeys([*weekend, *(one.name for one in self._of(on))]))

    def ground(self, on: date) -> Ground:
        """How it is shaded: a bank holiday before half-term before a weekend."""
        found = [one.holiday for one in self._of(on)]
        if found:
            return Ground.HOLIDAY if any(found) else Ground.PERIOD
        return Ground.WEEKEND if on.weekday() > 4 else Ground.DAY

    def _of(self, on: date) -> list[NamedDays]:
        return [one for one in self.named if one.first <= on <= one.last]


def backdrop(scale: Scale, days: Days, anchors: Iterable[date], today: date) -> list[Cell]:
    """What an empty line shows."""
    cells = [Cell(" ", Ink.PLAIN, Ground.DAY)] * scale.width
    if not scale.weekly:
        for at, on in scale.starts():
            ground = days.ground(on)
            cells[at : at + scale.at.cells] = [Cell(" ", Ink.PLAIN, ground)] * scale.at.cells
    lines = [(today, NOW_LINE, Ink.NOW), *((on, ANCHOR_LINE, Ink.ANCHOR) for on in anchors)]
    for on, line, ink in lines:
        if scale.holds(on):
            at = scale.cell(on)
            cells[at] = cells[at]._replace(text=line, ink=ink)
    return cells[: scale.width]


def bar(activity: BoardRow, scale: Scale) -> tuple[int, str]:
    """The first cell and the characters, whether or not they are in the window.

    Its glyph says the status; a night goes on into the first cell of the next day.
    """
    night = _ends_in_the_morning(activity)
    last = activity.ends_on - timedelta(days=1) if night else activity.ends_on
    start = scale.cell(activity.starts_on)
    length = scale.end(last) - start
    tail = _TAIL if night and not scale.weekly else ""
    return start, STATUS_GLYPHS[activity.status] + _BODY * (length - 1) + tail


def with_bar(cells: Sequence[Cell], start: int, text: str, ink: Ink) -> list[Cell]:
    """The line with a bar in it, as far as it is in the window; an arrow says where it is if it is not."""
    painted = list(cells)
    if not painted:
        return painted
    if start + len(text) <= 0:
        painted[0] = painted[0]._replace(text=_EARLIER, ink=Ink.QUIET)
    elif start >= len(painted):
        painted[-1] = painted[-1]._replace(text=_LATER, ink=Ink.QUIET)
    for at, character in enumerate(text, start):
        if 0 <= at < len(painted):
            painted[at] = painted[at]._replace(text=character, ink=ink)
    return painted


def activity_line(
    activity: BoardRow, scale: Scale, empty: Sequence[Cell], proposed: BoardRow | None = None
) -> list[Cell]:
    """Its bar; with a proposal dotted where it was, and the bar where it would be."""
    if proposed is None:
        return with_bar(empty, *bar(activity, scale), BAR_INKS[activity.status])
    start, text = bar(activity, scale)
    dotted = with_bar(empty, start, _DOTTED * len(text), Ink.WAS)
    return with_bar(dotted, *bar(proposed, scale), Ink.PROPOSED)


def _ends_in_the_morning(activity: BoardRow) -> bool:
    return (
        activity.end_time is not None
        and activity.end_time <= _MORNING
        and activity.ends_on > activity.starts_on
    )
