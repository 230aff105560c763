"""The fields of the form that are more than a text box: a pick, the partners, the line that saves."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tui.activity.boxes import Partners
from tui.frame.dialog import Choices
from tui.frame.type_ahead import TypeAhead
from tui.keymap import IN_FORM, SAVE, bindings
from tui.show import one_line

_HOW: Final = "   (type to choose, or a space)"


class _Narrowing(TypeAhead):
    """Nothing is open until something is typed: whoever walks through the form changes nothing."""

    @property
    def open(self) -> bool:
        """Whether the choices are shown."""
        return self.query_one(Input).value != ""

    def action_move(self, by: int) -> None:
        """Through the choices; while there are none, through the form."""
        if self.open:
            super().action_move(by)
        elif by > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()


class Pick(Vertical):
    """One of many by its name: shows what is picked; typing opens the choices, a space all of them."""

    @dataclass
    class Done(Message):
        """Enter was pressed."""

        pick: "Pick"

    def __init__(self, entries: list[tuple[str, str]], value: str, *, id: str) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        # What stands there may be none of the choices any more.
        known = any(one == value for one, _ in entries)
        self._entries = entries if known else [*entries, (value, one_line(value))]
        self._picked = value

    def compose(self) -> ComposeResult:
        """The box, and the choices under it."""
        yield _Narrowing([(label, label) for _, label in self._entries], placeholder=self._label())

    @property
    def value(self) -> str:
        """What is picked: while the choices are open, the highlighted one."""
        narrowing = self.query_one(_Narrowing)
        return self._entries[narrowing.at][0] if narrowing.open and narrowing.at >= 0 else self._picked

    def pick(self, value: str) -> None:
        """Show this one from now on."""
        if any(one == value for one, _ in self._entries):
            self._picked = value
        box = self.query_one(Input)
        box.value = ""
        box.placeholder = self._label() + (_HOW if self.has_focus_within else "")

    def _label(self) -> str:
        return next(label for value, label in self._entries if value == self._picked)

    def on_descendant_focus(self) -> None:
        """Say what to do here."""
        self.query_one(Input).placeholder = self._label() + _HOW

    def on_descendant_blur(self) -> None:
        """What was highlighted is what is picked."""
        self.pick(self.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Done with it."""
        event.stop()
        self.post_message(self.Done(self))

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed here only narrows the choices."""
        event.stop()
        self.set_class(event.value != "", "-open")

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """A click picks, too."""
        event.stop()
        self.post_message(self.Done(self))


class PartnerList(Choices):
    """Who is on it; `a` adds one, `x` takes one off, `r` records an answer."""

    BINDINGS: ClassVar = bindings(IN_FORM)

    @dataclass
    class Wanted(Message):
        """A key was pressed for the partner with this number, -1 when there is none."""

        verb: str
        at: int

    def __init__(self, partners: Partners) -> None:
        super().__init__([], id="partners")
        self._held = 0
        self.show(partners)

    @property
    def shows_cursor(self) -> bool:
        """Only while keys go there: it is one field of many."""
        return self.has_focus

    def show(self, partners: Partners) -> None:
        """Show these; nobody has a line as well, that says what to press."""
        at = self.at
        self._held = len(partners.held)
        lines = [one.line() for one in partners.held] or ["  nobody yet; a asks a partner"]
        self.set_options(map(Content, lines))
        self.highlighted = max(0, min(at, len(lines) - 1))

    def action_cursor_down(self) -> None:
        """From the last one on to the next field."""
        if self.at < self.option_count - 1:
            super().action_cursor_down()
        else:
            self.screen.focus_next()

    def action_cursor_up(self) -> None:
        """From the first one back to the field above."""
        if self.at > 0:
            super().action_cursor_up()
        else:
            self.screen.focus_previous()

    def action_partner(self, verb: str) -> None:
        """Say which."""
        self.post_message(self.Wanted(verb, self.at if self._held else -1))


class SeveralLines(TextArea):
    """A text of several lines: Enter makes one, the arrows leave it at its first and last."""

    def action_cursor_down(self, select: bool = False) -> None:
        """A line down, or to the next field."""
        if self.cursor_at_last_line and not select:
            self.screen.focus_next()
        else:
            super().action_cursor_down(select)

    def action_cursor_up(self, select: bool = False) -> None:
        """A line up, or to the field above."""
        if self.cursor_at_first_line and not select:
            self.screen.focus_previous()
        else:
            super().action_cursor_up(select)


class SaveLine(Widget, can_focus=True):
    """The last field: Enter saves."""

    BINDINGS: ClassVar = bindings((SAVE,))

    @dataclass
    class Pressed(Message):
        """The lead wants to keep what was typed."""

    def render(self) -> Content:
        """A word like the others, that stands out when it has the keyboard."""
        return Content.assemble(("▸ Save", "bold $text-accent" if self.has_focus else ""), "  Enter")

    def on_click(self, event: events.Click) -> None:
        """A click saves, too."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Say so."""
        self.post_message(self.Pressed())
