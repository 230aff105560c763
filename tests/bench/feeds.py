"""Feeds under load, against nginx serving the same bytes as a file, and Radicale.

Debian's `wrk` and `nginx` are needed for the first part, and said to be missing when they are.
"""

import gzip
import hashlib
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from typing import Any, Final

import httpx
import psutil
from sqlalchemy import insert
from sqlmodel import Session, select

from seasonal_ops import feeds, ical, migrations, sharing, tokens
from seasonal_ops.db import Database
from seasonal_ops.facts import SYSTEM
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.models import Activity, Feed, FeedEntry, Token, key
from seasonal_ops.words import Detail, Role
from tests.bench.load import Load, free_port, nginx, running, wrk

PROGRAM: Final = str(Path(sys.executable).with_name("seasonal-ops"))
NOW: Final = datetime(2026, 8, 20, 9, tzinfo=UTC)
ROUNDS: Final = 3
_UVICORN: Final = ("uvicorn", "--no-access-log", "--log-level", "error")
_GRANIAN: Final = ("granian", "--interface", "asgi", "--no-ws", "--log-level", "error", "--loop", "uvloop")
SERVERS: Final = {
    "uvicorn, h11 and asyncio": (*_UVICORN, "--http", "h11", "--loop", "asyncio"),
    "uvicorn, httptools and uvloop (chosen)": (*_UVICORN, "--http", "httptools", "--loop", "uvloop"),
    "granian": _GRANIAN,
    "granian, futures in Rust": (*_GRANIAN, "--task-impl", "rust"),
}


def _digest(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


def some_event(number: int) -> CalendarEvent:
    """An activity of about 580 bytes as an event."""
    on = date(2026, 9, 1) + timedelta(days=number % 90)
    # As hard to pack as prose: no word twice in a feed.
    said = [f"{digest[at : at + 7]}" for digest in [_digest(number)] for at in range(0, 56, 7)]
    return CalendarEvent(
        uid=f"3f0c1f5e-0000-4000-8000-{number:012d}",
        title=" ".join(said[:4]),
        description=" ".join(said[2:6]),
        starts_on=on,
        ends_on=on,
        start_time=clock_time(18),
        end_time=clock_time(22),
        sequence=number % 5,
        revised_at=NOW + timedelta(minutes=number),
        partners=(("Lancashire Constabulary", Role.LEAD), ("Street Scene", Role.SUPPORT)),
        location=" ".join(said[4:]),
        meet="Rear yard, 17:45",
        plan="Bright Sparx 2026",
        theme="Enforcement",
        reason="Mischief Night is 30 October",
    )


def fill(session: Session, *, feed_count: int, events: int) -> list[Feed]:
    """Feeds of so many events each, without the verbs, which are not what is measured."""
    rows = []
    for number in range(events):
        event = some_event(number)
        rows.append(
            Activity(
                uid=event.uid, title=event.title, starts_on=event.starts_on, ends_on=event.ends_on,
                start_time=event.start_time, end_time=event.end_time, location=event.location,
                description=event.description, created_at=NOW, revised_at=event.revised_at,
            )
        )  # fmt: skip
    session.add_all(rows)
    made = [Feed(name=f"Bench {n}", created_at=NOW, last_changed=NOW) for n in range(feed_count)]
    session.add_all(made)
    session.flush()
    bodies = [ical.vevent(some_event(number), detail=Detail.FULL) for number in range(events)]
    for feed in made:
        tokens.issue(session, purpose=tokens.FEED, object_id=key(feed), now=NOW)
        session.execute(
            insert(FeedEntry),
            [
                {"feed_id": key(feed), "activity_id": key(row), "uid": row.uid, "body": body,
                 "shown": True, "sequence": 0, "over": False, "problem": ""}
                for row, body in zip(rows, bodies, strict=True)
            ],
        )  # fmt: skip
    session.flush()
    return made


@contextmanager
def ours(environment: Mapping[str, str], path: str) -> Iterator[tuple[str, int]]:
    """`seasonal-ops serve` over the database: the feed's address, and its process id."""
    port = free_port()
    command = [PROGRAM, "serve", "--only", "web", "--port", str(port)]
    with running(command, f"http://127.0.0.1:{port}/healthz", environment) as process:
        yield f"http://127.0.0.1:{port}{path}", process


def compare(what: str, mine: Callable[[], Load], peer: Callable[[], Load], goal: str) -> None:
    """Both in turn, and the medians' ratio."""
    pairs = [(mine(), peer()) for _ in range(ROUNDS)]
    rate = statistics.median(one.rate for one, _ in pairs)
    other = statistics.median(one.rate for _, one in pairs)
    p99 = statistics.median(one.p99 for one, _ in pairs)
    print(f"{what}: {rate:,.0f}/s against {other:,.0f}/s: ratio {rate / other:.2f} (goal {goal});"
          f" p99 {p99:.2f} ms", flush=True)  # fmt: skip


def bench_load(environment: Mapping[str, str], path: str, content: bytes, folder: Path) -> None:
    """Answers a second at 16 connections."""
    missing = [tool for tool in ("wrk", "nginx") if shutil.which(tool) is None]
    if missing:
        print(f"feeds under load: not measured, {' and '.join(missing)} missing (apt-get install)")
        return
    with ExitStack() as stack:
        url, _process = stack.enter_context(ours(environment, path))
        peer = stack.enter_context(nginx(folder, content))
        for what, encoding, goal in (("gzip 200", "gzip", "≥ 0.40"), ("identity 200", "identity", "≥ 0.60")):
            accept = {"Accept-Encoding": encoding}
            compare(f"{what}, nginx", lambda: wrk(url, accept), lambda: wrk(peer, accept), goal)  # noqa: B023
        condition = [same(one) for one in (url, peer)]
        compare("304, nginx", lambda: wrk(url, condition[0]), lambda: wrk(peer, condition[1]), "≥ 0.25")
        print("   (p99 goal < 10 ms)")


def bench_servers(environment: Mapping[str, str], path: str) -> None:
    """The same application behind the servers that could be chosen."""
    if shutil.which("wrk") is None:
        return
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in SERVERS}
    for _ in range(ROUNDS):
        for name, words in SERVERS.items():
            port = free_port()
            command = [sys.executable, "-m", *words, "--port", str(port), "tests.bench.served:app"]
            with running(command, f"http://127.0.0.1:{port}/healthz", environment):
                url = f"http://127.0.0.1:{port}{path}"
                found[name].append((wrk(url, same(url)).rate, wrk(url, {"Accept-Encoding": "gzip"}).rate))
    for name, rates in found.items():
        unchanged, whole = (statistics.median(one) for one in zip(*rates, strict=True))
        print(f"   {name}: 304 {unchanged:,.0f}/s, gzip 200 {whole:,.0f}/s", flush=True)


