"""Reminders against one APScheduler job a reminder on SQLite, and procrastinate on PostgreSQL.

The transport takes everything at once: what is measured is what the tables and the composing cost, not a
mail server. Each reminder is for a contact of its own unless it is said otherwise, for what is due for
one contact goes out as one message.
"""

import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from unittest import mock

from sqlmodel import func, select

from seasonal_ops import migrations, planning, reminders
from seasonal_ops.db import Database
from seasonal_ops.facts import SYSTEM
from seasonal_ops.models import Reminder
from seasonal_ops.reminders.letters.composing import Composed
from seasonal_ops.reminders.sending import rounds
from seasonal_ops.reminders.shapes import Bundle
from seasonal_ops.reminders.transport import Message
from seasonal_ops.scheduler import Jobs
from seasonal_ops.words import Channel, ReminderState
from tests.bench import peers, taking_over
from tests.bench.stored import NOW, partnership, store
from tests.databases import new_postgres

WORKERS: Final = 4
BURST: Final = 1_000
STORED: Final = (10_000, 100_000)
Place = Callable[[], AbstractContextManager[str]]


class Nowhere:
    """Takes every message, and is done."""

    def send(self, message: Message) -> None:
        """Taken."""

    def check(self, address: str) -> None:
        """It can always be reached."""


def _composed(_session: Any, bundles: Sequence[Bundle], now: Any, _letterhead: Any) -> dict[str, Composed]:
    """As quick as it can be."""
    return {
        one.message_id: Composed(
            Message(
                address="a@example.org", name="", subject="", body="", message_id=one.message_id, sent_at=now
            )
        )
        for one in bundles
    }


@contextmanager
def _sqlite() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/bench.db"


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """The database with its tables."""
    database = Database(url)
    try:
        migrations.upgrade(database)
        yield database
    finally:
        database.dispose()


def send_all(ready: Any, url: str, worker: str, composing: bool) -> None:
    """One worker, from when all are ready until nothing is due."""
    database = Database(url)
    with database.read() as session:
        session.exec(select(Reminder.id).limit(1)).all()
    quick = mock.patch.object(rounds, "compose", rounds.compose if composing else _composed)
    with quick:
        ready.wait()
        rounds.send_due(database, transports={Channel.MAIL: Nowhere()}, clock=lambda: NOW, worker=worker)
    database.dispose()


def rate(
    url: str, *, stored: int, due: int, workers: int = 1, together: int = 1, composing: bool = True
) -> float:
    """Reminders a second, of so many due of so many stored."""
    with opened(url) as database:
        store(database, stored=stored, due=due, together=together)
        taken = peers.at_once(send_all, [(url, f"w{number}", composing) for number in range(workers)])
        with database.read() as session:
            sent = session.exec(select(func.count()).where(Reminder.state == ReminderState.SENT)).one()
    if sent != due:
        raise SystemExit(f"{sent} of {due} were sent")
    return due / taken


def bench_bursts() -> None:
    """1,000 due of 10,000 and of 100,000."""
    for stored in STORED:
        with _sqlite() as url, peers.job_store(url) as scheduler:
            peers.fill_job_store(scheduler, stored - BURST)
            peers.add_jobs(scheduler, BURST, NOW - timedelta(days=365))
            theirs = BURST / peers.run_jobs(scheduler, BURST)
        _print_burst(stored, "SQLite", _sqlite, 1, ("APScheduler, a job each", theirs))
        with new_postgres() as url:
            peers.store_tasks(url, stored=stored, due=BURST)
            theirs = BURST / peers.run_tasks(url, WORKERS)
        _print_burst(stored, "PostgreSQL, 4 workers", new_postgres, WORKERS, ("procrastinate", theirs))


def _print_burst(stored: int, name: str, place: Place, workers: int, peer: tuple[str, float]) -> None:
    with place() as url:
        alone = rate(url, stored=stored, due=BURST, workers=workers, composing=False)
    with place() as url:
        composing = rate(url, stored=stored, due=BURST, workers=workers)
    told = _against(f"1,000 due of {stored:,}, {name}", alone, peer[1], peer[0])
    print(f"{told}; with composing {composing:,.0f}/s", flush=True)


def _against(what: str, ours: float, theirs: float, peer: str) -> str:
    return f"{what}: {ours:,.0f}/s against {theirs:,.0f}/s for {peer}: ratio {ours / theirs:.1f}"


