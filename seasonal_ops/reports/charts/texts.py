"""Texts on a chart: made harmless, measured, and broken into lines that fit."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from seasonal_ops.paper.blocks import clean

SMALL: Final = 8.0
LARGE: Final = 10.5
LINE: Final = 1.25
_MM_A_POINT: Final = 25.4 / 72
# More than any chart has room for; what is longer is not worth the measuring.
_LONGEST: Final = 300
_CUT: Final = "…"


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of text, with the room that they need in millimetres."""

    lines: tuple[str, ...]
    points: float = SMALL
    bold: bool = False

    @property
    def text(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines)

    @property
    def width(self) -> float:
        """Of the longest line, in millimetres."""
        return max((width(line, self.points, bold=self.bold) for line in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Of all lines, in millimetres."""
        return len(self.lines) * self.points * LINE * _MM_A_POINT


@lru_cache(maxsize=4096)
def width(line: str, points: float = SMALL, *, bold: bool = False) -> float:
    """How wide a line is, in millimetres."""
    font = FontProperties(size=points, weight="bold" if bold else "normal")
    wide: float = text_to_path.get_text_width_height_descent(line, font, ismath=False)[0]
    return wide * _MM_A_POINT


def wrapped(text: str, room: float, *, lines: int = 2, points: float = SMALL, bold: bool = False) -> Block:
    """The text, harmless, in at most so many lines no wider than `room` millimetres; the rest is cut."""
    words = clean(text)[:_LONGEST].split()
    found: list[str] = []
    for piece in (piece for word in words for piece in _pieces(word, room, points, bold)):
        longer = f"{found[-1]} {piece}" if found else piece
        if found and width(longer, points, bold=bold) <= room:
            found[-1] = longer
        else:
            found.append(piece)
    if len(found) > lines:
        found = [*found[: lines - 1], _cut(found[lines - 1], room, points, bold)]
    return Block(tuple(found), points, bold)


def lanes(spans: Iterable[tuple[float, float]], gap: float = 2.0) -> tuple[int, ...]:
    """The first lane in which each span, of (from, to) in millimetres, stands clear of those before it."""
    ends: list[float] = []
    found = []
    for start, end in spans:
        lane = next((n for n, used in enumerate(ends) if used + gap <= start), len(ends))
        ends[lane:] = [end, *ends[lane + 1 :]]
        found.append(lane)
    return tuple(found)


def _pieces(word: str, room: float, points: float, bold: bool) -> Iterator[str]:
    """The word, or what of it fits into a line at a time."""
    while width(word, points, bold=bold) > room and len(word) > 1:
        share = room / width(word, points, bold=bold)
        fits = max(1, math.floor(len(word) * share))
        while fits > 1 and width(word[:fits], points, bold=bold) > room:
            fits -= 1
        yield word[:fits]
        word = word[fits:]
    if word:
        yield word


def _cut(line: str, room: float, points: float, bold: bool) -> str:
    while line and width(line + _CUT, points, bold=bold) > room:
        line = line.rpartition(" ")[0] or line[:-1]
    return line.rstrip() + _CUT
