"""The lines above the bars: what the days are called. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from rich.cells import cell_len

from seasonal_ops.views import AnchorView, NamedDays
from tui.show import fit, one_line
from tui.timeline.bars import Days
from tui.timeline.ink import Cell, Ground, Ink
from tui.timeline.scale import Scale

MARKS: Final = {Ground.DAY: " ", Ground.WEEKEND: "░", Ground.PERIOD: "▒", Ground.HOLIDAY: "▓"}


@dataclass(frozen=True, slots=True)
class Label:
    """A name, and the cell of its glyph; what lasts longer may have it in any of several."""

    cells: tuple[int, ...]
    glyph: str
    name: str
    ink: Ink


def labels(
    scale: Scale, anchors: Iterable[AnchorView], named: Iterable[NamedDays], today: date
) -> list[Label]:
    """What is named in the window: today first, then the anchors, last the shaded days."""
    found = [(today, today, "▼", "NOW", Ink.NOW)]
    found += [(one.on, one.on, "◆", one.name, Ink.ANCHOR) for one in anchors]
    for one in named:
        glyph = MARKS[Ground.HOLIDAY if one.holiday else Ground.PERIOD]
        found.append((max(one.first, scale.first), min(one.last, scale.last), glyph, one.name, Ink.QUIET))
    once = dict.fromkeys(found)
    return [
        Label(_cells(scale, first, last), glyph, one_line(name), ink)
        for first, last, glyph, name, ink in once
        if scale.holds(first) and first <= last
    ]


def label_lines(found: Iterable[Label], width: int, height: int) -> list[list[Cell]]:
    """The labels on so many lines, none over another; what has no room loses its name, or is left out."""
    lines = [[_blank()] * width for _ in range(height)]
    for label in found:
        whole = f"{label.glyph} {label.name}"
        before = f"{label.name} {label.glyph}"
        left = cell_len(before) - 1
        tries = [(line, at, whole) for at in label.cells for line in lines]
        tries += [(line, at - left, before) for at in label.cells for line in lines]
        tries += [(line, label.cells[0], label.glyph) for line in lines]
        for line, at, text in tries:
            if _free(line, at, cell_len(text)):
                _write(line, at, text, label.ink)
                break
    return lines


def number_line(scale: Scale) -> list[Cell]:
    """Days of the month; in narrow columns those of Mondays, with their month; of weeks the months."""
    cells = [_blank()] * scale.width
    until = 0
    for at, on in scale.starts():
        if scale.weekly:
            text = f"{on:%b}" if on.day <= 7 or at == 0 else ""
        elif scale.at.cells > 2:
            text = f"{on.day}"
        else:
            text = f"{on.day} {on:%b}" if on.weekday() == 0 else ""
        if text and at >= until:
            _write(cells, at, text, Ink.TITLE if on.day == 1 else Ink.PLAIN)
            until = at + len(text)
    return cells


def letter_line(scale: Scale, days: Days, today: date) -> list[Cell]:
    """Days of the week, each with the mark of its shade; of weeks the day on which they begin."""
    cells = [_blank()] * scale.width
    until = 0
    for at, on in scale.starts():
        if at < until:
            continue
        ground = Ground.DAY if scale.weekly else days.ground(on)
        letters = f"{on.day}" if scale.weekly else f"{on:%a}"[: min(2, scale.at.cells - 1)]
        text = letters if scale.weekly else letters + MARKS[ground]
        now = scale.holds(today) and scale.cell(today) // scale.at.cells == at // scale.at.cells
        ink = Ink.NOW if now else Ink.QUIET
        cells[at : at + scale.at.cells] = [Cell(" ", ink, ground)] * min(scale.at.cells, scale.width - at)
        _write(cells, at, text, ink, ground)
        # Numbers of weeks need air; a day's letter and mark fill its cells.
        until = at + len(text) + 1 if scale.weekly else 0
    return cells


def span(scale: Scale, width: int) -> str:
    """`26 Oct – 12 Nov 2026`, in `width` cells."""
    last = scale.last
    return fit(f"{scale.first.day} {scale.first:%b} – {last.day} {last:%b %Y}", width)


def _cells(scale: Scale, first: date, last: date) -> tuple[int, ...]:
    """The first cell of each day in the window."""
    return tuple(
        dict.fromkeys(scale.cell(first + timedelta(days=day)) for day in range((last - first).days + 1))
    )


def _blank() -> Cell:
    return Cell(" ", Ink.QUIET, Ground.DAY)


def _free(line: list[Cell], at: int, length: int) -> bool:
    """Whether there is room, and a cell of air on both sides."""
    if at < 0 or at + length > len(line):
        return False
    return all(cell.text == " " for cell in line[max(0, at - 1) : at + length + 1])


def _write(line: list[Cell], at: int, text: str, ink: Ink, ground: Ground = Ground.DAY) -> None:
    """Wide characters take a second, empty cell."""
    for character in text:
        width = cell_len(character)
        if width == 0 and 0 < at <= len(line):
            line[at - 1] = line[at - 1]._replace(text=line[at - 1].text + character)
            continue
        if at + width > len(line):
            return
        line[at] = Cell(character, ink, ground)
        line[at + 1 : at + width] = [Cell("", ink, ground)] * (width - 1)
        at += width
