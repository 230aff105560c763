"""The ticking jobs: what stands in the schedule, and that a failing one stops nothing."""

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.models import ENDED, Heartbeat, Reminder
from seasonal_ops.scheduler import _SECONDS, Jobs, OneAtATime, Scheduler, guarded

NOW = datetime(2026, 10, 16, 8, tzinfo=UTC)


def test_the_jobs_are_few_and_forgiving(sqlite_database: Database) -> None:
    scheduler = Scheduler(Jobs(sqlite_database, {}, lambda: NOW, "w1"))
    scheduler.ticks.start(paused=True)
    jobs = {job.id: job for job in scheduler.ticks.get_jobs()}
    scheduler.shutdown(wait=False)
    assert {name: job.trigger.interval for name, job in jobs.items()} == {
        "reconcile": timedelta(minutes=1),
        "send": timedelta(seconds=2),
        "recover": timedelta(seconds=0.5),
        "turn_day": timedelta(minutes=10),
        "export_feeds": timedelta(seconds=30),
        "back_up": timedelta(hours=1),
        "heartbeat": timedelta(seconds=10),
    }
    for job in jobs.values():
        assert (job.coalesce, job.max_instances, job.misfire_grace_time) == (True, 1, None)


def test_it_begins_to_tick_at_once(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = {name: threading.Event() for name in _SECONDS}
    jobs = Jobs(sqlite_database, {}, lambda: NOW, "w1")
    jobs.send = OneAtATime(ran["send"].set)
    for name in set(_SECONDS) - {"send"}:
        monkeypatch.setattr(Jobs, name, lambda _self, event=ran[name]: event.set())
    scheduler = Scheduler(jobs)
    scheduler.start()
    try:
        assert all(event.wait(10) for event in ran.values())
    finally:
        scheduler.shutdown()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (DatabaseTrouble("the database is locked"), "job send did nothing this time: the database is locked"),
        (ZeroDivisionError(), "job send met a fault of the program; it goes on"),
    ],
)
def test_a_failing_job_is_logged_and_the_clock_goes_on(error: Exception, sentence: str, caplog: Any) -> None:
    def job() -> None:
        raise error

    guarded("send", job)()
    assert sentence in caplog.text


def test_a_heartbeat_is_one_row_a_worker(database: Database) -> None:
    for worker, now in (("one", NOW), ("one", NOW + timedelta(seconds=10)), ("two", NOW)):
        Jobs(database, {}, lambda now=now: now, worker).heartbeat()  # type: ignore[misc]
    with database.read() as session:
        beats = {beat.worker: beat.at for beat in session.exec(select(Heartbeat))}
    assert beats == {"one": NOW + timedelta(seconds=10), "two": NOW}


def test_a_worker_that_was_told_to_end_says_so(sqlite_database: Database) -> None:
    scheduler = Scheduler(Jobs(sqlite_database, {}, lambda: NOW, "one"))
    scheduler.start()
    scheduler.shutdown()
    with sqlite_database.read() as session:
        assert [(beat.at, beat.detail) for beat in session.exec(select(Heartbeat))] == [(NOW, ENDED)]


def test_every_job_runs_on_an_empty_database(database: Database) -> None:
    jobs = Jobs(database, {}, lambda: NOW, "w1")
    for job in (jobs.reconcile, jobs.send, jobs.recover):
        job()
    with database.read() as session:
        assert session.exec(select(Reminder)).all() == []


def test_a_backup_a_day_is_kept_when_a_folder_is_set(sqlite_database: Database, tmp_path: Path) -> None:
    for folder in (None, tmp_path):
        Jobs(sqlite_database, {}, lambda: NOW, "w1", backup_dir=folder).back_up()
        assert any(tmp_path.glob("seasonal-ops-*-2026-10-16.db")) is (folder is not None)


def test_the_feeds_folder_is_filled_when_one_is_set(sqlite_database: Database, tmp_path: Path) -> None:
    for folder in (None, tmp_path / "calendars"):
        Jobs(sqlite_database, {}, lambda: NOW, "w1", folder).export_feeds()
        assert (tmp_path / "calendars" / "index.html").exists() is (folder is not None)
