"""The value axis: from 0, with few round ticks, whole ones where the values are whole (pure)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_MOST_TICKS: Final = 7
# Nobody counts or weighs less.
_NOTHING: Final = 1e-9
_LARGE: Final = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


@dataclass(frozen=True, slots=True)
class Scale:
    """Ticks from 0 to the first that no value exceeds, and how each is written."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]

    @property
    def top(self) -> float:
        """The last tick."""
        return self.ticks[-1]


def scale(values: Iterable[float], *, whole: bool) -> Scale:
    """A scale for values that are not negative; `whole` asks for no ticks between whole numbers."""
    highest = max(values, default=0.0)
    step = _step(highest, whole=whole)
    ticks = tuple(n * step for n in range(max(1, math.ceil(highest / step * (1 - 1e-9))) + 1))
    return Scale(ticks, tuple(_label(tick, ticks[-1], step) for tick in ticks))


def whole(values: Iterable[float]) -> bool:
    """Whether all are whole numbers, as counts are."""
    return all(value == math.floor(value) for value in values)


def number(value: float) -> str:
    """As in a text: 1,071; 2.5; at most four digits that count behind the point."""
    if value == math.floor(value) or abs(value) >= 1e6:
        return f"{value:,.0f}"
    return f"{value:,.{max(0, 4 - len(str(math.floor(abs(value)))))}f}".rstrip("0").rstrip(".") or "0"


def short(value: float) -> str:
    """As on a chart, where nine digits have no room: 974 million."""
    return next((f"{value / size:.3g} {word}" for size, word in _LARGE if value >= size), number(value))


def _step(highest: float, *, whole: bool) -> float:
    """The smallest of 1, 2, 2.5 and 5 times a power of ten that needs few ticks."""
    if highest < _NOTHING:
        return 1.0
    rough = highest / (_MOST_TICKS - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    steps = (n * power for n in (1, 2, 2.5, 5, 10, 20, 50))
    fits = (step for step in steps if step >= rough * (1 - 1e-9))
    return next((step for step in fits if not whole or step == math.floor(step)), 1.0)


def _label(tick: float, top: float, step: float) -> str:
    if not tick:
        return "0"
    for size, word in _LARGE:
        if top >= size:
            return f"{tick / size:.6g} {word}"
    return number(tick) if step >= 1e-3 else f"{tick:.3g}"
