"""How data is asked for: in threads, told by messages, so that no key ever waits for the database."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from textual.app import App
from textual.message import Message
from textual.worker import get_current_worker

from seasonal_ops.errors import Changed, SeasonalOpsError
from tui.frame.in_order import Ahead, InOrder
from tui.messages import Failed, Outcome

if TYPE_CHECKING:
    from textual.dom import DOMNode as Node
else:
    # Textual takes the style sheet of a node from the first of its bases that is one.
    Node = object


# The groups of what changes something; all else is read.
CHANGES: Final = frozenset(("change", "save", "undo", "make", "keep", "send", "go-live", "write"))


class Opening(Message, bubble=False):
    """The answer that opens what the next keys are for; they are held until it was handled."""

    def __init__(self, answer: Message, held: Ahead) -> None:
        super().__init__()
        self.answer, self.held = answer, held


class Asking(Node):
    """Every question is a worker; its answer, or why there is none, is a message."""

    def ask(
        self,
        group: str,
        question: Callable[[], Message],
        *,
        latest: bool = False,
        read: bool = False,
        tried: str = "",
        opens: bool = False,
    ) -> None:
        """Ask in a thread; the answer is posted here, or Failed with why there is none.

        `latest`: the answer to an older question of the group is dropped. `read`: nothing was to be changed,
        and it is read again by itself. `tried` names what was to be changed (`Cancelling Joint patrol`).
        `opens`: the answer opens what the keys typed behind this one are for; they wait for it.
        """
        app = self.app  # a screen that is left has none
        held = app.hold() if opens and isinstance(app, InOrder) else None

        def work() -> None:
            worker = get_current_worker()
            try:
                message = question()
            except Exception as error:
                stale = isinstance(error, Changed) and not error.own
                message = Failed(sentence(error), stale=stale, again=read, tried=tried)
            if held is not None:
                message = Opening(message, held)
            if worker.is_cancelled and latest:
                _let_go(message, app)
            elif worker.is_cancelled:
                _missed(message, app)
            else:
                self.deliver(message, app)

        self.run_worker(work, thread=True, exclusive=latest, group=group)

    def deliver(self, answer: Message, app: App[Any]) -> None:
        """Post it from a thread, to here or, should this have been left, to the app."""
        if not self.post_message(answer):
            _missed(answer, app)

    async def _dispatch_message(self, message: Message) -> None:
        """Drop what comes while this is taken off the screen: its parts go before it does.

        What Textual says itself is let through: that it shall go is among it.
        """
        if self._pruning and not type(message).__module__.startswith("textual."):
            _missed(message, self.app)
        elif isinstance(message, Opening):
            app, before = self.app, self.app.screen
            await self._dispatch_message(message.answer)
            if message.held.dropped and app.screen is not before and isinstance(app, InOrder):
                app.came_late()
            _let_go(message, app)
        else:
            await super()._dispatch_message(message)


def _missed(message: Message, app: App[Any]) -> None:
    """Who asked for a change has left the screen meanwhile; what became of it is told all the same."""
    _let_go(message, app)
    outcome = message.missed() if isinstance(message, Outcome) else None
    if outcome is not None:
        app.post_message(outcome)


def _let_go(message: Message, app: App[Any]) -> None:
    if isinstance(message, Opening) and isinstance(app, InOrder):
        app.call_later(app.let_go, message.held)


def sentence(error: Exception) -> str:
    """What to tell the lead; an error that is not ours is named, so that it can be reported."""
    if isinstance(error, SeasonalOpsError):
        return str(error)
    return f"something went wrong inside the program, please report it: {type(error).__name__}: {error}"
