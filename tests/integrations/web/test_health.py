"""Whether the server is well, for a load balancer and for a robot."""

from datetime import timedelta
from typing import Any

import pytest

from seasonal_ops.models import ENDED, WEB, Heartbeat


def test_robots_and_healthz(client: Any) -> None:
    assert client.get("/robots.txt").text == "User-agent: *\nDisallow: /\n"
    assert client.get("/healthz").text == "ok\n"


def test_readyz_asks_for_a_tick_of_the_last_minute(house: Any) -> None:
    def tick(seconds_ago: int, worker: str = "w", detail: str = "") -> None:
        with house.database.write() as session:
            at = house.now - timedelta(seconds=seconds_ago)
            session.merge(Heartbeat(worker=worker, at=at, detail=detail))

    with house.client() as client:
        # That feeds are served says nothing of the clock.
        tick(0, WEB)
        assert client.get("/readyz").status_code == 503
        # Nor does a run by hand, which has ended.
        tick(1, "by hand", ENDED)
        assert client.get("/readyz").status_code == 503
        tick(60)
        answer = client.get("/readyz")
        assert answer.status_code == 503
        assert answer.text.startswith("The scheduler has not ticked since 2")
        tick(59)
        answer = client.get("/readyz")
        assert (answer.status_code, answer.text) == (200, "ready\n")


def test_readyz_says_that_the_database_is_away(one: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from seasonal_ops.errors import DatabaseTrouble

    def away() -> None:
        raise DatabaseTrouble("away")

    with one.client() as client:
        client.get(one.path)
        monkeypatch.setattr(one.database, "read", away)
        answer = client.get("/readyz")
        # What is known is served all the same.
        assert client.get(one.path, headers={"If-None-Match": "*"}).status_code == 304
    assert (answer.status_code, answer.text) == (503, "The database does not answer.\n")
