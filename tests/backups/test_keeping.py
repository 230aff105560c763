"""A backup a day is kept for two weeks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from seasonal_ops import backups
from seasonal_ops.backups.keeping import DAYS_KEPT, keep
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue

NOW = datetime(2026, 10, 30, 23, 30, tzinfo=UTC)


def test_one_a_day_and_the_oldest_go(sqlite_database: Database, tmp_path: Path) -> None:
    other = tmp_path / "seasonal-ops-before-the-move.db"
    other.write_text("somebody's own")
    for day in range(DAYS_KEPT + 3):
        (tmp_path / f"seasonal-ops-2026-10-{day + 1:02}.db").write_text("an old one")
    made = keep(sqlite_database, tmp_path, now=NOW)
    assert made == tmp_path / "seasonal-ops-2026-10-30.db"
    assert backups.inspect(made).plans == ()
    kept = sorted(path.name for path in tmp_path.glob("seasonal-ops-2026*.db"))
    assert (len(kept), kept[0]) == (DAYS_KEPT, "seasonal-ops-2026-10-05.db")
    assert other.exists()
    assert keep(sqlite_database, tmp_path, now=NOW + timedelta(minutes=29)) is None
    assert keep(sqlite_database, tmp_path, now=NOW + timedelta(minutes=31)) is not None


def test_a_folder_that_cannot_be_written_costs_nothing_that_was_kept(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with pytest.raises(BadValue, match="cannot be written"):
        keep(sqlite_database, tmp_path / "none" / "such", now=NOW)
