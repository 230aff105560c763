"""Reminders: what the rules want, the rows that follow, and their way to a recipient.

`rules` and `notices` decide (pure), `replanning` keeps the rows so, `delivery` leases and settles
them, `sending` hands them over. The table is the truth; the scheduler only ticks.
"""

from seasonal_ops.reminders.replanning import reconcile, reconcile_in_steps, replan

__all__ = ["reconcile", "reconcile_in_steps", "replan"]
