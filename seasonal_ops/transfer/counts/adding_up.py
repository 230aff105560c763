"""What only a whole sheet can show: totals that its nights do not make, and one value copied down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from seasonal_ops.counting import Weighed
from seasonal_ops.counting.checks import pasted
from seasonal_ops.transfer.counts.reading import Asked, Sum
from seasonal_ops.words import MeasureKind

Pair = tuple[Asked, Weighed]


def sheet_warnings(pairs: Sequence[Pair], sums: Iterable[Sum]) -> Mapping[int, tuple[str, ...]]:
    """Sentences by the position in `pairs` of the value that is to carry them, and their reason.

    A total is held against the nights of its own column; one that its nights do not make is wrong in one
    of them, so that the last night carries it.
    """
    said: dict[int, tuple[str, ...]] = {}
    for at, sentence in [*_copied(pairs), *_totals(pairs, sums)]:
        said[at] = (*said.get(at, ()), sentence)
    return said


def _copied(pairs: Sequence[Pair]) -> Iterator[tuple[int, str]]:
    for series in _grouped(pairs, lambda one: (one.measure, one.area)):
        nights = {
            pairs[at][0].on: at
            for at in series
            if pairs[at][0].until in (None, pairs[at][0].on) and pairs[at][0].activity is None
        }
        values = {on: value for on, at in nights.items() if (value := _number(pairs[at][1])) is not None}
        sentence = pasted(values)
        if sentence:
            yield _carrier(pairs, [nights[on] for on in values]), sentence


def _totals(pairs: Sequence[Pair], sums: Iterable[Sum]) -> Iterator[tuple[int, str]]:
    columns = {_column(pairs[series[0]][0]): series for series in _grouped(pairs, _column)}
    for total in sums:
        series = columns.get((total.layout.sheet.name, total.column, total.measure, total.area), [])
        above = [at for at in series if pairs[at][0].row < total.row]
        values = [value for at in above if (value := _number(pairs[at][1])) is not None]
        together = sum(values, Decimal(0))
        if (
            above
            and together != total.value
            and pairs[above[0]][1].measure.kind is not MeasureKind.PERCENTAGE
        ):
            where = total.layout.problem(total.row, total.column, "").where
            sentence = f"the total in {where} is {total.value:f}, and the {len(values)} values above make"
            sentence += f" {together:f}"
            yield _carrier(pairs, above), sentence


def _column(asked: Asked) -> tuple[str, int, str, str | None]:
    return asked.layout.sheet.name, asked.column, asked.measure, asked.area


def _grouped(pairs: Sequence[Pair], by: Any) -> Iterable[list[int]]:
    found: dict[Any, list[int]] = {}
    for at, (asked, weighed) in enumerate(pairs):
        if weighed.place is not None:
            found.setdefault(by(asked), []).append(at)
    return found.values()


def _carrier(pairs: Sequence[Pair], series: Sequence[int]) -> int:
    """The last value that is new, one with a reason before others."""
    return max(series, key=lambda at: (not pairs[at][1].same, bool(pairs[at][1].new.reason), at))


def _number(weighed: Weighed) -> Decimal | None:
    number: Decimal | None = weighed.row.get("value")
    return number
