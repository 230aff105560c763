"""`seasonal-ops` as separate processes: commands, and servers on free ports. Nothing of it is imported."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAM = Path(sys.executable).with_name("seasonal-ops")
# A Thursday in summer: no date of the season is near, whatever today is.
NOW = "2026-08-20T09:00:00+00:00"


class Program:
    """Somebody with a shell, an empty folder and a database."""

    def __init__(self, folder: Path, database: str = "", *, now: str = NOW) -> None:
        """At the time that it is, when `now` is empty."""
        self.folder = folder
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "XDG_DATA_HOME": str(folder / "data"),
            "SEASONAL_OPS_DATABASE": database or f"sqlite:///{folder}/plans.db",
            **({"SEASONAL_OPS_NOW": now} if now else {}),
        }

    def run(self, *words: str, code: int = 0) -> str:
        """The stdout of a command, which must end so."""
        done = subprocess.run(
            [PROGRAM, *words],
            env=self.environment,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stderr + done.stdout
        return done.stdout

    def json(self, *words: str) -> Any:
        """A command's one JSON document."""
        return json.loads(self.run(*words, "--json"))

    def plan_two_nights(self) -> str:
        """The small season, on a new database of any kind; the id of the night that is to change."""
        self.run("init")
        self.run("plan", "new", str(Path(__file__).with_name("two-nights.toml")), "--year", "2026")
        (found,) = [one for one in self.json("activity", "list") if one["title"] == "Pier patrol"]
        return str(found["id"])

    def feed(self, *words: str) -> str:
        """The path of a new subscription: every server has it under its own address."""
        url: str = self.json("feed", "create", *words)["url"]
        return url[url.index("/feeds/") :]

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The address of a web server of its own, which SIGTERM ends cleanly."""
        log = self.folder / f"server-{time.monotonic_ns()}.log"
        with log.open("w") as errors:
            server = subprocess.Popen(
                [PROGRAM, "serve", "--only", "web", "--port", "0"],
                env=self.environment,
                cwd=self.folder,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
            try:
                assert server.stdout is not None
                ready = server.stdout.readline()
                assert ready.startswith("serving http://"), log.read_text()
                yield ready.split()[1]
            finally:
                server.send_signal(signal.SIGTERM)
                server.communicate(timeout=30)
        assert server.returncode == 0, log.read_text()
