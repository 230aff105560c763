"""Putting a backup back: what is refused, what is kept, and what stands there afterwards."""

import sqlite3
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import pytest
from alembic import command
from factories import LEAD, make_partner
from sqlalchemy import text
from sqlmodel import select

from seasonal_ops import backups, migrations
from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble, NotFound, Refused, SeasonalOpsError
from seasonal_ops.models import ENDED, WEB, Heartbeat, Partner

NOW: Final = datetime(2026, 10, 30, 14, tzinfo=UTC)
OLD_PARTNER: Final = (
    "INSERT INTO partner (slug, name, kind, created_at) VALUES ('old', 'Old', '', '2025-01-01 00:00:00')"
)
KEPT: Final = "seasonal-ops.db.before-restore-20261030T140000Z"


@pytest.fixture
def backup(sqlite_database: Database, tmp_path: Path) -> Path:
    """A backup in which there is one partner; in the database there is another by now."""
    with sqlite_database.write() as session:
        make_partner(session, "In the backup")
    backups.make(sqlite_database, tmp_path / "backup.db")
    with sqlite_database.write() as session:
        make_partner(session, "Came since")
    return tmp_path / "backup.db"


def partners(database: Database) -> list[str]:
    with database.read() as session:
        return list(session.exec(select(Partner.slug).order_by(Partner.slug)))


def test_the_backup_stands_in_its_place_and_what_was_there_is_kept(
    sqlite_database: Database, backup: Path, tmp_path: Path
) -> None:
    assert sqlite_database.path is not None
    sqlite_database.path.chmod(0o660)
    done = backups.restore(sqlite_database, backup, now=NOW, actor=LEAD)
    assert done.kept == tmp_path / KEPT
    assert partners(sqlite_database) == ["in-the-backup"]
    # The accounts of one group go on sharing it.
    assert stat.S_IMODE(sqlite_database.path.stat().st_mode) == 0o660
    assert stat.S_IMODE((tmp_path / KEPT).stat().st_mode) == 0o600
    assert partners(Database(f"sqlite:///{done.kept}")) == ["came-since", "in-the-backup"]
    # A second one in the same second keeps its own.
    assert backups.restore(sqlite_database, backup, now=NOW, actor=LEAD).kept == tmp_path / f"{KEPT}-2"


def test_a_backup_comes_to_where_there_is_no_database_yet(backup: Path, tmp_path: Path) -> None:
    new = Database(f"sqlite:///{tmp_path}/new.db")
    assert backups.restore(new, backup, now=NOW, actor=LEAD).kept is None
    assert partners(new) == ["in-the-backup"]
    new.dispose()


def test_a_damaged_database_is_moved_aside(sqlite_database: Database, backup: Path, tmp_path: Path) -> None:
    assert sqlite_database.path is not None
    sqlite_database.dispose()
    sqlite_database.path.write_bytes(b"\xa5" * 9000)
    # The log of one database beside another would damage it.
    sqlite_database.path.with_name("seasonal-ops.db-wal").write_bytes(b"its log")
    backups.restore(sqlite_database, backup, now=NOW, actor=LEAD)
    assert partners(sqlite_database) == ["in-the-backup"]
    assert (tmp_path / KEPT).read_bytes() == b"\xa5" * 9000


def test_a_backup_of_an_older_version_is_upgraded(sqlite_database: Database, tmp_path: Path) -> None:
    old = Database(f"sqlite:///{tmp_path}/old.db")
    with old.write_engine.begin() as connection:
        config = migrations._config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        connection.execute(text(OLD_PARTNER))
    old.dispose()
    backups.restore(sqlite_database, tmp_path / "old.db", now=NOW, actor=LEAD)
    migrations.require_current(sqlite_database)
    assert partners(sqlite_database) == ["old"]
    # The file itself is as it was.
    assert migrations.current(old) == "0002"


def _letter(file: Path) -> None:
    file.write_bytes(b"Dear all, " * 1000)


def _of_another_program(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER)")


def _of_a_newer_version(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _damaged(file: Path) -> None:
    with file.open("r+b") as content:
        content.seek(50 * 4096)
        content.write(b"\xa5" * 4096)


def _cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:100_000])


