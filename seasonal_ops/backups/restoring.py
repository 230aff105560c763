"""A backup put back, in the place of what is there now, which is kept.

What may have been sent since the backup is held in the same step (`reminders.holding`).
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import delete
from sqlmodel import Session, col, select

from seasonal_ops import journal, migrations
from seasonal_ops.backups import swapping
from seasonal_ops.backups.contents import Contents, contents, opened, row_counts
from seasonal_ops.backups.copying import copy_rows, empty, go_on_counting, keep_writers_out
from seasonal_ops.backups.making import make
from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble, NotFound, Refused
from seasonal_ops.facts import Actor
from seasonal_ops.models import ENDED, WEB, Heartbeat
from seasonal_ops.reminders.outbox.holding import hold_after_restore

_HEADER: Final = b"SQLite format 3\x00"
_ALIVE: Final = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """`contents` of the backup; `kept` is where what was there before lies, None when there was nothing.

    `held` is how many reminders wait for a person's word.
    """

    contents: Contents
    kept: Path | None
    held: int


def inspect(file: Path) -> Contents:
    """What a backup holds. Raises NotFound, or DatabaseTrouble for one that cannot be restored."""
    with (
        tempfile.TemporaryDirectory(prefix="seasonal-ops-restore-") as folder,
        _draft(file, Path(folder)) as one,
    ):
        return _contents(one)


def restore(database: Database, file: Path, *, now: datetime, actor: Actor) -> Restored:
    """Put the backup in the place of the database, upgraded where it is of an older version.

    Raises NotFound, Refused while the database is in use, DatabaseTrouble for a file that cannot be
    restored; then everything is as it was.
    """
    if (
        database.path is not None
        and database.path.exists()
        and file.exists()
        and database.path.samefile(file)
    ):
        raise Refused(f"{file} is the database itself; give a backup of it")
    _require_idle(database, now)
    database.dispose()  # or this program itself would be the one that has it open
    # On the same disk, so that it comes into its place at once.
    beside = database.path.parent if database.path else None
    with tempfile.TemporaryDirectory(dir=beside, prefix=".seasonal-ops-restore-") as folder:
        draft = Path(folder) / "restored.db"
        with _draft(file, draft.parent) as backup:
            found = _contents(backup)
            with backup.write() as session:
                _leave_workers_behind(session)
                held = hold_after_restore(session, now, found.known_until, actor=actor)
            if database.path is None:
                kept = _into_postgresql(database, backup, file, now)
        if database.path is not None:
            kept = swapping.put(database.path, draft, now)
    return Restored(contents=found, kept=kept, held=held)


@contextmanager
def _draft(file: Path, folder: Path) -> Iterator[Database]:
    """A copy of the backup, of this version and looked through."""
    if not file.is_file():
        raise NotFound("file", file, hint="seasonal-ops backup FILE makes one")
    with file.open("rb") as content:
        if content.read(len(_HEADER)) != _HEADER:
            raise DatabaseTrouble(f"{file} is no backup of Seasonal Ops; choose another file")
    draft = folder / "restored.db"
    for suffix in ("", "-wal"):  # a copy by hand may have its log beside it
        part = file.with_name(file.name + suffix)
        if part.exists():
            shutil.copyfile(part, draft.with_name(draft.name + suffix))
    draft.chmod(0o600)
    with opened(draft) as copy:
        _require_restorable(copy, file)
        yield copy


def _require_restorable(copy: Database, file: Path) -> None:
    try:
        copy.require_sound()
    except DatabaseTrouble as error:
        raise DatabaseTrouble(f"the backup {file} is damaged; take an older one") from error
    version = migrations.current(copy)
    if version is None:
        raise DatabaseTrouble(f"{file} is no backup of Seasonal Ops; choose another file")
    if version not in migrations.known():
        raise DatabaseTrouble(
            f"the backup {file} is of a newer Seasonal Ops (version {version}); install that first"
        )
    migrations.upgrade(copy)
    with copy.read() as session:
        if session.connection().exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise DatabaseTrouble(f"the backup {file} is damaged; take an older one")


def _contents(database: Database) -> Contents:
    with database.read() as session:
        return contents(session)


def _require_idle(database: Database, now: datetime) -> None:
    """Raises Refused while a scheduler gives signs of life; a damaged database cannot say."""
    if database.path is not None and not database.path.exists():
        return
    try:
        if migrations.is_blank(database):
            return
        with database.read() as session:
            workers = select(Heartbeat).where(col(Heartbeat.worker) != WEB, col(Heartbeat.detail) != ENDED)
            alive = workers.where(col(Heartbeat.at) > now - _ALIVE)
            beat = session.exec(alive).first()
    except DatabaseTrouble:
        if database.path is None:
            raise
        return
    if beat is not None:
        seconds = (now - beat.at).total_seconds()
        raise Refused(
            f"a scheduler ({beat.worker}) gave a sign of life {seconds:.0f} s ago; stop every serve,"
            f" and restore when it has been silent for {_ALIVE.seconds} s"
        )


def _leave_workers_behind(session: Session) -> None:
    """The workers of the backup are not at work on what it is restored to."""
    session.execute(delete(Heartbeat).where(col(Heartbeat.worker) != WEB))


def _into_postgresql(database: Database, backup: Database, file: Path, now: datetime) -> Path | None:
    """In one transaction; what was there is kept as a backup of its own, beside the one put back."""
    migrations.upgrade(database)
    with database.write() as session, backup.read() as source:
        target = session.connection()
        keep_writers_out(target)
        kept = None
        if any(row_counts(session).values()):
            kept = swapping.name_before(file, now)
            make(database, kept)
        empty(target)
        copy_rows(source.connection(), target)
        go_on_counting(target)
        journal.tell(session)
    return kept
