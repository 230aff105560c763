"""What is asked of every value (evaluation.md, "Checks on entry"): sentences, none when all is well.

`blocking` and `totals` have what cannot be, `unusual`, `sums` and `pasted` what needs a reason, `occasions`
both of activities.
"""

from seasonal_ops.counting.checks.blocking import (
    as_at_problem,
    date_problem,
    locked_sentence,
    place_problems,
)
from seasonal_ops.counting.checks.occasions import activity_problem, activity_warnings
from seasonal_ops.counting.checks.pasted import pasted
from seasonal_ops.counting.checks.sums import sum_warnings
from seasonal_ops.counting.checks.totals import above_totals
from seasonal_ops.counting.checks.unusual import unusual

__all__ = [
    "above_totals",
    "activity_problem",
    "activity_warnings",
    "as_at_problem",
    "date_problem",
    "locked_sentence",
    "pasted",
    "place_problems",
    "sum_warnings",
    "unusual",
]
