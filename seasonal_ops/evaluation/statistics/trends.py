"""A trend over years or months (formula D): quasi-Poisson regression, Kendall's exact test beside it.

ln μ = α + β·year + ln(exposure), fitted by iteratively reweighted least squares (McCullagh & Nelder 1989,
section 2.5), with φ = Pearson's X²/df, at least 1, and Student's t on df = values − terms. numpy and scipy
are imported inside the functions that need them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from seasonal_ops.errors import BadValue
from seasonal_ops.evaluation.statistics.ranks import Kendall, kendall
from seasonal_ops.evaluation.statistics.ratios import LEVEL, check_exposure
from seasonal_ops.evaluation.statistics.whole import check_count
from seasonal_ops.names import joined

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.floating]

FEWEST_YEARS: Final = 5
MOST_YEARS: Final = 100
# Newton's steps settle in about ten, and in thirty where one year has a thousand million times the others;
# a mean that the model wants to be 0 falls by the factor e a step, for ever.
_MOST_STEPS: Final = 30
_SETTLED: Final = 1e-6
_ROUNDING: Final = 1e-12
# A step longer than this overshoots by more than halving mends.
_LONGEST: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """ln μ = alpha + beta·year + ln(days), and what it is worth.

    `years` are the different ones; `annual_change` is e^beta − 1, `low` and `high` its 95% interval as
    factors (1.17: 17% a year more); `phi` is Pearson's X²/df, at least 1, None when no value is left over
    to show it. `beta`, `alpha` and `annual_change` are None where no finite one fits: nothing recorded at
    all, or only in the first or the last year. `p`, `low`, `high` and `tau_p` are None below five years,
    when nothing may be said of chance; `tau` is None when all years are equal.
    """

    years: int
    beta: float | None
    alpha: float | None
    phi: float | None
    annual_change: float | None
    low: float | None
    high: float | None
    p: float | None
    tau: float | None
    tau_p: float | None


@dataclass(frozen=True, slots=True)
class _Fit:
    alpha: float
    beta: float
    phi: float | None
    error: float
    df: int


def trend(
    years: Sequence[int],
    counts: Sequence[int],
    exposures: Sequence[float] | None = None,
    *,
    steps: Sequence[int] = (),
    months: Sequence[int] | None = None,
) -> Trend:
    """The trend of counts, one a year, or one a year and month when `months` (1 to 12) are given.

    `exposures` are days or anything else in one unit (None: equal). `steps` are years from which on the
    level may differ (a change of recording): only such as were declared beforehand. Steps and months get
    terms of their own; Kendall's test then compares no years across a step, and a month with the same
    month of other years alone. Raises BadValue for what is none of these, a year given twice, fewer than
    two years, or terms that cannot be told apart.
    """
    exposures = [1.0] * len(years) if exposures is None else exposures
    _check(years, counts, exposures, months)
    for step in steps:
        if not min(years) < step <= max(years):
            raise BadValue(f"the step at {step} is not within the years; give one after {min(years)}")
    known = len(set(years))
    fitted = _fit(years, counts, exposures, steps, months)
    ranked = kendall(_series(years, counts, exposures, steps, months))
    return _stated(known, fitted, ranked)


def _stated(years: int, fitted: _Fit | None, ranked: Kendall | None) -> Trend:
    tested = years >= FEWEST_YEARS
    low, high, p = _chance(fitted) if tested and fitted is not None else (None, None, None)
    return Trend(
        years=years,
        beta=fitted.beta if fitted else None,
        alpha=fitted.alpha if fitted else None,
        phi=fitted.phi if fitted else None,
        annual_change=math.expm1(fitted.beta) if fitted else None,
        low=low,
        high=high,
        p=p,
        tau=ranked.tau if ranked else None,
        tau_p=ranked.p if ranked and tested else None,
    )


def _chance(fitted: _Fit) -> tuple[float | None, float | None, float | None]:
    """The ends of the 95% interval as factors, and the p value; None when no value is left over."""
    if fitted.phi is None:
        return None, None, None
    from scipy.special import stdtr, stdtrit

    error = fitted.error * math.sqrt(fitted.phi)
    margin = float(stdtrit(fitted.df, (1 + LEVEL) / 2)) * error
    p = min(1.0, 2 * float(stdtr(fitted.df, -abs(fitted.beta) / error)))
    return _factor(fitted.beta - margin), _factor(fitted.beta + margin), p


def _factor(log: float) -> float | None:
    try:
        return math.exp(log)
    except OverflowError:
        return None


def _check(
    years: Sequence[int], counts: Sequence[int], exposures: Sequence[float], months: Sequence[int] | None
) -> None:
    for count in counts:
        check_count(count)
    for exposure in exposures:
        check_exposure(exposure)
    if not len(years) == len(counts) == len(exposures) == len(years if months is None else months):
        raise BadValue("a trend needs a count for every year; give as many of each")
    if not 2 <= len(set(years)) <= MOST_YEARS:
        raise BadValue(f"a trend needs counts of 2 to {MOST_YEARS} years; there are {len(set(years))}")
    if months is None:
        if len(set(years)) < len(years):
            raise BadValue("a year has two counts; give one count a year, or say of which month each is")
        return
    if not all(1 <= month <= 12 for month in months):
        raise BadValue("a month is none; give 1 to 12")
    if len(set(zip(years, months, strict=True))) < len(years):
        raise BadValue("a month of a year has two counts; give one")


def _series(
    years: Sequence[int],
    counts: Sequence[int],
    exposures: Sequence[float],
    steps: Sequence[int],
    months: Sequence[int] | None,
) -> list[list[Fraction]]:
    """The rates in the order of time: a series for each calendar month between two steps.

    They are fractions, so that what is equal is equal.
    """
    series: dict[tuple[int, int], list[Fraction]] = {}
    rows = zip(years, months or [0] * len(years), counts, exposures, strict=True)
    for year, month, count, exposure in sorted(rows):
        level = sum(year >= step for step in steps)
        series.setdefault((month, level), []).append(Fraction(count) / Fraction(exposure))
    return list(series.values())


def _fit(
    years: Sequence[int],
    counts: Sequence[int],
    exposures: Sequence[float],
    steps: Sequence[int],
    months: Sequence[int] | None,
) -> _Fit | None:
    """None when no finite trend fits the counts."""
    import numpy as np

    middle = sum(years) / len(years)
    columns = [np.array(years) - middle]
    columns += [np.array([float(year >= step) for year in years]) for step in sorted(set(steps))]
    columns += [np.array([float(one == month) for one in months or ()]) for month in _later(months)]
    terms = np.column_stack(columns)
    if np.linalg.matrix_rank(np.column_stack([np.ones(len(years)), terms])) <= len(columns):
        raise BadValue(_inseparable(steps, months))
    observed = np.array(counts, dtype=float)
    found = _reweighted(terms, observed, np.log(np.array(exposures, dtype=float)))
    if found is None:
        return None
    df = len(counts) - 1 - len(columns)
    pearson = float(((observed - found.mean) ** 2 / found.mean).sum())
    beta = float(found.coefficients[0]) if abs(float(found.coefficients[0])) > _ROUNDING else 0.0
    return _Fit(
        alpha=found.level - beta * middle,
        beta=beta,
        phi=max(1.0, pearson / df) if df else None,
        error=math.sqrt(float(np.linalg.inv(found.information)[0, 0])),
        df=df,
    )


def _later(months: Sequence[int] | None) -> list[int]:
    """The months with a term; the first one is what they are measured from."""
    return sorted(set(months or ()))[1:]


@dataclass(frozen=True, slots=True)
class _Found:
    """Coefficients of the terms, the constant beside them, the means, and Fisher's information."""

    coefficients: "Vector"
    level: float
    mean: "Vector"
    information: "Vector"


