"""The command line as a script meets it: in this process, on a database and settings of its own."""

import gc
import io
import json
import os
import shlex
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str


class Commands:
    """Runs `seasonal-ops …` with nothing of this machine's settings."""

    def __init__(self, folder: Path, *, now: str | None = None, url: str | None = None) -> None:
        self.folder = folder
        self.environment = {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_DATA_HOME": str(folder / "data"),
            "SEASONAL_OPS_DATABASE": url or f"sqlite:///{folder}/plans.db",
            "SEASONAL_OPS_SECRET_FILE": str(folder / "server.key"),
            "SEASONAL_OPS_ACTOR": "tester",
        }
        if now is not None:
            self.environment["SEASONAL_OPS_NOW"] = now

    def run(self, command: str) -> Answer:
        """The command, split as a shell splits words."""
        from seasonal_ops.cli import run

        kept = {name: value for name, value in os.environ.items() if not name.startswith("SEASONAL_OPS_")}
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, {**kept, **self.environment}, clear=True),
            redirect_stdout(out),
            redirect_stderr(err),
        ):
            code = run(shlex.split(command))
        return Answer(code, out.getvalue(), err.getvalue())

    def ok(self, command: str) -> str:
        """What it printed; it must end well and say nothing on stderr."""
        answer = self.run(command)
        assert (answer.code, answer.err) == (0, ""), answer
        return answer.out

    def json(self, command: str) -> Any:
        """Its one JSON document."""
        return json.loads(self.ok(command + " --json"))

    def refused(self, command: str) -> str:
        """The one line `error: …` of a command that is refused with exit code 1."""
        answer = self.run(command)
        assert (answer.code, answer.out) == (1, ""), answer
        assert answer.err.startswith("error: ")
        assert answer.err.count("\n") == 1
        return answer.err.strip()


def live(commands: Commands) -> Commands:
    """With a plan that is live, one contact and one feed."""
    for setting_up in (
        "plan new bright-sparx --year 2026",
        "contact add police sgt@police.example",
        "feed create --partner police",
        "plan go-live bright-sparx-2026",
    ):
        commands.ok(setting_up)
    return commands


def until(holds: Callable[[], bool], within: float = 1.0) -> None:
    """Wait for another thread's or process's change to be seen; a second is what is promised of feeds."""
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, f"not seen within {within:g} s"
        time.sleep(0.02)


def let_go() -> None:
    """Close what earlier commands of this process left open, as a process that ends does."""
    gc.collect()


def first_page(path: Path, name: str) -> int:
    """Where a table or an index begins, counted from 0."""
    with closing(sqlite3.connect(path)) as connection:
        query = "SELECT rootpage - 1 FROM sqlite_schema WHERE name = ?"
        page: int = connection.execute(query, (name,)).fetchone()[0]
    return page


def damage(path: Path, page: int) -> None:
    """Overwrite one page (of 4096 bytes) of an SQLite file, as a failing disk does."""
    with closing(sqlite3.connect(path)) as connection:
        # What still stood in the log would cover it.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek(page * 4096)
        file.write(b"\xa5" * 4096)
