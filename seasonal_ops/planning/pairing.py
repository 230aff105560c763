"""The dates of one rule, old against new, in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from seasonal_ops.dates import Dated
from seasonal_ops.models import Activity


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which activity gets which date; `left` have no date any more, `new` dates no activity."""

    pairs: tuple[tuple[Activity, Dated], ...]
    left: tuple[Activity, ...]
    new: tuple[Dated, ...]


def pair(rows: Sequence[Activity], dates: Sequence[Dated]) -> Pairing:
    """The activities of one rule against its dates, both in order of time.

    When there are more or fewer dates than before, those that are right already are left alone first, and
    the others go to the nearest.
    """
    standing: list[tuple[Activity, Dated]] = []
    if len(dates) != len(rows):
        by_date = {dated.on: dated for dated in dates}
        standing = [(row, by_date[row.starts_on]) for row in rows if row.starts_on in by_date]
        taken = {row.starts_on for row, _ in standing}
        rows = [row for row in rows if row.starts_on not in taken]
        dates = [dated for dated in dates if dated.on not in taken]
    places = _nearest([row.starts_on for row in rows], [dated.on for dated in dates])
    taken_rows, taken_dates = {row for row, _ in places}, {date for _, date in places}
    return Pairing(
        pairs=(*standing, *((rows[row], dates[date]) for row, date in places)),
        left=tuple(row for place, row in enumerate(rows) if place not in taken_rows),
        new=tuple(dated for place, dated in enumerate(dates) if place not in taken_dates),
    )


def _nearest(rows: Sequence[date], dates: Sequence[date]) -> list[tuple[int, int]]:
    """As many pairs of places as there can be, in order, with the fewest days between them in all.

    The usual table of an alignment: one more of the shorter side is matched with the next of the longer
    one, or that is passed over.
    """
    if len(rows) > len(dates):
        return [(row, date) for date, row in _nearest(dates, rows)]
    best: list[list[tuple[int, tuple[tuple[int, int], ...]] | None]] = [[(0, ())] * (len(dates) + 1)]
    for row, was in enumerate(rows):
        line: list[tuple[int, tuple[tuple[int, int], ...]] | None] = [None] * (len(dates) + 1)
        for place, on in enumerate(dates, start=1):
            before = best[row][place - 1]
            passed = line[place - 1]
            matched = before and (before[0] + abs((on - was).days), (*before[1], (row, place - 1)))
            line[place] = min((one for one in (matched, passed) if one), default=None)
        best.append(line)
    found = best[-1][-1]
    return list(found[1]) if found else []
