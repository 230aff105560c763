"""The terminal UI: opens on Today. `run` is its door."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Final

from textual.app import SystemCommand
from textual.screen import Screen
from textual.widget import Widget

from tui.frame.desk import Desk
from tui.frame.faults import forgive_bytes
from tui.frame.hanging_up import heeding
from tui.frame.screen import READ_ONLY
from tui.themes import THEMES
from tui.today.screen import TodayScreen

if TYPE_CHECKING:
    from textual.command import Provider

    from seasonal_ops.views import PlanView
    from tui.frame.plan_picker import PlanChoice
    from tui.source import Source

_HERE: Final = Path(__file__).parent
_WEB_FONT: Final = re.compile(r",\s*url\([^)]*\) format\([^)]*\)")


def _later(module: str, name: str) -> Callable[[], Screen[Any]]:
    """A screen that is loaded when it is first shown: the first picture waits for none of the others."""

    def made() -> Screen[Any]:
        screen: Screen[Any] = getattr(import_module(f"tui.{module}"), name)()
        return screen

    return made


def _found() -> type[Provider]:
    """What the palette searches in: loaded when it is opened."""
    from tui.frame.palette import Commands

    return Commands


# What stands over the screen that it was called from, until it is left.
_OVER: Final = {
    "new_plan": _later("seasons.new_plan", "NewPlanScreen"),
    "roll_forward": _later("seasons.roll_forward", "RollForwardScreen"),
    "anchors": _later("seasons.anchors", "AnchorsScreen"),
    "meeting": _later("meeting.screen", "MeetingScreen"),
    "month": _later("month.screen", "MonthScreen"),
}


class SeasonalOps(Desk):
    """Holds the screens; what they show comes from the source."""

    TITLE = "Seasonal Ops"
    # Those of the rooms are read when the first picture is painted.
    CSS_PATH: ClassVar = _HERE / "seasonal.tcss"
    # A mode each: a screen stays in memory while another one is shown.
    DEFAULT_MODE = "today"
    COMMANDS: ClassVar = {_found}
    MODES: ClassVar = {
        "today": TodayScreen,
        "board": _later("board.screen", "BoardScreen"),
        "timeline": _later("timeline.screen", "TimelineScreen"),
        "partners": _later("partners.screen", "PartnersScreen"),
        "evaluate": _later("evaluate.screen", "EvaluateScreen"),
        "compare": _later("compare.screen", "CompareScreen"),
        "outbox": _later("outbox.screen", "OutboxScreen"),
        "feeds": _later("feeds.screen", "FeedsScreen"),
        "audit": _later("audit.screen", "AuditScreen"),
    }

    def __init__(
        self, source: Source, *, readonly: bool = False, plan: str | None = None, theme: str = "dark"
    ) -> None:
        super().__init__(source, readonly=readonly, plan=plan)
        for look in THEMES.values():
            self.register_theme(look)
        self.theme = theme
        self._above: tuple[str, Screen[Any] | None] = ("", None)

    def furnish(self) -> None:
        """Read how the rooms look, whose screens open on a key."""
        self.stylesheet.read_all(sorted(_HERE.glob("*/*.tcss")))
        self.stylesheet.parse()

    def action_show(self, name: str) -> None:
        """Go to a screen by its name in the keymap."""
        self.show(name)

    def action_over(self, name: str) -> None:
        """Open what stands over a screen until it is left; from within another such, in its place."""
        before, above = self._above
        if before == name and above in self.screen_stack:
            return

        def opened() -> None:
            screen = _OVER[name]()
            self._above = (name, screen)
            self.push_screen(screen)

        self.leave(opened)

    def action_jump(self, to: str) -> None:
        """Where a counter at the top leads: to the next overdue, clash or waiting one, or to the counts."""
        place, action = ("evaluate", "to_missing") if to == "counts" else ("today", f"next_{to}")

        def there() -> None:
            self.call_after_refresh(self.main.run_action, action)

        self.show(place, there)

    def guide(self) -> Widget:
        """How to begin, while there is no plan."""
        from tui.seasons.guide import Guide

        return Guide(self.source)

    def action_go_live(self) -> None:
        """Ask whether a draft shall go live: the plan that is looked at, or one to be picked."""
        from tui.seasons.go_live import DraftPicker, GoLive

        def picked(slug: str | None) -> None:
            if slug is not None:
                self.push_screen(GoLive(self.source, drafts[slug]))

        if self.readonly:
            self.notify(READ_ONLY, severity="warning", markup=False)
            return
        looked_at: PlanView | None = getattr(self.screen, "plan", None)
        known = (*self.plans, looked_at) if looked_at is not None else self.plans
        drafts = {plan.slug: plan for plan in known if not plan.live}
        slug = looked_at.slug if looked_at is not None else self.plan
        if slug in drafts or len(drafts) == 1:
            picked(slug if slug in drafts else next(iter(drafts)))
        elif drafts and slug is None:
            self.push_screen(DraftPicker(tuple(drafts.values())), picked)
        elif known:
            self.notify("It is live already." if drafts else "Every plan is live already.", markup=False)
        else:
            self.notify("There is no plan yet; N makes one.", markup=False)

    def action_send(self) -> None:
        """Ask in the outbox, where everybody sees what would go, whether to send what is due."""
        from tui.outbox.screen import OutboxScreen

        def there() -> None:
            if isinstance(self.main, OutboxScreen):
                self.main.ask_to_send()

        self.show("outbox", there)

    def action_pick_plan(self) -> None:
        """Show one plan, or all of them."""
        from tui.frame.plan_picker import PlanPicker

        def picked(choice: PlanChoice | None) -> None:
            if choice is not None:
                self.plan = choice.slug

        if self.view is not None:
            self.push_screen(PlanPicker(self.plans, self.plan, self.view.today), picked)

    def action_help(self) -> None:
        """Show every key."""
        from tui.frame.help import Help

        self.push_screen(Help(getattr(self.screen, "KEYS", ())))

    def action_command_palette(self) -> None:
        """Every action by its name."""
        from tui.frame.palette import Palette

        if self.use_command_palette and not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[None]) -> Iterable[SystemCommand]:
        """Every action of the screen that it was called on, and those that are everywhere."""
        from tui.frame.palette import commands

        return commands(self, screen)

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as SVG, which fetches no font from elsewhere when it is opened."""
        return _WEB_FONT.sub("", super().export_screenshot(title=title, simplify=simplify))


def run(source: Source, *, readonly: bool = False, plan: str | None = None, theme: str = "dark") -> int:
    """Show Today until the lead leaves it; `plan` is the slug of the only plan to show at first.

    `theme` is a word of `tui.themes.THEMES`. The exit code: 0, 1 after a fault of the program,
    or 128 and the number of the signal that ended it.
    """
    forgive_bytes()
    app = SeasonalOps(source, readonly=readonly, plan=plan, theme=theme)
    with heeding(app):
        app.run()
    return app.return_code or 0
