"""The terminal UI in a real pseudo-terminal, against a minimal Textual app in the same run.

`python -m tests.bench terminal` runs this part alone, and with a number after it only that size. The goals
are those of the specification, with M for the minimal app. Beside the wall's time stands what the program
computed meanwhile, with all its threads: that is what remains comparable on a busy machine.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

from seasonal_ops.db import Database
from seasonal_ops.migrations import upgrade
from tests.bench.many import NOW, fill
from tests.bench.pseudo_terminal import PseudoTerminal

PROGRAM: Final = str(Path(sys.executable).with_name("seasonal-ops"))
SIZES: Final = (100, 10_000, 100_000)
_STARTS: Final = 5
_KEYS: Final = 60
_FEW: Final = 14
_GOAL: Final = "≤ 10 ms first byte, ≤ 16 ms last"
_PAGES: Final = ("\x1b[6~", "\x1b[5~")
_SIDEWAYS: Final = ("\x1b[C", "\x1b[C", "\x1b[D")
_UP_AND_DOWN: Final = ("j", "j", "j", "k")
# Typed into the filter, and taken away again.
_TYPED: Final = (*"patrol 1", *["\x7f"] * 8)
MINIMAL: Final = """
from textual.app import App
from textual.widgets import Static

class Minimal(App):
    pressed = 0
    def compose(self):
        yield Static("Minimal")
    def on_key(self):
        self.pressed += 1
        self.query_one(Static).update(f"Minimal {self.pressed}")

Minimal().run()
"""
_MINIMAL: Final = (sys.executable, "-c", MINIMAL)
# Another process that changes something each second.
_OTHER: Final = """
import subprocess, sys, time
while True:
    subprocess.run([sys.argv[1], "area", "add", f"ward {time.time()}"], stdout=subprocess.DEVNULL)
    time.sleep(1)
"""


class Pressed(NamedTuple):
    """Seconds until a key's first byte and its last, and those computed meanwhile."""

    first: float
    last: float
    busy: float


Times = list[Pressed]


def bench_terminal(sizes: tuple[int, ...] = SIZES) -> None:
    """Each size on a database of its own."""
    for activities in sizes:
        with tempfile.TemporaryDirectory() as folder:
            database = Database(f"sqlite:///{folder}/many.db")
            upgrade(database)
            slug = fill(database, activities)
            database.dispose()
            environment = {
                "PATH": os.environ["PATH"],
                "HOME": folder,
                "SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/many.db",
                "SEASONAL_OPS_NOW": NOW.isoformat(),
            }
            print(f"terminal UI at {activities:,} activities", flush=True)
            _bench_starts(environment)
            _bench_keys(environment, slug)


def _bench_starts(environment: Mapping[str, str]) -> None:
    starts = [_started(environment) for _ in range(_STARTS)]
    peer, paint, rows = (
        tuple(statistics.median(one[what][kind] for one in starts) for kind in (0, 1)) for what in range(3)
    )
    _line("first paint", paint, peer, "≤ 1.5 M; ≤ 2.5 M at 100,000")
    _line("first rows", rows, peer, "≤ 3 M")


def _started(environment: Mapping[str, str]) -> list[tuple[float, float]]:
    """When the minimal app painted, and when ours painted and had rows: by the wall, and computed."""
    with PseudoTerminal.running(_MINIMAL, environment) as minimal:
        found = [(minimal.until(b"Minimal"), minimal.busy)]
    with PseudoTerminal.running([PROGRAM, "tui"], environment) as ours:
        found += [(ours.until(sign), ours.busy) for sign in (b"Today", b"Patrol")]
    return found


