"""What is wrong with a plan, as findings. Pure over what is read."""

from seasonal_ops.checks.judging import checked, consequences, findings, without
from seasonal_ops.checks.load import night_taken
from seasonal_ops.checks.overlap import Taking, clashing, overbooked
from seasonal_ops.checks.picture import Picture

__all__ = [
    "Picture",
    "Taking",
    "checked",
    "clashing",
    "consequences",
    "findings",
    "night_taken",
    "overbooked",
    "without",
]
