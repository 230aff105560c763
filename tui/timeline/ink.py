"""What a cell of the timeline is, for its style."""

from enum import Enum
from typing import NamedTuple

from seasonal_ops.words import Status


class Ink(Enum):
    """What is written; the name of its style in `timeline.tcss`."""

    PLAIN = "plain"
    QUIET = "quiet"
    TITLE = "title"
    FLAG = "flag"
    LATE = "late"
    ANCHOR = "anchor"
    NOW = "now"
    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    WAS = "was"
    PROPOSED = "proposed"
    OVER = "over"


class Ground(Enum):
    """What is below it."""

    DAY = "day"
    WEEKEND = "weekend"
    PERIOD = "period"
    HOLIDAY = "holiday"


class Cell(NamedTuple):
    """One character and how it looks."""

    text: str
    ink: Ink
    ground: Ground


BAR_INKS = {
    Status.PLANNED: Ink.OPEN,
    Status.DOING: Ink.DOING,
    Status.DELIVERED: Ink.DONE,
    Status.PARTLY: Ink.DONE,
    Status.NOT_DELIVERED: Ink.FAILED,
    Status.CANCELLED: Ink.CANCELLED,
}
