"""A season evaluated against earlier ones, read from the database."""

from seasonal_ops.evaluation.seasons.choosing import baselines
from seasonal_ops.evaluation.seasons.evaluating import evaluate

__all__ = ["baselines", "evaluate"]
