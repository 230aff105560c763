"""One message over the whole screen, as it reads now, with what became of it."""

from typing import ClassVar

from tui.frame.opened import MOVING, OpenedScreen
from tui.keymap import EVERYWHERE, OUTBOX, SEND, bindings


class OpenedLetter(OpenedScreen, inherit_bindings=False):
    """The same keys as in the list."""

    KEYS = (*OUTBOX, SEND)
    TRAIL = "Outbox ▸ Message"
    BINDINGS: ClassVar = [*bindings((*OUTBOX, *EVERYWHERE)), *MOVING]
