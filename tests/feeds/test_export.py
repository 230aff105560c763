"""Feeds as files: whole, touched only when they changed, taken away when shut, and never a token in them."""

import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from factories import LEAD, NOW, make_activity, make_plan

from seasonal_ops import feeds, planning, sharing
from seasonal_ops.db import Database
from seasonal_ops.errors import Refused
from seasonal_ops.feeds.export import Exported, export
from seasonal_ops.models import key

DONE: dict[str, Any] = {"actor": LEAD, "now": NOW}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shared" / "calendars"


def make_feeds(database: Database) -> tuple[int, int, int]:
    """An activity, and two feeds of everything."""
    with database.write() as session:
        night = make_activity(session, make_plan(session), date(2026, 11, 6))
        fire = sharing.create_feed(session, name="Fire & <b>Rescue</b>", **DONE)
        police = sharing.create_feed(session, name="../..", expires=NOW + timedelta(days=9), **DONE)
        return key(night), key(fire), key(police)


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_a_file_a_feed_and_an_index(database: Database, folder: Path) -> None:
    _night, fire, police = make_feeds(database)
    done = export(database, folder, now=NOW)
    names = ("feed-1-fire-b-rescue-b.ics", "feed-2-calendar.ics", "index.html")
    assert done == Exported(written=names, unchanged=0, removed=())
    with database.read() as session:
        assert [files(folder)[name][0] for name in names[:2]] == [
            feeds.body(session, fire),
            feeds.body(session, police),
        ]
        addresses = [one.url for one in sharing.feed_views(session, key=b"k" * 32, base_url="")]
    page = files(folder)["index.html"][0].decode()
    assert re.findall(r'href="([^"]*)">([^<]*)<', page) == [
        (names[0], "Fire &amp; &lt;b&gt;Rescue&lt;/b&gt;"),
        (names[1], "../.."),
    ]
    everything = b"".join(content for content, _ in files(folder).values())
    assert not any(address[7:23].encode() in everything for address in addresses)


def test_what_did_not_change_is_not_touched(sqlite_database: Database, folder: Path) -> None:
    night, *_ = make_feeds(sqlite_database)
    export(sqlite_database, folder, now=NOW)
    before = files(folder)
    assert export(sqlite_database, folder, now=NOW + timedelta(days=1)) == Exported(
        written=(), unchanged=2, removed=()
    )
    assert files(folder) == before
    with sqlite_database.write() as session:
        later = NOW + timedelta(hours=1)
        planning.move_activity(session, activity_id=night, to=date(2026, 11, 8), actor=LEAD, now=later)
    (folder / "feed-2-calendar.ics").write_bytes(b"damaged")
    assert export(sqlite_database, folder, now=NOW).written == tuple(sorted(before))


def test_what_was_shut_is_taken_away_and_nobody_elses_file(sqlite_database: Database, folder: Path) -> None:
    _night, fire, _police = make_feeds(sqlite_database)
    export(sqlite_database, folder, now=NOW)
    (folder / "feed-9-theirs.ics").write_bytes(b"theirs")
    with sqlite_database.write() as session:
        sharing.revoke_feed(session, feed_id=fire, **DONE)
    done = export(sqlite_database, folder, now=NOW + timedelta(days=8))
    assert (done.removed, done.written) == (("feed-1-fire-b-rescue-b.ics",), ("index.html",))
    # The other has expired.
    done = export(sqlite_database, folder, now=NOW + timedelta(days=9))
    assert done.removed == ("feed-2-calendar.ics",)
    assert set(files(folder)) == {"feed-9-theirs.ics", "index.html"}
    assert b"There is no calendar here." in files(folder)["index.html"][0]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may grow beyond it: a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_every_file_whole(sqlite_database: Database, folder: Path) -> None:
    night, *_ = make_feeds(sqlite_database)
    export(sqlite_database, folder, now=NOW)
    before = files(folder)
    with sqlite_database.write() as session:
        planning.move_activity(session, activity_id=night, to=date(2026, 11, 8), **DONE)
    with room_for(10_000), pytest.raises(Refused, match="cannot be written: File too large"):
        export(sqlite_database, folder, now=NOW)
    assert files(folder) == before
    assert export(sqlite_database, folder, now=NOW).written == tuple(sorted(before))[:2]


