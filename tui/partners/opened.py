"""One partner over the whole screen, for terminals too narrow to show it beside the list."""

from typing import ClassVar

from tui.frame.opened import MOVING, OpenedScreen
from tui.keymap import EVERYWHERE, PARTNERS, bindings


class OpenedPartner(OpenedScreen, inherit_bindings=False):
    """Reminding works here as in the list."""

    KEYS = PARTNERS[:1]
    TRAIL = "Partners ▸ Partner"
    BINDINGS: ClassVar = [*bindings((*PARTNERS[:1], *EVERYWHERE)), *MOVING]
