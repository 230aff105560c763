"""One measure's page over the whole screen, for terminals too narrow to show it beside the list."""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from tui.compare.page import MeasurePage
from tui.frame.header import TopLines
from tui.frame.key_line import KeyLine
from tui.frame.opened import MOVING
from tui.frame.screen import DeskScreen
from tui.keymap import BACK, COMPARE, EVERYWHERE, LEAVE, bindings
from tui.show import one_line

if TYPE_CHECKING:
    from tui.compare.screen import CompareScreen


class OpenedMeasure(DeskScreen):
    """The same keys as in the list below; j and k go on to the next measure."""

    KEYS = COMPARE
    BINDINGS: ClassVar = [*bindings((*COMPARE, *EVERYWHERE)), *MOVING]
    AUTO_FOCUS = "MeasurePage"

    def __init__(self, below: "CompareScreen") -> None:
        super().__init__()
        self.below = below

    def compose(self) -> ComposeResult:
        """Title, page, keys."""
        yield TopLines()
        yield MeasurePage()
        yield KeyLine((*self.KEYS, *LEAVE[:1], BACK))

    def on_mount(self) -> None:
        """Show what was opened, once there is a width to fold it to."""
        self.call_after_refresh(self.follow)

    def follow(self) -> None:
        """Show what the cursor below stands on; without anything there is nothing to stay for."""
        page = self.below.page
        if page is None:
            self.dismiss()
            return
        self.head(f"Compare ▸ {one_line(page.measure.name)}")
        self.query_one(MeasurePage).show(page)

    def action_move(self, by: int) -> None:
        """To the next measure."""
        self.below.list.action_move(by)

    def action_compare(self, verb: str) -> None:
        """The screen below does it."""
        self.below.action_compare(verb)

    def action_back(self) -> None:
        """To the list."""
        self.dismiss()
