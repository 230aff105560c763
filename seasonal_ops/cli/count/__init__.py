"""`count …`: what was counted."""

from seasonal_ops.cli.count.group import count

__all__ = ["count"]
