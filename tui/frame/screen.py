"""What every screen is: it stands on the desk, and is read again whenever the desk was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from tui.frame.asking import Asking
from tui.frame.header import Header, TopLines
from tui.frame.key_line import KeyLine
from tui.frame.leaving import LeftOnce
from tui.keymap import EVERYWHERE, LEAVE, MOVE, UNDO, bindings
from tui.messages import Failed, Marked

if TYPE_CHECKING:
    from seasonal_ops.views import TodayView
    from tui.frame.desk import Desk
    from tui.keymap import Key
    from tui.source import Source

_BROAD, _VAST = 125, 180
WIDE: Final = 100  # columns from which the detail stands beside the list
# Where there is more room, the detail has its share of it.
BREAKPOINTS: Final = [(0, "-narrow"), (WIDE, "-wide"), (_BROAD, "-broad"), (_VAST, "-vast")]
READ_ONLY: Final = "This terminal is read-only; start it without --readonly to change something."


class DeskScreen(LeftOnce, Asking, Screen[None]):
    """Knows the desk that it stands on. What it does not handle of messages, the desk does."""

    KEYS: ClassVar[tuple[Key, ...]] = ()
    # Kept: a change that is on its way when the screen is left asks for it, and Textual knows none then.
    _desk: Desk | None = None

    @property
    def unsaved(self) -> str:
        """What would be lost if this screen were left now, in words; empty when nothing would be."""
        return ""

    @property
    def keeping(self) -> bool:
        """Whether something typed here is being kept at this moment."""
        return False

    @property
    def desk(self) -> Desk:
        """What all screens share: the source, the plan that is shown, what was read last."""
        if self._desk is None:
            self._desk = cast("Desk", self.app)
        return self._desk

    @property
    def source(self) -> Source:
        """Where the data is."""
        return self.desk.source

    @property
    def may_change(self) -> bool:
        """Whether changes are made in this terminal at all; if not, it is said."""
        if self.desk.readonly:
            self.say(READ_ONLY, severity="warning")
        return not self.desk.readonly

    def head(self, trail: str, state: str = "") -> None:
        """Say in the first line of what stands over a main screen where it is, and how it goes."""
        self.query_one(TopLines).head(trail, state)

    def say(self, sentence: str, *, severity: Any = "information") -> None:
        """A toast; its text is never markup."""
        self.notify(sentence, severity=severity, markup=False)

    @on(Marked)
    def _on_marked(self, message: Marked) -> None:
        for keys in self.query(KeyLine):
            keys.mark(message.number)


class MainScreen(DeskScreen):
    """One of those that a digit opens: header above, keys below.

    It stays in memory while another one is shown, with its cursor and filter, and reads again when it is
    shown again and something happened meanwhile.
    """

    WHERE: ClassVar[str]
    # While there is no plan, the guide to the first one stands in the place of the body.
    NEEDS_A_PLAN: ClassVar[bool] = True
    BINDINGS: ClassVar = bindings(EVERYWHERE)
    HORIZONTAL_BREAKPOINTS = BREAKPOINTS

    # Whether something will be asked for in a moment, when the cursor has come to rest.
    about_to_ask = False

    _seen: TodayView | None = None

    def compose(self) -> ComposeResult:
        """The shell, painted before anything is asked."""
        yield Header(self.WHERE)
        for widget in self.body():
            yield widget.add_class("body")
        yield KeyLine(self.line_of_keys)

    @property
    def line_of_keys(self) -> tuple[Key, ...]:
        """What the bottom line shows, as long as no widget has keys of its own."""
        return (*self.KEYS, UNDO[0], *LEAVE)

    def body(self) -> Iterable[Widget]:
        """What stands between the lines that are kept on every screen."""
        raise NotImplementedError

    def load(self) -> None:
        """Ask for what this screen shows; `view` is there."""
        raise NotImplementedError

    def unread(self) -> None:
        """What was asked for could not be read: say so, where nothing is shown yet."""

    @property
    def view(self) -> TodayView:
        """What the desk read last; asked for by what is shown only after that."""
        return cast("TodayView", self.desk.view)

    def on_mount(self) -> None:
        """Follow the desk."""
        self.watch(self.desk, "view", self._on_view)

    def on_screen_resume(self) -> None:
        """Another screen was shown meanwhile."""
        self._on_view(self.desk.view)

    def _on_view(self, view: TodayView | None) -> None:
        if view is None or view is self._seen or self not in self.app.screen_stack:
            return
        self._seen = view
        self._guide(wanted=self.NEEDS_A_PLAN and not view.plans)
        self.load()

    @property
    def guided(self) -> bool:
        """Whether the guide to the first plan stands in the place of the body."""
        return self.has_class("-guide")

    def _guide(self, *, wanted: bool) -> None:
        """Show how to begin, or what there is."""
        if wanted and not self.guided:
            keys = KeyLine((MOVE[-1], *LEAVE), classes="guide")
            self.mount(self.desk.guide().add_class("guide"), keys, before=self.query_one(KeyLine))
        elif not wanted:
            self.query(".guide").remove()
            if self.guided and self.AUTO_FOCUS:
                self.set_focus(self.query(self.AUTO_FOCUS).first(Widget))
        self.set_class(wanted, "-guide")

    @on(Failed)
    def _on_unread(self, message: Failed) -> None:
        if message.again:
            self.unread()

    def action_back(self) -> None:
        """There is nothing to leave here; a screen is never left by surprise."""
        if self.WHERE != "Today":
            self.say("Nothing is open here to go back from; 1 goes to Today.")
