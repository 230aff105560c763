"""The clock: a handful of ticking jobs over the tables, which are the truth.

Jobs stand in memory only and do nothing that a second run or a second scheduler would spoil; what a
missed tick left, the next one does. Between ticks an edit, or the instant at which something falls due,
wakes the sender at once.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from seasonal_ops import journal, reminders, workers
from seasonal_ops.db import Database
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.models import ENDED
from seasonal_ops.reminders.letters.letterhead import Letterhead
from seasonal_ops.reminders.outbox import marks
from seasonal_ops.reminders.sending import claiming, delivery, send_due, signs
from seasonal_ops.reminders.transport import Transport
from seasonal_ops.waking import Waker
from seasonal_ops.words import Channel

Clock = Callable[[], datetime]
Job = Callable[[], object]
_log = logging.getLogger(__name__)

_DEFAULTS: Final = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
_SECONDS: Final = {
    "reconcile": 60,
    "send": 2,
    "recover": 0.5,
    "turn_day": 600,
    "export_feeds": 30,
    "back_up": 3600,
    "heartbeat": 10,
}


@dataclass(slots=True)
class OneAtATime:
    """A job that runs once at a time; who asks for it meanwhile is served by one more run after this one."""

    job: Job
    _wanted: threading.Event = field(default_factory=threading.Event)
    _running: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> None:
        """Run it, or see to it that whoever runs it now does so again."""
        self._wanted.set()
        while self._wanted.is_set() and self._running.acquire(blocking=False):
            try:
                self._wanted.clear()
                self.job()
            finally:
                self._running.release()


@dataclass(slots=True)
class Jobs:
    """What the ticks do; each may run at any time, as often as it likes."""

    database: Database
    transports: Mapping[Channel, Transport]
    clock: Clock
    worker: str
    feed_dir: Path | None = None
    letterhead: Letterhead | None = None
    mark: Path | None = None
    backup_dir: Path | None = None
    _stumbled: bool = False
    send: OneAtATime = field(init=False)

    def __post_init__(self) -> None:
        self.send = OneAtATime(self._send)

    def reconcile(self) -> None:
        """Close what comes too late, and plan what the rules want."""
        now = self.clock()
        delivery.expire(self.database, now=now)
        reminders.reconcile_in_steps(self.database, now)

    def _send(self) -> None:
        """Send what is due. What a run that broke off still holds, nobody else would take back soon."""
        if self.mark is not None and claiming.anything_due(self.database, now=self.clock()):
            marks.check(self.database, self.mark, self.clock())
        if self._stumbled:
            delivery.recover(self.database, now=self.clock(), dead=[self.worker])
        self._stumbled = True
        send_due(
            self.database,
            transports=self.transports,
            clock=self.clock,
            worker=self.worker,
            letterhead=self.letterhead,
        )
        self._stumbled = False

    def recover(self) -> None:
        """Take back what a dead worker held, and send it."""
        now = self.clock()
        holders = delivery.holders(self.database, now=now)
        dead = [worker for worker in holders if worker != self.worker and workers.has_died(worker)]
        if dead or any(holders.values()):
            rows = delivery.recover(self.database, now=now, dead=dead)
            _log.warning("took back %d reminders of %s", rows, ", ".join(holders))
            self.send()

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

    def back_up(self) -> None:
        """Keep the backup of this day, when a folder for it is set."""
        if self.backup_dir is None:
            return
        from seasonal_ops.backups.keeping import keep

        made = keep(self.database, self.backup_dir, now=self.clock())
        if made is not None:
            _log.info("the backup of this day is %s", made)

    def heartbeat(self) -> None:
        """Say that this worker lives, and outside of the database how far it came."""
        self._beat()

    def farewell(self) -> None:
        """Say that it lives no more, and until when it did."""
        self._beat(ENDED)

    def _beat(self, detail: str = "") -> None:
        with self.database.write() as session:
            signs.beat(session, worker=self.worker, now=self.clock(), detail=detail)
        if self.mark is not None:
            marks.raise_(self.database, self.mark)


class Scheduler:
    """The jobs on their clock, and what wakes the sender between ticks; every job also runs at the start."""

    def __init__(self, jobs: Jobs) -> None:
        self.ticks = BackgroundScheduler(
            timezone=UTC, job_defaults=_DEFAULTS, executors={"default": ThreadPoolExecutor(len(_SECONDS))}
        )
        for name, seconds in _SECONDS.items():
            job = guarded(name, getattr(jobs, name))
            self.ticks.add_job(job, "interval", seconds=seconds, id=name, next_run_time=datetime.now(UTC))
        self._farewell = guarded("farewell", jobs.farewell)
        self._try_anew = guarded("try anew", lambda: claiming.try_anew(jobs.database))
        # A tick that finds the one before still at work is what one at a time is for: no reason to warn.
        logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
        self._waker = Waker(
            changes=jobs.database.changes(journal.CHANNEL),
            next_due=lambda now: claiming.next_due(jobs.database, now=now),
            wake=guarded("send", jobs.send),
            set_back=self._tick_now,
            clock=jobs.clock,
        )

    def start(self) -> None:
        """Begin to tick."""
        self.ticks.start()
        self._waker.start()

    def shutdown(self, *, wait: bool = True) -> None:
        """End; with `wait` what runs is brought to its end."""
        self._waker.stop()
        self.ticks.shutdown(wait=wait)
        self._farewell()

    def _tick_now(self) -> None:
        """A clock that was set back would keep every job waiting for the time that it had shown."""
        _log.warning("the clock of this machine was set back; the scheduler goes by the new time")
        self._try_anew()
        for job in self.ticks.get_jobs():
            job.modify(next_run_time=datetime.now(UTC))


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
