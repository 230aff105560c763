"""Run the soak and print what it came to; exit code 1 when the promise was broken."""

import argparse
import json
import random
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from tests.soak.judging import Verdict
from tests.soak.running import Options, soak

_EXAMPLES: Final = 5


def main() -> int:
    """Each database in turn, with the same seed."""
    asked = _arguments()
    databases = ("sqlite", "postgresql") if asked.database == "both" else (asked.database,)
    options = Options(
        seconds=asked.seconds,
        reminders=asked.reminders,
        workers=asked.workers,
        kills=asked.kills,
        stops=asked.stops,
        moves=asked.moves,
        seed=asked.seed,
        speed=asked.speed,
        keep=asked.keep,
    )
    good = True
    for kind in databases:
        verdict = soak(kind, options)
        good &= verdict.good
        print(json.dumps(asdict(verdict)) if asked.json else _told(kind, options, verdict), flush=True)
    return 0 if good else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--seconds", type=float, default=180, help="of kills, for each database")
    parser.add_argument("--reminders", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--kills", type=int, default=400)
    parser.add_argument("--stops", type=int, default=12, help="of a worker for longer than its lease")
    parser.add_argument("--moves", type=int, default=1_000)
    parser.add_argument("--speed", type=float, default=30, help="of the run's clock")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--keep", type=Path, help="a new folder for what the processes write, left behind")
    parser.add_argument("--json", action="store_true", help="one JSON document for each database")
    return parser.parse_args()


def _told(kind: str, options: Options, verdict: Verdict) -> str:
    kills = sum(verdict.kills.values())
    states = ", ".join(f"{number:,} {state}" for state, number in sorted(verdict.states.items()))
    lines = [
        f"{kind}: {options.seconds:g} s, {options.workers} workers, seed {options.seed}",
        f"  reminders {verdict.planned:,} planned, raced by {verdict.moves:,} moves and cancellations",
        f"  rows at the end: {states}",
        f"  messages {verdict.messages:,}, copies received {verdict.received:,}",
        f"  kills {kills:,}, stopped past the lease {verdict.stops}",
        *(f"    {number:>5} {where}" for where, number in sorted(verdict.kills.items())),
        f"  duplicates {verdict.duplicates} ({verdict.duplicates / max(1, kills):.2f} a kill)",
        f"  given up after two tries, for a person to decide: {verdict.given_up} reminders",
        f"    {verdict.never_arrived} of them were in no copy",
        *(f"  {what}: {len(found)} (must be 0)" for what, found in verdict.wrong.items()),
        *(f"! {what}: {one}" for what, found in verdict.wrong.items() for one in found[:_EXAMPLES]),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
