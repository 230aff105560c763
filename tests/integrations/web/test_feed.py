"""The feed's address: bytes, validators, tokens, and what never reaches the database."""

import gzip
import threading
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from helpers import until
from sqlmodel import select

from seasonal_ops import feeds
from seasonal_ops.models import Feed, FeedEntry

EVERYWHERE = {
    "x-robots-tag": "noindex",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}


def kept(answer: Any) -> dict[str, str]:
    return {name: answer.headers[name] for name in ("etag", "last-modified", "vary", "cache-control")}


def test_line_22_a_feed_whole(house: Any) -> None:
    with house.client() as client:
        answer = client.get(house.path)
    with house.database.read() as session:
        feed = session.get_one(Feed, house.feed_id)
        assert answer.content == feeds.body(session, house.feed_id)
    assert answer.status_code == 200
    assert dict(answer.headers) == {
        "content-type": "text/calendar; charset=utf-8",
        "content-disposition": 'inline; filename="fire-more.ics"',
        "content-length": str(len(answer.content)),
        "etag": f'"{feed.body_hash}"',
        "last-modified": "Thu, 20 Aug 2026 09:00:00 GMT",
        "cache-control": "private, no-cache",
        "vary": "Accept-Encoding",
        **EVERYWHERE,
    }
    assert icalendar.Calendar.from_ical(answer.content).get_missing_tzids() == set()


def test_line_26_head_is_get_without_the_body(one: Any, client: Any) -> None:
    for offered in ("identity", "gzip"):
        got, head = (
            client.request(method, one.path, headers={"Accept-Encoding": offered})
            for method in ("GET", "HEAD")
        )
        assert (head.status_code, head.content, head.headers) == (200, b"", got.headers)


