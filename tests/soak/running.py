"""One run: fill, rage, let run dry."""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlmodel import and_, col, func, or_, select

from seasonal_ops import migrations
from seasonal_ops.db import Database
from seasonal_ops.models import Reminder
from seasonal_ops.reminders.sending.claiming import LEASE
from seasonal_ops.words import ReminderState
from tests.bench.load import free_port
from tests.databases import new_postgres
from tests.soak import marks, world
from tests.soak.clock import SharedClock
from tests.soak.crashing import POINTS, Point
from tests.soak.crew import Crew
from tests.soak.judging import Verdict, judge
from tests.soak.setup import Setup

# What waits for another day has come by then.
_DAYS: Final = 4
# For so long nothing moves before a day is over, while something is due; the longest that a day may take.
_STANDING_STILL: Final = 20.0
_PATIENCE: Final = 120.0
# So many times as long at most.
_LONGER: Final = 10
# How long an order stands before another point has its turn, in seconds.
_PATIENT: Final = 2.0
_HELD: Final = (ReminderState.LEASED, ReminderState.SENDING)
_OPEN: Final = (ReminderState.PLANNED, ReminderState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What is asked for: `seconds` of raging, `speed` of the run's clock against the sun.

    `keep` is where everything that the processes write stays behind.
    """

    seconds: float
    reminders: int
    workers: int
    kills: int
    stops: int
    moves: int
    seed: int
    speed: float
    keep: Path | None = None


def soak(kind: str, options: Options) -> Verdict:
    """Run on a database of its own, `sqlite` or `postgresql`, and judge."""
    with _folder(kind, options.keep) as folder, _address(kind, folder) as url:
        setup = Setup(
            url=url,
            port=free_port(),
            folder=folder,
            seed=options.seed,
            reconcile_every=_reconcile_every(options),
        )
        database = Database(url)
        try:
            planned = _prepare(database, setup, options)
            with Crew(setup, options.workers, pause=options.seconds / options.moves) as crew:
                _rage(crew, options)
                crew.calm()
                _run_dry(crew, database, setup.clock, options)
            return judge(database, setup, planned=planned, stops=crew.stops)
        finally:
            database.dispose()


@contextmanager
def _folder(kind: str, keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
        return
    (keep / kind).mkdir(parents=True)
    yield keep / kind


@contextmanager
def _address(kind: str, folder: Path) -> Iterator[str]:
    if kind == "sqlite":
        yield f"sqlite:///{folder}/soak.db"
        return
    with new_postgres() as url:
        yield url


def _prepare(database: Database, setup: Setup, options: Options) -> int:
    migrations.upgrade(database)
    marks.keep(database)
    setup.received.touch()
    setup.died.touch()
    size = world.Size.of(options.reminders, timedelta(seconds=options.seconds * options.speed))
    planned = world.fill(database, size, random.Random(options.seed))
    SharedClock.begin(setup.folder / "clock", at=world.START, speed=options.speed)
    return planned


def _rage(crew: Crew, options: Options) -> None:
    """Kills and stops, evenly over the time; on a slow machine longer, until each point had its kill."""
    killing = _Killing(crew)
    began = time.monotonic()
    past_lease = LEASE / timedelta(seconds=1) / options.speed * 1.2
    while (passed := (time.monotonic() - began) / options.seconds) < 1 or (
        passed < _LONGER and killing.missing()
    ):
        crew.tend()
        if crew.deaths < options.kills * passed:
            killing.strike()
        if crew.stops < (options.stops + 1) * passed - 1:
            crew.stop_any(past_lease)
        time.sleep(0.01)


@dataclass(slots=True)
class _Killing:
    """One kill after another: each named point before any comes again, every fourth anywhere."""

    crew: Crew
    _missing: list[Point] = field(default_factory=lambda: list(POINTS))
    _since: float = 0.0
    _turn: int = 0

    def missing(self) -> bool:
        """Whether there is a point at which nobody was killed yet."""
        return not self.crew.died_at.issuperset(POINTS)

    def strike(self) -> None:
        """Kill, or name the point at which the next one dies; nothing while the last may yet be passed."""
        pending = self.crew.ordered
        if pending is not None:
            if time.monotonic() - self._since < _PATIENT:
                return
            # Nobody passes there at present: its turn comes again.
            self._missing.append(pending)
        self._turn += 1
        if self._turn % 4 == 0:
            self.crew.order(None)
            self.crew.kill_any()
        else:
            self._since = time.monotonic()
            self.crew.order(self._missing.pop(0) if self._missing else self.crew.any_point())


def _run_dry(crew: Crew, database: Database, clock: SharedClock, options: Options) -> None:
    """Let the workers finish, and put the clock on to the next day when the rest waits for it."""
    ends = world.START + timedelta(seconds=options.seconds * options.speed)
    for day in range(_DAYS):
        if day:
            clock.put_on(ends + timedelta(days=day))
        _until_still(crew, database, clock, quiet=1.5 * _reconcile_every(options))


def _reconcile_every(options: Options) -> float:
    return min(10, options.seconds / 8)


def _until_still(crew: Crew, database: Database, clock: SharedClock, *, quiet: float) -> None:
    """Until for `quiet` seconds nothing was due, a reconcile among them, or what is due stands still."""
    deadline = time.monotonic() + _PATIENCE
    before, since = -1, time.monotonic()
    while time.monotonic() < deadline:
        crew.tend(moving=False)
        left = unsettled(database, clock)
        if left != before:
            before, since = left, time.monotonic()
        if time.monotonic() - since > (_STANDING_STILL if left else quiet):
            return
        time.sleep(0.2)


def unsettled(database: Database, clock: SharedClock) -> int:
    """Rows that somebody holds, or that could go now."""
    now = clock()
    waits = and_(
        col(Reminder.state).in_(_OPEN),
        col(Reminder.due_utc) <= now,
        or_(col(Reminder.next_try).is_(None), col(Reminder.next_try) <= now),
    )
    query = select(func.count()).select_from(Reminder)
    with database.read() as session:
        return session.exec(query.where(or_(col(Reminder.state).in_(_HELD), waits))).one()
