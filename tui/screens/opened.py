"""One activity over the whole screen, for terminals too narrow to show it beside the list."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen

from seasonal_ops.views import TodayView
from tui.keymap import BACK, CHANGE, LEAVE, MOVE, bindings
from tui.messages import Moved
from tui.widgets.detail import Detail
from tui.widgets.key_line import KeyLine
from tui.widgets.line import Line

if TYPE_CHECKING:
    from tui.screens.today import TodayScreen


class OpenedScreen(Screen[None]):
    """Shows the row under Today's cursor; j and k go on to the next, changes are Today's."""

    BINDINGS: ClassVar = [
        *bindings((*CHANGE, *LEAVE, BACK)),
        Binding("j", "move(1)", MOVE[0].does, show=False),
        Binding("k", "move(-1)", MOVE[1].does, show=False),
    ]
    AUTO_FOCUS = "Detail"

    def __init__(self, today: "TodayScreen") -> None:
        super().__init__()
        self._today = today

    def compose(self) -> ComposeResult:
        """Title, detail, keys."""
        yield Line(id="title")
        yield Detail()
        yield KeyLine((*CHANGE, *LEAVE[:1], BACK))

    def on_mount(self) -> None:
        """Show what was opened, once there is a width to fold it to."""
        self.query_one("#title", Line).put(Content.assemble((" Today ▸ Activity", "bold")))
        self.call_after_refresh(self._today.list.tell)

    def show(self, moved: Moved, view: TodayView) -> None:
        """Show the row under Today's cursor; without one there is nothing to stay for."""
        if moved.row is None:
            self.dismiss()
        else:
            self.query_one(Detail).show(moved.row, view, overdue=moved.overdue)

    def action_move(self, by: int) -> None:
        """To the next activity."""
        self._today.list.action_move(by)

    def action_change(self, verb: str) -> None:
        """Today changes what its cursor stands on."""
        self._today.action_change(verb)

    def action_back(self) -> None:
        """To the list."""
        self.dismiss()
