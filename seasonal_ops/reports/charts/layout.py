"""What all charts have in common: a title, a key, flags over the plot, an axis from 0; in millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, Transform

from seasonal_ops.reports.charts.flags import Raised, raised
from seasonal_ops.reports.charts.scale import Scale
from seasonal_ops.reports.charts.texts import LARGE, LINE, SMALL, Block, width, wrapped

WIDTH: Final = 170.0
PLOT: Final = 28.0
INK: Final = "#1a1a1a"
FILL: Final = "#a9c3de"
SOFT: Final = "#dcdcdc"
MIDDLE: Final = "#6e6e6e"
_MARGIN: Final = 2.0
_MM_AN_INCH: Final = 25.4
_HANDLE: Final = 9.0
_SINGLE: Final = 4.0
_FLAG_ROOM: Final = 34.0
_ROW: Final = 4.6
# Over the last tick, for the number on a bar that reaches it.
_HEADROOM: Final = 1.08
_BESIDE: Final = 0.8
_POLE: Final[dict[str, Any]] = {"color": INK, "linewidth": 0.7, "linestyle": (0, (1, 2))}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the key: what it looks like, as the properties of a line or of a box, and what it means.

    A line without a style is a single mark, with a `stem` through it or without.
    """

    label: str
    line: dict[str, Any] | None = None
    box: dict[str, Any] | None = None
    stem: bool = False

    @property
    def wide(self) -> float:
        """The room of what it looks like, in millimetres."""
        single = self.line is None or self.line.get("linestyle") == "none"
        return _SINGLE if single else _HANDLE


