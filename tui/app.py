"""The terminal UI: opens on Today. `run` is its door."""

from typing import ClassVar

from textual.app import App
from textual.screen import Screen

from tui.gateway import Source
from tui.screens.today import TodayScreen


class SeasonalOps(App[None]):
    """Holds the screens; what they show comes from the source."""

    CSS_PATH = "seasonal.tcss"
    TITLE = "Seasonal Ops"
    # Today draws its own bottom line; Textual's binding for ^q stays.
    BINDINGS: ClassVar = []

    def __init__(self, source: Source, *, readonly: bool = False, plan: str | None = None) -> None:
        super().__init__()
        self._today = TodayScreen(source, readonly=readonly, plan=plan)

    def get_default_screen(self) -> Screen[None]:
        """Today."""
        return self._today

    def action_help(self) -> None:
        """Show every key."""
        from tui.modals.help import Help

        self.push_screen(Help())


def run(source: Source, *, readonly: bool = False, plan: str | None = None) -> None:
    """Show Today until the lead leaves it; `plan` is the slug of the only plan to show at first."""
    SeasonalOps(source, readonly=readonly, plan=plan).run()
