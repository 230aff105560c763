"""What is chosen above a preview: one of several, a year, a date for each anchor."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input, Static

from tui.frame.box import Box
from tui.frame.scrolled import Scroll
from tui.keymap import CHOOSER, bindings
from tui.seasons.messages import BoxesChanged
from tui.show import one_line

# No date is longer; more is a slip of a paste.
_LONGEST = 40


class Chooser(Widget, can_focus=True):
    """`◂ Bright Sparx ▸  1 of 4`: arrows and space go round, Enter to what is below."""

    BINDINGS: ClassVar = bindings(CHOOSER)
    at: reactive[int] = reactive(0, init=False)

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()

    def offer(self, words: Sequence[str], at: int) -> None:
        """Choose among these from now on."""
        self._words = tuple(words)
        self.set_reactive(Chooser.at, at)
        self.refresh()

    def render(self) -> Content:
        """The one that is chosen, and how many there are."""
        if not self._words:
            return Content("reading …")
        style = "bold $text-accent" if self.has_focus else "bold"
        place = f"  {self.at + 1} of {len(self._words)}, ← → another" if len(self._words) > 1 else ""
        shown = one_line(self._words[self.at])
        return Content.assemble((f"◂ {shown} ▸", style), (place, "$foreground-muted"))

    def action_turn(self, by: int) -> None:
        """The next one, round and round."""
        if len(self._words) > 1:
            self.at = (self.at + by) % len(self._words)

    def on_click(self) -> None:
        """A click is the next one."""
        self.action_turn(1)

    def watch_at(self) -> None:
        """Tell it."""
        self.post_message(BoxesChanged())


class Row(Horizontal):
    """A label, what is chosen, and what is to be said of it."""

    def __init__(self, label: str, box: Widget) -> None:
        super().__init__()
        self.label, self.box = label, box
        self._says = Static(Content(""), classes="says")
        self.set_class(isinstance(box, Chooser), "-chooser")

    def compose(self) -> ComposeResult:
        """Label, box, what is said."""
        yield Static(Content(one_line(self.label)), classes="label")
        yield self.box
        yield self._says

    def say(self, text: str) -> None:
        """Say this beside the box; what is wrong begins with its glyph."""
        self._says.update(Content(text))
        self._says.set_class(text.startswith("▲"), "-wrong")


class TypedRow(Row):
    """A row with a text box; empty = as it comes, which its placeholder shows."""

    def __init__(self, label: str, placeholder: str = "", value: str = "") -> None:
        self.typed = Box(value, placeholder=placeholder, compact=True, max_length=_LONGEST)
        super().__init__(label, self.typed)

    @property
    def value(self) -> str:
        """What stands in the box."""
        return self.typed.value

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(BoxesChanged())

    @on(Input.Submitted)
    def _on_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done(self))

    class Done(Message):
        """Enter was pressed in the box."""

        def __init__(self, row: "TypedRow") -> None:
            super().__init__()
            self.row = row


class Boxes(Scroll, can_focus=False):
    """The rows; those of the anchors come and go with what is chosen above them."""

    async def set_anchors(self, names: Sequence[str], typed: dict[str, str]) -> bool:
        """A row for each of these; what stood in a box of that name before stands there again.

        False when they do not stand there now: the screen was left meanwhile.
        """
        if [row.label for row in self.anchors] == list(names):
            return True
        focused = next((row.label for row in self.anchors if row.typed.has_focus), "")
        await self.query(".anchor").remove()
        rows = [TypedRow(name, "by its rule", typed.get(name, "")) for name in names]
        for row in rows:
            row.add_class("anchor")
        await self.mount_all(rows)
        if self.anchors != rows:
            return False
        if focused in names:
            rows[list(names).index(focused)].typed.focus()
        return True

    @property
    def anchors(self) -> list[TypedRow]:
        """The rows of the anchors, in their order."""
        return list(self.query(".anchor").results(TypedRow))
