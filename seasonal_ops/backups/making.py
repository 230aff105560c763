"""A backup: written and looked through on this machine, and put in its place when it is whole."""

import os
import secrets
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlmodel import Session

from seasonal_ops import migrations
from seasonal_ops.backups.contents import Contents, contents, opened, row_counts
from seasonal_ops.backups.copying import Progress, copy_rows
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, DatabaseTrouble, Refused

_PAGES_AT_ONCE: Final = 2000
_OWNER_ALONE: Final = 0o600


def make(
    database: Database, file: Path, *, force: bool = False, progress: Progress | None = None
) -> Contents:
    """The whole database in one SQLite file, as it stands at one moment; whoever uses it goes on.

    The file is readable by its owner alone. `progress` is told of rows (PostgreSQL) or pages (SQLite), as
    how many are done of how many. Raises Refused when it is there already, BadValue when it cannot be
    written, DatabaseTrouble for a database that is damaged; then nothing is left.
    """
    if file.exists() and not force:
        raise _taken(file)
    try:
        # Not beside its place, which may be a network drive: SQLite writes on a disk of this machine.
        with tempfile.TemporaryDirectory(prefix="seasonal-ops-backup-") as folder:
            draft = Path(folder) / "backup.db"
            held = _filled(database, draft, progress)
            _put(draft, file, force=force)
    except OSError as error:
        raise BadValue(
            f"the backup {file} cannot be written: {error.strerror}; choose another place"
        ) from error
    return held


def _taken(file: Path) -> Refused:
    return Refused(f"{file} is there already; choose another name, or replace it with --force")


def _filled(database: Database, draft: Path, progress: Progress | None) -> Contents:
    with database.read() as session:
        expected = row_counts(session)  # from here on it sees one moment
        if database.is_sqlite:
            _copy_pages(session, draft, progress)
        else:
            _copy_tables(session, draft, progress, sum(expected.values()))
    return _verified(draft, expected)


def _copy_pages(session: Session, draft: Path, progress: Progress | None) -> None:
    """SQLite's own online backup; from a connection that reads it copies what that sees."""
    source = session.connection().connection.driver_connection
    assert isinstance(source, sqlite3.Connection)  # noqa: S101 — the caller asked which database it is

    def step(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    with closing(sqlite3.connect(draft)) as target:
        try:
            source.backup(target, pages=_PAGES_AT_ONCE, progress=step)
        except sqlite3.DatabaseError as error:
            raise DatabaseTrouble(f"the backup cannot be made: {error}; nothing is left of it") from error


def _copy_tables(session: Session, draft: Path, progress: Progress | None, total: int) -> None:
    with opened(draft) as new:
        migrations.upgrade(new)
        with new.write() as into:
            copy_rows(session.connection(), into.connection(), progress, total)


def _verified(draft: Path, expected: dict[str, int]) -> Contents:
    """Raises DatabaseTrouble unless every page can be read and every row is there."""
    with opened(draft) as made:
        made.require_sound()
        with made.read() as session:
            if row_counts(session) != expected:
                raise DatabaseTrouble("the backup lacks rows that the database has; nothing is left of it")
            return contents(session)


def _put(draft: Path, file: Path, *, force: bool) -> None:
    """Whole or not at all, on the disk and not only in memory; never over one that came meanwhile."""
    beside = file.with_name(f".seasonal-ops-{secrets.token_hex(8)}.tmp")
    try:
        beside.touch(mode=_OWNER_ALONE, exist_ok=False)
        with draft.open("rb") as content, beside.open("wb") as place:
            shutil.copyfileobj(content, place)
            place.flush()
            os.fsync(place.fileno())
        if file.exists() and not force:
            raise _taken(file)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
