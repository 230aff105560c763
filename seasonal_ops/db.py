"""The database: how it is opened, and how a transaction on it begins and ends.

SQLite is set up for several processes: the driver's own transactions are off, a write begins with
`BEGIN IMMEDIATE` (a deferred one that turns into a write loses updates or meets "database is
locked"), WAL, full synchronisation. A second engine of plain `BEGIN`s serves reads.
"""

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sqlalchemy import URL, Engine, event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    PendingRollbackError,
    SQLAlchemyError,
)
from sqlmodel import Session, SQLModel, create_engine

from seasonal_ops.errors import DatabaseTrouble, NotFound

if TYPE_CHECKING:
    import psycopg

BUSY_MS: Final = 5000
# What SQLite takes as parameters of one statement is limited.
AT_ONCE: Final = 500
_LOOK: Final = 0.1  # seconds between two looks at a file
Value = TypeVar("Value")
Row = TypeVar("Row", bound=SQLModel)


class Database:
    """One database, by its URL. `write()` and `read()` give a session inside a transaction."""

    def __init__(self, url: str) -> None:
        self.url = _parsed(url)
        self.write_engine = _engine(self.url, begin="BEGIN IMMEDIATE", isolation_level="READ COMMITTED")
        self.read_engine = _engine(self.url, begin="BEGIN", isolation_level="REPEATABLE READ")
        self._kept = threading.local()
        self._file: tuple[int, int] | None = None

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file on this machine."""
        return self.url.get_backend_name() == "sqlite"

    @property
    def path(self) -> Path | None:
        """The SQLite file; None on PostgreSQL."""
        return Path(self.url.database) if self.is_sqlite and self.url.database else None

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits at the end of the block, or leaves everything as it was.

        Raises DatabaseTrouble when the database is locked, unwritable or out of reach.
        """
        with self._transaction(self.write_engine) as session:
            yield session

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """A session in which everything may be done, and nothing of it stays: for dry runs.

        It holds what a write holds, so that what is shown is what would be done.
        """
        with self.write() as session:
            yield session
            session.rollback()

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A write of plain statements; on the thread's kept connection inside of `kept`.

        Raises DatabaseTrouble as `write` does.
        """
        with self.troubles():
            kept: Connection | None = getattr(self._kept, "connection", None)
            if kept is None:
                with self.write_engine.begin() as connection:
                    yield connection
            else:
                with kept.begin():
                    yield kept

    @contextmanager
    def statement(self) -> Iterator[Connection]:
        """For one statement, a transaction by itself: inside of `kept` PostgreSQL needs no BEGIN for it."""
        single: Connection | None = getattr(self._kept, "single", None)
        if single is None:
            with self.transaction() as connection:
                yield connection
            return
        with self.troubles():
            try:
                yield single
            except DBAPIError:
                # Made again, it would begin transactions as others do: the kept one serves from here on.
                self._kept.single = None
                raise

    @contextmanager
    def kept(self) -> Iterator[None]:
        """This thread's transactions share one connection, which is not asked for a sign of life each time.

        One that was cut fails once and is made again by the next transaction.
        """
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.troubles())
            # First: whatever fails from here on leaves nothing behind that is closed.
            stack.callback(self._kept.__dict__.clear)
            self._kept.connection = stack.enter_context(self.write_engine.connect())
            if not self.is_sqlite:
                single = self.write_engine.execution_options(isolation_level="AUTOCOMMIT")
                connection = stack.enter_context(single.connect())
                # Statements that find rows by their ids: one plan does for all, and is made once.
                connection.exec_driver_sql("SET plan_cache_mode = force_generic_plan")
                stack.callback(_forgive, connection)
                self._kept.single = connection
            yield

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one state of the database and changes nothing."""
        with self._transaction(self.read_engine) as session:
            yield session

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Session]:
        with self.troubles(), Session(engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def troubles(self) -> Iterator[None]:
        """Turn what the driver says into a sentence for the user."""
        try:
            yield
        except OperationalError as error:
            raise DatabaseTrouble(self._sentence(str(error.orig))) from error
        except PendingRollbackError as error:
            raise DatabaseTrouble(self._sentence("the connection was cut")) from error
        except DBAPIError as error:
            if any(sign in str(error.orig) for sign in _SIGNS_OF_DAMAGE):
                raise DatabaseTrouble(self._sentence(str(error.orig))) from error
            raise

    def require_sound(self) -> None:
        """Read every page of an SQLite file once, so that a damaged one is met before anything is sent.

        100 MB take 0.07 s once they are in memory. Raises DatabaseTrouble, which says how to restore.
        """
        if not self.is_sqlite:
            return
        with self.read() as session:
            found = session.connection().exec_driver_sql("PRAGMA quick_check(1)").scalar_one()
        if found != "ok":
            raise DatabaseTrouble(self._sentence("malformed"))

    def require_in_place(self) -> None:
        """For who keeps a database open for long: is the SQLite file still the one that was found at first?

        Connections go on with a file that was taken away, and whatever they write goes with it. Raises
        DatabaseTrouble, which says so.
        """
        if self.path is None:
            return
        try:
            found = self.path.stat()
        except OSError as error:
            raise DatabaseTrouble(
                f"the database {self.path} is gone; nothing is written until it is back: put it back, or"
                " restore it with: seasonal-ops restore FILE"
            ) from error
        here = (found.st_dev, found.st_ino)
        self._file = self._file or here
        if self._file != here:
            raise DatabaseTrouble(
                f"another file was put in the place of the database {self.path}; nothing is written to"
                " either: start this program again"
            )

    def _sentence(self, said: str) -> str:
        shown = self.path or self.url.render_as_string(hide_password=True)
        for sign, sentence in _TROUBLES.items():
            if sign in said:
                return sentence.format(shown)
        return f"the database {shown} cannot be used: {said.splitlines()[0]}"

    def listener(self, channel: str) -> "Listener | None":
        """Hears what other processes say on a channel of PostgreSQL; None on SQLite, which is polled."""
        return None if self.is_sqlite else Listener(self.url, channel)

    def changes(self, channel: str) -> "Listener | Watcher":
        """Tells when another connection changed something: PostgreSQL is listened to, a file is watched."""
        return self.listener(channel) or Watcher(str(self.path))

    def dispose(self) -> None:
        """Close every connection."""
        self.write_engine.dispose()
        self.read_engine.dispose()


def _forgive(connection: Connection) -> None:
    """Others that are given it from the pool find it as it is for everybody; a broken one is not kept."""
    with contextlib.suppress(SQLAlchemyError):
        connection.exec_driver_sql("RESET plan_cache_mode")


class Listener:
    """One connection that only listens (LISTEN, NOTIFY); it is made again after it was cut."""

    def __init__(self, url: URL, channel: str) -> None:
        self._url, self._channel = url, channel
        self._connection: psycopg.Connection | None = None

    def wait(self, seconds: float) -> bool:
        """Return when something was said (True), or after so long; blocks. Raises DatabaseTrouble."""
        import psycopg

        try:
            if self._connection is None:
                # What was said before is not heard: the caller looks for itself first.
                self._connection = self._connected()
                return True
            return any(True for _said in self._connection.notifies(timeout=seconds, stop_after=1))
        except psycopg.Error as error:
            self.close()
            raise DatabaseTrouble(f"the database can no longer be listened to: {error}") from error

    def _connected(self) -> "psycopg.Connection":
        import psycopg
        from psycopg import sql

        plain = self._url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(plain, autocommit=True, connect_timeout=10)
        connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(self._channel)))
        return connection

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


