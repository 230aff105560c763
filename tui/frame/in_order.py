"""Keys one after another: what a key opens gets what was typed behind it.

Textual hands a key to whatever has the focus when it arrives. On a line that stalls several arrive together:
of `/undo` the letters reached the list before the filter was open, and undid something.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from textual import events, on
from textual.app import App
from textual.message import Message

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.widget import Widget

# Seconds, and how often: a database that is busy says so after five.
_LOOK: Final = 0.25
_LOOKS: Final = 24
# Seconds within which a keyboard begins to repeat a key that is held down: 0.66 under X11, less elsewhere.
_REPEAT: Final = 0.7
_DROPPED: Final = "Still reading what that key opens; what was typed behind it is dropped."


@dataclass(slots=True)
class Ahead:
    """The key that the next ones wait for, and where it went.

    `held` counts what is being read for what it opens, `looks` how often was looked whether it is done,
    `handled` is whether all that it led to was handled, `dropped` whether the next ones wait no longer.
    """

    screen: Screen[Any]
    target: Widget
    held: int = 0
    looks: int = 0
    handled: bool = False
    dropped: bool = False


class Passed(Message):
    """Takes the way of a key, behind it, from its target up to the app.

    Twice: the first time the key's own action is done, and the second time what that action said
    (`Submitted`, `OptionSelected`), which began at the target again.
    """

    def __init__(self, ahead: Ahead, *, again: bool) -> None:
        super().__init__()
        self.ahead, self.again = ahead, again


class InOrder(App[None]):
    """Hands a key, or what is pasted, on when the one before it was handled and what it opened is there."""

    def __init__(self) -> None:
        super().__init__()
        self._behind: deque[events.Event] = deque()
        self._ahead: Ahead | None = None
        self._watching = False
        self._last: events.Key | None = None
        self.repeated = False  # the key that is being handled is held down

    async def on_event(self, event: events.Event) -> None:
        """Everything else goes its way at once."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
        elif self._ahead is None:
            await self._hand_on(event)
        else:
            self._behind.append(event)
            if not self._watching:
                self._watch(self._ahead)

    @property
    def typed_ahead(self) -> bool:
        """Whether a key still waits for the one before it."""
        return bool(self._behind)

    def hold(self) -> Ahead | None:
        """What the key opens has to be read first; the next ones wait until `let_go`."""
        if self._ahead is not None:
            self._ahead.held += 1
        return self._ahead

    def let_go(self, ahead: Ahead) -> None:
        """It was read, and stands there, or cannot be read."""
        ahead.held -= 1
        self._go_on_after(ahead)

    def overhears(self) -> bool:
        """Whether a key is meant for what was there before something else came by itself."""
        return False

    def came_late(self) -> None:
        """Nobody waits any more for what has just been opened: keys are meant for something else by now."""

    async def _hand_on(self, event: events.Event) -> None:
        if self.overhears():
            return
        if isinstance(event, events.Key):
            last, self._last = self._last, event
            self.repeated = last is not None and last.key == event.key and event.time - last.time < _REPEAT
        target = self.focused or self.screen
        ahead = self._ahead = Ahead(self.screen, target)
        await super().on_event(event)
        self._send(ahead, again=False)

    def _send(self, ahead: Ahead, *, again: bool) -> None:
        if not ahead.target.post_message(Passed(ahead, again=again)):
            self._is_handled(ahead)

    @on(Passed)
    def _on_passed(self, message: Passed) -> None:
        if message.again:
            self._is_handled(message.ahead)
        else:
            self._send(message.ahead, again=True)

    def _is_handled(self, ahead: Ahead) -> None:
        ahead.handled = True
        self.repeated = False
        self._go_on_after(ahead)

    def _go_on_after(self, ahead: Ahead) -> None:
        if ahead.held or not ahead.handled:
            return
        if self.screen is ahead.screen:
            # A focus that the key asked for was put off, too, and is before this.
            self.call_later(self._go_on, ahead)
        else:
            # Another screen has its focus once it was painted.
            self.screen.call_after_refresh(self._go_on, ahead)

    async def _go_on(self, ahead: Ahead) -> None:
        if ahead is self._ahead and not ahead.held:
            self._ahead = None
            while self._behind and self._ahead is None:
                await self._hand_on(self._behind.popleft())

    def _watch(self, ahead: Ahead) -> None:
        self._watching = True
        self.set_timer(_LOOK, partial(self._watched, ahead))

    async def _watched(self, ahead: Ahead) -> None:
        """Wait no longer for what was not read in time, nor for a widget that is gone."""
        self._watching = False
        ahead.looks += 1
        if ahead is self._ahead and ahead.held and ahead.looks >= _LOOKS:
            # They are no commands for what the key was pressed on.
            self._behind.clear()
            self._ahead, ahead.dropped = None, True
            self.notify(_DROPPED, severity="warning", markup=False)
        elif not ahead.held and (ahead.looks >= _LOOKS or not ahead.target.is_attached):
            await self._go_on(ahead)
        if self._behind and self._ahead is not None:
            self._watch(self._ahead)