@dataclass(frozen=True, slots=True)
class Flag:
    """A line through the plot at a value of the horizontal axis, and what it says there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class _Pole:
    """A flag in its place: at a value of the axis, hanging so many millimetres over the plot."""

    value: float
    block: Block
    place: Raised
    over: float


@dataclass(frozen=True, slots=True)
class Page:
    """A figure with its plot; `mm` places things in millimetres from the bottom left."""

    figure: Figure
    plot: Axes
    mm: Transform
    left: float
    right: float
    foot: float

    def across(self, value: float) -> float:
        """Where a value of the horizontal axis is, in millimetres."""
        first, last = self.plot.get_xlim()
        return self.left + (value - first) / (last - first) * (self.right - self.left)

    def axes_below(self, bottom: float, high: float) -> Axes:
        """More axes, as wide as the plot, in the foot of the page."""
        height = self.figure.get_figheight() * _MM_AN_INCH
        box = (self.left / WIDTH, bottom / height, (self.right - self.left) / WIDTH, high / height)
        return self.figure.add_axes(box)

    def write(self, text: str, x: float, y: float, *, bold: bool = False, **more: Any) -> None:
        """A text at a place in millimetres, by its top left corner if nothing else is said."""
        weight = "bold" if bold else "normal"
        look = {"size": SMALL, "linespacing": LINE, "color": INK, "va": "top", "ha": "left", "weight": weight}
        self.figure.text(x, y, text, transform=self.mm, **{**look, **more})


def page(
    *,
    title: str,
    unit: str,
    scale: Scale,
    span: tuple[float, float],
    key: Sequence[Entry],
    flags: Sequence[Flag],
    foot: float,
) -> Page:
    """A page with an empty plot over `span`, and `foot` millimetres below it for dates and more."""
    heading = wrapped(title, WIDTH - 2 * _MARGIN, points=LARGE, bold=True)
    what = wrapped(unit, PLOT)
    left, right = edges(unit, scale)
    rows = _rows(key, WIDTH - 2 * _MARGIN)
    poles = _poles(flags, span, left, right)
    over = max((pole.over + pole.block.height for pole in poles), default=0.0) + 1.5
    height = foot + PLOT + over + len(rows) * _ROW + heading.height + 2 * _MARGIN
    figure = Figure(figsize=(WIDTH / _MM_AN_INCH, height / _MM_AN_INCH), facecolor="white")
    mm = Affine2D().scale(1 / _MM_AN_INCH) + figure.dpi_scale_trans
    box = (left / WIDTH, foot / height, (right - left) / WIDTH, PLOT / height)
    made = Page(figure, figure.add_axes(box), mm, left, right, foot)
    _write(made, heading, _MARGIN, height - _MARGIN)
    _write_key(made, rows, height - _MARGIN - heading.height - 1)
    _dress(made, scale, span)
    _fly(made, poles)
    middle = {"rotation": 90, "va": "center", "ma": "center"}
    _write(made, what, _MARGIN, foot + PLOT / 2, **middle)
    return made


def edges(unit: str, scale: Scale) -> tuple[float, float]:
    """From where to where the plot of such a page goes, in millimetres."""
    left = _MARGIN + wrapped(unit, PLOT).height + 2 + max(map(width, scale.labels)) + 1.5
    return left, WIDTH - _MARGIN - 1


def _write(page: Page, block: Block, x: float, y: float, **more: Any) -> None:
    page.write(block.text, x, y, bold=block.bold, size=block.points, **more)


def _dress(page: Page, scale: Scale, span: tuple[float, float]) -> None:
    plot = page.plot
    plot.set_xlim(*span)
    plot.set_ylim(0, scale.top * _HEADROOM)
    plot.set_yticks(scale.ticks, scale.labels, size=SMALL, color=INK)
    plot.set_xticks([])
    plot.tick_params(axis="y", length=0, pad=3)
    plot.grid(axis="y", color=SOFT, linewidth=0.6)
    plot.set_axisbelow(True)
    for side in ("top", "left", "right"):
        plot.spines[side].set_visible(False)
    plot.spines["bottom"].set(color=INK, linewidth=0.8)


def _rows(key: Sequence[Entry], room: float) -> list[list[tuple[float, Entry, Block]]]:
    """The entries of the key in rows, each with where it begins."""
    rows: list[list[tuple[float, Entry, Block]]] = []
    x = room
    for entry in key:
        block = wrapped(entry.label, room / 2 - _HANDLE - 7, lines=1)
        wide = entry.wide + 1.5 + block.width
        if x + wide > room:
            rows.append([])
            x = 0.0
        rows[-1].append((x + _MARGIN, entry, block))
        x += wide + 5
    return rows


def _write_key(page: Page, rows: list[list[tuple[float, Entry, Block]]], top: float) -> None:
    for number, row in enumerate(rows):
        middle = top - (number + 0.5) * _ROW
        for x, entry, block in row:
            for artist in _handle(entry, x, middle):
                artist.set_transform(page.mm)
                page.figure.add_artist(artist)
            _write(page, block, x + entry.wide + 1.5, middle, va="center_baseline")


def _handle(entry: Entry, x: float, y: float) -> list[Artist]:
    found: list[Artist] = []
    middle = x + entry.wide / 2
    if entry.box is not None:
        found.append(Rectangle((middle - 2, y - 1.4), 4, 2.8, **entry.box))
    if entry.stem:
        found.append(Line2D([middle, middle], [y - 1.8, y + 1.8], color=INK, linewidth=1.0))
    if entry.line is not None and entry.wide == _SINGLE:
        found.append(Line2D([middle], [y], **entry.line))
    elif entry.line is not None:
        found.append(Line2D([x, middle, x + entry.wide], [y, y, y], markevery=[1], **entry.line))
    return found


def _poles(flags: Sequence[Flag], span: tuple[float, float], left: float, right: float) -> list[_Pole]:
    """Each flag with its text, and how far over the plot it hangs."""
    ordered = sorted(flags, key=lambda one: one.at)
    blocks = [wrapped(flag.label, _FLAG_ROOM) for flag in ordered]
    ats = [left + (flag.at - span[0]) / (span[1] - span[0]) * (right - left) for flag in ordered]
    wide = [block.width + _BESIDE for block in blocks]
    places = raised(list(zip(ats, wide, strict=True)), WIDTH)
    heights = [
        max(block.height for block, place in zip(blocks, places, strict=True) if place.lane == lane)
        for lane in range(max((place.lane for place in places), default=-1) + 1)
    ]
    return [
        _Pole(flag.at, block, place, sum(heights[: place.lane]) + 0.8 * place.lane + 1)
        for flag, block, place in zip(ordered, blocks, places, strict=True)
    ]


def _fly(page: Page, poles: Sequence[_Pole]) -> None:
    top = page.foot + PLOT
    for pole in poles:
        page.plot.axvline(pole.value, zorder=0.9, **_POLE)
        x, up = pole.place.at, top + pole.over + pole.block.height
        page.figure.add_artist(Line2D([x, x], [top, up], transform=page.mm, **_POLE))
        if pole.place.leftward:
            _write(page, pole.block, x - _BESIDE, up, ha="right", ma="right")
        else:
            _write(page, pole.block, x + _BESIDE, up)
