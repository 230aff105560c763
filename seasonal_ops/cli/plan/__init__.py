"""`plan …`: a season in a year, from its template to the next one."""

from seasonal_ops.cli.plan import ahead, checking, files, seasons
from seasonal_ops.cli.plan.group import plan

__all__ = ["ahead", "checking", "files", "plan", "seasons"]
