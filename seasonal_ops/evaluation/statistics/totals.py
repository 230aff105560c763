"""How far a single total may lie from what stands behind it (pure)."""

from typing import Final

from seasonal_ops.evaluation.statistics.whole import check_count

_TAIL: Final = 0.025


def total_interval(count: int) -> tuple[float, float]:
    """The exact 95% interval of the mean of a Poisson count (Garwood 1936), as quantiles of the gamma.

    Raises BadValue for what is no count. Clustered incidents vary by more than that.
    """
    from scipy.special import gammaincinv

    check_count(count)
    low = float(gammaincinv(count, _TAIL)) if count else 0.0
    return low, float(gammaincinv(count + 1, 1 - _TAIL))
