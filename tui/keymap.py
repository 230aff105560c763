"""Every key of the terminal door, once: bindings, the bottom line and the help are made from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that keys do: `keys` as Textual names them, `shown` as people read them.

    `brief` is its place in the bottom line, empty when only the help has it.
    """

    keys: str
    shown: str
    action: str
    does: str
    brief: str = ""


MOVE: Final = (
    Key("j,down", "j ↓", "move(1)", "next activity"),
    Key("k,up", "k ↑", "move(-1)", "previous activity"),
    Key("g,home", "g Home", "first", "first activity"),
    Key("G,end", "G End", "last", "last activity"),
    Key("pagedown", "PgDn", "page(1)", "a page down"),
    Key("pageup", "PgUp", "page(-1)", "a page up"),
    Key("enter", "Enter", "open", "open the activity; Esc goes back", "open"),
)
CHANGE: Final = (
    Key("space", "space", "change('next_status')", "next status: planned, doing, delivered", "next status"),
    Key("s", "s", "change('pick_status')", "pick any status", "status…"),
    Key("a", "a", "change('assign')", "assign a partner", "assign"),
    Key("r", "r", "change('answer')", "record what a partner answered", "answer"),
)
LOOK: Final = (
    Key("slash", "/", "filter", "filter while typing; Esc shows all again", "filter"),
    Key("c", "c", "next_clash", "go to the next clash", "clash"),
    Key("p", "p", "pick_plan", "show one plan, or all", "plan"),
)
LEAVE: Final = (
    Key("question_mark,f1", "? F1", "app.help", "this help", "help"),
    Key("colon", ": ^p", "app.command_palette", "command palette: theme, screenshot"),
    Key("q", "q ^q", "app.quit", "quit", "quit"),
)
BACK: Final = Key("escape", "Esc", "back", "go back", "back")
GROUPS: Final = {"Move": MOVE, "Change": CHANGE, "Look": LOOK, "Everywhere": LEAVE}


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """The keys as Textual wants them."""
    return [Binding(key.keys, key.action, key.does, show=False) for key in keys]


def bottom_line(keys: Iterable[Key]) -> list[tuple[str, str]]:
    """Key and word of what the bottom line shows, in order."""
    return [(key.shown.split()[0], key.brief) for key in keys if key.brief]