def _reweighted(terms: "Vector", observed: "Vector", offset: "Vector") -> _Found | None:
    """What fits best; None when the means do not settle.

    The constant is worked out from the others, since the means add up to what was observed: so it is their
    shares of the total that are fitted, and sizes of counts are no matter. Half a step is taken where a
    whole one would fit worse.
    """
    import numpy as np

    total = float(observed.sum())
    if not total or _at_one_end(terms[:, 0], observed):
        return None
    coefficients = np.zeros(terms.shape[1])
    settled = False
    for _ in range(_MOST_STEPS):
        linear = offset + terms @ coefficients
        shares = np.exp(linear - _log_sum(linear))
        apart = terms - shares @ terms
        information = apart.T @ (apart * shares[:, None])
        if settled:
            level = math.log(total) - _log_sum(linear)
            return _Found(coefficients, level, total * shares, total * information)
        try:
            step = np.linalg.solve(information, (observed / total) @ apart)
        except np.linalg.LinAlgError:
            return None
        step = step * min(1.0, _LONGEST / max(_LONGEST, float(np.abs(step).max())))
        settled = float(np.abs(apart @ step).max()) < _SETTLED
        worst = _misfit(observed / total, offset, terms @ coefficients) + _ROUNDING
        while _misfit(observed / total, offset, terms @ (coefficients + step)) > worst:
            step = step / 2
        coefficients = coefficients + step
    return None


def _at_one_end(years: "Vector", observed: "Vector") -> bool:
    """Whether all there is was recorded in the first or in the last year: no slope would be steep enough."""
    seen = years[observed > 0]
    return bool(seen.max() == years.min() or seen.min() == years.max())


def _misfit(shares: "Vector", offset: "Vector", linear: "Vector") -> float:
    """The negative logarithm of the likelihood for one incident."""
    return _log_sum(offset + linear) - float(shares @ linear)


def _log_sum(linear: "Vector") -> float:
    import numpy as np

    largest = float(linear.max())
    return largest + math.log(float(np.exp(linear - largest).sum()))


def _inseparable(steps: Sequence[int], months: Sequence[int] | None) -> str:
    what = ["the trend"]
    if steps:
        what.append(f"the step{'s' * (len(steps) > 1)} at {joined([str(step) for step in steps])}")
    if months is not None:
        what.append("the months")
    way_out = "leave out the steps" if steps else "add years"
    return f"{joined(what)} cannot be told apart by so few counts; {way_out}"