def bench_rates() -> None:
    """Sends a second in two phases, each a commit, at 100,000 rows."""
    databases: Mapping[str, tuple[Place, int, int]] = {
        "SQLite (synchronous FULL)": (_sqlite, 1, 1500),
        "PostgreSQL, 4 workers": (new_postgres, WORKERS, 2500),
    }
    for name, (place, workers, goal) in databases.items():
        found = []
        for composing, together in ((False, 1), (True, 1), (True, 10)):
            with place() as url:
                due = 5_000
                found.append(
                    rate(
                        url, stored=100_000, due=due, workers=workers, together=together, composing=composing
                    )
                )
        print(
            f"two-phase sends at 100,000 rows, {name}: {found[0]:,.0f}/s (goal ≥ {goal:,}), composing"
            f" included {found[1]:,.0f}/s; ten for each contact in one message {found[2]:,.0f} reminders/s",
            flush=True,
        )


def bench_planning_of_reminders() -> None:
    """Adds, a move with its re-planning, a reconcile of 100,000, and what an idle tick costs."""
    with _sqlite() as url, opened(url) as database:
        with database.write() as session:
            made = partnership(session, partners=200, activities=1_000)
            begun = time.perf_counter()
            planned = reminders.reconcile(session, NOW)
            adds = planned / (time.perf_counter() - begun)
        _print_adds(adds)
        moves = _seconds(iter(made.activities[:30]), lambda activity: _move(database, activity))
        _print_moves(moves)
        again = _seconds(iter(range(3)), lambda _: reminders.reconcile_in_steps(database, NOW))
        print(f"reconcile of {planned:,}, nothing to do: {again:.2f} s (goal < 5 s)", flush=True)
        _print_ticks(database)


def _print_adds(ours: float) -> None:
    with _sqlite() as url, peers.job_store(url) as scheduler:
        begun = time.perf_counter()
        peers.add_jobs(scheduler, BURST, NOW + timedelta(days=240))
        apscheduler = BURST / (time.perf_counter() - begun)
    with new_postgres() as url:
        peers.store_tasks(url, stored=0, due=0)
        procrastinate = BURST / peers.defer_tasks(url, BURST)
    print(_against("adds, by the rules", ours, apscheduler, "APScheduler's add_job"))
    print(_against("adds, by the rules", ours, procrastinate, "procrastinate's defer"), flush=True)


def _move(database: Database, activity: int) -> None:
    with database.write() as session:
        to = NOW.date() + timedelta(days=140)
        planning.move_activity(session, activity_id=activity, to=to, actor=SYSTEM, now=NOW)


def _print_moves(ours: float) -> None:
    """The peer moves as many jobs as an activity has reminders: 4 partners, 5 contacts, 5 rules."""
    with _sqlite() as url, peers.job_store(url) as scheduler:
        peers.fill_job_store(scheduler, 100_000)
        peers.add_jobs(scheduler, 100, NOW + timedelta(days=240))
        jobs = [job for job in scheduler.get_jobs() if job.id.startswith("job-")]
        begun = time.perf_counter()
        for job in jobs:
            job.reschedule("date", run_date=NOW + timedelta(days=250))
        theirs = time.perf_counter() - begun
    print(
        f"one activity moved, its 100 reminders re-planned, at 100,000: {ours * 1000:.0f} ms (goal < 20 ms)"
        f" against {theirs * 1000:.0f} ms for 100 jobs of APScheduler: ratio {theirs / ours:.1f}",
        flush=True,
    )


def _print_ticks(database: Database) -> None:
    jobs = Jobs(database, {Channel.MAIL: Nowhere()}, lambda: NOW, "bench")
    ticks = {name: getattr(jobs, name) for name in ("send", "recover", "heartbeat", "export_feeds")}
    found = {name: _seconds(iter(range(50)), lambda _, run=run: run()) for name, run in ticks.items()}
    shown = ", ".join(f"{name} {taken * 1000:.2f} ms" for name, taken in found.items())
    print(f"idle ticks at 100,000 reminders: {shown} (goal < 1 ms; a heartbeat is a commit)", flush=True)


def _seconds(values: Iterator[Any], action: Callable[[Any], object]) -> float:
    """The median."""
    taken = []
    for value in values:
        begun = time.perf_counter()
        action(value)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def bench_reminders() -> None:
    """All of them, each on a database of its own."""
    bench_bursts()
    bench_rates()
    bench_planning_of_reminders()
    with tempfile.TemporaryDirectory() as folder:
        taking_over.bench(Path(folder))


if __name__ == "__main__":
    bench_reminders()