def _bench_keys(environment: Mapping[str, str], slug: str) -> None:
    with PseudoTerminal.running(_MINIMAL, environment) as minimal:
        minimal.until(b"Minimal")
        peer = _pressed(minimal, ("j",), _KEYS)
    with PseudoTerminal.running([PROGRAM, "tui"], environment) as ours:
        ours.until(b"Patrol")
        ours.rest()
        _keys("Today, a line down or up", _pressed(ours, ("j", "k"), _KEYS), peer, _GOAL)
        # Each activity once: planned, then doing.
        _keys("Today, next status", _pressed(ours, (" ", "j"), _FEW)[::2], peer, "≤ 12 ms")
        _bench_board(ours, peer)
        _bench_others(ours, peer)
        with _others_change(environment):
            ours.press("1")
            _keys("Today, a line, while others change", _pressed(ours, ("j", "k"), _KEYS), peer, "as without")
        print(f"  memory after four screens: {ours.megabytes:.0f} MB", flush=True)
    with PseudoTerminal.running([PROGRAM, "tui", "--plan", slug], environment) as ours:
        ours.until(b"Patrol")
        ours.press("5")
        ours.until(b"Calls of kind")
        ours.rest()
        times = _pressed(ours, ("7", "\t"), _KEYS)
        _keys("count grid, a digit", times[::2], peer, "≤ 8 ms")
        _keys("count grid, keep and go on", times[1::2], peer, "≤ 8 ms")


def _bench_board(ours: PseudoTerminal, peer: Times) -> None:
    ours.press("2")
    ours.until(b"Patrol")
    ours.rest()
    _keys("Board, a line down", _pressed(ours, _UP_AND_DOWN, _KEYS), peer, _GOAL)
    _keys("Board, a page down or up", _pressed(ours, _PAGES, _KEYS), peer, "none")
    _keys("Board, fold a phase", _pressed(ours, ("z",), _FEW), peer, "none")
    print(f"  memory after Today and Board: {ours.megabytes:.0f} MB (goal ≤ 85 MB at 10,000)", flush=True)
    ours.press("/")
    _keys("Board, typing a filter", _pressed(ours, _TYPED, 2 * len(_TYPED)), peer, "none")
    ours.press("\x1b")


def _bench_others(ours: PseudoTerminal, peer: Times) -> None:
    ours.press("3")
    ours.until(b"Patrol")
    ours.rest()
    _keys("Timeline, a line down or up", _pressed(ours, ("j", "k"), _KEYS), peer, _GOAL)
    _keys("Timeline, a day sideways", _pressed(ours, _SIDEWAYS, _KEYS), peer, "none")
    ours.press("4")
    ours.until(b"Agency")
    ours.rest()
    _keys("Partners, a line down or up", _pressed(ours, ("j", "k"), _KEYS), peer, _GOAL)


@contextmanager
def _others_change(environment: Mapping[str, str]) -> Iterator[None]:
    """Somebody changes something each second, until the block ends."""
    other = subprocess.Popen([sys.executable, "-c", _OTHER, PROGRAM], env=environment)
    try:
        time.sleep(1)
        yield
    finally:
        other.kill()
        other.wait()


def _pressed(terminal: PseudoTerminal, keys: tuple[str, ...], times: int) -> Times:
    return [_press(terminal, keys[number % len(keys)]) for number in range(times)]


def _press(terminal: PseudoTerminal, key: str) -> Pressed:
    terminal.settle()
    before = terminal.busy
    first, last = terminal.press(key)
    return Pressed(first, last, terminal.busy - before)


def _keys(what: str, ours: Times, peer: Times, goal: str) -> None:
    (first, last, busy), (first_of_peer, last_of_peer, busy_of_peer) = _p95(ours), _p95(peer)
    print(
        f"  {what}: p95 {first:.1f} ms first byte, {last:.1f} ms last, {busy:.1f} ms computed, against"
        f" {first_of_peer:.1f}, {last_of_peer:.1f} and {busy_of_peer:.1f} ms for the minimal app: first"
        f" byte {first / first_of_peer:.1f} M (goal {goal})",
        flush=True,
    )


def _p95(times: Times) -> Pressed:
    """In milliseconds."""
    kinds = ([1000 * one[place] for one in times] for place in range(3))
    return Pressed(*(statistics.quantiles(kind, n=20)[-1] for kind in kinds))


def _line(what: str, ours: tuple[float, ...], peer: tuple[float, ...], goal: str) -> None:
    wall, busy = ours
    print(
        f"  {what}: {1000 * wall:.0f} ms against {1000 * peer[0]:.0f} ms: {wall / peer[0]:.2f} M;"
        f" computed {1000 * busy:.0f} ms against {1000 * peer[1]:.0f} ms: {busy / peer[1]:.2f} M"
        f" (goal {goal})",
        flush=True,
    )
