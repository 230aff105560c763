"""One SQLite file in the place of another, which is kept under a name that says when."""

import os
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from seasonal_ops.errors import DatabaseTrouble, Refused

_BESIDE: Final = ("-wal", "-shm")


def name_before(path: Path, now: datetime) -> Path:
    """Where what was there is kept: `plans.db.before-restore-20261030T140000Z`, and never over another."""
    wanted = path.with_name(f"{path.name}.before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    names = (wanted.with_name(f"{wanted.name}-{number}") for number in count(2))
    return next(one for one in chain([wanted], names) if not one.exists())


def put(path: Path, draft: Path, now: datetime) -> Path | None:
    """The draft (on the same disk) in the place of `path`; where that is kept, None when there was none.

    At every moment there is a whole database at `path`. Raises Refused while another program uses it,
    DatabaseTrouble when the folder cannot be written.
    """
    try:
        kept = None
        if path.exists():
            _close(path)
            _like(path, draft)
            kept = _keep(path, name_before(path, now))
        _to_disk(draft)
        draft.replace(path)
        if kept is not None:
            _for_owner_alone(kept)  # until now it was the database, which a group may share
        _to_disk(path.parent)
    except OSError as error:
        raise DatabaseTrouble(
            f"the database {path} cannot be replaced: {error.strerror};"
            " give your account write access to its folder"
        ) from error
    return kept


def _close(path: Path) -> None:
    """Bring the log into the file, which only works while nobody else has it open. Raises Refused."""
    try:
        with closing(sqlite3.connect(path, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as error:
        # A damaged file is moved aside as it is, log and all.
        if "locked" in str(error):
            raise Refused(
                f"the database {path} is in use by another program;"
                " stop serve, close the terminal UI, try again"
            ) from error


def _like(path: Path, draft: Path) -> None:
    """Whoever could use the old file can use the new one."""
    there = path.stat()
    draft.chmod(there.st_mode & 0o7777)
    with suppress(PermissionError):
        os.chown(draft, there.st_uid, there.st_gid)


def _keep(path: Path, kept: Path) -> Path:
    """A second name for the file, so that its first is never without one; its log, if any, goes along.

    The log of one database beside another would damage it.
    """
    try:
        os.link(path, kept)
    except OSError:
        shutil.copy2(path, kept)  # a disk without second names
    for suffix in _BESIDE:
        beside = path.with_name(path.name + suffix)
        if beside.exists():
            beside.replace(kept.with_name(kept.name + suffix))
    return kept


def _for_owner_alone(kept: Path) -> None:
    """Whoever shared the database goes on with the new one; nobody works on what is kept."""
    for one in (kept, *(kept.with_name(kept.name + suffix) for suffix in _BESIDE)):
        with suppress(FileNotFoundError, PermissionError):
            one.chmod(0o600)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
