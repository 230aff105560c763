"""`evaluate …`: did this year differ from last? A plan's season, or numbers from anywhere."""

from seasonal_ops.cli.evaluate import averages, differences, ratios, surveys, trends
from seasonal_ops.cli.evaluate.group import evaluate

__all__ = ["averages", "differences", "evaluate", "ratios", "surveys", "trends"]