def test_what_was_shut_goes_though_the_disk_is_full(sqlite_database: Database, folder: Path) -> None:
    night, fire, _police = make_feeds(sqlite_database)
    export(sqlite_database, folder, now=NOW)
    with sqlite_database.write() as session:
        planning.move_activity(session, activity_id=night, to=date(2026, 11, 8), **DONE)
        sharing.revoke_feed(session, feed_id=fire, **DONE)
    with room_for(10_000), pytest.raises(Refused):
        export(sqlite_database, folder, now=NOW)
    assert not list(folder.glob("feed-1-*"))


def test_one_file_that_cannot_be_written_stops_no_other(sqlite_database: Database, folder: Path) -> None:
    make_feeds(sqlite_database)
    (folder / "feed-1-fire-b-rescue-b.ics").mkdir(parents=True)
    with pytest.raises(Refused, match=r"feed-1-fire-b-rescue-b\.ics cannot be written: Is a directory"):
        export(sqlite_database, folder, now=NOW)
    assert (folder / "feed-2-calendar.ics").is_file()
    assert (folder / "index.html").is_file()


def test_another_s_index_is_left_alone(sqlite_database: Database, folder: Path) -> None:
    make_feeds(sqlite_database)
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("<p>ours</p>")
    done = export(sqlite_database, folder, now=NOW)
    assert (done.indexed, "index.html" in done.written) == (False, False)
    assert (folder / "index.html").read_text() == "<p>ours</p>"


def test_a_folder_that_cannot_be_is_refused(sqlite_database: Database, folder: Path) -> None:
    folder.parent.touch()
    with pytest.raises(Refused, match="shared is a file; give a folder"):
        export(sqlite_database, folder.parent, now=NOW)
    with pytest.raises(Refused, match=r"calendars cannot be written: Not a directory"):
        export(sqlite_database, folder, now=NOW)


def test_what_a_killed_export_left_behind_is_swept_up(sqlite_database: Database, folder: Path) -> None:
    folder.mkdir(parents=True)
    for name, seconds in ((".seasonal-ops-old.tmp", 3700), (".seasonal-ops-new.tmp", 60)):
        (folder / name).touch()
        os.utime(folder / name, (time.time() - seconds,) * 2)
    export(sqlite_database, folder, now=NOW)
    # The younger one may be another process at work.
    assert set(files(folder)) == {".seasonal-ops-new.tmp", "index.html"}


FOR_EVER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from seasonal_ops import planning
from seasonal_ops.db import Database
from seasonal_ops.facts import SYSTEM
from seasonal_ops.feeds.export import export

database, folder = Database(sys.argv[1]), Path(sys.argv[2])
day = 1
while True:
    day = day % 28 + 1
    now = datetime.now(UTC)
    with database.write() as session:
        planning.move_activity(
            session, activity_id=int(sys.argv[3]), to=date(2026, 11, day), actor=SYSTEM, now=now
        )
    export(database, folder, now=now)
    print("exported", flush=True)
"""


def test_a_kill_during_an_export_leaves_whole_files(database: Database, folder: Path) -> None:
    night, *_ = make_feeds(database)
    export(database, folder, now=NOW)
    url = database.url.render_as_string(hide_password=False)
    with database.read() as session:
        events = feeds.body(session, 1).count(b"BEGIN:VEVENT")
    for round_ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", FOR_EVER, url, str(folder), str(night)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout is not None
            for _ in range(round_ + 1):
                process.stdout.readline()
            # Somewhere in the next export: each round at another place of it.
            time.sleep(round_ * 0.004)
            process.send_signal(signal.SIGKILL)
        for path in folder.glob("*.ics"):
            calendar = icalendar.Calendar.from_ical(path.read_bytes())
            assert len(calendar.walk("VEVENT")) == events
        assert (folder / "index.html").read_text().endswith("</html>")
