"""What all screens share: the source, the plan that is shown, what was read last, and the second hand."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from textual import on
from textual.message import Message
from textual.reactive import var
from textual.widget import Widget

from seasonal_ops.errors import SeasonalOpsError
from tui.frame.asking import CHANGES, Asking
from tui.frame.faults import report
from tui.frame.hanging_up import HungUp
from tui.frame.in_order import Ahead, InOrder
from tui.frame.screen import READ_ONLY
from tui.messages import Beat, Failed, TodayLoaded, Told

if TYPE_CHECKING:
    from textual.screen import Screen

    from seasonal_ops.views import PlanView, TodayView
    from tui.frame.dialog import Dialog, Result
    from tui.frame.screen import MainScreen
    from tui.source import Source

# In very few lines the counters give theirs to what is worked on.
_BREAKPOINTS: Final = [(0, "-flat"), (12, "-upright")]
_BEATS_A_MINUTE: Final = 60
_LOOKS: Final = 5  # what was typed last is on its way to its screen, or what became of a change
_PATIENCE: Final = 6.0  # seconds; a database that is busy says so after five


class Desk(Asking, InOrder):
    """Reads Today for the lines kept on every screen, whenever anybody changed something."""

    # Every screen has its own bottom line; Textual's binding for ^q stays.
    BINDINGS: ClassVar = []
    VERTICAL_BREAKPOINTS = _BREAKPOINTS
    # A sentence is read by then; what has to be read longer is a dialog.
    NOTIFICATION_TIMEOUT = 4

    plan: var[str | None] = var(None, init=False)
    view: var[TodayView | None] = var(None, init=False, always_update=True)
    answers: var[bool] = var(True, init=False)

    def __init__(self, source: Source, *, readonly: bool = False, plan: str | None = None) -> None:
        super().__init__()
        self.source, self.readonly = source, readonly
        self.set_reactive(Desk.plan, plan)
        self.newest: int | None = None
        self.plans: tuple[PlanView, ...] = ()
        self._beats, self._beating, self._told = 0, False, ""

    def on_mount(self) -> None:
        """Ask only after the first picture: importing the database's libraries would hold it up."""
        self.call_after_refresh(self._begin)
        self.set_interval(1, self.beat)

    def _begin(self) -> None:
        self.load()
        self.furnish()

    def furnish(self) -> None:
        """What is not needed for the first picture."""
        raise NotImplementedError

    @property
    def main(self) -> MainScreen:
        """The screen that a digit opened, whatever stands above it."""
        return cast("MainScreen", self.screen_stack[0])

    def show(self, name: str, then: Callable[[], object] = lambda: None) -> None:
        """Go to a screen by its name in the keymap; what stands above the present one is left."""

        def there() -> None:
            self._told = ""
            self.switch_mode(name)
            then()

        self.leave(there)

    def leave(self, then: Callable[[], object]) -> None:
        """Leave what stands above the screen that a digit opened; ask first about what was typed there."""

        def left() -> None:
            while len(self.screen_stack) > 1:
                self.pop_screen()
            then()

        self._unless_unsaved(self.screen_stack[1:], "Leave it", left)

    async def action_quit(self) -> None:
        """End the program; what was typed and is not kept is asked about first.

        What is just being kept is waited for, as long as a database may be busy. Not in here: while the app
        waits, it hears neither of a key nor of what became of a change.
        """
        self.run_worker(self._quit(self.hold()), group="end")

    async def _quit(self, held: Ahead | None) -> None:
        before = self.screen
        await self._until_kept()
        if self.screen is before:  # else something came to be read first
            self._unless_unsaved(self._everywhere, "Quit", self.exit)
        if held is not None:
            self.let_go(held)

    @on(HungUp)
    def _on_hung_up(self, message: HungUp) -> None:
        """Nobody can be asked any more; what is being kept is waited for all the same."""
        self.run_worker(self._end_when_kept(message.code), group="end")

    async def _end_when_kept(self, code: int) -> None:
        await self._until_kept(typed_too=True)
        self.exit(return_code=code)

    @property
    def _everywhere(self) -> list[Screen[Any]]:
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    async def _until_kept(self, *, typed_too: bool = False) -> None:
        """Until nothing is being kept, some looks in a row, or it takes too long; at once if nothing is.

        `typed_too`: nor any key on its way.
        """
        waited_until, quiet = monotonic() + _PATIENCE, 0
        looks = _LOOKS if typed_too or self._is_keeping else 0
        while quiet < looks and monotonic() < waited_until:
            busy = self._is_keeping or (typed_too and self.typed_ahead)
            quiet = 0 if busy else quiet + 1
            await asyncio.sleep(0.02)

    @property
    def _is_keeping(self) -> bool:
        changing = any(one.group in CHANGES and one.is_running for one in self.workers)
        return changing or any(getattr(one, "keeping", False) for one in self._everywhere)

    def _unless_unsaved(
        self, screens: Iterable[Screen[Any]], heading: str, then: Callable[[], object]
    ) -> None:
        from tui.frame.confirm import Confirm

        lost = [words for screen in screens if (words := getattr(screen, "unsaved", ""))]
        if not lost:
            then()
            return

        def sure(answer: bool | None) -> None:
            if answer:
                then()

        sentence = f"Not kept yet: {', '.join(lost)}."
        answers = (("stay", None), ("drop it", True))
        self.push_screen(Confirm(f"{heading}?", sentence, answers), sure)

    def _fatal_error(self) -> None:
        """Textual's own way out prints every variable, names and addresses among them."""
        from rich.text import Text

        if self._exception is not None:
            self._exit_renderables.append(Text(report(self._exception)))
        self._close_messages_no_wait()

    def guide(self) -> Widget:
        """What stands in the place of a list while there is no plan."""
        raise NotImplementedError

    def load(self) -> None:
        """Read Today again, and whatever the screen shows after it."""
        self.ask("desk", partial(self._read, self.plan), latest=True, read=True)

    def _read(self, plan: str | None) -> Message:
        # The number first: a change between the two reads is then seen as new, not lost.
        newest = self.source.newest()
        view = self.source.today(plan)
        # A view of one plan knows only that one.
        plans = view.plans if plan is None else sorted(self.source.plans(), key=lambda one: one.starts_on)
        return TodayLoaded(view, newest, tuple(plans))

    @on(TodayLoaded)
    def _on_today_loaded(self, message: TodayLoaded) -> None:
        self.newest = message.newest
        self.plans = message.plans
        self.answers = True
        self.view = message.view
        if not gc.isenabled():
            self.call_after_refresh(_keep)

    def watch_answers(self, answers: bool) -> None:
        """What went wrong before is over; should it go wrong again, it is told again."""
        if answers:
            self._told = ""

    def watch_plan(self) -> None:
        """Another plan is shown from now on."""
        self.load()

    def beat(self) -> None:
        """Each second ask whether anybody changed something.

        Each minute read again whatever the answer: time alone makes things due.
        """
        self._beats += 1
        if self._beats % _BEATS_A_MINUTE == 0:
            self.load()
        elif not self._beating:
            self._beating = True
            self.ask("beat", self._newest)

    def _newest(self) -> Message:
        try:
            return Beat(self.source.newest())
        except SeasonalOpsError as error:
            return Beat(None, str(error))

    @on(Beat)
    def _on_beat(self, message: Beat) -> None:
        self._beating = False
        if message.newest is None and self.answers:
            # Once an outage, and no dialog: it may be over in a second.
            self.notify(message.why, severity="warning", markup=False)
        self.answers = message.newest is not None
        # A read that lasts longer than a beat is not begun anew each time, or it would never end.
        reading = any(worker.group == "desk" and worker.is_running for worker in self.workers)
        if (
            message.newest is not None
            and not reading
            and message.newest > (-1 if self.newest is None else self.newest)
        ):
            self.load()

    @on(Told)
    def _on_told(self, message: Told) -> None:
        self.notify(message.told, markup=False)
        self.load()

    @on(Failed)
    def _on_failed(self, message: Failed) -> None:
        if not message.again:
            self.explain(message)
            # What stands on the screen may be old, which may be why.
            self.load()
        elif message.sentence != self._told:
            # It is read again by itself; the lead is told once.
            self._told = message.sentence
            self.explain(message)
            if self.view is None:
                self.main.unread()

    def action_undo(self) -> None:
        """Take back the newest change of whoever sits here."""
        self._turn(self.source.undo)

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._turn(self.source.redo)

    def _turn(self, verb: Callable[[], str]) -> None:
        if self.readonly:
            self.notify(READ_ONLY, severity="warning", markup=False)
        else:
            self.ask("undo", lambda: Told(verb()))

    def on_notify(self) -> None:
        """The newest toast takes the place of those before: together they would cover the work."""
        self._notifications.clear()

    def explain(self, message: Failed) -> None:
        """A dialog, unless the same one is there already."""
        from tui.frame.error import ErrorDialog

        heading = "Somebody was quicker" if message.stale else "This did not work"
        shown = self.screen
        if not (isinstance(shown, ErrorDialog) and shown.sentence == message.sentence):
            self.interrupt(ErrorDialog(heading, message.sentence, tried=message.tried))

    def interrupt(self, dialog: Dialog[Result], then: Callable[[Result | None], None] | None = None) -> None:
        """Open what no key has just asked for; `then` is told the answer."""
        dialog.unasked = True
        self.push_screen(dialog, then)

    def came_late(self) -> None:
        """It listens only when nothing was typed for a moment."""
        from tui.frame.dialog import Dialog

        if isinstance(self.screen, Dialog):
            self.screen.unasked = True

    def overhears(self) -> bool:
        """What came by itself takes no key that was on its way to what was there before."""
        from tui.frame.dialog import Dialog

        shown = self.screen
        if not (isinstance(shown, Dialog) and shown.unasked):
            return False
        shown.overhear()
        return True


def _keep() -> None:
    """Look for garbage from now on, but not among the libraries: that took as long as a key may."""
    gc.freeze()
    gc.enable()
