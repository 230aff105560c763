"""A partner's calendar programs over a season: what they sync, what they show, and that they agree."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from clients.clocks import CLOCK_CHANGES, write_sheet
from clients.program import Program
from clients.readers import Event, Reader, moment
from clients.subscriber import Subscriber
from helpers import until

from seasonal_ops.linter import lint

PLAN = "bright-sparx"
WATCH, ROTARY = "harbour-watch", "ormskirk-rotary"
QUIET = "Quiet evening | 2026-10-29 20:00 | 2026-10-30 02:00 | 6h | CONFIRMED"


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Bright Sparx as shipped, and a partner with activities about both clock changes."""
    program = Program(tmp_path_factory.mktemp("season"))
    program.run("plan", "new", PLAN, "--year", "2026")
    program.run("partner", "add", "Harbour Watch")
    program.run("plan", "import", f"{PLAN}-2026", str(write_sheet(program.folder / "clocks.csv", WATCH)))
    return program


def test_a_second_sync_copies_nothing_and_khal_shows_local_times(season: Program, tmp_path: Path) -> None:
    path = season.feed("--partner", WATCH)
    with season.serving() as address:
        watch = Subscriber(tmp_path, address + path)
        assert watch.sync() == {"copying": len(CLOCK_CHANGES)}
        assert watch.sync() == {}
    listed = watch.list("2026-10-23", "2026-10-27") + watch.list("2027-03-26", "2027-03-31")
    assert sorted(listed) == sorted(f"{one.title} | {one.wall} | CONFIRMED" for one in CLOCK_CHANGES)


def test_all_readers_agree_on_every_event(season: Program, readers: dict[str, Reader]) -> None:
    path = season.feed()
    patrol = next(one for one in season.json("activity", "list") if one["title"] == "Joint patrol")
    season.run("activity", "cancel", str(patrol["id"]))
    with season.serving() as address:
        body = httpx.get(address + path).content
    assert lint(body) == []
    planned = sorted(as_event(one) for one in season.json("activity", "list"))
    assert "CANCELLED: Joint patrol" in {one.summary for one in planned}
    for name, read in readers.items():
        assert read(body) == planned, name
    spans = {one.summary: (one.start, one.end) for one in planned}
    assert {one.title: one.span for one in CLOCK_CHANGES}.items() <= spans.items()


def test_a_feed_without_events_is_a_calendar_all_the_same(
    season: Program, readers: dict[str, Reader], tmp_path: Path
) -> None:
    season.run("partner", "add", "Ormskirk Rotary")
    path = season.feed("--partner", ROTARY)
    with season.serving() as address:
        body = httpx.get(address + path).content
        assert Subscriber(tmp_path, address + path).sync() == {}
    assert [read(body) for read in readers.values()] == [[]] * len(readers)


def as_event(activity: dict[str, Any]) -> Event:
    """What the command line says of an activity, as every reader of a feed must have it."""
    cancelled = activity["status"] == "cancelled"
    summary = "Operation" if activity["sensitivity"] == "sensitive" else activity["title"]
    return Event(
        uid=activity["uid"],
        summary=f"CANCELLED: {summary}" if cancelled else summary,
        **span(activity),
        status="CANCELLED" if cancelled else "CONFIRMED",
    )


def span(activity: dict[str, Any]) -> dict[str, Any]:
    """Start and exclusive end, in UTC or as days."""
    first, last = (date.fromisoformat(activity[name]) for name in ("starts_on", "ends_on"))
    start, end = activity["start_time"], activity["end_time"]
    if start is None:
        return {"start": moment(first), "end": moment(last + timedelta(days=1)), "all_day": True}
    zone = ZoneInfo(activity["time_zone"])
    begins, ends = (
        datetime.combine(day, time.fromisoformat(at), zone)
        for day, at in ((first, start), (last, end or start))
    )
    return {"start": moment(begins), "end": moment(ends), "all_day": False}


class House:
    """Two nights, served by one process or by two, and subscribers at each of them."""

    def __init__(self, program: Program, night: str, servers: list[str]) -> None:
        self.program, self.night, self.servers = program, night, servers

    def subscribers(self, partner: str) -> list[Subscriber]:
        """One at each server, synced."""
        path = self.program.feed("--partner", partner)
        made = []
        for number, server in enumerate(self.servers):
            until(lambda url=server + path: httpx.head(url).is_success, within=60)
            made.append(Subscriber(self.program.folder / partner / str(number), server + path))
            made[-1].sync()
        return made

    def change(self, *words: str, seen_by: list[Subscriber]) -> None:
        """A command, and a sync of everybody once their server knows of it: one item is another."""
        before = [etag(one) for one in seen_by]
        self.program.run(*words)
        for one, old in zip(seen_by, before, strict=True):
            until(lambda one=one, old=old: etag(one) != old, within=60)
            assert one.sync() == {"copying": 1, "deleting": 1}


def etag(subscriber: Subscriber) -> str:
    """What the subscriber's server says of its feed."""
    return httpx.head(subscriber.url).headers["etag"]


def shown(subscribers: list[Subscriber]) -> list[str]:
    """What all of them see of the days about Mischief Night, in the same words."""
    first, *others = (one.list("2026-10-28", "2026-11-02") for one in subscribers)
    assert all(one == first for one in others)
    return first


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """On SQLite with one server process, on PostgreSQL with two."""
    on_postgres = request.param == "postgresql"
    program = Program(tmp_path, request.getfixturevalue("postgres_url") if on_postgres else "")
    night = program.plan_two_nights()
    with ExitStack() as stack:
        servers = [stack.enter_context(program.serving()) for _ in range(2 if on_postgres else 1)]
        yield House(program, night, servers)


def test_a_move_reaches_the_calendar(house: House) -> None:
    watch = house.subscribers(WATCH)
    times = ("--start", "19:30", "--end", "01:00")
    house.change("activity", "move", house.night, "--to", "2026-10-31", *times, seen_by=watch)
    assert shown(watch) == ["Pier patrol | 2026-10-31 19:30 | 2026-11-01 01:00 | 5h 30m | CONFIRMED", QUIET]


def test_what_is_given_to_another_partner_goes_from_one_calendar_to_the_other(house: House) -> None:
    watch, rotary = house.subscribers(WATCH), house.subscribers(ROTARY)
    assert shown(rotary) == [QUIET]
    house.change("unassign", house.night, WATCH, seen_by=watch)
    house.program.run("assign", house.night, ROTARY, "--role", "lead")
    for one in rotary:
        until(lambda one=one: one.sync() == {"copying": 1}, within=60)
    times = "2026-10-30 20:00 | 2026-10-31 02:00 | 6h"
    assert shown(watch) == [f"CANCELLED: no longer yours | {times} | CANCELLED", QUIET]
    assert shown(rotary) == [f"Pier patrol | {times} | CONFIRMED", QUIET]


def test_what_is_cancelled_says_so_until_it_is_planned_again(house: House) -> None:
    watch = house.subscribers(WATCH)
    times = "2026-10-30 20:00 | 2026-10-31 02:00 | 6h"
    house.change("activity", "cancel", house.night, "--reason", "storm", seen_by=watch)
    assert shown(watch) == [f"CANCELLED: Pier patrol | {times} | CANCELLED", QUIET]
    house.change("activity", "status", house.night, "planned", seen_by=watch)
    assert shown(watch) == [f"Pier patrol | {times} | CONFIRMED", QUIET]
