"""One keymap: every binding of every room is in it and in the help, and none means two things at once."""

import importlib
import pkgutil
from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Input, OptionList, TextArea

import tui
from tests.tui.fakes import FakeSource
from tests.tui.terminal import Settle, press
from tui.app import SeasonalOps
from tui.frame.help import help_text
from tui.keymap import EVERYWHERE, GROUPS, TIMELINE, bindings, bottom_line
from tui.today.activity_list import ActivityList
from tui.today.screen import TodayScreen

# Where what is typed is text, or the answer to a question that stands over everything else.
_TYPED_IN = (Input, TextArea, ModalScreen, OptionList)
_GRID = "CountGrid"


def rooms() -> Iterator[type[DOMNode]]:
    """Every screen and widget that is written here."""
    for module in pkgutil.walk_packages(tui.__path__, "tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            ours = isinstance(thing, type) and issubclass(thing, Screen | Widget)
            if ours and thing.__module__ == module.name:
                yield thing


def bound(node: type[DOMNode]) -> Iterator[Binding]:
    """What a class itself binds, a key each."""
    yield from Binding.make_bindings(vars(node).get("BINDINGS", ()))


EVERY_PLACE = sorted(rooms(), key=lambda node: node.__name__)
PLACES = sorted(
    (node for node in rooms() if not issubclass(node, _TYPED_IN) and node.__name__ != _GRID),
    key=lambda node: node.__name__,
)
KNOWN = {(name, one.action) for one in chain(*GROUPS.values()) for name in one.keys.split(",")}
GLOBAL = {binding.key: binding.action for binding in Binding.make_bindings(bindings(EVERYWHERE))}


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
def test_no_place_gives_a_global_key_another_meaning(place: type[DOMNode]) -> None:
    shadowed = [one.key for one in bound(place) if GLOBAL.get(one.key, one.action) != one.action]
    assert shadowed == []


@pytest.mark.parametrize("place", EVERY_PLACE, ids=lambda place: place.__name__)
def test_every_binding_is_in_the_keymap(place: type[DOMNode]) -> None:
    """With what it does: a key of the keymap may not do something else somewhere. Dialogs, too."""
    assert [(one.key, one.action) for one in bound(place) if (one.key, one.action) not in KNOWN] == []


@pytest.mark.anyio
@pytest.mark.parametrize(
    "keys",
    [*"123456789", ("e",), ("N",), ("F",), ("A",), ("L",), ("M", "escape"), ("enter",), ("8", "l")],
    ids="".join,
)
async def test_the_palette_has_every_key_that_works_where_it_is_called(
    settle: Settle, keys: tuple[str, ...]
) -> None:
    app = SeasonalOps(FakeSource(), plan="bright-sparx-2026")
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, settle, *keys)
        found = Counter(one.title for one in app.get_system_commands(app.screen))
        assert [title for title, many in found.items() if many > 1] == []
        bound = {(name, one.binding.action) for name, one in app.screen.active_bindings.items()}
        here = [
            one
            for group, ours in GROUPS.items()
            for one in ours
            if group != "In dialogs" and (one.keys.split(",")[0], one.action) in bound
        ]
        assert len(here) > 3
        assert not [title for title in found if title.startswith("While a filter")]
        # Two groups may call the same key by two names: one of them is enough.
        by_key: dict[str, list[bool]] = {}
        for one in here:
            by_key.setdefault(one.keys.split(",")[0], []).append(one.title in found)
        assert [name for name, there in by_key.items() if not any(there)] == []


@pytest.mark.anyio
async def test_what_the_palette_does_is_what_the_key_does(settle: Settle) -> None:
    app = SeasonalOps(FakeSource())
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, settle, "colon", *"mark all", "enter")
        assert len(app.main.query_one(ActivityList).marks) == 6


def test_the_bottom_line_shows_a_pair_together_and_the_help_each_by_itself() -> None:
    assert bottom_line(TIMELINE)[:2] == [("<>", "move", 0), ("{}", "end", 0)]
    lines = help_text(200).plain.splitlines()
    for key, does in (("<", "move it a day back"), (">", "move it a day on"), ("-", "zoom out")):
        assert any(line.split(":")[0].split(maxsplit=1) == [key, does] for line in lines)


def test_every_key_is_in_the_help() -> None:
    text = help_text(200).plain
    for keys in GROUPS.values():
        for key in keys:
            assert key.does in text
            assert all(name in text for name in key.shown.split())


def test_a_line_of_the_help_that_is_too_long_goes_on_below_what_the_key_does() -> None:
    lines = help_text(40).plain.splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("  v "))
    assert lines[at : at + 3] == [
        "  v        mark; what changes then",
        "           changes all that are marked",
        "  V        mark all that are shown, or",
    ]


def test_a_group_gives_a_key_one_meaning() -> None:
    """But the count grid, where it means another while a value is typed; and no two dialogs are open."""
    for name, keys in GROUPS.items():
        if name in ("Count grid", "In dialogs"):
            continue
        names = [key for one in keys for key in one.keys.split(",")]
        assert len(names) == len(set(names)), name


def test_what_is_looked_at_is_not_nothing() -> None:
    assert TodayScreen in PLACES
    assert {"1", "9", "u", "U", "question_mark", "escape"} <= set(GLOBAL)
