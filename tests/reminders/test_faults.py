"""The database fails while reminders go out: nothing is lost, and a copy is only where one is flagged."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.engine import Connection

from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.reminders.sending import Sent, delivery, send_due
from seasonal_ops.reminders.sending.claiming import LEASE
from seasonal_ops.words import Channel, ReminderState

PEOPLE: Final = 60
NO_LIMIT: Final = 1_073_741_823  # pages; SQLite's own


def fill(world: Any) -> Any:
    """One mail is due to each of many contacts, and nothing else."""
    activity, _ = world.ready()
    world.assign(activity, world.partner("fire", contacts=PEOPLE - 1))
    world.now = world.at("2026-10-16 09:00")
    return world


def send(world: Any, pause: Callable[[float], None] = lambda _: None, database: Any = None) -> Sent:
    return send_due(
        database or world.database,
        transports={Channel.MAIL: world.post},
        clock=world.clock,
        worker="w1",
        pause=pause,
    )


def copies(world: Any) -> Counter[int]:
    """How often each contact got its mail."""
    return Counter(message.contact_id for message in world.post.taken)


def flagged(world: Any) -> set[int]:
    """To whom a mail may have gone twice, as the rows say."""
    return {row.contact_id for row in world.rows() if row.ambiguous}


class Hooked:
    """The world's transport, which does something after each message that it took."""

    def __init__(self, world: Any, then: Callable[[int], None]) -> None:
        self.post, self.then = world.post, then
        self.taken = self.post.taken

    def send(self, message: Any) -> None:
        self.post.send(message)
        self.then(len(self.taken))

    def check(self, address: str) -> None:
        self.post.check(address)


class Disk:
    """Room for no page more than there is, until room is made: SQLite then says that the disk is full."""

    def __init__(self, database: Database) -> None:
        with database.read() as session:
            self.pages = session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
        event.listen(database.write_engine, "begin", self._limit)

    def _limit(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {self.pages}")

    def make_room(self, _seconds: float = 0) -> None:
        self.pages = NO_LIMIT


def full_after_the_first(world: Any) -> list[Disk]:
    """No page more from the moment at which the first mail has gone: it stands in the list then."""
    disks: list[Disk] = []
    world.post = Hooked(world, lambda number: disks.append(Disk(world.database)) if number == 1 else None)
    return disks


def test_a_full_disk_stops_the_sending_and_says_so_and_it_goes_on_after(quick_world: Any) -> None:
    world = fill(quick_world)
    disks = full_after_the_first(world)
    with pytest.raises(DatabaseTrouble, match="is full; make room and try again"):
        send(world)
    # What could not be written down is one message at most, and nothing went after it.
    unsure = {row.contact_id for row in world.rows(ReminderState.SENDING)}
    written = {row.contact_id for row in world.rows(ReminderState.SENT)}
    assert len(unsure) <= 1
    assert set(copies(world)) == written | unsure
    assert len(written) < PEOPLE - 1
    disks[0].make_room()
    world.now += LEASE
    delivery.recover(world.database, now=world.now)
    send(world)
    assert len(copies(world)) == PEOPLE
    assert {contact for contact, times in copies(world).items() if times > 1} == flagged(world) == unsure


def test_room_that_is_made_in_time_leaves_nothing_unsure(quick_world: Any) -> None:
    world = fill(quick_world)
    disks = full_after_the_first(world)
    waited: list[float] = []

    def pause(seconds: float) -> None:
        waited.append(seconds)
        disks[0].make_room()

    assert send(world, pause).messages == PEOPLE
    assert (len(waited), set(copies(world).values()), flagged(world)) == (1, {1}, set())


HOLDER: Final = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
"""


@contextmanager
def locked(database: Database) -> Iterator[Callable[[], None]]:
    """Another process holds the database; what is given lets it go."""
    command = [sys.executable, "-c", HOLDER, str(database.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdin is not None
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"

        def let_go() -> None:
            holder.kill()
            holder.wait()

        yield let_go
        let_go()


def test_a_database_that_is_locked_for_ten_seconds(quick_world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    world = fill(quick_world)
    monkeypatch.setattr("seasonal_ops.db.BUSY_MS", 50)
    impatient = Database(f"sqlite:///{world.database.path}")
    holding: list[Any] = []
    waited: list[float] = []

    def lock(number: int) -> None:
        if number == 3:
            holding.append(locked(impatient))
            holding.append(holding[0].__enter__())

    def pause(seconds: float) -> None:
        # Nothing else goes out meanwhile.
        assert len(world.post.taken) == 3
        waited.append(seconds)
        if sum(waited) >= 10:
            holding[1]()

    world.post = Hooked(world, lock)
    done = send(world, pause, impatient)
    assert 10 <= sum(waited) < 20
    assert (done.messages, set(copies(world).values()), flagged(world)) == (PEOPLE, {1}, set())
    impatient.dispose()


def test_a_lock_before_anything_was_sent_is_told_and_nothing_has_gone(
    quick_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = fill(quick_world)
    monkeypatch.setattr("seasonal_ops.db.BUSY_MS", 50)
    impatient = Database(f"sqlite:///{world.database.path}")
    with locked(impatient), pytest.raises(DatabaseTrouble, match="is locked by another program"):
        send(world, database=impatient)
    assert world.post.taken == []
    assert send(world, database=impatient).messages == PEOPLE
    impatient.dispose()


def cut(database: Database) -> None:
    """End every connection to the database, as a restart of PostgreSQL does."""
    url = database.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_cut_after_a_message_went_is_written_down_on_a_new_connection(world: Any) -> None:
    fill(world)
    world.post = Hooked(world, lambda number: cut(world.database) if number % 10 == 0 else None)
    assert send(world).messages == PEOPLE
    assert (set(copies(world).values()), flagged(world)) == ({1}, set())


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_cuts_at_any_moment_lose_nothing_and_every_copy_is_flagged(world: Any) -> None:
    fill(world)
    over = threading.Event()

    def cutter() -> None:
        while not over.wait(0.02):
            cut(world.database)

    cutting = threading.Thread(target=cutter)
    cutting.start()
    try:
        for _ in range(20):
            with suppress(DatabaseTrouble):
                send(world)
            with suppress(DatabaseTrouble):
                delivery.recover(world.database, now=world.now, dead=["w1"])
    finally:
        over.set()
        cutting.join()
    delivery.recover(world.database, now=world.now, dead=["w1"])
    world.now += LEASE
    send(world)
    # One that was unsure twice waits for a person; it has gone all the same.
    settled = (ReminderState.SENT, ReminderState.DEAD)
    assert len(copies(world)) == PEOPLE
    assert {row.contact_id for row in world.rows(*settled)} == set(copies(world))
    assert max(copies(world).values()) <= 2
    assert {contact for contact, times in copies(world).items() if times > 1} <= flagged(world)
