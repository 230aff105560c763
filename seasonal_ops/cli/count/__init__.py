"""`count …`: what was counted."""

from seasonal_ops.cli.count import adding, reading
from seasonal_ops.cli.count.group import count

__all__ = ["adding", "count", "reading"]
