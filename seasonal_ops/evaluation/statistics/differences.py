"""The event area against a comparison area (formula E; Wheeler & Ratcliffe 2018, Wheeler 2021)."""

import math
from dataclasses import dataclass
from itertools import chain
from typing import Final, NamedTuple

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.ratios import CHI_SQUARE_95, NORMAL_95
from seasonal_ops.evaluation.statistics.whole import check_count

LARGEST_PHI: Final = 1000.0


class BeforeAfter(NamedTuple):
    """Counts of one area, or the sums over several of one role, over equal times before and after."""

    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Counts of the event area and a comparison area, before and after, and the two measures of them.

    `irr` is the ratio of the two changes with its 95% interval and p value, `wdd` the weighted displacement
    difference (`buffered`: over event area and buffer against both comparison areas). `added` says that 0.5
    was added to the four cells of the ratio, one being 0. `wdq` is the weighted displacement quotient, None
    without a buffer or a reduction. `phi` is the dispersion; where nobody knew it, it is 1 and `phi_star`
    is the one at which significance of the ratio would vanish.
    """

    irr: float
    irr_low: float
    irr_high: float
    p: float
    wdd: float
    wdd_se: float
    wdd_low: float
    wdd_high: float
    wdq: float | None
    phi: float
    added: bool
    event: BeforeAfter
    comparison: BeforeAfter
    buffered: bool = False
    phi_star: float | None = None


def difference(
    *,
    event: BeforeAfter,
    comparison: BeforeAfter,
    buffer: BeforeAfter | None = None,
    buffer_comparison: BeforeAfter | None = None,
    phi: float | None = None,
) -> Difference:
    """Both measures of how the event area changed beside the comparison area.

    `phi` is the dispersion, from 1, where daily counts show it. A buffer without a comparison area of its
    own takes part in the quotient alone: nothing says what it would have done. Raises BadValue for a count
    or a dispersion that is none, or a comparison area for no buffer.
    """
    areas = [area for area in (event, comparison, buffer, buffer_comparison) if area is not None]
    for count in chain(*areas):
        check_count(count)
    if buffer is None and buffer_comparison is not None:
        raise BadValue("there is a buffer-comparison area and no buffer; give the buffer's counts as well")
    if phi is not None and not 1 <= phi <= LARGEST_PHI:
        raise BadValue(f"{phi!r} is not a dispersion; give a number from 1 to {LARGEST_PHI:.0f}")
    known = 1.0 if phi is None else phi
    log, error, added = _log_ratio(event, comparison)
    margin = NORMAL_95 * error * math.sqrt(known)
    buffered = buffer is not None and buffer_comparison is not None
    wdd, wdd_se = _weighted(areas if buffered else [event, comparison], known)
    return Difference(
        irr=math.exp(log),
        irr_low=math.exp(log - margin),
        irr_high=math.exp(log + margin),
        p=math.erfc(abs(log) / (error * math.sqrt(2 * known))),
        wdd=wdd,
        wdd_se=wdd_se,
        wdd_low=wdd - NORMAL_95 * wdd_se,
        wdd_high=wdd + NORMAL_95 * wdd_se,
        wdq=_quotient(event, comparison, buffer),
        phi=known,
        added=added,
        event=event,
        comparison=comparison,
        buffered=buffered,
        phi_star=log**2 / (CHI_SQUARE_95 * error**2) if phi is None else None,
    )


def _log_ratio(event: BeforeAfter, comparison: BeforeAfter) -> tuple[float, float, bool]:
    """ln (b/a)/(d/c), its standard error for φ 1, and whether 0.5 was added to all four."""
    added = not all((*event, *comparison))
    half = 0.5 if added else 0.0
    a, b, c, d = (count + half for count in (*event, *comparison))
    return math.log(b / a) - math.log(d / c), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), added


def _weighted(areas: list[BeforeAfter], phi: float) -> tuple[float, float]:
    """The changes of event area and buffer less those of their comparison areas, and the standard error.

    Areas of the event and comparison areas take turns.
    """
    changes = [area.after - area.before for area in areas]
    return float(sum(changes[::2]) - sum(changes[1::2])), math.sqrt(phi * sum(chain(*areas)))


def _quotient(event: BeforeAfter, comparison: BeforeAfter, buffer: BeforeAfter | None) -> float | None:
    """(Δ buffer/comparison) / (Δ event/comparison), after Bowers & Johnson 2003; None without a reduction."""
    if buffer is None or not all(comparison):
        return None
    gained = event.after / comparison.after - event.before / comparison.before
    moved = buffer.after / comparison.after - buffer.before / comparison.before
    return moved / gained if gained < 0 else None
