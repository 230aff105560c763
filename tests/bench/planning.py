"""Speed of what looks at whole plans: rolling forward, checking, importing. Run by `make bench`."""

import csv
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from seasonal_ops import planning
from seasonal_ops.bootstrap import App
from seasonal_ops.facts import SYSTEM
from seasonal_ops.settings import load
from seasonal_ops.templates import Template, expand

PROGRAM: Final = str(Path(sys.executable).with_name("seasonal-ops"))
FIRST: Final = date(2026, 9, 1)


def season(slug: str, activities: int) -> Template:
    """A template with so many activities over ten weeks, three partners and a wait each tenth."""
    partners = [
        {"slug": name, "name": name.title(), "kind": "other", "capacity": 9}
        for name in ("fire", "police", "wardens")
    ]
    rows = [
        {
            "key": f"a{number}",
            "title": f"Activity {number}",
            "when": f"{1 + number % 70} days after Opening",
            "start": f"{9 + number % 10:02}:00",
            "end": f"{10 + number % 10:02}:30",
            "theme": "work",
            "phase": "operation",
            "location": f"Hall {number}",
            "lead": [("fire", "police", "wardens")[number % 3]],
            "support": [("police", "wardens", "fire")[number % 3]],
            "avoid": ["bank holiday"],
            "if_avoided": "later",
            "needs": [f"a{number - 10}"] if number % 10 == 0 and number % 70 >= 10 else [],
            "provenance": "ours",
        }
        for number in range(activities)
    ]
    head = {"name": slug, "summary": "", "source": "", "ours": "", "objective": "", "begins": "1 May"}
    return Template.model_validate(
        {
            **head,
            "slug": slug,
            "anchor": [{"name": "Opening", "when": "1 September"}],
            "theme": [{"slug": "work", "name": "Work"}],
            "phase": [{"slug": "operation", "name": "Operation"}],
            "partner": partners,
            "activity": rows,
        }
    )


def prepared(environment: Mapping[str, str], sizes: Mapping[str, int]) -> dict[str, str]:
    """A database of its own with a plan of 2026 for each slug; its environment."""
    folder = Path(environment["HOME"])
    name = f"{len(sizes)}-{sum(sizes.values())}.db"
    made = {
        **environment,
        "SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/{name}",
        "SEASONAL_OPS_NOW": "2026-05-02T09:00+01:00",
    }
    app = App(load({}, made, working_folder=folder))
    with app.database.write() as session:
        for slug, activities in sizes.items():
            draft = expand(season(slug, activities), year=2026, given={})
            planning.draft_plan(session, draft=draft, year=2026, actor=SYSTEM, now=app.clock())
    app.database.dispose()
    return made


def run(environment: Mapping[str, str], *arguments: str) -> tuple[float, int]:
    """Wall time of a command in seconds, and the most memory that any command so far took, in MB."""
    begun = time.perf_counter()
    subprocess.run([PROGRAM, *arguments], env=environment, check=True, stdout=subprocess.DEVNULL)
    taken = time.perf_counter() - begun
    return taken, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def bench_roll_forward(environment: Mapping[str, str]) -> None:
    """500 activities onto another year, with all checks, against the start of the program alone."""
    made = prepared(environment, {"large": 500})
    empty, _ = run(made, "plan", "list")
    taken, _ = run(made, "plan", "roll-forward", "large-2026", "--year", "2027", "--dry-run")
    rolled, _ = run(made, "plan", "roll-forward", "large-2026", "--year", "2027")
    print(
        f"roll-forward of 500 activities with all checks: {rolled * 1000:.0f} ms,"
        f" rehearsed {taken * 1000:.0f} ms, {rolled / empty:.1f} x `plan list` (goal ≤ 1500 ms)",
        flush=True,
    )


def bench_check(environment: Mapping[str, str]) -> None:
    """50 plans of 200 activities, and a half and a quarter of them: the time grows with their number."""
    slugs = [f"p{number:02}" for number in range(50)]
    made = prepared(environment, dict.fromkeys(slugs, 200))
    figures = []
    for plans in (13, 25, 50):
        names = [f"{slug}-2026" for slug in slugs[:plans]]
        taken = min(run(made, "plan", "check", *names)[0] for _ in range(3))
        figures.append(f"{plans * 200} activities {taken * 1000:.0f} ms")
    print(f"plan check: {', '.join(figures)} (goal 10,000 in ≤ 2000 ms, linear)", flush=True)


def bench_import(environment: Mapping[str, str]) -> None:
    """10,000 rows from a csv file into an empty plan."""
    made = prepared(environment, {"sheet": 1})
    file = Path(environment["HOME"]) / "rows.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["What", "When", "Start", "End", "Who leads", "Who supports", "Where"])
        for number in range(10_000):
            on = FIRST + timedelta(days=number % 200)
            writer.writerow(
                [f"Visit {number}", on.isoformat(), "18:00", "20:00", "Fire", "Police; Wardens", "Hall"]
            )
    taken, memory = run(made, "plan", "import", "sheet-2026", str(file))
    again, _ = run(made, "plan", "import", "sheet-2026", str(file))
    print(
        f"import of 10,000 rows: {taken:.1f} s, the same again {again:.1f} s, at most {memory} MB"
        " (goal ≤ 10 s, ≤ 256 MB)",
        flush=True,
    )


def bench_planning(environment: Mapping[str, str]) -> None:
    """All of them."""
    bench_roll_forward(environment)
    bench_check(environment)
    bench_import(environment)
