"""Targets and claims, held against what was recorded."""

from seasonal_ops.evaluation.aims.judging import claims, targets

__all__ = ["claims", "targets"]
