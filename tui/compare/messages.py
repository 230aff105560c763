"""What the comparison tells its screen."""

from dataclasses import dataclass

from textual.message import Message

from seasonal_ops.views import ComparisonView


@dataclass
class Compared(Message):
    """The plan was compared; None: there are no counts in any plan."""

    view: ComparisonView | None


@dataclass
class MeasurePicked(Message):
    """The cursor stands on another measure, or on none."""
