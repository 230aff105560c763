"""`python clocked.py FILE ARGUMENTS…`: the program, by a clock that is set by writing to FILE while it runs.

FILE holds what time it is now, in ISO 8601. Waiting goes on by the clock that nobody sets, as it does when
a machine's time is set. (libfaketime 0.9.10 spoils that: an absolute sleep of Python 3.11 by the monotonic
clock fails, or lasts too long.)
"""

import sys
import threading
from datetime import datetime
from pathlib import Path

import time_machine

from seasonal_ops.cli import main


def follow(file: Path, clock: time_machine.Traveller, seen: str, ended: threading.Event) -> None:
    """Set the clock whenever another time is written."""
    while not ended.wait(0.02):
        if (told := file.read_text()) != seen:
            seen = told
            clock.move_to(datetime.fromisoformat(told))


def run(file: Path) -> None:
    """The program, by that clock, to its end."""
    first, ended = file.read_text(), threading.Event()
    with time_machine.travel(datetime.fromisoformat(first), tick=True) as clock:
        following = threading.Thread(target=follow, args=(file, clock, first, ended))
        following.start()
        try:
            main()
        finally:
            ended.set()
            following.join()


if __name__ == "__main__":
    run(Path(sys.argv.pop(1)))
