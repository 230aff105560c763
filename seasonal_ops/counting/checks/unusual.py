"""A value that past years make unlikely (evaluation.md: a tail below 0.001, never mean ± k·sigma)."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from statistics import NormalDist
from typing import Final

from seasonal_ops.counting.past import dispersion
from seasonal_ops.counting.prospect import Draft, Prospect
from seasonal_ops.evaluation.statistics.tails import binomial_tail
from seasonal_ops.names import joined
from seasonal_ops.words import MeasureKind

UNLIKELY: Final = 0.001
# Without a past to be held against, more than that of one thing is a slip of the hand.
_ABSURD: Final = 1_000_000
# A tail that is smaller still is as unlikely.
_LEAST: Final = 1e-300
_tail = lru_cache(maxsize=4096)(binomial_tail)


def unusual(prospect: Prospect, draft: Draft) -> str:
    """The sentence that a night's count is far from what past years held, or "".

    Held against the same night of past seasons; where it has no value, against all their nights but each
    season's peak.
    """
    measure, place, entry = draft.measure, draft.place, draft.entry
    if place is None or entry is None or entry.value.number is None or measure.kind is not MeasureKind.COUNT:
        return ""
    count = int(entry.value.number)
    absurd = f"{count} is very many for {draft.named}; check the digits" if count > _ABSURD else ""
    if place.on != place.until or place.activity is not None or place.on < measure.window_from:
        return absurd
    past = prospect.book.past(measure)
    if nights := past.same_night.get((place.area, place.on)):
        spread = past.spread[place.area]
        held = f"the same night held {joined([f'{one:f}' for one in nights])} in past years"
    elif nights := past.ordinary.get(place.area, ()):
        spread = dispersion([nights])
        mean = float(sum(nights)) / len(nights)
        held = f"nights of past years held {mean:.1f} on average, their peaks left out"
    else:
        return absurd
    if likelihood(count, nights, spread) >= UNLIKELY:
        return ""
    return f"{entry.value} is unusual for {draft.named}: {held}"


def likelihood(count: int, past: Sequence[Decimal], spread: float) -> float:
    """How likely a night as far off is, were it as the k past nights: from 0 to 0.5 or so.

    Given x + S, S what these held together, x is binomial with p = 1/(k+1) (formula B): the past is a
    sample as well, and its mean is not known. `spread` is its dispersion φ: the squared distance over it.
    """
    exact = _tail(count, count + int(sum(past)), 1 / (len(past) + 1))
    if spread == 1:
        return exact
    normal = NormalDist()
    return normal.cdf(normal.inv_cdf(min(max(exact, _LEAST), 0.5)) / spread**0.5)
