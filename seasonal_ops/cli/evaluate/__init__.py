"""`evaluate …`: did this year differ from last? A plan's season, or numbers from anywhere."""

from seasonal_ops.cli.evaluate import averages, ratios
from seasonal_ops.cli.evaluate.group import evaluate

__all__ = ["averages", "evaluate", "ratios"]
