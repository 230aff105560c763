"""The line that drops, and whoever ends the program from outside: what was typed is kept first."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, Final

from textual.message import Message

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App

_SIGNALS: Final = (signal.SIGHUP, signal.SIGTERM)
_STDIN, _STDOUT, _STDERR = 0, 1, 2
_BY_SIGNAL: Final = 128  # what a shell adds to the number of a signal
_LONGEST: Final = 10.0  # seconds; longer than the desk waits for what is being kept


@dataclass
class HungUp(Message):
    """The program is to end, with this exit code."""

    code: int


@contextmanager
def heeding(app: App[None]) -> Iterator[None]:
    """While the block runs, the app is told by `HungUp`; if it has not ended soon, it ends all the same."""

    def told(number: int, _frame: FrameType | None) -> None:
        for one in _SIGNALS:
            # A shell passes on what the kernel has sent already.
            signal.signal(one, signal.SIG_IGN)
        if number == signal.SIGHUP:
            _let_go_of_the_terminal()
        Thread(target=_end, args=(app, _BY_SIGNAL + number), daemon=True).start()

    before = {number: signal.signal(number, told) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _end(app: App[None], code: int) -> None:
    # From a thread: the app may be in the midst of anything when the signal comes.
    with suppress(RuntimeError):  # it is ending already
        app.post_message(HungUp(code))
    sleep(_LONGEST)
    os._exit(code)


def _let_go_of_the_terminal() -> None:
    """Nothing more comes from it, and what is painted goes nowhere; else either would end the app at once."""
    never, _kept_open = os.pipe()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(never, _STDIN)
    for stream in (_STDOUT, _STDERR):
        os.dup2(nowhere, stream)
