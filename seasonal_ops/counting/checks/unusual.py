"""A value that past years make unlikely (evaluation.md: a Poisson tail, never mean ± k·sigma)."""

from functools import lru_cache
from typing import Final

from seasonal_ops.counting.past import mean_of
from seasonal_ops.counting.prospect import Draft, Prospect
from seasonal_ops.evaluation.statistics.tails import poisson_tail
from seasonal_ops.names import joined
from seasonal_ops.words import MeasureKind

UNLIKELY: Final = 0.001
_tail = lru_cache(maxsize=4096)(poisson_tail)


def unusual(prospect: Prospect, draft: Draft) -> str:
    """The sentence that a night's count is far from what past years held, or "".

    Held against the same night of past seasons; where it has no value, against the mean of all their
    nights but each season's peak.
    """
    measure, place, entry = draft.measure, draft.place, draft.entry
    if place is None or entry is None or entry.value.number is None or measure.kind is not MeasureKind.COUNT:
        return ""
    if place.on != place.until or place.activity is not None or place.on < measure.window_from:
        return ""
    past = prospect.book.past(measure)
    if same := past.same_night.get((place.area, place.on)):
        mean, held = (
            mean_of(same),
            f"the same night held {joined([f'{one:f}' for one in same])} in past years",
        )
    elif (ordinary := past.mean.get(place.area)) is not None:
        mean, held = ordinary, f"nights of past years held {ordinary:.1f} on average, their peaks left out"
    else:
        return ""
    if _tail(int(entry.value.number), mean) >= UNLIKELY:
        return ""
    return f"{entry.value} is unusual for {draft.named}: {held}"
