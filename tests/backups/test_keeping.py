"""A backup a day is kept for two weeks, and the last that holds plans for longer."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from factories import make_plan

from seasonal_ops import backups
from seasonal_ops.backups.keeping import DAYS_KEPT, keep
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue

NOW = datetime(2026, 10, 30, 23, 30, tzinfo=UTC)


def days(folder: Path) -> list[str]:
    """Of the backups that are kept there."""
    return sorted(path.stem[-10:] for path in folder.glob("*-2026-*.db"))


def kept(database: Database, folder: Path, now: datetime = NOW) -> Path:
    made = keep(database, folder, now=now)
    assert made is not None
    return made


def test_one_a_day_and_the_oldest_go(database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    with database.write() as session:
        make_plan(session)
    made = kept(database, folder)
    assert backups.inspect(made).plans == ("bright-sparx-2026",)
    name = made.name.removesuffix("2026-10-30.db")
    for day in range(DAYS_KEPT + 3):
        (folder / f"{name}2026-10-{day + 1:02}.db").write_text("an old one")
    other = folder / f"{name}before-move.db"
    other.write_text("somebody's own")
    assert keep(database, folder, now=NOW + timedelta(minutes=29)) is None
    kept(database, folder, NOW + timedelta(minutes=31))
    found = days(folder)
    assert (len(found), found[0], found[-1]) == (DAYS_KEPT, "2026-10-06", "2026-10-31")
    assert other.exists()


def test_two_databases_keep_theirs_in_one_folder(
    sqlite_database: Database, postgres_database: Database, tmp_path: Path
) -> None:
    # A file of the same name elsewhere, and one whose name would be a pattern.
    paths = [tmp_path / "elsewhere" / "seasonal-ops.db", tmp_path / "s*[a-z].db"]
    paths[0].parent.mkdir()
    folder = tmp_path / "backups"
    folder.mkdir()
    made = [kept(sqlite_database, folder), kept(postgres_database, folder)]
    for path in paths:
        shutil.copyfile(made[0], path)
        other = Database(f"sqlite:///{path}")
        first = kept(other, folder)
        for n in range(1, DAYS_KEPT):
            shutil.copyfile(first, folder / first.name.replace("10-30", f"11-{n:02}"))
        kept(other, folder, NOW + timedelta(days=DAYS_KEPT + 2))
        other.dispose()
        assert not first.exists()
    assert all(path.exists() for path in made)
    assert len(days(folder)) == len(made) + len(paths) * DAYS_KEPT
    assert made[0].name.startswith("seasonal-ops-")
    assert made[1].name.startswith(f"{postgres_database.url.database}-")


def test_the_last_that_holds_plans_stays(sqlite_database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    empty = kept(sqlite_database, folder)
    with sqlite_database.write() as session:
        make_plan(session)
    held = kept(sqlite_database, folder, NOW + timedelta(days=2))
    shutil.copyfile(held, folder / held.name.replace("11-01", "10-31"))
    # Somebody puts an empty file in the place of the database.
    assert sqlite_database.path is not None
    sqlite_database.dispose()
    shutil.copyfile(empty, sqlite_database.path)
    for n in range(3, DAYS_KEPT + 4):
        shutil.copyfile(empty, folder / held.name.replace("11-01", f"11-{n - 1:02}"))
    for n in range(DAYS_KEPT + 4, DAYS_KEPT + 6):
        kept(sqlite_database, folder, NOW + timedelta(days=n))
    found = days(folder)
    assert (len(found), found[:2]) == (DAYS_KEPT + 1, ["2026-11-01", "2026-11-05"])


def test_a_folder_that_cannot_be_written_costs_nothing_that_was_kept(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with pytest.raises(BadValue, match="cannot be written"):
        keep(sqlite_database, tmp_path / "none" / "such", now=NOW)
