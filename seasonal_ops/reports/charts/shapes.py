"""What a chart shows, before it is drawn. Plain and frozen."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as SVG and as PNG (200 dots an inch); `alt` says in words what it shows."""

    svg: bytes
    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Curve:
    """A value a date of this season's window, in its order; None where there is no return."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightsChart:
    """Night by night: this season's counts on what was deployed, and earlier seasons on the matched nights.

    `days` are this season's dates; `anchors` are occasions among them; `deployed` is how many activities
    went on in each night.
    """

    title: str
    unit: str
    days: tuple[date, ...]
    this: Curve
    earlier: tuple[Curve, ...]
    anchors: tuple[tuple[str, date], ...]
    deployed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A season's total with its exact 95% interval; `partial` when returns are missing."""

    label: str
    year: int
    total: float
    low: float
    high: float
    partial: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YearsChart:
    """Totals over years, with intervals; `fitted` is the trend at each, `marks` are years and reasons."""

    title: str
    unit: str
    points: tuple[YearPoint, ...]
    fitted: tuple[float, ...]
    marks: tuple[tuple[float, str], ...]
