"""`count …`: what was counted."""

from seasonal_ops.cli.count import adding, importing, reading, template
from seasonal_ops.cli.count.group import count

__all__ = ["adding", "count", "importing", "reading", "template"]
