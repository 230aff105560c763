"""A worker is woken by a change, by the instant at which something falls due, and by a clock set back."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from helpers import until

from seasonal_ops import journal
from seasonal_ops.db import Database
from seasonal_ops.errors import DatabaseTrouble
from seasonal_ops.facts import SYSTEM, PartnerAdded
from seasonal_ops.waking import Changes, Waker

HOUR = timedelta(hours=1)


@dataclass
class Quiet:
    """Nothing changes until a test says so."""

    said: threading.Event = field(default_factory=threading.Event)
    broken: bool = False

    def wait(self, seconds: float) -> bool:
        if self.broken:
            raise DatabaseTrouble("the database is gone")
        heard = self.said.wait(min(seconds, 0.02))
        self.said.clear()
        return heard

    def close(self) -> None: ...


@dataclass
class Watch:
    """A clock that a test can set."""

    ahead: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead


@contextmanager
def waking(
    changes: Changes, due: Callable[[datetime], datetime | None], clock: Watch | None = None
) -> Iterator[tuple[threading.Event, threading.Event]]:
    woken, back = threading.Event(), threading.Event()
    waker = Waker(changes=changes, next_due=due, wake=woken.set, set_back=back.set, clock=clock or Watch())
    waker.start()
    try:
        yield woken, back
    finally:
        waker.stop()


def test_it_wakes_at_the_instant_at_which_something_falls_due_and_not_before() -> None:
    clock, due = Watch(), datetime.now(UTC) + HOUR
    with waking(Quiet(), lambda _now: due, clock) as (woken, _back):
        assert not woken.wait(0.2)
        clock.ahead = HOUR
        assert woken.wait(2)


def test_it_wakes_when_something_changed() -> None:
    changes = Quiet()
    with waking(changes, lambda _now: None) as (woken, _back):
        assert not woken.wait(0.2)
        changes.said.set()
        assert woken.wait(2)


def test_a_clock_set_back_is_noticed_and_one_set_forward_is_not() -> None:
    clock = Watch()
    with waking(Quiet(), lambda _now: None, clock) as (_woken, back):
        clock.ahead = HOUR
        assert not back.wait(0.2)
        clock.ahead = timedelta(0)
        assert back.wait(2)


def test_a_database_that_is_gone_for_a_while_ends_nothing() -> None:
    changes = Quiet(broken=True)
    with waking(changes, lambda _now: None) as (woken, _back):
        assert not woken.wait(0.2)
        changes.broken = False
        changes.said.set()
        assert woken.wait(5)


def test_another_connections_change_is_heard_on_both_databases(database: Database) -> None:
    heard: list[bool] = []
    changes = database.changes(journal.CHANNEL)
    changes.wait(0.1)  # what was before is looked at, not heard
    assert not changes.wait(0.2)
    thread = threading.Thread(target=lambda: heard.append(changes.wait(10)))
    thread.start()
    with database.write() as session:
        journal.record(session, [PartnerAdded(subject="partner:1")], actor=SYSTEM, now=datetime.now(UTC))
    until(lambda: heard == [True], within=5)
    thread.join()
    changes.close()


def test_a_file_that_is_gone_is_said_to_be(tmp_path: pytest.TempPathFactory) -> None:
    from seasonal_ops.db import Watcher

    watcher = Watcher(f"{tmp_path}/no/such.db")
    with pytest.raises(DatabaseTrouble, match="can no longer be watched"):
        watcher.wait(0)
