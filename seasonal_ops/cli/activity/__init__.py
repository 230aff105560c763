"""`activity …`: dated things to do."""

from seasonal_ops.cli.activity import adding, editing, moving, reading
from seasonal_ops.cli.activity.group import activity

__all__ = ["activity", "adding", "editing", "moving", "reading"]
