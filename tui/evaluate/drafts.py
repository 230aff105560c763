"""What was typed and is not kept yet, and what is still to be said of what was. Pure."""

from dataclasses import dataclass
from enum import Enum

from seasonal_ops.views import CountView


class Stage(Enum):
    """Why a typed value is not among those that are recorded."""

    WAITING = "being kept"
    BLOCKED = "not kept"
    TAKEN = "somebody was quicker"


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a cell that is not recorded. `number` tells it from what was typed there before or after.

    `sentence` says why it is blocked; `theirs` is what somebody else recorded there meanwhile, None when
    they took it out.
    """

    text: str
    number: int
    stage: Stage = Stage.WAITING
    sentence: str = ""
    theirs: CountView | None = None
