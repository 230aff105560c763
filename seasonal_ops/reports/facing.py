"""Which nights of two seasons face each other: by date, by weekday or by anchor. Pure.

For the eye alone. What may be said of two seasons is reckoned by the evaluation's own way of matching.
"""

from collections.abc import Mapping
from decimal import Decimal

from seasonal_ops.evaluation.comparing.windows import (
    Matching,
    Window,
    match_anchored,
    match_calendar,
    match_weekdays,
    weekday_mix,
)
from seasonal_ops.evaluation.figures import number
from seasonal_ops.evaluation.seasons.choosing import Alignment
from seasonal_ops.evaluation.shapes import SeasonCounts
from seasonal_ops.views import Faced, Facing


def facings(this: SeasonCounts, earlier: SeasonCounts, alignment: Alignment) -> Mapping[Facing, Faced]:
    """The earlier season's nights on those of this one, inside of its own window, in each of the ways."""
    return {how: _faced(_matching(how, this.window, alignment), this, earlier) for how in Facing}


def own_facing(alignment: Alignment) -> Facing:
    """How the evaluation itself matches the two seasons."""
    return Facing.DATE if alignment.by_calendar or alignment.last is None else Facing.ANCHOR


def _matching(how: Facing, window: Window, alignment: Alignment) -> Matching:
    if how is Facing.WEEKDAY:
        return match_weekdays(window, years_back=alignment.years)
    if how is Facing.ANCHOR and alignment.last is not None:
        return match_anchored(window, anchor=alignment.this, baseline_anchor=alignment.last)
    # Counts without a plan know of no occasion: those on fixed dates keep them.
    return match_calendar(window, years_back=alignment.years)


def _faced(matching: Matching, this: SeasonCounts, earlier: SeasonCounts) -> Faced:
    within = matching.within(earlier.window)
    then = {pair.this: pair.last for pair in within.pairs}
    values = {night.on: night.value for night in earlier.nights}
    dates = tuple(then.get(night.on) for night in this.nights)
    before = tuple(None if on is None else values.get(on) for on in dates)
    known = [
        (night.value, value)
        for night, value in zip(this.nights, before, strict=True)
        if night.value is not None and value is not None
    ]
    return Faced(
        how=matching.how,
        dates=dates,
        values=before,
        mix=weekday_mix(within),
        both=len(known),
        this=number(sum((now for now, _ in known), Decimal(0))),
        last=number(sum((then for _, then in known), Decimal(0))),
    )
