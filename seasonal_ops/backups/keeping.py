"""A backup a day in a folder, for as many days as are kept."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from seasonal_ops.backups.making import make
from seasonal_ops.db import Database

DAYS_KEPT: Final = 14
_NAMES: Final = "seasonal-ops-????-??-??.db"


def keep(database: Database, folder: Path, *, now: datetime) -> Path | None:
    """Make the backup of this day (UTC) and take away the oldest; its file, None when it was there.

    Files of other names are left alone. Raises BadValue when the folder cannot be written, DatabaseTrouble
    for a database that is damaged: then what was kept stays.
    """
    file = folder / f"seasonal-ops-{now.astimezone(UTC):%Y-%m-%d}.db"
    if file.exists():
        return None
    make(database, file)
    for old in sorted(folder.glob(_NAMES))[:-DAYS_KEPT]:
        old.unlink(missing_ok=True)
    return file