def test_line_23_each_encoding_has_its_etag(one: Any, client: Any) -> None:
    plain = client.get(one.path)
    with client.stream("GET", one.path, headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["etag"] != plain.headers["etag"]
    assert gzip.decompress(raw) == plain.content
    assert raw == gzip.compress(plain.content, 6, mtime=0)
    for offered, answer in (("identity", plain), ("gzip", packed)):
        same = {"Accept-Encoding": offered, "If-None-Match": answer.headers["etag"]}
        other = {**same, "Accept-Encoding": "gzip" if offered == "identity" else "identity"}
        assert client.get(one.path, headers=same).status_code == 304
        assert client.get(one.path, headers=other).status_code == 200


def test_line_27_compression_can_be_switched_off(one: Any) -> None:
    with one.client(compress=False) as client:
        answer = client.get(one.path, headers={"Accept-Encoding": "gzip"})
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_line_24_304_repeats_the_validators_and_has_no_body(one: Any, client: Any, method: str) -> None:
    whole = client.get(one.path)
    for condition in (
        {"If-None-Match": whole.headers["etag"]},
        {"If-Modified-Since": whole.headers["last-modified"]},
    ):
        answer = client.request(method, one.path, headers=condition)
        assert (answer.status_code, answer.content) == (304, b"")
        assert dict(answer.headers) == kept(whole)


def test_line_24_headers_that_come_twice_are_one_list(one: Any, client: Any) -> None:
    etag = client.get(one.path).headers["etag"]
    twice = [("If-None-Match", '"other"'), ("If-None-Match", etag), ("Accept-Encoding", "identity")]
    assert client.get(one.path, headers=twice).status_code == 304
    with client.stream(
        "GET", one.path, headers=[("Accept-Encoding", "br"), ("Accept-Encoding", "gzip")]
    ) as answer:
        assert answer.headers["content-encoding"] == "gzip"


def test_line_02_two_renders_at_different_times_differ_in_no_byte(one: Any) -> None:
    answers = []
    for _ in range(2):
        with one.client() as client:
            answers.append(client.get(one.path))
        one.now += timedelta(days=40)
    assert answers[0].content == answers[1].content
    assert answers[0].headers == answers[1].headers


def test_line_25_last_modified_never_lies_ahead_of_the_answer(one: Any) -> None:
    one.now = datetime(2026, 8, 1, tzinfo=UTC)  # a clock that was set back
    with one.client() as client:
        assert client.get(one.path).headers["last-modified"] == "Sat, 01 Aug 2026 00:00:00 GMT"


def test_what_is_ready_or_unknown_reads_no_row(one: Any, statements: list[str]) -> None:
    # Polling too rarely to be heard here.
    with one.client(poll_seconds=600) as client:
        # Before it serves, to check the stored hash; then beside it, to have the bytes ready and what is new.
        for beginning in ("SELECT body FROM feed_entry", "SELECT max(fact.id)"):
            until(lambda beginning=beginning: sum(said.startswith(beginning) for said in statements) >= 2)
        etag = client.get(one.path).headers["etag"]
        heard = len(statements)
        for headers in (
            {"If-None-Match": etag},
            {"If-None-Match": f'"other", W/{etag}'},
            {"Accept-Encoding": "identity"},
            {"Accept-Encoding": "gzip"},
        ):
            client.get(one.path, headers=headers)
        client.get(one.path[:-20] + "A" * 16 + ".ics")
        client.get("/feeds/" + "A" * 59 + ".ics")
        assert statements[heard:] == []


def test_a_move_is_served_within_a_second(house: Any) -> None:
    with house.client() as client:
        before = client.get(house.path)
        house.move()
        until(lambda: client.get(house.path).headers["etag"] != before.headers["etag"])
        after = client.get(house.path)
        stale = {"If-None-Match": before.headers["etag"]}
        assert client.get(house.path, headers=stale).status_code == 200
        since = {"If-Modified-Since": before.headers["last-modified"]}
        assert client.get(house.path, headers=since).status_code == 200
    (before_days, after_days) = (days(answer.content) for answer in (before, after))
    assert after_days == {**before_days, "Joint patrol": date(2026, 11, 8)}
    assert before_days["Joint patrol"] == date(2026, 11, 6)


def days(body: bytes) -> dict[str, date]:
    """On which day each event of a calendar begins, by its identity; the one added by its title."""
    found = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return {
        str(event["SUMMARY"] if event["SUMMARY"] == "Joint patrol" else event["UID"]): (
            date(*event["DTSTART"].dt.timetuple()[:3])
        )
        for event in found
    }


def test_a_tombstone_that_ran_out_is_seen_though_it_is_no_fact(house: Any) -> None:
    from seasonal_ops import planning

    house.do(planning.cancel_activity, activity_id=house.activity_id)
    with house.client(look_again_seconds=0.2) as client:
        before = client.get(house.path)
        with house.database.write() as session:
            feeds.turn_day(session, datetime(2027, 6, 1, tzinfo=UTC))
        until(lambda: client.get(house.path).headers["etag"] != before.headers["etag"])
        assert client.get(house.path).content.count(b"CANCELLED") == 0


def test_line_29_a_revoked_feed_is_gone_within_a_second(house: Any) -> None:
    with house.client() as client:
        etag = client.get(house.path).headers["etag"]
        house.revoke()
        until(lambda: client.get(house.path).status_code == 410)
        answer = client.get(house.path, headers={"If-None-Match": etag})
    sentence = b"This calendar has been withdrawn; ask the partnership for a new address.\n"
    assert (answer.status_code, answer.content) == (410, sentence)
    assert EVERYWHERE.items() <= dict(answer.headers).items()


def test_a_revocation_does_not_wait_for_what_is_being_read(one: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    read, begun, goes_on = feeds.body, threading.Event(), threading.Event()

    def slow(*given: Any) -> bytes:
        begun.set()
        goes_on.wait(20)
        return read(*given)

    with one.client() as client:
        client.get(one.path)
        monkeypatch.setattr(feeds, "body", slow)
        one.move()
        assert begun.wait(20)
        one.revoke()
        until(lambda: client.get(one.path).status_code == 410)
        assert not goes_on.is_set()
        goes_on.set()


def test_an_expired_token_is_gone_too(one: Any) -> None:
    path = one.add_token(
        selector="e" * 16, purpose="feed", object_id=one.feed_id, expires_at=one.now + timedelta(hours=1)
    )
    with one.client() as client:
        assert client.get(path).status_code == 200
        one.now += timedelta(hours=1)
        assert client.get(path).status_code == 410


def hostile(path: str) -> dict[str, str]:
    """Addresses that open nothing, each for another reason."""
    token = path.removeprefix("/feeds/").removesuffix(".ics")
    return {
        "no token": "/feeds/.ics",
        "10 kB": f"/feeds/{'a' * 10_000}.ics",
        "cut short": f"/feeds/{token[:-1]}.ics",
        "another ending": f"/feeds/{token}.ical",
        "no ending": f"/feeds/{token}",
        "a trailing dot": f"/feeds/{token}.ics.",
        "a trailing bracket": f"/feeds/{token}.ics)",
        "a slash more": f"/feeds/{token}.ics/",
        "NUL": f"/feeds/{token}%00.ics",
        "dots": f"/feeds/%2e%2e%2f{token}.ics",
        "case flipped": f"/feeds/{token.swapcase()}.ics",
        "wrong secret": f"/feeds/{token[:16]}{'A' * 43}.ics",
        "unknown selector": f"/feeds/{'A' * 16}{token[16:]}.ics",
        "not ASCII": f"/feeds/{token[:-1]}%C3%A9.ics",
        "nothing there": "/nothing",
        "the root": "/",
    }


def test_line_29_what_opens_nothing_is_one_404(one: Any) -> None:
    paths = hostile(one.path)
    paths["a page's token"] = one.add_token(selector="p" * 16, purpose="page", object_id=one.feed_id)
    with one.client() as client:
        answers = {name: client.get(path) for name, path in paths.items()}
    seen = {
        (answer.status_code, answer.content, tuple(answer.headers.items())) for answer in answers.values()
    }
    assert len(seen) == 1
    (answer, *_) = answers.values()
    assert (answer.status_code, answer.content) == (404, b"Not found.\n")
    assert EVERYWHERE.items() <= dict(answer.headers).items()


def test_line_28_the_address_is_answered_where_it_is(one: Any, client: Any) -> None:
    answers = [client.get(path) for path in (one.path, one.path + "/", "/feeds", "/feeds/")]
    assert [answer.status_code for answer in answers] == [200, 404, 404, 404]
    assert not any("location" in answer.headers for answer in answers)


def test_line_29_whoever_polls_too_often_is_served(one: Any, client: Any) -> None:
    etag = client.get(one.path).headers["etag"]
    headers = {"If-None-Match": etag}
    assert {client.get(one.path, headers=headers).status_code for _ in range(300)} == {304}
    assert "www-authenticate" not in client.get("/feeds/x.ics").headers


def test_line_32_no_robot_and_no_other_site_learns_of_it(one: Any, client: Any) -> None:
    assert client.get("/robots.txt").status_code == 200
    for answer in (client.get(one.path), client.get("/feeds/x.ics"), client.get("/healthz")):
        assert EVERYWHERE.items() <= dict(answer.headers).items()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PROPFIND"])
def test_other_methods_are_refused_whatever_the_token(one: Any, client: Any, method: str) -> None:
    answers = [client.request(method, path) for path in (one.path, "/feeds/x.ics")]
    assert [(answer.status_code, answer.headers["allow"]) for answer in answers] == [(405, "GET, HEAD")] * 2
    assert answers[0].content == answers[1].content
    forged = client.get(one.path, headers={"X-HTTP-Method-Override": "DELETE", "Host": "evil"})
    assert forged.status_code == 200


def test_a_body_that_cannot_be_read_is_503(one: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from seasonal_ops.errors import DatabaseTrouble

    def broken(*_: Any) -> bytes:
        raise DatabaseTrouble("the disk failed")

    def broken_once_started(session: Any, now: Any) -> None:
        settle(session, now)
        monkeypatch.setattr(feeds, "body", broken)

    settle = feeds.settle
    monkeypatch.setattr(feeds, "settle", broken_once_started)
    with one.client() as client:
        answer = client.get(one.path)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert b"disk" not in answer.content


def test_what_could_not_be_read_after_a_change_is_read_again(
    one: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seasonal_ops.errors import DatabaseTrouble

    failures = iter([DatabaseTrouble("the disk failed for a moment")])
    read = feeds.body

    def once_broken(*given: Any) -> bytes:
        for failure in failures:
            raise failure
        return read(*given)

    with one.client() as client:
        etag = client.get(one.path).headers["etag"]
        monkeypatch.setattr(feeds, "body", once_broken)
        one.move()
        until(lambda: client.get(one.path).headers["etag"] != etag, within=5)


def test_the_entries_match_what_is_served(one: Any, client: Any) -> None:
    with one.database.read() as session:
        bodies = session.exec(select(FeedEntry.body).where(FeedEntry.feed_id == one.feed_id)).all()
    assert all(body in client.get(one.path).content for body in bodies)
