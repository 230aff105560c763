"""The area of the operation beside an area to compare with, over the same matched dates (pure; formula E)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from seasonal_ops.evaluation.comparing.comparison import Comparison
from seasonal_ops.evaluation.comparing.windows import MatchedDate, Window
from seasonal_ops.evaluation.records.recorded import Recorded, Span
from seasonal_ops.evaluation.statistics.differences import LARGEST_PHI, BeforeAfter, Difference, difference
from seasonal_ops.words import AreaRole

Nights = Mapping[date, Decimal]


def difference_of(
    found: Recorded,
    comparison: Comparison,
    pairs: Sequence[MatchedDate],
    this: Window,
    last: Window,
) -> Difference | None:
    """The difference in differences; None unless a comparison area has counts of both years.

    A date counts when every role has a return for it in both years; where no date does, one figure for the
    whole window of each role will do. Of the operation its own areas stand, where they are recorded: the
    whole district may hold the comparison area as well.
    """
    roles = _of_nights(found, pairs) or _of_totals(found, (last.first, last.last), (this.first, this.last))
    phi = comparison.ratio.phi if comparison.ratio else None
    # Beyond that the nights have so little in common that an interval would say nothing.
    if AreaRole.COMPARISON not in roles or (phi or 0) > LARGEST_PHI:
        return None
    return difference(
        event=roles[AreaRole.EVENT],
        comparison=roles[AreaRole.COMPARISON],
        buffer=roles.get(AreaRole.BUFFER),
        buffer_comparison=roles.get(AreaRole.BUFFER_COMPARISON) if AreaRole.BUFFER in roles else None,
        phi=phi,
    )


def _of_nights(found: Recorded, pairs: Sequence[MatchedDate]) -> dict[AreaRole, BeforeAfter]:
    nights: dict[AreaRole, Nights] = {AreaRole.EVENT: _event(found, pairs), **found.areas}
    both = {role: _both(values, pairs) for role, values in nights.items()}
    both = {role: days for role, days in both.items() if days}
    if not {AreaRole.EVENT, AreaRole.COMPARISON} <= both.keys():
        return {}
    common = set.intersection(*both.values())
    if not common:
        both = {role: both[role] for role in (AreaRole.EVENT, AreaRole.COMPARISON)}
        common = set.intersection(*both.values())
    if not common:
        return {}
    return {
        role: BeforeAfter(
            before=_sum(nights[role][pair.last] for pair in common),
            after=_sum(nights[role][pair.this] for pair in common),
        )
        for role in both
    }


def _event(found: Recorded, pairs: Sequence[MatchedDate]) -> Nights:
    return found.event if _both(found.event, pairs) else found.values


def _both(values: Nights, pairs: Iterable[MatchedDate]) -> set[MatchedDate]:
    return {pair for pair in pairs if pair.this in values and pair.last in values}


def _of_totals(found: Recorded, last: Span, this: Span) -> dict[AreaRole, BeforeAfter]:
    totals: dict[AreaRole, Mapping[Span, Decimal]] = {AreaRole.EVENT: found.totals, **found.area_totals}
    return {
        role: BeforeAfter(before=int(spans[last]), after=int(spans[this]))
        for role, spans in totals.items()
        if last in spans and this in spans
    }


def _sum(values: Iterable[Decimal]) -> int:
    return int(sum(values, Decimal(0)))
