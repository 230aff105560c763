"""Under a plot of nights: their dates and weekdays, and what was deployed in each."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from seasonal_ops.dates import brief
from seasonal_ops.reports.charts.layout import INK, MIDDLE, Page
from seasonal_ops.reports.charts.scale import number
from seasonal_ops.reports.charts.texts import width

# Up to so many each night has its date; of more only the Mondays have.
MOST_DATES: Final = 31
# The room that dates and strip need, in millimetres.
DATES: Final = 15.5
STRIP: Final = 14.0
_UNDER: Final = 4.0
_LINE: Final = 3.5
_FLOOR: Final = 1.5
_BARS: Final = 5.0
_MONDAY, _SATURDAY = 0, 5


def write_dates(made: Page, days: Sequence[date], offsets: Sequence[int]) -> None:
    """Day of the month, letter of the weekday, and the month where it begins; weekends are bold."""
    every = len(days) <= MOST_DATES
    shown = [(x, on) for x, on in zip(offsets, days, strict=True) if every or on.weekday() == _MONDAY]
    month = None
    for x, on in shown:
        lines = [f"{on.day}", brief(on)[0]]
        if on.month != month:
            lines.append(brief(on, year=False).split()[-1])
            month = on.month
        for n, text in enumerate(lines):
            bold = on.weekday() >= _SATURDAY and n < 2
            made.write(text, made.across(x), made.foot - _UNDER - n * _LINE, ha="center", bold=bold)


def draw_strip(made: Page, deployed: Sequence[int], offsets: Sequence[int]) -> None:
    """Small bars on a scale of their own, under their numbers where those fit."""
    most = max(deployed)
    made.write(f"activities in each night (up to {number(most)})", made.left, STRIP)
    first, last = made.plot.get_xlim()
    slot = (made.right - made.left) / (last - first)
    numbered = max(width(number(count)) for count in deployed) + 0.8 <= slot
    strip = made.axes_below(_FLOOR, _BARS if numbered else _BARS + _LINE)
    strip.set_xlim(first, last)
    strip.set_ylim(0, most)
    strip.axis("off")
    strip.bar(offsets, deployed, 0.72, color=MIDDLE, linewidth=0)
    strip.axhline(0, color=INK, linewidth=0.8)
    for x, count in zip(offsets, deployed, strict=True):
        if count and numbered:
            made.write(number(count), made.across(x), _FLOOR + _BARS + 0.4, ha="center", va="bottom")
