"""A terminal that a test looks at: `seasonal-ops tui` in tmux, on a socket of its own."""

import itertools
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

import psutil
from clients.program import PROGRAM
from conftest import missing

PATIENCE = 60.0  # seconds; a test that waits so long has failed
_NUMBERS = itertools.count()
Found = TypeVar("Found")
# tmux does not always learn what a program ended with; a shell does, and keeps the terminal open.
_ENDED = "it ended with"
_SHELL = f'"$@"; echo "{_ENDED} $?"; read _'


class Terminal:
    """What a person does at a terminal: types, clicks, looks until something is there."""

    def __init__(self, socket: str, environment: Mapping[str, str]) -> None:
        self._socket, self._environment = socket, environment

    @classmethod
    @contextmanager
    def running(
        cls, folder: Path, environment: Mapping[str, str], *words: str, size: tuple[int, int] = (100, 30)
    ) -> Iterator[Self]:
        """The program with these words, in a terminal of this size, until the block ends."""
        if not shutil.which("tmux"):
            missing("tmux")
        quiet = {"TEXTUAL_ANIMATIONS": "none", "LC_ALL": "C.UTF-8"}
        made = cls(f"seasonal-ops-{os.getpid()}-{next(_NUMBERS)}", {**environment, **quiet})
        columns, lines = map(str, size)
        try:
            begun = ("new-session", "-d", "-x", columns, "-y", lines, "-c", str(folder))
            made.tmux("-f", "/dev/null", *begun, "sh", "-c", _SHELL, "sh", str(PROGRAM), *words)
            yield made
        finally:
            made.tmux("kill-server", check=False)

    def tmux(self, *words: str, check: bool = True) -> str:
        """What tmux answers."""
        done = subprocess.run(
            ["tmux", "-u", "-L", self._socket, *words],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    def press(self, *keys: str) -> None:
        """Keys as tmux names them: `Enter`, `Escape`, `Tab`, `C-u`, a letter."""
        self.tmux("send-keys", *keys)

    def type(self, text: str) -> None:
        """Each character as it is, in one burst."""
        self.tmux("send-keys", "-l", "--", text)

    def click(self, column: int, line: int) -> None:
        """The left button on a cell, counted from 0, down and up."""
        for end in "Mm":
            self.type(f"\x1b[<0;{column + 1};{line + 1}{end}")

    def resize(self, columns: int, lines: int) -> None:
        """The window is dragged."""
        self.tmux("resize-window", "-x", str(columns), "-y", str(lines))

    @property
    def pid(self) -> int:
        """The program's."""
        (program,) = psutil.Process(int(self.tmux("display-message", "-p", "#{pane_pid}"))).children()
        return program.pid

    @property
    def lines(self) -> list[str]:
        """What stands on the screen, line by line."""
        return self.tmux("capture-pane", "-p").split("\n")

    def until(self, *signs: str, gone: tuple[str, ...] = ()) -> list[str]:
        """The lines of the screen as soon as all of these stand on it, and none of those that are to go."""

        def looked() -> list[str] | None:
            lines = self.lines
            text = "\n".join(lines)
            there = all(sign in text for sign in signs) and not any(sign in text for sign in gone)
            return lines if there else None

        return self._wait(looked, f"{signs} did not come, or {gone} stayed")

    def line(self, *signs: str) -> str:
        """The first line that has all of these, as soon as there is one."""

        def looked() -> str | None:
            return next((line for line in self.lines if all(sign in line for sign in signs)), None)

        return self._wait(looked, f"no line has {signs}")

    def strike(self, *keys: str) -> None:
        """One key after the other, each when the one before has changed the picture."""
        for key in keys:
            self._strike(key)

    def _strike(self, key: str) -> None:
        before = self._picture()
        self.press(key)
        self._wait(lambda: self._picture() != before or None, f"{key} changed nothing")

    def _picture(self) -> str:
        return self.tmux("capture-pane", "-p", "-e")

    def until_ended(self) -> int:
        """What the program ended with by itself, as soon as it ended."""

        return int(self.line(_ENDED).split()[-1])

    def _wait(self, looked: Callable[[], Found | None], else_: str) -> Found:
        deadline = time.monotonic() + PATIENCE
        while (found := looked()) is None:
            assert time.monotonic() < deadline, f"{else_}:\n" + "\n".join(self.lines)
            time.sleep(0.05)
        return found
