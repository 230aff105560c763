"""When and by what each feed was fetched last: kept in memory, written by a tick."""

from datetime import timedelta
from typing import Any

import pytest
from helpers import until

from integrations.web.fetches import Fetches
from seasonal_ops.models import Feed


def test_when_a_feed_was_fetched_is_written_by_the_tick(house: Any) -> None:
    with house.client(tick_seconds=0.05) as client:
        client.get(house.path, headers={"User-Agent": "Google-Calendar-Importer"})
        until(lambda: fetched(house) == (house.now, "Google"))
        house.now += timedelta(hours=1)
    with house.client() as client:
        client.get(house.path, headers={"If-None-Match": "*"})
    # What the tick had not written yet is written at the end.
    assert fetched(house) == (house.now, "other")


def test_a_later_fetch_at_another_server_stays(house: Any) -> None:
    first, second = Fetches(house.database), Fetches(house.database)
    first.note(house.feed_id, house.now, b"vdirsyncer")
    second.note(house.feed_id, house.now + timedelta(seconds=40), b"Thunderbird")
    second.write()
    first.write()
    assert fetched(house) == (house.now + timedelta(seconds=40), "Thunderbird")


def test_the_tick_of_fetches_outlives_whatever_the_database_says(
    one: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = iter([RuntimeError("read-only transaction")])
    write = Fetches.write

    def once_broken(self: Fetches) -> None:
        for failure in failures:
            raise failure
        write(self)

    monkeypatch.setattr(Fetches, "write", once_broken)
    with one.client(tick_seconds=0.05) as client:
        client.get(one.path, headers={"User-Agent": "Google-Calendar-Importer"})
        until(lambda: fetched(one) == (one.now, "Google"))


def fetched(house: Any) -> tuple[Any, str]:
    with house.database.read() as session:
        feed = session.get_one(Feed, house.feed_id)
        return feed.last_fetched, feed.last_client
