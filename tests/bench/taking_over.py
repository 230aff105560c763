"""How late reminders are, and how soon a second worker goes on when the first is killed: real processes."""

import random
import statistics
import time
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlmodel import select

from seasonal_ops import migrations
from seasonal_ops.db import Database
from seasonal_ops.models import Reminder
from tests.bench.load import free_port
from tests.helpers import until
from tests.soak import marks, world
from tests.soak.clock import SharedClock
from tests.soak.crashing import Point
from tests.soak.crew import Crew
from tests.soak.receiver import receipts
from tests.soak.setup import Setup

_LASTING: Final = timedelta(seconds=60)
_KILLS: Final = 5


def bench(folder: Path) -> None:
    """A minute of a trickle over real SMTP by the sun's clock: half of it in peace, then kills."""
    setup = Setup(
        url=f"sqlite:///{folder}/late.db", port=free_port(), folder=folder, seed=1, reconcile_every=60
    )
    database = Database(setup.url)
    migrations.upgrade(database)
    marks.keep(database)
    setup.received.touch()
    setup.died.touch()
    world.fill(database, world.Size(200, _LASTING), random.Random(1))
    begun = time.time() + 5  # until both workers stand
    SharedClock.begin(setup.folder / "clock", at=world.START - timedelta(seconds=5), speed=1)
    with Crew(setup, 2, pause=_LASTING.total_seconds()) as crew:
        time.sleep(max(0.0, begun + _LASTING.total_seconds() / 2 - time.time()))
        _print_lateness(database, setup, begun)
        kills = [_kill(crew, setup) for _ in range(_KILLS)]
    taken = _taken_over(database, setup, kills)
    database.dispose()
    print(
        f"take-over after a SIGKILL while sending: median {statistics.median(taken):.2f} s,"
        f" longest {max(taken):.2f} s (goal < 1 s)",
        flush=True,
    )


def _print_lateness(database: Database, setup: Setup, begun: float) -> None:
    """From the moment at which the first reminder of a message fell due until the mail server had it."""
    due = _first_due(database)
    late = sorted(
        receipt.at - begun - (due[receipt.message_id] - world.START).total_seconds()
        for receipt in receipts(setup.received)
        if receipt.message_id in due
    )
    p99 = late[int(len(late) * 0.99)]
    print(
        f"from due to the mail server, {len(late)} messages over SMTP: p50 {statistics.median(late):.2f} s,"
        f" p99 {p99:.2f} s (goal p99 < 10 s)",
        flush=True,
    )


def _first_due(database: Database) -> dict[str, datetime]:
    with database.read() as session:
        due = dict(session.exec(select(Reminder.id, Reminder.due_utc)).all())
    found: dict[str, datetime] = {}
    for mark in marks.marks(database):
        found[mark.message_id] = min(due[mark.reminder_id], found.get(mark.message_id, due[mark.reminder_id]))
    return found


def _kill(crew: Crew, setup: Setup) -> float:
    """When, in seconds since 1970, a worker was killed that had marked a message and not yet sent it."""
    before = setup.died.stat().st_size
    crew.order(Point.MARKED)
    until(lambda: setup.died.stat().st_size > before, within=30)
    killed = setup.died.stat().st_mtime
    time.sleep(1)
    crew.tend(moving=False)
    time.sleep(1.5)
    return killed


def _taken_over(database: Database, setup: Setup, kills: Sequence[float]) -> list[float]:
    """Seconds from each kill until the mail server had what was marked then, and again by another worker."""
    marked = Counter((mark.message_id, mark.reminder_id) for mark in marks.marks(database))
    twice = {message for (message, _), number in marked.items() if number > 1}
    came = sorted(receipt.at for receipt in receipts(setup.received) if receipt.message_id in twice)
    return [at - killed for killed, at in zip(kills, came, strict=True)]
