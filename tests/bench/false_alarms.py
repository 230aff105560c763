"""How often a verdict calls chance a change: seasons of which both years are the same, but for chance.

Nights are negative-binomial with the variance φ times the mean, the same means in both years; what is
counted is how often the verdict is "likely" or "probable". With daily counts formula C sees φ; with totals
alone nobody does, and φ* of at least 2 lets "probable" pass. The goal is for the first; the second column
says what totals risk, and the third what plain Poisson, which looks at p < 0.05 alone, would say.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from seasonal_ops.counting.checks.unusual import UNLIKELY, likelihood
from seasonal_ops.counting.past import dispersion as spread_of
from seasonal_ops.evaluation.statistics.ratios import RateRatio, daily_rate_ratio, rate_ratio
from seasonal_ops.evaluation.wording.ratios import in_words
from seasonal_ops.words import Verdict

if TYPE_CHECKING:
    from numpy.random import Generator

NIGHTS: Final = 12
SEASONS: Final = 10_000
SEED: Final = 6
MEANS: Final = (2.0, 5.0, 15.0, 40.0)
DISPERSIONS: Final = (1.0, 2.0, 4.0)
# How busy a night is beside the others: every night alike, and a season with its one night and its eves.
SHAPES: Final = {
    "level": (1,) * NIGHTS,
    "peaked": (1, 1, 1, 3, 1, 1, 1, 1, 6, 2, 1, 1),
}
GOAL: Final = 7.0
_STATED: Final = (Verdict.LIKELY, Verdict.PROBABLE)

Days = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Alarms:
    """How many of so many seasons alike are called a change, with daily counts, with totals, by Poisson."""

    seasons: int
    daily: int
    totals: int
    poisson: int

    def percent(self, alarms: int) -> float:
        """Of all seasons."""
        return 100 * alarms / self.seasons

    def error(self, alarms: int) -> float:
        """The standard error of that percentage: the seasons are a sample."""
        share = alarms / self.seasons
        return 100 * math.sqrt(share * (1 - share) / self.seasons)


def alarms(mean: float, dispersion: float, shape: str, *, seasons: int = SEASONS, seed: int = SEED) -> Alarms:
    """What the verdicts say of seasons in which nothing changed; `mean` is a night's."""
    import numpy as np

    daily = totals = poisson = 0
    for days in _seasons(np.random.default_rng(seed), mean, dispersion, shape, seasons):
        exact = rate_ratio(sum(a for a, _ in days), NIGHTS, sum(b for _, b in days), NIGHTS)
        daily += _stated(daily_rate_ratio(days))
        totals += _stated(exact)
        poisson += exact.p < 0.05
    return Alarms(seasons, daily, totals, poisson)


def _stated(ratio: RateRatio) -> bool:
    return in_words(ratio).verdict in _STATED


def _seasons(chance: "Generator", mean: float, dispersion: float, shape: str, seasons: int) -> Iterator[Days]:
    import numpy as np

    busy = np.array(SHAPES[shape], dtype=float)
    means = np.broadcast_to(mean * busy / busy.mean(), (seasons, 2, NIGHTS))
    if dispersion == 1:
        drawn = chance.poisson(means)
    else:
        drawn = chance.negative_binomial(means / (dispersion - 1), 1 / dispersion)
    for this, last in drawn:
        yield list(zip(this.tolist(), last.tolist(), strict=True))


def bench_false_alarms() -> None:
    """One line for each sort of season, and the worst of each dispersion."""
    print(f"false alarms of {SEASONS:,} seasons of {NIGHTS} nights in which nothing changed, in percent")
    for dispersion in DISPERSIONS:
        worst = 0.0
        for shape in SHAPES:
            for mean in MEANS:
                found = alarms(mean, dispersion, shape)
                worst = max(worst, found.percent(found.daily))
                print(f"φ {dispersion:.0f}, {mean:.0f} a night, {shape}: {_line(found)}", flush=True)
        print(f"φ {dispersion:.0f}: at most {worst:.1f} with daily counts (goal ≤ {GOAL:.0f})", flush=True)


def entry_alarms(mean: int, dispersion: float, years: int, *, seed: int = SEED) -> float:
    """How many nights in a hundred, alike in all years, ask for a reason on entry."""
    import numpy as np

    chance = np.random.default_rng(seed)
    asked = 0
    for _ in range(SEASONS // NIGHTS):
        size = (years + 1, NIGHTS)
        if dispersion == 1:
            drawn = chance.poisson(mean, size)
        else:
            drawn = chance.negative_binomial(mean / (dispersion - 1), 1 / dispersion, size)
        now, *past = drawn.tolist()
        nights = [tuple(map(Decimal, night)) for night in zip(*past, strict=True)]
        spread = spread_of(nights)
        asked += sum(likelihood(x, held, spread) < UNLIKELY for x, held in zip(now, nights, strict=True))
    return 100 * asked / (SEASONS // NIGHTS * NIGHTS)


def bench_entry_alarms() -> None:
    """One line for each number of past years."""
    print("nights in which nothing changed that ask for a reason on entry, in percent (φ 1, 2, 4)")
    for years in (1, 3, 5):
        for mean in (2, 5, 15, 40):
            found = " / ".join(f"{entry_alarms(mean, phi, years):.2f}" for phi in DISPERSIONS)
            print(f"{years} past, {mean} a night: {found}", flush=True)


def _line(found: Alarms) -> str:
    columns = {"daily counts": found.daily, "totals": found.totals, "plain Poisson": found.poisson}
    return ", ".join(
        f"{name} {found.percent(many):.1f} ± {found.error(many):.1f}" for name, many in columns.items()
    )
