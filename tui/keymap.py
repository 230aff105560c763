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
    Key("j,down", "j ↓", "move(1)", "next line"),
    Key("k,up", "k ↑", "move(-1)", "previous line"),
    Key("g,home", "g Home", "first", "first line"),
    Key("G,end", "G End", "last", "last line"),
    Key("pagedown", "PgDn", "page(1)", "a page down"),
    Key("pageup", "PgUp", "page(-1)", "a page up"),
    Key("enter", "Enter", "open", "open what the cursor stands on; Esc goes back", "open"),
)
CHANGE: Final = (
    Key("space", "space", "change('next_status')", "next status: planned, doing, delivered", "next"),
    Key("s", "s", "change('pick_status')", "pick any status", "status…"),
    Key("a", "a", "change('assign')", "assign a partner", "assign"),
    Key("r", "r", "change('answer')", "record what a partner answered", "answer"),
)
LOOK: Final = (
    Key("slash", "/", "filter", "filter while typing; Esc shows all again", "filter"),
    Key("c", "c", "next_clash", "go to the next clash", "clash"),
    Key("p", "p", "pick_plan", "show one plan, or all", "plan"),
)
SCREENS: Final = (
    Key("1", "1", "app.show('today')", "Today: what is late, due and coming", "today"),
    Key("7", "7", "app.show('outbox')", "Outbox: what is to be sent, and what was", "outbox"),
    Key("8", "8", "app.show('feeds')", "Feeds: calendar subscriptions and their links", "feeds"),
)
OUTBOX: Final = (
    Key("r", "r", "change('retry')", "try one again that was given up or put off", "retry"),
    Key("h", "h", "change('hold')", "hold: keep one back", "hold"),
    Key("l", "l", "change('release')", "release: let one go that is held", "release"),
)
SEND: Final = Key("S", "S", "app.send", "send what is due now, here and on Today; asks first", "send")
FEED: Final = (
    Key("l", "l", "links", "the feed's links and QR code", "links"),
    Key("n", "n", "change('new')", "new feed", "new"),
    Key("R", "R", "change('rotate')", "rotate: give the feed another address", "rotate"),
    Key("X", "X", "change('revoke')", "revoke: shut the feed's address for good", "revoke"),
)
COPY: Final = Key("y", "y", "copy", "copy the address, where the links are shown", "copy the address")
LEAVE: Final = (
    Key("question_mark,f1", "? F1", "app.help", "this help", "help"),
    Key("colon", ": ^p", "app.command_palette", "command palette: theme, screenshot"),
    Key("q", "q ^q", "app.quit", "quit", "quit"),
)
BACK: Final = Key("escape", "Esc", "back", "go back", "back")
GROUPS: Final = {
    "Move": MOVE,
    "Today": (*CHANGE, *LOOK),
    "Outbox": (*OUTBOX, SEND, LOOK[0]),
    "Feeds": (*FEED, COPY),
    "Everywhere": (*SCREENS, *LEAVE),
}


def bindings(keys: Iterable[Key]) -> list[BindingType]:
    """The keys as Textual wants them."""
    return [Binding(key.keys, key.action, key.does, show=False) for key in keys]


def bottom_line(keys: Iterable[Key]) -> list[tuple[str, str]]:
    """Key and word of what the bottom line shows, in order."""
    return [(key.shown.split()[0], key.brief) for key in keys if key.brief]
