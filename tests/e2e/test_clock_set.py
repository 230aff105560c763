"""The machine's clock is put on by a day and set back by an hour while the scheduler runs."""

import os
import random
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from helpers import until
from soak.world import START, Size, fill
from sqlmodel import Session, select

from integrations.mailbox import CatchAll
from seasonal_ops.db import Database
from seasonal_ops.models import Heartbeat, Reminder
from seasonal_ops.words import ReminderState

PROGRAM = str(Path(__file__).parents[1] / "clocked.py")
LASTING = timedelta(hours=2)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TICK = 30.0  # a heartbeat each ten seconds, on a busy machine


class Clock:
    """What the scheduler's process takes for the time of day; it can be set while it runs."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def set(self, to: datetime) -> None:
        draft = self.file.with_suffix(".new")
        draft.write_text(to.isoformat())
        draft.replace(self.file)


@contextmanager
def scheduling(database: Database, folder: Path, port: int, clock: Clock) -> Iterator[None]:
    """`serve --only scheduler`, by that clock."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "SEASONAL_OPS_DATABASE": database.url.render_as_string(hide_password=False),
        "SEASONAL_OPS_SECRET_FILE": str(folder / "server.key"),
        "SEASONAL_OPS_SMTP_HOST": "127.0.0.1",
        "SEASONAL_OPS_SMTP_PORT": str(port),
        "SEASONAL_OPS_SMTP_SECURITY": "none",
        "SEASONAL_OPS_MAIL_FROM": "csp@example.org",
    }
    command = [sys.executable, PROGRAM, str(clock.file), "serve", "--only", "scheduler"]
    process = subprocess.Popen(command, env=environment)
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def beat(session: Session) -> datetime:
    found = [row.at for row in session.exec(select(Heartbeat)) if row.worker != "web"]
    return max(found, default=START - DAY)


def test_it_goes_on_ticking_and_each_goes_once(sqlite_database: Database, tmp_path: Path) -> None:
    fill(sqlite_database, Size(partners=5, lasting=LASTING), random.Random(1))
    clock = Clock(tmp_path / "clock")

    def beats_at(about: datetime) -> None:
        """The clock was set, and the jobs go by it."""

        def seen() -> bool:
            with sqlite_database.read() as session:
                return about <= beat(session) < about + HOUR / 2

        clock.set(about)
        until(seen, within=TICK)

    def sent_by(now: datetime) -> bool:
        """All that was due by then is sent."""
        with sqlite_database.read() as session:
            due = session.exec(select(Reminder).where(Reminder.due_utc <= now)).all()
            return bool(due) and all(row.state is ReminderState.SENT for row in due)

    clock.set(START)
    with (
        CatchAll(tmp_path / "mail") as box,
        scheduling(sqlite_database, tmp_path, box.port, clock),
    ):
        beats_at(START + HOUR)
        until(lambda: sent_by(START + HOUR), within=TICK)
        beats_at(START)  # set back by an hour
        beats_at(START + HOUR)
        beats_at(START + DAY + LASTING)  # put on by a day: the rest of yesterday, and today's
        until(lambda: sent_by(START + DAY + LASTING), within=TICK)
        copies = Counter(mail["Message-ID"] for mail in box.messages())
    assert set(copies.values()) == {1}
    with sqlite_database.read() as session:
        rows = session.exec(select(Reminder)).all()
    assert {(row.state, row.ambiguous, row.attempts) for row in rows} == {(ReminderState.SENT, False, 1)}
