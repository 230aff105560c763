"""The frame that all questions share."""

from typing import Any, ClassVar, Final, TypeVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset, Region
from textual.layout import Layout
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import OptionList, Static

from tui.frame.leaving import LeftOnce
from tui.frame.scrolled import Scroll, Scrolled
from tui.frame.squeeze import Squeezed
from tui.keymap import CHOICES, LEAVE_IT, bindings
from tui.show import one_line

Result = TypeVar("Result")
# Where there are few lines, none of them is for ornament.
_BREAKPOINTS: Final = [(0, "-low"), (16, "-framed")]
_CURSOR: Final = "▌"
_QUIET: Final = 0.7  # seconds without a key: whoever was typing has seen that something came


class Dialog(LeftOnce, ModalScreen[Result | None]):
    """A box with a heading and a line of keys; Esc leaves it with None.

    One that is `unasked` comes by itself, over whatever is being typed: it takes no key, nor says which there
    are, before nothing was typed for a moment. Else a line's `j` and Enter would be its answer, unread.
    """

    BINDINGS: ClassVar = bindings((LEAVE_IT,))
    VERTICAL_BREAKPOINTS = _BREAKPOINTS

    def __init__(self, heading: str, keys: str) -> None:
        super().__init__()
        self._heading, self._keys = heading, keys
        self.unasked = False
        self._listens: Timer | None = None

    def compose(self) -> ComposeResult:
        """Heading, what the question asks for, keys."""
        with Frame(id="frame"):
            yield Static(Content(one_line(self._heading)), classes="heading")
            yield from self.fields()
            yield Static(Content(" " if self.unasked else self._keys), classes="keys")

    def on_screen_resume(self) -> None:
        """Wait for a moment without a key."""
        if self.unasked:
            self.overhear()

    def on_screen_suspend(self) -> None:
        """Nobody sees it under another one."""
        if self._listens is not None:
            self._listens.stop()

    def overhear(self) -> None:
        """A key was meant for what was there before; wait from now on."""
        if self._listens is not None:
            self._listens.stop()
        self._listens = self.set_timer(_QUIET, self._listen)

    def _listen(self) -> None:
        self.unasked = False
        self.query_one(".keys", Static).update(Content(self._keys))

    def fields(self) -> list[Widget]:
        """The parts between heading and keys."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave with nothing chosen."""
        self.dismiss(None)


class Frame(Vertical):
    """Where not everything has room, sentences are cut to what scrolls in a line, then lists of choices.

    Whatever has no room even then comes into sight with the cursor.
    """

    @property
    def layout(self) -> Layout:
        """Textual's style sheets know only its own layouts."""
        return Squeezed(Sentence, Choices)

    def scroll_to_region(self, region: Region, **how: Any) -> Offset:
        """At once: what Textual puts off was reckoned for a frame of another size."""
        return super().scroll_to_region(
            region, **(how | {"animate": False, "immediate": True, "center": False})
        )

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        focused = self.screen.focused
        if focused is not None:
            focused.scroll_visible()


class Sentence(Scroll):
    """What must be known for the answer; never markup. Tab goes here only while there is more to read."""

    def __init__(self, said: str) -> None:
        super().__init__(classes="sentence")
        self._said = Static(Content(said))

    def compose(self) -> ComposeResult:
        """The text, folded."""
        yield self._said

    def update(self, said: str) -> None:
        """Say something else."""
        self._said.update(Content(said))

    def allow_focus(self) -> bool:
        """Whether there is anything to scroll to."""
        return self.max_scroll_y > 0

    def on_resize(self) -> None:
        """Where nothing is to be chosen, the arrows scroll without another key."""
        if self.screen.focused is None:
            self.call_after_refresh(self.focus)


class Choices(OptionList, Scrolled):
    """A list of choices with the same keys as everywhere; texts are never markup."""

    BINDINGS: ClassVar = bindings(CHOICES)

    def __init__(self, texts: list[str], *, at: int = 0, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(*map(Content, texts), id=id, markup=False, compact=True)
        if texts:
            self.highlighted = at

    @property
    def shows_cursor(self) -> bool:
        """Whether the highlighted one is to be told from the others."""
        return True

    def _get_left_gutter_width(self) -> int:
        """A cell, unless that would be all there is."""
        return len(_CURSOR) if self.scrollable_content_region.width > len(_CURSOR) else 0

    def render_line(self, y: int) -> Strip:
        """Before the highlighted one a bar as in every list: it can be seen without colours."""
        strip, line = super().render_line(y), y + self.scroll_offset.y
        if not self._get_left_gutter_width():
            return strip
        at = self._lines[line][0] if line < len(self._lines) else -1
        is_here = self.shows_cursor and at == self.highlighted
        style = next((segment.style for segment in strip), None)
        return Strip([Segment(_CURSOR if is_here else " ", style), *strip])

    def on_resize(self) -> None:
        """The highlighted one is in sight, also when there is room for fewer than before."""
        self.call_after_refresh(self.scroll_to_highlight)

    @property
    def at(self) -> int:
        """The number of the highlighted choice, -1 when there is none."""
        return -1 if self.highlighted is None else self.highlighted
