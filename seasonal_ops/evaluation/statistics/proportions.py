"""The share of answers before and after (formula G; Newcombe 1998, McNemar 1947)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProportionChange:
    """A difference of two shares in percentage points, with its 95% interval.

    `p` is None where only the interval is stated; `low` and `high` are None without numbers of respondents:
    then the change cannot be tested.
    """

    before: float
    after: float
    change: float
    low: float | None
    high: float | None
    p: float | None
    paired: bool
