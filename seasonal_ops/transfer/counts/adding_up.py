"""What only a whole sheet can show: totals that its values do not make, and one value copied down."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from seasonal_ops.counting import Weighed
from seasonal_ops.counting.checks import pasted
from seasonal_ops.transfer.counts.reading import Asked, Sum
from seasonal_ops.words import MeasureKind

Pair = tuple[Asked, Weighed]
_ADD_UP = (MeasureKind.COUNT, MeasureKind.QUANTITY)


def sheet_warnings(pairs: Sequence[Pair], sums: Iterable[Sum]) -> Mapping[int, tuple[str, ...]]:
    """Sentences by the position in `pairs` of the value that carries them, and is to have their reason.

    It is the last new one of those that are meant; where all are recorded so already, nothing is said.
    """
    said: dict[int, tuple[str, ...]] = {}
    for series, sentence in [*_copied(pairs), *_totals(pairs, sums)]:
        at = max(series, key=lambda at: (not pairs[at][1].same, bool(pairs[at][1].new.reason), at))
        if not pairs[at][1].same:
            said[at] = (*said.get(at, ()), sentence)
    return said


def _copied(pairs: Sequence[Pair]) -> Iterator[tuple[list[int], str]]:
    nights = [at for at, (one, _) in enumerate(pairs) if one.place[1] == one.place[2] and not one.activity]
    for series in _grouped(pairs, nights, lambda one: (one.measure, one.area)).values():
        sentence = pasted(_by_date(pairs, series))
        # What was recorded so, and explained then, is not asked about again for a night beside it.
        if sentence and sentence != pasted(_by_date(pairs, [at for at in series if pairs[at][1].same])):
            yield series, sentence


def _by_date(pairs: Sequence[Pair], series: Sequence[int]) -> dict[date, Decimal]:
    return {pairs[at][0].on: value for at in series if (value := _number(pairs[at])) is not None}


def _totals(pairs: Sequence[Pair], sums: Iterable[Sum]) -> Iterator[tuple[list[int], str]]:
    adding = [at for at, (_, weighed) in enumerate(pairs) if weighed.measure.kind in _ADD_UP]
    columns = _grouped(pairs, adding, lambda one: (one.layout.sheet.name, one.measure))
    rows = _grouped(pairs, adding, lambda one: (one.layout.sheet.name, one.row))
    for total in sums:
        sheet = total.layout.sheet.name
        if total.measure is None:
            series = rows.get((sheet, total.row), [])
        else:
            series = _above(pairs, columns.get((sheet, total.measure), []), total)
        together = sum(filter(None, (_number(pairs[at]) for at in series)), Decimal(0))
        if series and total.value not in (together, _without_parts(pairs, series)):
            where = total.layout.problem(total.row, total.column, "").where
            values = "one value makes" if len(series) == 1 else f"{len(series)} values make"
            yield series, f"the total in {where} is {total.value:f}; its {values} {together:f}"


def _above(pairs: Sequence[Pair], series: Sequence[int], total: Sum) -> list[int]:
    """The values of a total's column above it: of its area, or of all where none is of the whole district."""
    above = [at for at in series if pairs[at][0].row < total.row]
    of_area = [at for at in above if pairs[at][0].area == total.area]
    return of_area if of_area or total.area is not None else above


def _without_parts(pairs: Sequence[Pair], series: Sequence[int]) -> Decimal:
    """What a row makes when no incident is added twice: parts stand in the measures that hold them too."""
    measures = {pairs[at][1].measure.slug for at in series}
    whole = [at for at in series if pairs[at][1].measure.part_of not in measures]
    return sum(filter(None, (_number(pairs[at]) for at in whole)), Decimal(0))


def _grouped(
    pairs: Sequence[Pair], positions: Iterable[int], by: Callable[[Asked], Hashable]
) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = {}
    for at in positions:
        if pairs[at][1].place is not None:
            found.setdefault(by(pairs[at][0]), []).append(at)
    return found


def _number(pair: Pair) -> Decimal | None:
    number: Decimal | None = pair[1].row.get("value")
    return number
