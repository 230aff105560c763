"""`count …`: what was counted."""

from seasonal_ops.cli.count import adding, approving, importing, reading, template
from seasonal_ops.cli.count.group import count

__all__ = ["adding", "approving", "count", "importing", "reading", "template"]