_SIGNS_OF_DAMAGE: Final = ("malformed", "not a database", "invalid page")


class Watcher:
    """Asks a SQLite file whether another connection wrote to it: a few microseconds, and no lock."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._seen = -1

    def wait(self, seconds: float) -> bool:
        """Return when something was written (True), or after so long; blocks. Raises DatabaseTrouble."""
        end = time.monotonic() + seconds
        while not self._changed():
            left = end - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(left, _LOOK))
        return True

    def _changed(self) -> bool:
        try:
            if self._connection is None:
                # Never made here: a file that is gone is to be missed.
                uri = f"{Path(self._path).absolute().as_uri()}?mode=rw"
                self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            seen = self._connection.execute("PRAGMA data_version").fetchone()[0]
        except sqlite3.Error as error:
            self.close()
            raise DatabaseTrouble(f"the database {self._path} can no longer be watched: {error}") from error
        changed, self._seen = bool(seen != self._seen), seen
        return changed

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


_TROUBLES: Final = {
    "deadlock": "another change got in the way of this one in {}; nothing was done, try again",
    "locked": "the database {} is locked by another program; close that program and try again",
    "readonly": "the database {} cannot be written; give your account write access to it and its folder",
    "unable to open": "the database {} cannot be opened; check that its folder exists and may be written",
    **dict.fromkeys(
        ("malformed", "Could not decode", "invalid page"),
        "the database {} is damaged; stop serve and restore the newest backup: seasonal-ops restore FILE",
    ),
    "not a database": "{} is not a Seasonal Ops database; choose another file with --database",
    "disk is full": "the disk that holds {} is full; make room and try again",
    "disk I/O": "the disk that holds {} failed to read or write; check it and try again",
}


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError):
        parsed = None
    if parsed is None or parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise DatabaseTrouble(
            "the database address is not understood; write sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME"
        )
    return parsed


def _engine(url: URL, *, begin: str, isolation_level: str) -> Engine:
    """`begin` is SQLite's way of beginning, `isolation_level` PostgreSQL's."""
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True, isolation_level=isolation_level)
    engine = create_engine(url, connect_args={"timeout": BUSY_MS / 1000, "check_same_thread": False})
    event.listen(engine, "do_connect", _make_for_owner_alone)
    event.listen(engine, "connect", _set_up_connection)

    def begin_transaction(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "begin", begin_transaction)
    return engine


def _make_for_owner_alone(_dialect: object, _record: object, args: Sequence[Any], _more: object) -> None:
    """SQLite would make a new file readable by every account; its log gets the mode of the file."""
    if args[0].startswith((":", "file:")):  # none, or an address that SQLite takes apart
        return
    # What stands in the way, SQLite says in its own words a moment later.
    with contextlib.suppress(OSError):
        os.close(os.open(args[0], os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _set_up_connection(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("synchronous=FULL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
    # Turning WAL on needs the file to itself for a moment; when two processes open a new one at
    # once, the second must not fail for it.
    deadline = time.monotonic() + BUSY_MS / 1000
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except connection.OperationalError:
            if time.monotonic() > deadline:
                raise


def batched(values: Iterable[Value], size: int = AT_ONCE) -> Iterator[tuple[Value, ...]]:
    """The values in slices that one statement takes as its parameters."""
    rest = iter(values)
    while some := tuple(islice(rest, size)):
        yield some


def look_up(session: Session, table: type[Row], key: int, what: str) -> Row:
    """The row, to be looked at. Raises NotFound."""
    row = session.get(table, key)
    if row is None:
        raise NotFound(what, key)
    return row


def load(session: Session, table: type[Row], key: int, what: str) -> Row:
    """The row, to be changed: locked until the transaction ends where the database can. Raises NotFound."""
    row = session.get(table, key, with_for_update=True)
    if row is None:
        raise NotFound(what, key)
    return row