def _lacks_what_it_refers_to(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute(
            "INSERT INTO contact (partner_id, deputy, created_at) VALUES (99, 0, '2026-01-01')"
        )


@pytest.mark.parametrize(
    ("spoil", "error", "sentence"),
    [
        (Path.unlink, NotFound, "there is no file .*; seasonal-ops backup FILE makes one"),
        (_letter, DatabaseTrouble, "is no backup of Seasonal Ops; choose another file"),
        (_of_another_program, DatabaseTrouble, "is no backup of Seasonal Ops; choose another file"),
        (
            _of_a_newer_version,
            DatabaseTrouble,
            r"of a newer Seasonal Ops \(version 9999\); install that first",
        ),
        (_damaged, DatabaseTrouble, "is damaged; take an older one"),
        (_cut_short, DatabaseTrouble, "is damaged; take an older one"),
        (_lacks_what_it_refers_to, DatabaseTrouble, "is damaged; take an older one"),
    ],
)
def test_what_is_no_good_backup_is_refused_and_nothing_is_done(
    sqlite_database: Database,
    backup: Path,
    spoil: Callable[[Path], None],
    error: type[SeasonalOpsError],
    sentence: str,
) -> None:
    spoil(backup)
    for refused in (backups.inspect, _restoring(sqlite_database)):
        with pytest.raises(error, match=sentence):
            refused(backup)
    assert partners(sqlite_database) == ["came-since", "in-the-backup"]
    assert not [one for one in backup.parent.iterdir() if "restore" in one.name]


def _restoring(database: Database) -> Callable[[Path], object]:
    return lambda file: backups.restore(database, file, now=NOW, actor=LEAD)


def test_the_database_itself_is_no_backup_of_it(sqlite_database: Database) -> None:
    assert sqlite_database.path is not None
    with pytest.raises(Refused, match="is the database itself"):
        backups.restore(sqlite_database, sqlite_database.path, now=NOW, actor=LEAD)


@pytest.mark.parametrize(
    ("beat", "refused"),
    [
        (("councilbox-4711", 59, ""), True),
        (("councilbox-4711", 60, ""), False),  # dead
        (("councilbox-4711", 1, ENDED), False),  # told to end
        ((WEB, 1, "http://127.0.0.1:8642"), False),  # where feeds were served last; nobody's sign of life
    ],
)
def test_it_is_refused_while_a_scheduler_lives(
    database: Database, tmp_path: Path, beat: tuple[str, int, str], refused: bool
) -> None:
    worker, ago, detail = beat
    backups.make(database, tmp_path / "backup.db")
    with database.write() as session:
        session.add(Heartbeat(worker=worker, at=NOW - timedelta(seconds=ago), detail=detail))
    if refused:
        with pytest.raises(
            Refused, match=r"\(councilbox-4711\) gave a sign of life 59 s ago; stop every serve"
        ):
            backups.restore(database, tmp_path / "backup.db", now=NOW, actor=LEAD)
    else:
        backups.restore(database, tmp_path / "backup.db", now=NOW, actor=LEAD)


def test_the_workers_of_the_backup_are_not_taken_for_living(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        session.add(Heartbeat(worker="councilbox-4711", at=NOW))
    backups.make(database, tmp_path / "backup.db")
    with database.write() as session:
        session.delete(session.get_one(Heartbeat, "councilbox-4711"))
    for _ in range(2):
        assert backups.restore(database, tmp_path / "backup.db", now=NOW, actor=LEAD).contents.rows > 0


def test_it_is_refused_while_another_program_has_the_file_open(
    sqlite_database: Database, backup: Path, tmp_path: Path
) -> None:
    assert sqlite_database.path is not None
    terminal_ui = Database(f"sqlite:///{sqlite_database.path}")
    partners(terminal_ui)
    with pytest.raises(Refused, match="is in use by another program; stop serve, close the terminal UI"):
        backups.restore(sqlite_database, backup, now=NOW, actor=LEAD)
    assert partners(terminal_ui) == ["came-since", "in-the-backup"]
    assert not [one for one in tmp_path.iterdir() if "restore" in one.name]
    terminal_ui.dispose()
    backups.restore(sqlite_database, backup, now=NOW, actor=LEAD)
