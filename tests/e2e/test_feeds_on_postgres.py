"""Two server processes on one PostgreSQL database: a subscriber may ask either, and is told the same."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from clients.program import Program
from helpers import until
from icalendar import Calendar


class Two:
    """The two addresses of one feed."""

    def __init__(self, first: str, second: str) -> None:
        self.first, self.second = first, second

    def answers(self, **headers: str) -> list[httpx.Response]:
        """What each server says now, uncompressed."""
        asked = {"Accept-Encoding": "identity", **headers}
        return [httpx.get(url, headers=asked) for url in (self.first, self.second)]

    def settled(self, *, unlike: str = "") -> httpx.Response:
        """The new answer, within a second at both, and the same from both in every byte that matters."""
        until(lambda: all(one.headers.get("etag", unlike) != unlike for one in self.answers()))
        first, second = self.answers()
        assert kept(first) == kept(second)
        etag = first.headers["etag"]
        assert [one.status_code for one in self.answers(**{"If-None-Match": etag})] == [304, 304]
        return first


def kept(answer: httpx.Response) -> tuple[Any, ...]:
    """What a subscriber keeps of an answer."""
    return answer.status_code, answer.headers["etag"], answer.headers["last-modified"], answer.content


def patrol(answer: httpx.Response) -> Any:
    """The event that is changed."""
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    (event,) = [one for one in events if one["SUMMARY"] != "Quiet evening"]
    return event


@pytest.fixture
def program(postgres_url: str, tmp_path: Path) -> Program:
    """On PostgreSQL."""
    return Program(tmp_path, postgres_url)


@pytest.fixture
def night(program: Program) -> str:
    """The id of an activity of Harbour Watch."""
    return program.plan_two_nights()


@pytest.fixture
def both(program: Program, night: str) -> Iterator[Two]:
    """The partner's feed at two servers, made while they run."""
    with ExitStack() as stack:
        servers = [stack.enter_context(program.serving()) for _ in range(2)]
        path = program.feed("--partner", "harbour-watch")
        yield Two(*(server + path for server in servers))


# Each of them a visible change: a higher SEQUENCE of the same event.
CHANGES = (
    ("activity move {id} --to 2026-10-31", "Pier patrol", "CONFIRMED"),
    ("unassign {id} harbour-watch", "CANCELLED: no longer yours", "CANCELLED"),
    ("assign {id} harbour-watch --role lead", "Pier patrol", "CONFIRMED"),
    ("activity cancel {id}", "CANCELLED: Pier patrol", "CANCELLED"),
    ("activity status {id} planned", "Pier patrol", "CONFIRMED"),
)


def test_every_change_is_seen_at_both_within_a_second_in_the_same_bytes(
    program: Program, night: str, both: Two
) -> None:
    before = both.settled()
    for command, summary, status in CHANGES:
        program.run(*command.format(id=night).split())
        after = both.settled(unlike=before.headers["etag"])
        event, was = patrol(after), patrol(before)
        assert (str(event["SUMMARY"]), str(event["STATUS"])) == (summary, status)
        assert (event["UID"], event["SEQUENCE"]) == (was["UID"], was["SEQUENCE"] + 1)
        before = after


def test_a_revoked_address_is_shut_at_both_within_a_second(program: Program, both: Two) -> None:
    etag = both.settled().headers["etag"]
    program.run("feed", "revoke", "1")
    until(lambda: all(one.status_code == 410 for one in both.answers()))
    assert [one.status_code for one in both.answers(**{"If-None-Match": etag})] == [410, 410]


def test_a_server_that_starts_later_says_what_the_others_say(program: Program, night: str, both: Two) -> None:
    program.run("activity", "move", night, "--to", "2026-10-31")
    with program.serving() as third:
        address = third + httpx.URL(both.first).path
        assert kept(Two(address, address).settled()) == kept(both.settled())
