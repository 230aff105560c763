"""The terminal UI: opens on Today. `run` is its door."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.screen import Screen

from tui.keymap import SCREENS
from tui.screens.today import TodayScreen
from tui.source import Source


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

    def action_show(self, name: str) -> None:
        """Go to a screen by its name in the keymap. Today stays, whatever stands above it is left."""
        while self.screen is not self._today and self.screen.name != name:
            self.pop_screen()
        if name == "feeds" and self.screen is self._today:
            from tui.screens.feeds import FeedsScreen

            self.push_screen(FeedsScreen(self._today))
        if name == "outbox" and self.screen is self._today:
            from tui.screens.outbox import OutboxScreen

            self.push_screen(OutboxScreen(self._today))

    def action_send(self) -> None:
        """Ask in the outbox, where everybody sees what would go, whether to send what is due."""
        from tui.screens.outbox import OutboxScreen

        self.action_show("outbox")
        if isinstance(self.screen, OutboxScreen):
            self.screen.ask_to_send()

    def get_system_commands(self, screen: Screen[None]) -> Iterable[SystemCommand]:
        """The palette has the screens too."""
        yield from super().get_system_commands(screen)
        for key in SCREENS:
            title, does = key.does.split(": ")
            yield SystemCommand(title, does, partial(self.run_action, key.action))

    def action_help(self) -> None:
        """Show every key."""
        from tui.modals.help import Help

        self.push_screen(Help())


def run(source: Source, *, readonly: bool = False, plan: str | None = None) -> None:
    """Show Today until the lead leaves it; `plan` is the slug of the only plan to show at first."""
    SeasonalOps(source, readonly=readonly, plan=plan).run()