def same(url: str) -> dict[str, str]:
    """Headers of a request that finds nothing new."""
    etag = httpx.get(url, headers={"Accept-Encoding": "gzip"}, trust_env=False).headers["etag"]
    return {"If-None-Match": etag, "Accept-Encoding": "gzip"}


def bench_radicale(environment: Mapping[str, str], path: str, content: bytes, folder: Path) -> None:
    """A GET of the whole calendar, one after the other, uncompressed from both."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    command = [
        *(sys.executable, "-m", "radicale", "--hosts", f"127.0.0.1:{port}", "--auth-type", "none"),
        *("--storage-filesystem-folder", str(folder / "radicale")),
    ]
    with (
        running(command, base),
        ours(environment, path) as (url, _process),
        httpx.Client(
            trust_env=False, timeout=120, auth=("bench", ""), headers={"Accept-Encoding": "identity"}
        ) as client,
    ):
        client.put(
            f"{base}/bench/feed/", content=content, headers={"Content-Type": "text/calendar"}
        ).raise_for_status()

        theirs = wrk(
            f"{base}/bench/feed/", {"Authorization": "Basic YmVuY2g6", "Accept-Encoding": "identity"}
        )
        mine = wrk(url, {"Accept-Encoding": "identity"})
    print(f"GET of the whole, Radicale: {mine.rate:,.0f}/s against {theirs.rate:,.1f}/s:"
          f" ratio {mine.rate / theirs.rate:,.0f} (goal ≥ 500)", flush=True)  # fmt: skip


def bench_server_time(database: Database, feed: Feed, environment: Mapping[str, str]) -> None:
    """What a 304 costs in the application, the token's check included."""
    import asyncio

    from integrations.web.feed import FeedDoor
    from integrations.web.fetches import Fetches
    from integrations.web.ready import Ready

    server_key = bytes(32)
    clock = lambda: datetime.now(UTC)  # noqa: E731
    ready = Ready(database, clock, 3600)
    ready.load()
    ready.refresh()
    door = FeedDoor(ready, Fetches(database), key=server_key, clock=clock, compress=True)
    with database.read() as session:
        token = session.exec(select(Token).where(Token.object_id == feed.id)).one()
        path = "/feeds/" + tokens.written(server_key, token) + ".ics"
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message.get("status"))

    held = ready.held(key(feed))
    assert held is not None
    headers = [
        (b"host", b"csp.example"), (b"user-agent", b"Thunderbird"), (b"accept", b"*/*"),
        (b"accept-encoding", b"gzip, deflate"), (b"if-none-match", held.packed.etag),
    ]  # fmt: skip

    async def many(number: int) -> float:
        begun = time.perf_counter()
        for _ in range(number):
            scope = {"type": "http", "method": "GET", "path": path, "headers": headers}
            await door(scope, None, send)  # type: ignore[arg-type]
        return (time.perf_counter() - begun) / number

    asyncio.run(many(1000))
    taken = asyncio.run(many(20_000))
    assert set(sent) == {200 + 104, None}
    print(f"a 304 with the token's check: {taken * 1e6:.1f} µs of server time (goal ≤ 50)", flush=True)


