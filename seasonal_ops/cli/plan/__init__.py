"""`plan …`: a season in a year, from its template to the next one."""

from seasonal_ops.cli.plan import ahead, checking, files, leading, seasons
from seasonal_ops.cli.plan.group import plan

__all__ = ["ahead", "checking", "files", "leading", "plan", "seasons"]
