"""B Begin: a draft goes live, after whom it would write to was said."""

from collections.abc import Sequence
from typing import Final

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from seasonal_ops.views import GoingLiveView, PlanView, moment
from tui.frame.asking import Asking
from tui.frame.dialog import Choices, Dialog, Sentence
from tui.messages import Failed, Told
from tui.seasons.messages import GoingLiveShown
from tui.show import one_line
from tui.source import Source

_NAMED: Final = 6


class DraftPicker(Dialog[str]):
    """Which of the drafts goes live: its slug."""

    def __init__(self, drafts: Sequence[PlanView]) -> None:
        super().__init__("Which plan goes live?", "↑↓ choose · Enter go on · Esc leave")
        self._drafts = drafts

    def fields(self) -> list[Widget]:
        """One line a draft."""
        return [Choices([one_line(one.name) for one in self._drafts])]

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        self.dismiss(self._drafts[event.option_index].slug)


class GoLive(Asking, Dialog[None]):
    """Reads whom the plan would write to; only then can it be answered."""

    AUTO_FOCUS = "Choices"

    def __init__(self, source: Source, plan: PlanView) -> None:
        super().__init__(f"Let {one_line(plan.name)} go live?", "↑↓ choose · Enter do it · Esc leave")
        self._source, self._plan = source, plan
        self._going = False

    def fields(self) -> list[Widget]:
        """What would be sent, and the answers."""
        return [
            Sentence("Reading whom it would write to …"),
            Choices(["Leave it a draft"]),
        ]

    def on_mount(self) -> None:
        """Ask whom it would write to."""
        self.ask("going-live", lambda: GoingLiveShown(self._source.going_live(self._plan.slug)))

    @on(GoingLiveShown)
    def _on_shown(self, message: GoingLiveShown) -> None:
        view = message.view
        self.query_one(Sentence).update("\n".join(sentences(view)))
        choices = self.query_one(Choices)
        choices.set_options(map(Content, ("Leave it a draft", f"Go live: {_sends(view)} from now on")))
        choices.highlighted = 0

    @on(Choices.OptionSelected)
    def _on_selected(self, event: Choices.OptionSelected) -> None:
        if event.option_index == 0:
            self.dismiss()
        elif not self._going:
            self._going = True
            self.ask("go-live", self._go)

    def _go(self) -> Message:
        plan = self._source.go_live(self._plan.slug)
        return Told(f"{one_line(plan.name)} is live. 7 shows what will be sent.")

    @on(Told)
    def _on_told(self) -> None:
        """The desk says it and reads everything again."""
        self.dismiss()

    @on(Failed)
    def _on_failed(self) -> None:
        """The desk says why."""
        self._going = False


def sentences(view: GoingLiveView) -> tuple[str, ...]:
    """What a lead must know before it: who gets what, who gets nothing, what is wrong, and no way back."""
    first = f", the first on {moment(view.first)}" if view.first else ""
    to = f" to {_counted(view.contacts, 'contact')} ({_named(view.reached)})" if view.contacts else ""
    said = [f"{_counted(view.reminders, 'reminder')} would go out{to}{first}."]
    if view.silent:
        way_out = "seasonal-ops contact add PARTNER EMAIL"
        said.append(f"Nobody can be written to at: {_named(view.silent)}. First: {way_out}.")
    if view.errors:
        said.append(f"▲ The plan has {_counted(view.errors, 'error')}: see the Board, or plan check.")
    said.append("There is no way back to a draft. What is promised now is kept, to compare with later.")
    return tuple(said)


def _sends(view: GoingLiveView) -> str:
    return f"{_counted(view.contacts, 'contact')} get messages" if view.contacts else "nobody gets messages"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


def _named(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    # A name may have a comma of its own.
    return "; ".join(map(one_line, names[:_NAMED])) + more
