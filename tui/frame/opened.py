"""What is picked in a list over the whole screen, for terminals too narrow to show it beside the list."""

from typing import ClassVar, Final, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui.frame.detail import Detail, Folded
from tui.frame.header import TopLines
from tui.frame.key_line import KeyLine
from tui.frame.screen import DeskScreen
from tui.keymap import BACK, CHANGE, EVERYWHERE, LEAVE, MOVE, Key, bindings

MOVING: Final[list[BindingType]] = [
    Binding(key.keys.split(",")[0], key.action, key.does, show=False)
    for key in MOVE[:2]  # the arrows scroll what is long
]


class Below(Protocol):
    """The screen with the list."""

    def action_change(self, verb: str) -> None:
        """Change what the cursor stands on."""

    def move(self, by: int) -> None:
        """Move the cursor."""

    def tell(self) -> None:
        """Show in here what the cursor stands on."""


class OpenedScreen(DeskScreen):
    """Shows what is under the cursor below; j and k go on to the next, changes are made below."""

    KEYS: ClassVar[tuple[Key, ...]] = CHANGE
    TRAIL: ClassVar = "Today ▸ Activity"
    BINDINGS: ClassVar = [*bindings((*CHANGE, *EVERYWHERE)), *MOVING]
    AUTO_FOCUS = "Detail"

    def __init__(self, below: Below) -> None:
        super().__init__()
        self.below = below

    def compose(self) -> ComposeResult:
        """Title, detail, keys."""
        yield TopLines()
        yield Detail("Nothing is picked.")
        yield KeyLine((*self.KEYS, *LEAVE[:1], BACK))

    def on_mount(self) -> None:
        """Show what was opened, once there is a width to fold it to."""
        self.head(self.TRAIL)
        self.call_after_refresh(self.below.tell)

    def show(self, folded: Folded | None, of: object = None) -> None:
        """Show this, `of` that; when nothing is picked any more there is nothing to stay for."""
        if folded is None:
            self.dismiss()
        else:
            self.query_one(Detail).show(folded, of)

    def action_move(self, by: int) -> None:
        """To the next one."""
        self.below.move(by)

    def action_change(self, verb: str) -> None:
        """The screen below changes what its cursor stands on."""
        self.below.action_change(verb)

    def action_back(self) -> None:
        """To the list."""
        self.dismiss()
