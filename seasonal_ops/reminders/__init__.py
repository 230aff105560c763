"""Reminders: what the rules want, the rows that follow, and their way to a recipient.

`rules` decide, `replanning` keeps the rows so, `sending` takes them out as messages that `letters` write,
`outbox` is what a person sees of it all. The table is the truth; the scheduler only ticks.
"""

from seasonal_ops.reminders.replanning import reconcile, reconcile_in_steps, replan

__all__ = ["reconcile", "reconcile_in_steps", "replan"]
