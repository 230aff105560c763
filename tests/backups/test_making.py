"""Making a backup: whole or not at all, of one moment, for its owner alone."""

import stat
from pathlib import Path

import pytest
from factories import make_partner
from helpers import damage, first_page
from sqlmodel import select

from seasonal_ops import backups
from seasonal_ops.backups.contents import opened
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, DatabaseTrouble, Refused
from seasonal_ops.models import Partner


def partners(file: Path) -> list[str]:
    with opened(file) as backup, backup.read() as session:
        return list(session.exec(select(Partner.slug)))


def test_it_is_one_file_for_its_owner_alone(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with database.write() as session:
        make_partner(session)
    held = backups.make(database, folder / "plans.db")
    assert [one.name for one in folder.iterdir()] == ["plans.db"]
    assert stat.S_IMODE((folder / "plans.db").stat().st_mode) == 0o600
    assert partners(folder / "plans.db") == ["ormskirk-rotary"]
    with database.read() as session:
        assert held == backups.contents.contents(session)


def test_it_shows_one_moment_while_others_write(database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        make_partner(session, "There before")
    written = []

    def meanwhile(_done: int, _total: int) -> None:
        if not written:
            written.append(True)
            with database.write() as session:
                make_partner(session, "Comes too late")

    backups.make(database, tmp_path / "backup.db", progress=meanwhile)
    assert (written, partners(tmp_path / "backup.db")) == ([True], ["there-before"])


def test_a_backup_is_replaced_only_when_it_is_said(sqlite_database: Database, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    file.write_text("the only copy")
    with pytest.raises(Refused, match="is there already; choose another name, or replace it with --force"):
        backups.make(sqlite_database, file)
    assert file.read_text() == "the only copy"
    backups.make(sqlite_database, file, force=True)
    assert partners(file) == []


def test_a_place_that_cannot_be_written(sqlite_database: Database, tmp_path: Path) -> None:
    with pytest.raises(BadValue, match="cannot be written: No such file or directory; choose another place"):
        backups.make(sqlite_database, tmp_path / "nowhere" / "backup.db")


def test_a_damaged_database_makes_no_backup(sqlite_database: Database, tmp_path: Path) -> None:
    assert sqlite_database.path is not None
    sqlite_database.dispose()
    # Of an index, which reading the rows never meets.
    damage(sqlite_database.path, first_page(sqlite_database.path, "ix_fact_subject"))
    with pytest.raises(DatabaseTrouble, match="is damaged"):
        backups.make(sqlite_database, tmp_path / "backup.db")
    assert not (tmp_path / "backup.db").exists()
