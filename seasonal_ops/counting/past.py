"""Which nights of past seasons a night is held against (pure)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from seasonal_ops.queries.past_counts import PastNight

_YEAR: Final = 365.2425
# The years of a past night, its night of this season (None when it has none), and its value.
_Found = tuple[int, date | None, Decimal]


@dataclass(frozen=True, slots=True)
class Past:
    """What an area's nights held before: `same_night` by this season's date, `ordinary` all other nights.

    Of each past season's nights the largest is left out of the ordinary ones: a peak that is known is none.
    `spread` is how much more the same night varies from year to year than chance alone would have it. All
    are by area; None is the whole district.
    """

    same_night: Mapping[tuple[int | None, date], tuple[Decimal, ...]]
    ordinary: Mapping[int | None, tuple[Decimal, ...]]
    spread: Mapping[int | None, float]


def past_of(nights: Iterable[PastNight], window: tuple[date, date], *, year: int, moves: bool) -> Past:
    """The past as seen from a season's window.

    A past season's night is matched by its offset from the first day of its window where the window moved,
    else by its calendar date. What stands beside its own plan's window is of the season that many years
    back, and is matched by the calendar unless the season `moves`.
    """
    by_area: dict[int | None, list[_Found]] = {}
    for night, found in _placed(nights, window, year=year, moves=moves):
        by_area.setdefault(night.area, []).append(found)
    same: dict[tuple[int | None, date], tuple[Decimal, ...]] = {}
    for area, found_there in by_area.items():
        for _years, on, value in sorted(found_there, key=lambda one: one[0]):
            if on is not None:
                same[area, on] = (*same.get((area, on), ()), value)
    by_night: dict[int | None, list[tuple[Decimal, ...]]] = {}
    for (area, _on), alike in same.items():
        by_night.setdefault(area, []).append(alike)
    return Past(
        same_night=same,
        ordinary={area: usual for area, found in by_area.items() if (usual := _ordinary(found))},
        spread={area: dispersion(nights) for area, nights in by_night.items()},
    )


def _placed(
    nights: Iterable[PastNight], window: tuple[date, date], *, year: int, moves: bool
) -> Iterator[tuple[PastNight, _Found]]:
    """Each past night once: where two plans hold it, the one whose window it is in is right."""
    own: dict[tuple[int | None, date], tuple[PastNight, _Found]] = {}
    beside: dict[tuple[int | None, date], tuple[PastNight, _Found]] = {}
    for night in nights:
        place = night.area, night.on
        if night.window_from <= night.on <= night.window_to:
            years = year - night.year
            own[place] = night, (years, _counterpart(night, window[0], years), night.value)
            continue
        years = round((window[0] - night.on).days / _YEAR)
        on = None if moves else _same_date(night.on, years)
        if years >= 1 and (moves or (on is not None and window[0] <= on <= window[1])):
            beside[place] = night, (years, on, night.value)
    yield from (beside | own).values()


def _counterpart(night: PastNight, begins: date, years: int) -> date | None:
    if (night.window_from.month, night.window_from.day) == (begins.month, begins.day):
        return _same_date(night.on, years)
    return begins + (night.on - night.window_from)


def _same_date(on: date, years: int) -> date | None:
    try:
        return on.replace(year=on.year + years)
    except ValueError:  # 29 February
        return None


def _ordinary(found: list[_Found]) -> tuple[Decimal, ...]:
    """All nights but each season's largest."""
    values: list[Decimal] = []
    for _years, season in groupby(sorted(found, key=lambda one: one[0]), key=lambda one: one[0]):
        values += sorted(value for _, _, value in season)[:-1]
    return tuple(values)


def dispersion(alike: Iterable[Sequence[Decimal]]) -> float:
    """How much more nights that should be alike vary than chance alone: φ, 1 at least.

    Pearson's X² of each group's values around their mean, over the degrees of freedom of all groups
    (McCullagh and Nelder, Generalized Linear Models, 1989, 4.5); 1 where no group has two values.
    """
    square, freedom = 0.0, 0
    for values in alike:
        mean = float(sum(values)) / len(values) if values else 0.0
        if mean and len(values) > 1:
            square += sum((float(value) - mean) ** 2 for value in values) / mean
            freedom += len(values) - 1
    return max(1.0, square / freedom) if freedom else 1.0
