"""Is the database there, of this version, whole, and with room to grow?"""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import text

from seasonal_ops import journal, migrations
from seasonal_ops.checkup.shapes import Checked, defect, ok, refused, warning
from seasonal_ops.db import Database
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.reminders.outbox.holding import known_until

_MB: Final = 1_000_000
_LITTLE: Final = 200 * _MB
_TOO_LITTLE: Final = 20 * _MB
_OFF: Final = timedelta(seconds=5)  # a lease lasts minutes; what is off by so much was never set
_FAR_OFF: Final = timedelta(seconds=60)
_RESTORE: Final = "stop serve and restore the newest backup: seasonal-ops restore FILE"


def storage(database: Database, now: datetime, clock: Callable[[], datetime] | None) -> Iterator[Checked]:
    """`clock` is this machine's, None when it is made to stand still. Ends where nothing more can be seen."""
    try:
        migrations.require_current(database)
        database.require_sound()
    except SeasonalOpsError as error:
        yield refused("database", error)
        return
    shown = database.path or database.url.render_as_string(hide_password=True)
    yield ok("database", f"{shown} answers, is of version {migrations.HEAD}, and every page can be read")
    yield _record(database)
    if database.path is not None:
        yield from _file(database, database.path)
    if clock is not None:
        yield _clocks(database, clock)
    yield _order(database, now)


def _record(database: Database) -> Checked:
    with database.read() as session:
        found = journal.verify(session)
    if found.defects:
        return defect(
            "record",
            f"the record of changes is not intact: {found.defects[0]}",
            "see seasonal-ops audit verify",
        )
    return ok("record", f"the record of changes is intact: {found.facts} facts")


def _file(database: Database, path: Path) -> Iterator[Checked]:
    with database.read() as session:
        connection = session.connection()
        lost = len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())
        mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    if lost:
        yield defect("references", f"{lost} rows refer to rows that are not there", _RESTORE)
    else:
        yield ok("references", "every row finds the rows that it refers to")
    if mode != "wal":
        yield defect(
            "write-ahead log",
            f"the database is in mode {mode}, not in WAL",
            "put it on a disk of this machine",
        )
    else:
        yield ok("write-ahead log", "programs read while one writes")
    yield _room(path)


def _room(path: Path) -> Checked:
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    sentence = (
        f"the disk of the database has {free / _MB:,.0f} MB left; the database has {size / _MB:,.1f} MB"
    )
    if free < _TOO_LITTLE:
        return defect("disk", sentence, "make room: nothing is sent that cannot be written down")
    if free < max(_LITTLE, 2 * size):
        return warning("disk", sentence, "make room for twice the database: an update copies it")
    return ok("disk", sentence)


def _clocks(database: Database, clock: Callable[[], datetime]) -> Checked:
    """On PostgreSQL several machines share the leases, so their clocks must agree."""
    if database.is_sqlite:
        return ok("clock", f"this machine says {clock():%a %d %b %Y %H:%M:%S} UTC")
    with database.read() as session:
        before = clock()
        theirs: datetime = session.connection().execute(text("SELECT clock_timestamp()")).scalar_one()
    off = abs(theirs - before)
    sentence = f"this machine's clock and the database's are {off.total_seconds():.1f} s apart"
    if off <= _OFF:
        return ok("clock", sentence)
    return (defect if off > _FAR_OFF else warning)(
        "clock", sentence, "let both be set by a time server (NTP)"
    )


def _order(database: Database, now: datetime) -> Checked:
    """A clock that was set back would send late what is due, and a wrong one too early."""
    with database.read() as session:
        newest = known_until(session)
    if newest is None or newest <= now + _FAR_OFF:
        return ok("time", "nothing in the database is of a later time than now")
    return warning(
        "time",
        f"the database knows of {newest:%Y-%m-%d %H:%M} UTC, which is ahead of this machine's clock",
        "check the clock of this machine, and of the others that use the database",
    )
