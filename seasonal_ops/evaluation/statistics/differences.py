"""The event area against a comparison area (formula E; Wheeler & Ratcliffe 2018, Wheeler 2021)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Counts of the event area and a comparison area, before and after, and the two measures of them.

    `irr` is the ratio of the two changes with its 95% interval, `wdd` the weighted displacement difference
    (with a buffer: over event area and buffer against both comparison areas). `added` says that 0.5 was
    added to all cells, one being 0. `wdq` is the weighted displacement quotient, None without a buffer or
    a reduction.
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
