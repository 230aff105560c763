"""What is picked in a list over the whole screen, for terminals too narrow to show it beside the list."""

from typing import ClassVar, Final, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen

from tui.keymap import BACK, CHANGE, LEAVE, MOVE, SCREENS, Key, bindings
from tui.widgets.detail import Detail, Folded
from tui.widgets.key_line import KeyLine
from tui.widgets.line import Line

MOVING: Final[list[BindingType]] = [
    Binding("j", "move(1)", MOVE[0].does, show=False),
    Binding("k", "move(-1)", MOVE[1].does, show=False),
]


class Below(Protocol):
    """The screen with the list."""

    def action_change(self, verb: str) -> None:
        """Change what the cursor stands on."""

    def move(self, by: int) -> None:
        """Move the cursor."""

    def tell(self) -> None:
        """Show in here what the cursor stands on."""


class OpenedScreen(Screen[None]):
    """Shows what is under the cursor below; j and k go on to the next, changes are made below."""

    KEYS: ClassVar[tuple[Key, ...]] = CHANGE
    TRAIL: ClassVar = "Today ▸ Activity"
    BINDINGS: ClassVar = [*bindings((*CHANGE, *SCREENS, *LEAVE, BACK)), *MOVING]
    AUTO_FOCUS = "Detail"

    def __init__(self, below: Below) -> None:
        super().__init__()
        self.below = below

    def compose(self) -> ComposeResult:
        """Title, detail, keys."""
        yield Line(id="title")
        yield Detail("Nothing is picked.")
        yield KeyLine((*self.KEYS, *LEAVE[:1], BACK))

    def on_mount(self) -> None:
        """Show what was opened, once there is a width to fold it to."""
        self.query_one("#title", Line).put(Content.assemble((f" {self.TRAIL}", "bold")))
        self.call_after_refresh(self.below.tell)

    def show(self, folded: Folded | None) -> None:
        """Show this; when nothing is picked any more there is nothing to stay for."""
        if folded is None:
            self.dismiss()
        else:
            self.query_one(Detail).show(folded)

    def action_move(self, by: int) -> None:
        """To the next one."""
        self.below.move(by)

    def action_change(self, verb: str) -> None:
        """The screen below changes what its cursor stands on."""
        self.below.action_change(verb)

    def action_back(self) -> None:
        """To the list."""
        self.dismiss()
