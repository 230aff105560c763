"""Where everything stands in the chart of the nights, before it is drawn. Pure.

The horizontal axis counts nights from 0; a night without a return has no point, and no line leads over it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Final

from rich.cells import cell_len

from seasonal_ops.views import ComparedMeasure, Facing
from tui.show import fit, one_line

Values = tuple[Decimal | None, ...]
Points = list[tuple[int, float]]

THIS: Final = "●"
EARLIER: Final = ("○", "△", "□")
SAME: Final = "◎"
BESIDE: Final = 0.4  # of a night, before the first and after the last
_BETWEEN_TICKS: Final = 8
_STEPS: Final = (1, 2, 5)
_MOST_STEPS: Final = 4
_LEAST_NAME: Final = 4


@dataclass(frozen=True, slots=True)
class Pole:
    """The occasions of a night: their names begin, or with `left` end, there, in the lane from the top."""

    at: int
    name: str
    lane: int
    left: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A curve for this season and one for each earlier one that is drawn, over the same nights."""

    days: tuple[date, ...]
    this: Values
    earlier: tuple[tuple[str, Values], ...]
    anchors: tuple[tuple[str, date], ...]

    @property
    def highest(self) -> float:
        """The largest value of all, at least 1."""
        known = [value for values in (self.this, *(one for _, one in self.earlier)) for value in values]
        return float(max((value for value in known if value is not None), default=1)) or 1.0

    @property
    def same(self) -> Points:
        """Where this season and the first earlier one have the same value."""
        if not self.earlier:
            return []
        pairs = enumerate(zip(self.this, self.earlier[0][1], strict=True))
        return [(at, float(now)) for at, (now, then) in pairs if now is not None and now == then]


def chart_of(measure: ComparedMeasure, facing: Facing, anchors: tuple[tuple[str, date], ...]) -> Chart | None:
    """The chart; None where no night of any season is known."""
    if not measure.drawn:
        return None
    return Chart(
        days=tuple(night.on for night in measure.nights),
        this=tuple(night.value for night in measure.nights),
        earlier=tuple((str(one.year), one.faced[facing].values) for one in measure.beside[: len(EARLIER)]),
        anchors=anchors,
    )


def runs(values: Values) -> Iterator[Points]:
    """Nights in a row that have a value, as points of a line."""
    run: Points = []
    for at, value in enumerate(values):
        if value is not None:
            run.append((at, float(value)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def ticks(days: Sequence[date], width: int) -> list[tuple[int, str]]:
    """The nights that are named under the axis, the month with the first of each."""
    step = max(1, -(-len(days) * _BETWEEN_TICKS // max(1, width)))
    found: list[tuple[int, str]] = []
    month = 0
    for at in range(0, len(days), step):
        on = days[at]
        found.append((at, f"{on.day} {on:%b}" if on.month != month else str(on.day)))
        month = on.month
    return found


def rungs(highest: float) -> list[int]:
    """The whole numbers beside the axis, from 0, none above the highest value unless that is under 1."""
    size = 1
    while True:
        for step in (one * size for one in _STEPS):
            if highest / step <= _MOST_STEPS:
                return list(range(0, max(1, int(highest)) + 1, step))
        size *= 10


def poles(anchors: Sequence[tuple[str, date]], days: Sequence[date], width: int) -> tuple[Pole, ...]:
    """The occasions among the nights, their names in as few lanes as keep them apart.

    `width` is how many cells the nights have.
    """
    ends: list[int] = []
    found = []
    within = sorted((days.index(on), one_line(name)) for name, on in anchors if on in days)
    for at, names in groupby(within, key=itemgetter(0)):
        column = round((at + BESIDE) * (width - 1) / (len(days) - 1 + 2 * BESIDE))
        text = f"◆ {', '.join(name for _, name in names)}"
        left = column + cell_len(text) > width and column > width // 2
        room = column + 1 if left else width - column
        text = text if cell_len(text) <= room else fit(text, max(_LEAST_NAME, room))
        start = column - cell_len(text) + 1 if left else column
        lane = next((lane for lane, end in enumerate(ends) if end < start), len(ends))
        ends[lane:] = [start + cell_len(text), *ends[lane + 1 :]]
        found.append(Pole(at, f"{text[2:]} ◆" if left else text, lane, left))
    return tuple(found)
