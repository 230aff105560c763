"""Night by night in columns: this season, and the nights of earlier ones that face it. Pure."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from textual.content import Content

from seasonal_ops.views import ComparedMeasure, Facing
from tui.show import fit, long_day, one_line

UNKNOWN: Final = "–"
_QUIET: Final = "$foreground-muted"
_DAY: Final = 11
_BESIDE: Final = 12
_VALUE: Final = 6
_LEAST: Final = 12
_FIGURES: Final = 2  # earlier seasons whose dates stand there too


def nights_table(
    measure: ComparedMeasure, facing: Facing, anchors: tuple[tuple[str, date], ...], width: int
) -> Iterator[Content]:
    """A heading and a line a night; a night that is not entered in both years is quiet, and says so."""
    dated = len(measure.beside) <= _FIGURES and width >= 2 * _LEAST + len(measure.beside) * (_BESIDE + _VALUE)
    beside = measure.beside[: max(1, (width - 2 * _LEAST - _VALUE) // _VALUE)]
    columns = len(beside) * (_VALUE + (_BESIDE if dated else 0))
    named = max(0, width - _DAY - _VALUE - columns)
    head = fit("night", _DAY) + "now".rjust(_VALUE)
    head += "".join(
        (fit("  beside", _BESIDE) if dated else "") + str(one.year).rjust(_VALUE) for one in beside
    )
    yield Content.styled(fit(head, width), "bold")
    for at, night in enumerate(measure.nights):
        line = fit(long_day(night.on), _DAY) + _number(night.value)
        faced = [(one.faced[facing].dates[at], one.faced[facing].values[at]) for one in beside]
        for on, value in faced:
            line += (fit(f"  {long_day(on)}" if on else "", _BESIDE) if dated else "") + _number(value)
        both = night.value is not None and all(value is not None for _, value in faced)
        note = _note(night.on, anchors, compared=both or not beside)
        yield Content.styled(line + fit(f"  {note}" if note else "", named), "" if both else _QUIET)


def _note(on: date, anchors: tuple[tuple[str, date], ...], *, compared: bool) -> str:
    names = [f"◆ {one_line(name)}" for name, day in anchors if day == on]
    return "  ".join((*(() if compared else ("not compared",)), *names))


def _number(value: Decimal | None) -> str:
    """As it was counted; a dash for what is not known, which is not 0."""
    return (UNKNOWN if value is None else f"{value.normalize():,f}").rjust(_VALUE)
