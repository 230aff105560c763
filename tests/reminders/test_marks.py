"""A backup that is put back by hand is noticed by the mark beside the key."""

import shutil
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from seasonal_ops.models import FactRow
from seasonal_ops.reminders.outbox import marks
from seasonal_ops.scheduler import Jobs
from seasonal_ops.words import Channel, ReminderState

HELD = ReminderState.HELD


@pytest.fixture
def due(world: Any) -> Any:
    """A world in which one reminder is due."""
    world.ready()
    world.now = world.at("2026-10-16 09:00")
    return world


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    return tmp_path / "server.mark"


@pytest.fixture
def put_back(quick_world: Any, mark: Path, tmp_path: Path) -> Any:
    """One reminder was sent and the mark raised; then the file was copied back from before that."""
    quick_world.ready()
    quick_world.now = quick_world.at("2026-10-16 09:00")
    path, copy = quick_world.database.path, tmp_path / "copy.db"
    quick_world.database.dispose()
    shutil.copyfile(path, copy)
    assert quick_world.run().sent == 1
    marks.raise_(quick_world.database, mark)
    quick_world.database.dispose()
    shutil.copyfile(copy, path)
    return quick_world


def test_a_copy_put_back_by_hand_holds_what_was_sent_since(put_back: Any, mark: Path, caplog: Any) -> None:
    assert marks.check(put_back.database, mark, put_back.now) == 1
    assert put_back.rows()[0].state is HELD
    assert put_back.run().sent == 0
    assert "it was put back to 2026-06-01 11:00 UTC): 1 reminders that are due are held" in caplog.text


def test_a_scheduler_that_goes_on_while_it_is_put_back_sends_nothing_again(put_back: Any, mark: Path) -> None:
    before = len(put_back.post.taken)
    jobs = Jobs(put_back.database, {Channel.MAIL: put_back.post}, put_back.clock, "w1", mark=mark)
    jobs.send()
    assert (len(put_back.post.taken), put_back.rows()[0].state) == (before, HELD)


def test_it_is_noticed_once(put_back: Any, mark: Path) -> None:
    assert marks.check(put_back.database, mark, put_back.now) == 1
    assert marks.check(put_back.database, mark, put_back.now) is None


def test_it_is_noticed_though_more_has_happened_since_than_before(put_back: Any, mark: Path) -> None:
    put_back.now += timedelta(minutes=1)
    put_back.run()  # by whoever sends without asking the mark
    assert marks.check(put_back.database, mark, put_back.now) is not None


def test_the_mark_is_not_lowered_by_a_scheduler_that_goes_on(put_back: Any, mark: Path) -> None:
    stood = mark.read_text()
    marks.raise_(put_back.database, mark)
    assert mark.read_text() == stood


def test_it_rises_with_facts_and_with_attempts_and_is_for_its_owner_alone(due: Any, mark: Path) -> None:
    seen = []
    for step in (lambda: None, due.run, lambda: due.activity("2026-11-06"), lambda: None):
        step()
        marks.raise_(due.database, mark)
        seen.append(mark.read_text())
    assert len(set(seen)) == 3
    assert seen[2] == seen[3]
    assert stat.S_IMODE(mark.stat().st_mode) == 0o600
    due.now += timedelta(days=1)
    assert marks.check(due.database, mark, due.now) is None


def test_another_database_with_the_same_key_is_none_that_was_put_back(
    due: Any, mark: Path, postgres_url: str
) -> None:
    from seasonal_ops import migrations
    from seasonal_ops.db import Database

    marks.raise_(due.database, mark)
    other = Database(postgres_url)
    migrations.upgrade(other)
    assert marks.check(other, mark, due.now) is None
    other.dispose()


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"{}", b"[1]", b'{"origin": 1}'])
def test_a_mark_that_is_missing_or_cannot_be_read_says_nothing(
    due: Any, mark: Path, content: bytes | None
) -> None:
    if content is not None:
        mark.write_bytes(content)
    assert marks.check(due.database, mark, due.now) is None
    assert due.run().sent == 1


def test_a_mark_that_cannot_be_written_is_a_warning(due: Any, tmp_path: Path, caplog: Any) -> None:
    marks.raise_(due.database, tmp_path / "nowhere" / "server.mark")
    assert "cannot be written (No such file or directory)" in caplog.text


def test_an_empty_database_has_no_mark(database: Any, mark: Path) -> None:
    mark.write_text("of another")
    marks.lower(database, mark)
    assert not mark.exists()
    with database.read() as session:
        assert session.exec(select(FactRow)).all() == []
