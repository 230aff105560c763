"""What is asked of every value (evaluation.md, "Checks on entry"): sentences, none when all is well.

`blocking` has what cannot be, `unusual`, `sums` and `pasted` what needs a reason.
"""

from seasonal_ops.counting.checks.blocking import (
    above_totals,
    as_at_problem,
    date_problem,
    locked_sentence,
    place_problems,
)
from seasonal_ops.counting.checks.pasted import pasted
from seasonal_ops.counting.checks.sums import sum_warnings
from seasonal_ops.counting.checks.unusual import unusual

__all__ = [
    "above_totals",
    "as_at_problem",
    "date_problem",
    "locked_sentence",
    "pasted",
    "place_problems",
    "sum_warnings",
    "unusual",
]
