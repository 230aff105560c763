"""Speed, as ratios against a peer measured in the same run: `make bench`.

Nothing here asserts: machines differ and are noisy. Each line prints the medians of both and their
ratio, with the goal beside it. `python -m tests.bench false-alarms` runs the one part that is about
chance and not about speed.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from seasonal_ops.cli.example import build
from seasonal_ops.cli.example.seasons import settings_before
from seasonal_ops.db import Database
from seasonal_ops.migrations import upgrade
from tests.bench.evaluating import NOW, bench_evaluating
from tests.bench.false_alarms import bench_entry_alarms, bench_false_alarms
from tests.bench.feeds import bench_feeds
from tests.bench.planning import bench_planning
from tests.bench.reminders import bench_reminders
from tests.bench.terminal import SIZES, bench_terminal

PROGRAM: Final = str(Path(sys.executable).with_name("seasonal-ops"))
RUNS: Final = 7


def seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The wall time of a command."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def in_pairs(one: Callable[[], float], peer: Callable[[], float]) -> tuple[float, float]:
    """The medians of both, measured in turn, so that a drift of the machine meets both."""
    one(), peer()
    pairs = [(one(), peer()) for _ in range(RUNS)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def line(what: str, measured: tuple[float, float], peer: str, goal: str) -> None:
    """One result."""
    ours, theirs = measured
    ratio = f"{ours * 1000:.0f} ms against {theirs * 1000:.0f} ms for {peer}: ratio {ours / theirs:.2f}"
    print(f"{what}: {ratio} (goal {goal})", flush=True)


def bench_commands(environment: Mapping[str, str]) -> None:
    """The command line."""
    python = [sys.executable, "-c"]
    line(
        "seasonal-ops --help",
        in_pairs(
            lambda: seconds([PROGRAM, "--help"], environment),
            lambda: seconds([*python, "import click"], environment),
        ),
        "import click",
        "≤ 2",
    )
    years = iter(range(2024, 2100))
    line(
        "plan new bright-sparx, existing database",
        in_pairs(
            lambda: seconds(
                [PROGRAM, "plan", "new", "bright-sparx", "--year", str(next(years))], environment
            ),
            lambda: seconds([*python, "import sqlmodel"], environment),
        ),
        "import sqlmodel",
        "≤ 1500 ms",
    )


def bench_report() -> None:
    """The report of the worked example's last year, from the program's start."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/example.db")
        upgrade(database)
        today = NOW.date()
        with database.write() as session:
            build(session, key_=b"k" * 32, today=today, now=NOW)
        database.dispose()
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/example.db",
            "SEASONAL_OPS_NOW": NOW.isoformat(),
        }
        plan = f"bright-sparx-{settings_before(today)[0].year}"
        empty = f"import docx; docx.Document().save({folder + '/empty.docx'!r})"
        line(
            "report as Word",
            in_pairs(
                lambda: seconds([PROGRAM, "report", plan, "-o", f"{folder}/report.docx"], environment),
                lambda: seconds([sys.executable, "-c", empty], environment),
            ),
            "an empty document of python-docx",
            "≤ 3000 ms",
        )


def main() -> None:
    """All of them, on a database of their own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": folder,
            "SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/bench.db",
        }
        subprocess.run([PROGRAM, "init"], env=environment, check=True, stdout=subprocess.DEVNULL)
        bench_commands(environment)
        bench_planning(environment)
    bench_terminal()
    bench_feeds()
    bench_reminders()
    bench_evaluating()
    bench_report()
    bench_false_alarms()


if __name__ == "__main__":
    if sys.argv[1:] == ["false-alarms"]:
        bench_false_alarms()
        bench_entry_alarms()
    elif sys.argv[1:] == ["evaluating"]:
        bench_evaluating()
    elif sys.argv[1:2] == ["terminal"]:
        bench_terminal(tuple(map(int, sys.argv[2:])) or SIZES)
    else:
        main()
