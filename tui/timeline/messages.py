"""What happens on the timeline, told to its screen."""

from dataclasses import dataclass

from textual.message import Message

from seasonal_ops.views import MoveOutlook, TimelineView
from tui.source.timeline import Place


@dataclass
class TimelineLoaded(Message):
    """The activities were read; `plan` is what was asked for."""

    plan: str | None

    view: TimelineView


@dataclass
class Moved(Message):
    """The cursor stands on another row, or its row shows something else."""


@dataclass
class Held(Message):
    """Another row was asked for while a proposal waits for an answer."""


@dataclass
class Paged(Message):
    """A page of what the proposal would do is wanted, up or down."""

    by: int


@dataclass
class Scrolled(Message):
    """The wheel went sideways by so many days."""

    by: int


@dataclass
class OutlookLoaded(Message):
    """What a move there would do; `refusal` is why it cannot be."""

    place: Place
    outlook: MoveOutlook | None
    refusal: str = ""
