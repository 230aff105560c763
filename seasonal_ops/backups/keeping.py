"""A backup a day in a folder, for as many days as are kept."""

import glob
import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from seasonal_ops.backups.making import make
from seasonal_ops.backups.restoring import inspect
from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble, NotFound

DAYS_KEPT: Final = 14
_DAY: Final = "[0-9]" * 4 + "-[0-9][0-9]" * 2


def keep(database: Database, folder: Path, *, now: datetime) -> Path | None:
    """Make the backup of this day (UTC) and take away the oldest; its file, None when it was there.

    The newest that holds any plan stays, however old. Files of other names are left alone, and so are other
    databases' backups. Raises BadValue when the folder cannot be written, DatabaseTrouble for a database
    that is damaged: then what was kept stays.
    """
    name = _name(database)
    file = folder / f"{name}-{now.astimezone(UTC):%Y-%m-%d}.db"
    if file.exists():
        return None
    held = make(database, file)
    files = sorted(folder.glob(f"{glob.escape(name)}-{_DAY}.db"), reverse=True)
    for old in files[DAYS_KEPT:] if held.plans else _without_plans(files):
        old.unlink(missing_ok=True)
    return file


def _name(database: Database) -> str:
    """What it is called, and by what it differs from another of that name: where it is."""
    if database.path is not None:
        name, place = database.path.stem, str(database.path.resolve())
    else:
        name, place = database.url.database or "", f"{database.url.host}:{database.url.port}"
    readable = re.sub(r"[^\w.-]", "_", name)
    return f"{readable}-{hashlib.sha256(f'{place}/{name}'.encode()).hexdigest()[:6]}"


def _without_plans(files: Sequence[Path]) -> Iterator[Path]:
    """Those that may go when the newest holds no plan: all of the oldest but the newest that does."""
    last = next((file for file in files if _holds_plans(file)), None)
    return (file for file in files[DAYS_KEPT:] if file != last)


def _holds_plans(file: Path) -> bool:
    try:
        return bool(inspect(file).plans)
    except (DatabaseTrouble, NotFound):
        return False
