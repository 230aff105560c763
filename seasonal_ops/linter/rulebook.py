"""Every rule there is. docs/linter.md lists them; a test holds the two together."""

from typing import Final

from seasonal_ops.linter import (
    closed,
    components,
    content,
    http,
    identity,
    octets,
    presence,
    recurrence,
    spans,
    subscription,
    texts,
    times,
    zones,
)
from seasonal_ops.linter.reporting import Rule

_MODULES: Final = (
    octets, content, components, presence, identity, texts, times, spans, recurrence, zones, closed,
    subscription, http,
)  # fmt: skip

RULES: Final = tuple(
    value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)
)
