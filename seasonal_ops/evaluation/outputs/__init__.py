"""What was done, apart from what came of it; a value of two plans is one."""

from seasonal_ops.evaluation.outputs.results import outputs

__all__ = ["outputs"]