def bench_one_change(database: Database, feed: Feed) -> None:
    """One event of a thousand changed."""

    def median(action: Callable[[], object]) -> float:
        taken = []
        for _ in range(30):
            begun = time.perf_counter()
            action()
            taken.append(time.perf_counter() - begun)
        return statistics.median(taken) * 1000

    from integrations.web import bodies

    with database.read() as session:
        whole = median(lambda: _new_body(session, key(feed)))
        content = feeds.body(session, key(feed))
    packing = median(lambda: gzip.compress(content, 6, mtime=0))
    ready = median(lambda: bodies.make(content, name="x", last_changed=NOW))
    events = content.count(b"BEGIN:VEVENT")
    print(
        f"one event of {events} changed: new body and ETag {whole:.2f} ms (goal ≤ 1), gzip {packing:.1f} ms"
    )
    print(f"   (goal ≤ 10); all that the server keeps ready {ready:.1f} ms", flush=True)
    with database.write() as session:
        activity = session.exec(select(Activity)).first()
        assert activity is not None

        def edit() -> None:
            activity.sequence += 1
            activity.title = f"{activity.sequence} {activity.title[:50]}"
            feeds.refresh(session, [key(activity)], NOW)

        print(f"   the edit's own part, rendering and rows included: {median(edit):.1f} ms", flush=True)


def _new_body(session: Session, feed_id: int) -> str:
    return hashlib.sha256(feeds.body(session, feed_id)).hexdigest()


def bench_idle(database: Database, feed: Feed) -> None:
    """A hundred renders on a hundred days."""
    import time_machine

    seen = set()
    for day in range(100):
        with time_machine.travel(NOW + timedelta(days=day)), database.read() as session:
            head = ical.head("Bench") + ical.vevent(some_event(7), detail=Detail.FULL)
            seen.add((head, feeds.body(session, key(feed))))
    print(f"100 idle renders at different times: {len(seen)} different (goal 1)", flush=True)


def bench_memory(folder: Path) -> None:
    """A server that keeps 1,000 feeds of 300 events ready."""
    environment = environment_of(folder / "many")
    database = Database(environment["SEASONAL_OPS_DATABASE"])
    migrations.upgrade(database)
    with database.write() as session:
        made = fill(session, feed_count=1000, events=300)
        feeds.settle(session, NOW)
        last = sharing.feed_view(session, key(made[-1]), key=server_key(environment), base_url="")
        size = last.size
    database.dispose()
    begun = time.perf_counter()
    with ours(environment, last.url) as (_url, process):
        served = psutil.Process(process)
        before, steady = served.memory_info().rss, 0
        while steady < 10:
            time.sleep(0.5)
            now = served.memory_info().rss
            steady = steady + 1 if abs(now - before) < 1_000_000 else 0
            before = now
    taken = time.perf_counter() - begun - 5
    print(f"1,000 feeds of 300 events, {size:,} bytes each, kept ready as they are and in gzip:")
    print(f"   {before / 1e6:,.0f} MB of memory, {taken:.0f} s after the start", flush=True)


def environment_of(folder: Path) -> dict[str, str]:
    """A program of its own in that folder, with a key that is known."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "server.key").write_text("00" * 32)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "SEASONAL_OPS_DATABASE": f"sqlite:///{folder}/feeds.db",
        "SEASONAL_OPS_SECRET_FILE": str(folder / "server.key"),
        "SEASONAL_OPS_ACTOR": SYSTEM.name,
    }


def server_key(environment: Mapping[str, str]) -> bytes:
    """The key that the environment's file holds."""
    return bytes.fromhex(Path(environment["SEASONAL_OPS_SECRET_FILE"]).read_text())


def bench_feeds() -> None:
    """Everything about feeds, on databases of their own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # nginx's worker is another user.
        folder.chmod(0o755)
        environment = environment_of(folder / "one")
        database = Database(environment["SEASONAL_OPS_DATABASE"])
        migrations.upgrade(database)
        with database.write() as session:
            (feed,) = fill(session, feed_count=1, events=1000)
            feeds.settle(session, NOW)
            path = sharing.feed_view(session, key(feed), key=server_key(environment), base_url="").url
            content = feeds.body(session, key(feed))
        print(f"a feed of 1,000 events: {len(content):,} bytes, gzip {len(gzip.compress(content, 6)):,}")
        bench_load(environment, path, content, folder)
        bench_servers(environment, path)
        bench_radicale(environment, path, content, folder)
        bench_server_time(database, feed, environment)
        bench_one_change(database, feed)
        bench_idle(database, feed)
        bench_memory(folder)


if __name__ == "__main__":
    bench_feeds()
