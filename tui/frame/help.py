"""Every key, from the one keymap."""

from functools import cache
from typing import ClassVar, Final

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tui.frame.dialog import Dialog
from tui.frame.scrolled import Scroll
from tui.frame.signs import SIGNS
from tui.keymap import GROUPS, HELP, Key, bindings

_KEYS: Final = 11  # cells
# Groups that most screens share: what is of one alone stands before them.
_EVERYWHERE: Final = frozenset(("Move", "Mark", "Activities", "Everywhere"))


class Help(Dialog[None]):
    """Leaves by any key that a reader would try."""

    BINDINGS: ClassVar = bindings(HELP)

    def __init__(self, own: tuple[Key, ...] = ()) -> None:
        super().__init__("Keys", "↑↓ scroll · Esc close")
        self._own = own

    def fields(self) -> list[Widget]:
        """A heading a group, a line a key."""
        return [Scroll(Static(id="all-keys"))]

    def on_resize(self) -> None:
        """A line that is too long goes on below what the key does, not below the key."""
        width = self.query_one(Scroll).scrollable_content_region.width - 1  # before the scroll bar
        self.query_one("#all-keys", Static).update(help_text(width, self._own))

    def action_scroll(self, where: str) -> None:
        """The letters that move in every list move here, too."""
        page = self.query_one(Scroll)
        moves = {"down": page.scroll_down, "up": page.scroll_up}
        moves |= {"home": page.scroll_home, "end": page.scroll_end}
        moves[where](animate=False)


@cache
def help_text(width: int, own: tuple[Key, ...] = ()) -> Content:
    """The keymap as people read it, in lines of at most `width` cells; the groups of `own` keys first."""
    groups = sorted(
        GROUPS.items(), key=lambda group: group[0] in _EVERYWHERE or set(own).isdisjoint(group[1])
    )
    rows = {title: [(key.shown, key.does) for key in keys] for title, keys in groups}
    lines: list[Content] = []
    for title, told in (*rows.items(), ("Signs", SIGNS)):
        lines.append(Content.assemble((title, "bold")))
        for shown, does in told:
            folded = Content(does).wrap(max(8, width - _KEYS))
            names = [f"  {shown}", *[""] * (len(folded) - 1)]
            lines += [
                Content.assemble((f"{name:<{_KEYS}}", "$text-accent"), line)
                for name, line in zip(names, folded, strict=True)
            ]
    return Content("\n").join(lines)
