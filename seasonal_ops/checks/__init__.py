"""What is wrong with a plan, as findings. Pure over what is read."""

from seasonal_ops.checks.judging import checked, consequences, findings, without
from seasonal_ops.checks.overlap import overbooked
from seasonal_ops.checks.picture import Picture

__all__ = ["Picture", "checked", "consequences", "findings", "overbooked", "without"]
