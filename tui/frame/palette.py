"""What the command palette finds: every action by its name, or by any word of what it does."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from typing import Any, Final

from textual.app import SystemCommand
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.screen import Screen

from tui.frame.leaving import LeftOnce
from tui.keymap import DIALOGS, EVERYWHERE, GO_LIVE, GROUPS, Key
from tui.themes import THEMES

# A word of the description is a lesser hit than any letters of the name.
_IN_DESCRIPTION: Final = 0.01
_ANYWHERE: Final = (*EVERYWHERE, GO_LIVE)


class Palette(LeftOnce, CommandPalette):
    """Textual's own, left once: Enter that arrives twice leaves nothing else."""


class Commands(Provider):
    """Fuzzy in the name; in the description whole or begun words, in any order."""

    async def discover(self) -> Hits:
        """All of them, before anything is typed."""
        for name, does, callback, _ in sorted(self._commands(), key=lambda one: one.title):
            yield DiscoveryHit(name, callback, help=does)

    async def search(self, query: str) -> Hits:
        """Those that match."""
        matcher = self.matcher(query)
        for name, does, callback, _ in self._commands():
            score = matcher.match(name) or (_IN_DESCRIPTION if described(query, does) else 0)
            if score > 0:
                yield Hit(score, matcher.highlight(name), callback, help=does)

    def _commands(self) -> Iterable[SystemCommand]:
        return self.app.get_system_commands(self.screen)


def described(query: str, does: str) -> bool:
    """Whether each word of the query begins a word of the description."""
    words = does.casefold().replace("(", " ").split()
    return all(any(word.startswith(sought) for word in words) for sought in query.casefold().split())


def commands(app: Any, screen: Screen[Any]) -> Iterable[SystemCommand]:
    """Every action that a key does where it was called, those that are everywhere, and how it looks."""
    for key, node in _pressed_here(screen):
        yield SystemCommand(key.title, _does(key), partial(app.run_action, key.action, node))
    for theme in THEMES:
        name = f"Theme: {theme.replace('-', ' ')}"
        yield SystemCommand(name, "how it looks, until it is closed", partial(setattr, app, "theme", theme))


def _pressed_here(screen: Screen[Any]) -> Iterator[tuple[Key, DOMNode]]:
    """The keys of the screen and of what has the focus on it, each once, with what does them."""
    bound = screen.active_bindings
    own: tuple[Key, ...] = getattr(screen, "KEYS", ())
    told = set[str]()
    others = chain(*(keys for keys in GROUPS.values() if keys is not DIALOGS))
    for key in (*own, *_ANYWHERE, *others):
        name = key.keys.split(",")[0]
        there = bound.get(name)
        does = there is not None and there.binding.action == key.action
        if name not in told and (does or key in _ANYWHERE):
            told.add(name)
            yield key, there.node if there is not None and does else screen


def _does(key: Key) -> str:
    """What its title does not say already, and the key."""
    rest = key.does[len(key.title) :].lstrip(":; ")
    return f"{rest} ({key.shown})" if rest else f"({key.shown})"
