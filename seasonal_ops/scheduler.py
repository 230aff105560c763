"""The clock: a handful of ticking jobs over the tables, which are the truth.

Jobs stand in memory only and do nothing that a second run or a second scheduler would spoil; what a
missed tick left, the next one does.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from sqlmodel import col, delete

from seasonal_ops import reminders
from seasonal_ops.db import Database
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.models import WEB, Heartbeat
from seasonal_ops.reminders import delivery
from seasonal_ops.reminders.sending import send_due
from seasonal_ops.reminders.transport import Transport
from seasonal_ops.words import Channel

Clock = Callable[[], datetime]
Job = Callable[[], object]
_log = logging.getLogger(__name__)

_DEFAULTS: Final = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 3600}
_FORGOTTEN: Final = timedelta(days=1)
_SECONDS: Final = {
    "reconcile": 60,
    "send": 2,
    "recover": 15,
    "turn_day": 600,
    "export_feeds": 30,
    "heartbeat": 10,
}


@dataclass(frozen=True, slots=True)
class Jobs:
    """What the ticks do; each may run at any time, as often as it likes."""

    database: Database
    transports: Mapping[Channel, Transport]
    clock: Clock
    worker: str
    feed_dir: Path | None = None

    def reconcile(self) -> None:
        """Close what comes too late, and plan what the rules want."""
        now = self.clock()
        delivery.expire(self.database, now=now)
        with self.database.write() as session:
            reminders.reconcile(session, now)

    def send(self) -> None:
        """Send what is due; without a way to send it waits, and no try is counted."""
        if self.transports:
            send_due(self.database, transports=self.transports, clock=self.clock, worker=self.worker)

    def recover(self) -> None:
        """Take back what a dead worker held."""
        delivery.recover(self.database, now=self.clock())

    def turn_day(self) -> None:
        """Bring the feeds to the day: drop what every calendar has seen by now."""
        from seasonal_ops import feeds

        with self.database.write() as session:
            feeds.turn_day(session, self.clock())

    def export_feeds(self) -> None:
        """Bring the feeds' folder, when one is set, up to what the feeds are."""
        if self.feed_dir is None:
            return
        from seasonal_ops.feeds.export import export

        done = export(self.database, self.feed_dir, now=self.clock())
        if done.written or done.removed:
            _log.info("feeds' folder: %d written, %d removed", len(done.written), len(done.removed))

    def heartbeat(self) -> None:
        """Say that this worker lives, and forget those that have not for a day."""
        now = self.clock()
        old = col(Heartbeat.worker) != WEB, col(Heartbeat.at) < now - _FORGOTTEN
        with self.database.write() as session:
            session.exec(delete(Heartbeat).where(*old))
            session.merge(Heartbeat(worker=self.worker, at=now))


def build(
    *,
    database: Database,
    transports: Mapping[Channel, Transport],
    clock: Clock,
    worker: str,
    feed_dir: Path | None = None,
) -> BackgroundScheduler:
    """The scheduler, ready to `start()`; every job also runs once at the start."""
    jobs = Jobs(database, transports, clock, worker, feed_dir)
    scheduler = BackgroundScheduler(
        timezone=UTC, job_defaults=_DEFAULTS, executors={"default": ThreadPoolExecutor(len(_SECONDS))}
    )
    for name, seconds in _SECONDS.items():
        job = guarded(name, getattr(jobs, name))
        scheduler.add_job(job, "interval", seconds=seconds, id=name, next_run_time=datetime.now(UTC))
    return scheduler


def guarded(name: str, job: Job) -> Job:
    """The job, its failure logged with a sentence: the next tick tries again."""

    def run() -> None:
        try:
            job()
        except SeasonalOpsError as error:
            _log.error("the scheduler's job %s did nothing this time: %s", name, error)
        except Exception:
            _log.exception("the scheduler's job %s met a fault of the program; it goes on", name)

    return run
