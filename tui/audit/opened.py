"""One fact over the whole screen, in full."""

from typing import ClassVar

from tui.frame.opened import MOVING, OpenedScreen
from tui.keymap import EVERYWHERE, REVERT, bindings


class OpenedFact(OpenedScreen, inherit_bindings=False):
    """Takes it back from here as well."""

    KEYS = REVERT
    TRAIL = "Audit ▸ Fact"
    BINDINGS: ClassVar = [*bindings((*REVERT, *EVERYWHERE)), *MOVING]
