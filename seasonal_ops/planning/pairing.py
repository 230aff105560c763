"""The dates of one rule, old against new, in order."""

from collections.abc import Sequence
from dataclasses import dataclass

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

    When there are more or fewer dates than before, those that are right already are left alone first.
    """
    standing: list[tuple[Activity, Dated]] = []
    if len(dates) != len(rows):
        by_date = {dated.on: dated for dated in dates}
        standing = [(row, by_date[row.starts_on]) for row in rows if row.starts_on in by_date]
        taken = {row.starts_on for row, _ in standing}
        rows = [row for row in rows if row.starts_on not in taken]
        dates = [dated for dated in dates if dated.on not in taken]
    both = min(len(rows), len(dates))
    return Pairing(
        pairs=(*standing, *zip(rows, dates, strict=False)),
        left=tuple(rows[both:]),
        new=tuple(dates[both:]),
    )
