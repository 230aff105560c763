"""One message over the whole screen, as it reads now, with what became of it."""

from typing import ClassVar

from tui.keymap import BACK, LEAVE, OUTBOX, SCREENS, SEND, bindings
from tui.screens.opened import MOVING, OpenedScreen


class OpenedLetter(OpenedScreen, inherit_bindings=False):
    """The same keys as in the list."""

    KEYS = (*OUTBOX, SEND)
    TRAIL = "Outbox ▸ Message"
    BINDINGS: ClassVar = [*bindings((*OUTBOX, SEND, *SCREENS, *LEAVE, BACK)), *MOVING]
