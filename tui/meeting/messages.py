"""What happens in a meeting, told to its screens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from seasonal_ops.views import PartnerView, WalkRow, WalkView
from tui.messages import Failed, Outcome

if TYPE_CHECKING:
    from tui.source.meeting import Minutes


@dataclass
class WalkLoaded(Message):
    """The plan was read as it is walked."""

    walk: WalkView


@dataclass
class Stands(Message):
    """The walk stands at this activity, or at none."""

    row: WalkRow | None


@dataclass
class NoteMissed(Outcome):
    """Somebody else noted something meanwhile: `theirs` stands, `mine` is not kept yet; why, in words."""

    activity_id: int | None
    theirs: str
    mine: str
    why: str
    printed: bool

    def missed(self) -> Message:
        """What was typed, so that it is not lost."""
        return Failed(f"{self.why}; yours was: {self.mine}", stale=True)


@dataclass
class OwnersLoaded(Message):
    """The partners were read, one of which takes on something."""

    partners: tuple[PartnerView, ...]


@dataclass
class MinutesLoaded(Message):
    """The minutes as they would be printed now."""

    minutes: "Minutes"
