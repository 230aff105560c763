"""The rate ratio of two counts, its exact interval and its p value (pure).

x1 incidents over an exposure of t1 in the year in question, x0 over t0 in the baseline; exposures are
days, months or anything else, in the same unit. An undefined or unbounded number is None, never NaN.

The exact method conditions on the total (Przyborowski & Wilenski 1940) with the interval of Clopper &
Pearson 1934 and the central p value (Fay 2010), so the two never contradict each other: p is below
0.05 exactly when 1 lies outside the 95% interval. scipy is imported inside the functions that need it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Final

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.whole import check_count

LEVEL: Final = 0.95
# The square of the 97.5% point of the normal distribution, as evaluation.md prints it.
CHI_SQUARE_95: Final = 3.84
NORMAL_95: Final = NormalDist().inv_cdf((1 + LEVEL) / 2)
SMALLEST_EXPOSURE: Final = 1e-6
LARGEST_EXPOSURE: Final = 1e12
_TAIL: Final = (1 - LEVEL) / 2
# Beyond this, exp() leaves the range of a float.
_LARGEST_LOG: Final = 700.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRatio:
    """Two rates set against each other.

    `ratio` is None without a baseline incident; `high` is None where there is no upper limit. `phi` is
    the dispersion where daily counts gave it, with `df`; otherwise `phi_star` is the dispersion at which
    significance would vanish (None when nothing was recorded at all).
    """

    x1: int
    t1: float
    x0: int
    t0: float
    ratio: float | None
    low: float | None
    high: float | None
    p: float
    phi: float | None = None
    df: int | None = None
    phi_star: float | None = None

    @property
    def total(self) -> int:
        """Incidents in both years."""
        return self.x1 + self.x0

    @property
    def change_percent(self) -> float | None:
        """How much the rate changed, in percent of the baseline: −33.3 is a third less."""
        return None if self.ratio is None else 100 * (self.ratio - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdispersed:
    """The ratio of daily counts with the dispersion that they show (formula C); None: no upper limit."""

    phi: float
    df: int
    low: float
    high: float | None
    p: float


def rate_ratio(x1: int, t1: float, x0: int, t0: float) -> RateRatio:
    """Two totals compared exactly (formula B). Raises BadValue for a count or an exposure that is none."""
    check_count(x1)
    check_count(x0)
    check_exposure(t1)
    check_exposure(t0)
    low, high = _interval(x1, t1, x0, t0)
    return RateRatio(
        x1=x1,
        t1=t1,
        x0=x0,
        t0=t0,
        ratio=(x1 * t0) / (x0 * t1) if x0 else None,
        low=low,
        high=high,
        p=_central_p(x1, t1, x0, t0),
        phi_star=_phi_star(x1, t1, x0, t0),
    )


def daily_rate_ratio(days: Sequence[tuple[int, int]]) -> RateRatio:
    """Matched days (this year's count, the baseline's): the larger p and the wider interval of B and C.

    Raises BadValue without a day, or for a count that is none.
    """
    if not days:
        raise BadValue("there is no day with a count in both years; add counts for the same days")
    for this, last in days:
        check_count(this)
        check_count(last)
    exact = rate_ratio(sum(this for this, _ in days), len(days), sum(last for _, last in days), len(days))
    daily = overdispersed(days)
    return exact if daily is None else _wider(exact, daily)


def overdispersed(days: Sequence[tuple[int, int]]) -> Overdispersed | None:
    """Formula C: quasi-binomial dispersion (Pearson's X²/df, at least 1) and its t interval.

    None when it cannot be known: fewer than two days with an incident, or a year without any.
    """
    x1, x0 = sum(this for this, _ in days), sum(last for _, last in days)
    df = sum(1 for this, last in days if this + last) - 1
    if df < 1 or not x1 or not x0:
        return None
    from scipy.special import stdtr, stdtrit

    phi = max(1.0, _pearson(days, x1 / (x1 + x0)) / df)
    error = math.sqrt(phi * (1 / x1 + 1 / x0))
    log, margin = math.log(x1 / x0), float(stdtrit(df, 1 - _TAIL)) * error
    return Overdispersed(
        phi=phi,
        df=df,
        low=math.exp(log - margin),
        high=math.exp(log + margin) if log + margin < _LARGEST_LOG else None,
        p=min(1.0, 2 * float(stdtr(df, -abs(log) / error))),
    )


def check_exposure(value: float) -> None:
    """Raises BadValue for anything but a number of days or months above 0."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadValue(f"{value!r} is not an exposure; give the number of days or months")
    # Written so that NaN, which compares false with everything, is refused as well.
    if not SMALLEST_EXPOSURE <= value <= LARGEST_EXPOSURE:
        raise BadValue(
            f"an exposure (days or months) must be more than 0, from {SMALLEST_EXPOSURE:.6f}"
            f" to {LARGEST_EXPOSURE:,.0f}; check the number"
        )


def _interval(x1: int, t1: float, x0: int, t0: float) -> tuple[float | None, float | None]:
    """Clopper–Pearson limits π of x1 in N, each as π/(1−π)·t0/t1.

    π and 1−π are taken from their own beta quantiles: 1 − π loses its digits when π is near 1.
    """
    if not x1 + x0:
        return None, None
    from scipy.special import betaincinv

    low = high = None
    if x1:
        low = float(betaincinv(x1, x0 + 1, _TAIL) / betaincinv(x0 + 1, x1, 1 - _TAIL) * (t0 / t1))
    if x0:
        high = float(betaincinv(x1 + 1, x0, 1 - _TAIL) / betaincinv(x0, x1 + 1, _TAIL) * (t0 / t1))
    return 0.0 if low is None else low, high


def _central_p(x1: int, t1: float, x0: int, t0: float) -> float:
    """Twice the smaller tail of X ~ Bin(N, t1/(t0+t1)) at x1, by the beta integral of each tail."""
    from scipy.special import betainc

    at_most = float(betainc(x0, x1 + 1, t0 / (t0 + t1))) if x0 else 1.0
    at_least = float(betainc(x1, x0 + 1, t1 / (t0 + t1))) if x1 else 1.0
    return min(1.0, 2 * min(at_most, at_least))


def _phi_star(x1: int, t1: float, x0: int, t0: float) -> float | None:
    """(ln RR)² / [3.84 (1/x1 + 1/x0)]; if one count is 0, 0.5 is added to both, as in formula E."""
    if not x1 + x0:
        return None
    added = 0.0 if x1 and x0 else 0.5
    this, last = x1 + added, x0 + added
    log = math.log(this / last) - math.log(t1 / t0)
    return log**2 / (CHI_SQUARE_95 * (1 / this + 1 / last))


def _pearson(days: Sequence[tuple[int, int]], share: float) -> float:
    """X² of the days against one share π of this year in every day's incidents."""
    return sum(
        (this - (this + last) * share) ** 2 / ((this + last) * share * (1 - share))
        for this, last in days
        if this + last
    )


def _wider(exact: RateRatio, daily: Overdispersed) -> RateRatio:
    low = daily.low if exact.low is None else min(exact.low, daily.low)
    high = None if exact.high is None or daily.high is None else max(exact.high, daily.high)
    p = max(exact.p, daily.p)
    return replace(exact, low=low, high=high, p=p, phi=daily.phi, df=daily.df, phi_star=None)
