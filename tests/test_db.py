"""The database under several processes, and what a user is told when it cannot be used."""

import os
import sqlite3
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from factories import make_activity, make_plan
from sqlmodel import select

from seasonal_ops import journal
from seasonal_ops.db import Database, load
from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.local_disk import refuse_network_drive
from seasonal_ops.models import Activity, ChainHead, FactRow, key

WRITER = """
import sys
from seasonal_ops.db import Database, load
from seasonal_ops.models import Activity

database = Database(sys.argv[1])
for _ in range(int(sys.argv[3])):
    with database.write() as session:
        row = load(session, Activity, int(sys.argv[2]), "activity")
        row.version += 1
        session.add(row)
"""


def test_four_processes_lose_no_read_modify_write(database: Database) -> None:
    with database.write() as session:
        row = make_activity(session, make_plan(session), date(2026, 11, 6))
        activity_id, before = key(row), row.version
    url = database.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WRITER, url, str(activity_id), "250"]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(4)]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [(b"", 0)] * 4
    with database.read() as session:
        assert load(session, Activity, activity_id, "activity").version == before + 1000


RECORDER = """
import sys
from datetime import UTC, datetime
from seasonal_ops import journal
from seasonal_ops.db import Database
from seasonal_ops.facts import SYSTEM, PartnerAdded

database = Database(sys.argv[1])
for n in range(100):
    with database.write() as session:
        facts = [PartnerAdded(subject=f"partner:{n}", after={"n": n})]
        journal.record(session, facts, actor=SYSTEM, now=datetime.now(UTC))
"""


def test_facts_written_by_several_processes_stand_in_one_chain(database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    writers = [
        subprocess.Popen([sys.executable, "-c", RECORDER, url], stderr=subprocess.PIPE) for _ in range(3)
    ]
    assert [(writer.communicate()[1], writer.returncode) for writer in writers] == [(b"", 0)] * 3
    with database.read() as session:
        found = journal.verify(session)
        assert (found.facts, found.defects) == (300, ())


def test_sqlite_is_set_up_for_several_processes(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        connection = session.connection()
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}


def test_a_locked_database_says_so_and_nothing_is_done(
    sqlite_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("seasonal_ops.db.BUSY_MS", 50)
    assert sqlite_database.path is not None
    impatient = Database(f"sqlite:///{sqlite_database.path}")
    holder = sqlite3.connect(sqlite_database.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseTrouble, match="is locked by another program"), impatient.write() as session:
        session.exec(select(ChainHead)).all()
    holder.execute("ROLLBACK")
    with sqlite_database.read() as session:
        assert session.exec(select(FactRow)).all() == []


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(b"Dear all, " * 1000)
    with (
        pytest.raises(DatabaseTrouble, match="is not a Seasonal Ops database"),
        Database(f"sqlite:///{path}").read() as session,
    ):
        session.exec(select(FactRow)).all()


def test_a_path_that_cannot_be_opened(tmp_path: Path) -> None:
    # A folder stands where the file should be: not even the superuser can open that.
    with (
        pytest.raises(DatabaseTrouble, match="cannot be opened"),
        Database(f"sqlite:///{tmp_path}").write() as session,
    ):
        session.exec(select(FactRow)).all()


@pytest.mark.parametrize("url", ["mysql://h/d", "not a url", "sqlit:///x.db", "postgresql+nosuch://h/d"])
def test_an_address_that_is_not_understood(url: str) -> None:
    with pytest.raises(DatabaseTrouble, match="sqlite:///FILE or postgresql"):
        Database(url)


def test_a_postgresql_server_that_is_not_there() -> None:
    nowhere = Database("postgresql+psycopg://postgres:secret@127.0.0.1:1/none?connect_timeout=2")
    with pytest.raises(DatabaseTrouble) as told, nowhere.read() as session:
        session.exec(select(FactRow)).all()
    assert "secret" not in str(told.value)
    assert "cannot be used" in str(told.value)


class _Mount:
    def __init__(self, mountpoint: str, fstype: str, opts: str = "rw") -> None:
        self.mountpoint, self.fstype, self.opts = mountpoint, fstype, opts


@pytest.mark.parametrize(
    ("path", "where"),
    [
        ("/shares/csp/plans.db", "nfs4"),  # a mounted share
        ("/home/lead/OneDrive - Council/plans.db", "synchronised folder"),
        ("/home/lead/Dropbox/plans.db", "synchronised folder"),
    ],
)
def test_a_database_on_a_network_drive_is_refused_with_the_alternative(
    monkeypatch: pytest.MonkeyPatch, path: str, where: str
) -> None:
    mounts = [_Mount("/", "ext4"), _Mount("/shares", "nfs4")]
    monkeypatch.setattr("psutil.disk_partitions", lambda **_: mounts)
    with pytest.raises(DatabaseTrouble, match=where) as told:
        refuse_network_drive(Path(path))
    assert "local disk" in str(told.value)
    refuse_network_drive(Path("/srv/plans.db"))


def test_a_fact_is_heard_when_it_is_committed_and_after_the_line_was_cut(postgres_database: Database) -> None:
    from sqlalchemy import text

    listener = postgres_database.listener(journal.CHANNEL)
    assert listener is not None

    def heard_within(seconds: float) -> bool:
        begun = time.monotonic()
        listener.wait(seconds)
        return time.monotonic() - begun < seconds

    try:
        listener.wait(0)  # begins to listen
        with postgres_database.rehearse() as session:
            make_plan(session)
        assert not heard_within(0.3)
        with postgres_database.write() as session:
            make_plan(session)
        assert heard_within(20)
        with postgres_database.write() as session:
            cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'"
            session.connection().execute(text(cut + " AND datname = current_database()"))
        with pytest.raises(DatabaseTrouble, match="can no longer be listened to"):
            listener.wait(20)
        listener.wait(0)
        with postgres_database.write() as session:
            make_plan(session, "freshers", Welcome_Sunday=date(2026, 9, 20))
        assert heard_within(20)
    finally:
        listener.close()


def test_sqlite_is_polled(sqlite_database: Database) -> None:
    assert sqlite_database.listener(journal.CHANNEL) is None


def test_a_new_file_and_its_log_are_for_their_owner_alone(tmp_path: Path) -> None:
    masked = os.umask(0o022)
    try:
        made = Database(f"sqlite:///{tmp_path}/new.db")
        with made.write() as session:
            session.connection().exec_driver_sql("CREATE TABLE one (two)")
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(masked)
    made.dispose()
    assert modes == dict.fromkeys(("new.db", "new.db-wal", "new.db-shm"), 0o600)
