"""A trend over years or months (formula D): quasi-Poisson regression, Kendall's exact test beside it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """ln μ = alpha + beta·year + ln(days), and what it is worth.

    `annual_change` is e^beta − 1, `low` and `high` its 95% interval as factors (1.17: 17% a year more);
    `phi` is Pearson's X²/df, at least 1. `p`, `low` and `high` are None below five years, when nothing may
    be said of chance; `tau` is None when all years are equal.
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
