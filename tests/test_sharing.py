"""Feeds made, shown and shut."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from factories import LEAD, NOW, make_partner, make_plan
from sqlmodel import Session, col, select

from seasonal_ops import feeds, journal, sharing
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.models import FeedEntry, Plan, Token, key
from seasonal_ops.views import FeedView
from seasonal_ops.words import Detail

KEY = b"k" * 32
DONE: dict[str, Any] = {"actor": LEAD, "now": NOW}


def view(session: Session, feed_id: int) -> FeedView:
    return sharing.feed_view(session, feed_id, key=KEY, base_url="https://x")


def test_a_new_feed_is_filled_named_and_told(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        partner = make_partner(session)
        feed = sharing.create_feed(session, partner_ids=[key(partner)], plan_ids=[key(plan)], **DONE)
        whole = sharing.create_feed(session, detail=Detail.BUSY, **DONE)
    with database.read() as session:
        found = view(session, key(feed))
        assert (found.name, found.partners, found.plans, found.detail, found.events, found.problems) == (
            "Ormskirk Rotary, Bright Sparx 2026", ("ormskirk-rotary",), ("bright-sparx-2026",), "full", 0, (),
        )  # fmt: skip
        assert (found.created, found.last_fetched, found.revoked) == (NOW, None, None)
        every = sharing.feed_views(session, key=KEY, base_url="https://x")
        assert [(one.id, one.name, one.events > 40) for one in every] == [
            (feed.id, found.name, False),
            (whole.id, "All activities", True),
        ]
        assert len({one.url for one in every}) == 2
        fact = journal.read(session, subject=f"feed:{feed.id}")[0]
        assert fact.kind == "FeedCreated"
        assert fact.after is not None
        assert (fact.after["partners"], fact.after["plans"]) == (["ormskirk-rotary"], ["bright-sparx-2026"])


def test_no_token_stands_in_the_audit(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        feed = sharing.create_feed(session, **DONE)
        sharing.revoke_feed(session, feed_id=key(feed), **DONE)
        token = session.exec(select(Token)).one()
        told = repr([(row.before, row.after) for row in journal.read(session)])
        assert token.selector not in told
        assert view(session, key(feed)).url.removesuffix(".ics")[-43:] not in told


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"partner_ids": [99]}, NotFound),
        ({"plan_ids": [99]}, NotFound),
        ({"name": "a\x1b[2J"}, BadValue),
        ({"name": "n" * 121}, BadValue),
    ],
)
def test_what_makes_no_feed(sqlite_database: Database, values: Any, error: type[Exception]) -> None:
    with pytest.raises(error), sqlite_database.write() as session:
        sharing.create_feed(session, **values, **DONE)
    with sqlite_database.read() as session:
        assert sharing.feed_views(session, key=KEY, base_url="https://x") == []


def test_a_name_of_many_partners_is_cut(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        ids = [key(make_partner(session, f"The partner with the number {n}")) for n in range(9)]
        assert len(sharing.create_feed(session, partner_ids=ids, **DONE).name) <= 120


def test_revoking_shuts_once(database: Database) -> None:
    with database.write() as session:
        feed_id = key(sharing.create_feed(session, **DONE))
    with database.write() as session:
        sharing.revoke_feed(session, feed_id=feed_id, actor=LEAD, now=NOW + timedelta(days=1))
    with database.read() as session:
        token = session.exec(select(Token)).one()
        assert (token.revoked_at, token.revoked_by) == (NOW + timedelta(days=1), "lead")
        assert view(session, feed_id).revoked == NOW + timedelta(days=1)
        fact = journal.read(session, subject=f"feed:{feed_id}")[0]
        assert (fact.before or {})["revoked_at"] is None
        assert (fact.after or {})["revoked_at"] == "2026-08-21T09:00:00Z"
    with pytest.raises(Refused, match="was revoked already, on 2026-08-21"), database.write() as session:
        sharing.revoke_feed(session, feed_id=feed_id, **DONE)
    with pytest.raises(NotFound), database.write() as session:
        sharing.revoke_feed(session, feed_id=99, **DONE)
    with database.read() as session:
        assert journal.verify(session).defects == ()


def test_a_rotated_feed_has_another_address_and_the_former_answers_for_its_grace(database: Database) -> None:
    later = NOW + timedelta(days=1)
    with database.write() as session:
        feed_id = key(sharing.create_feed(session, expires=NOW + timedelta(days=300), **DONE))
        first = view(session, feed_id)
    with database.write() as session:
        sharing.rotate_feed(session, feed_id=feed_id, grace=timedelta(days=14), actor=LEAD, now=later)
        second = view(session, feed_id)
    assert second.url != first.url
    assert (second.former, second.expires) == (later + timedelta(days=14), first.expires)
    with database.write() as session:
        # At once: neither of the two before answers any more.
        sharing.rotate_feed(session, feed_id=feed_id, actor=LEAD, now=later)
        third = view(session, feed_id)
        rows = session.exec(select(Token).order_by(col(Token.id))).all()
        assert [(row.generation, row.revoked_at, row.revoked_by) for row in rows] == [
            (1, later, "lead"), (2, later, "lead"), (3, None, ""),
        ]  # fmt: skip
        told = repr([(row.before, row.after) for row in journal.read(session)])
        assert not any(row.selector in told for row in rows)
    assert (third.former, third.expires) == (None, first.expires)
    assert len({first.url, second.url, third.url}) == 3


def test_a_busy_feed_keeps_its_identities_through_a_rotation(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session)
        feed_id = key(sharing.create_feed(session, detail=Detail.BUSY, **DONE))
        before = feeds.body(session, feed_id)
        sharing.rotate_feed(session, feed_id=feed_id, **DONE)
        assert feeds.body(session, feed_id) == before


@pytest.mark.parametrize(
    ("grace", "at", "error"),
    [
        (timedelta(days=91), NOW, BadValue),
        (timedelta(days=-1), NOW, BadValue),
        # It expired.
        (timedelta(0), NOW + timedelta(days=3), Refused),
    ],
)
def test_what_cannot_be_rotated(
    sqlite_database: Database, grace: timedelta, at: datetime, error: type[Exception]
) -> None:
    with sqlite_database.write() as session:
        feed_id = key(sharing.create_feed(session, expires=NOW + timedelta(days=2), **DONE))
    with pytest.raises(error), sqlite_database.write() as session:
        sharing.rotate_feed(session, feed_id=feed_id, grace=grace, actor=LEAD, now=at)
    with sqlite_database.write() as session:
        sharing.revoke_feed(session, feed_id=feed_id, **DONE)
    with pytest.raises(Refused, match="revoked already"), sqlite_database.write() as session:
        sharing.rotate_feed(session, feed_id=feed_id, **DONE)


def test_a_feed_cannot_expire_before_it_is_made(sqlite_database: Database) -> None:
    with pytest.raises(BadValue, match="before it is made"), sqlite_database.write() as session:
        sharing.create_feed(session, expires=NOW, **DONE)


@pytest.mark.parametrize(
    ("fetched", "expires", "days", "shut", "silent"),
    [
        (None, None, 2, False, False),
        (None, None, 3, False, True),
        (2, None, 3, False, False),
        # What cannot be fetched is not missed.
        (None, 3, 3, True, False),
    ],
)
def test_a_feed_that_nobody_asks_for_is_silent(
    sqlite_database: Database,
    fetched: int | None,
    expires: int | None,
    days: int,
    *,
    shut: bool,
    silent: bool,
) -> None:
    with sqlite_database.write() as session:
        until = None if expires is None else NOW + timedelta(days=expires)
        feed = sharing.create_feed(session, expires=until, **DONE)
        feed.last_fetched = None if fetched is None else NOW + timedelta(days=fetched)
        found = view(session, key(feed))
    now = NOW + timedelta(days=days)
    assert (found.shut(now), found.silent(now)) == (shut, silent)


def test_a_revoked_feed_is_no_longer_written(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        feed = sharing.create_feed(session, **DONE)
        sharing.revoke_feed(session, feed_id=key(feed), **DONE)
        make_plan(session)
        assert session.exec(select(FeedEntry)).all() == []


@pytest.mark.parametrize(
    ("events", "length", "warned"),
    [
        (900, 10, []),
        (901, 10, ["it holds 901 of at most 1,000 events"]),
        # The head and the tail count too.
        (2, 399_000, []),
        (2, 400_000, ["it holds 800 of at most 900 KB"]),
    ],
)
def test_line_33_a_feed_that_nears_its_limits_warns(
    database: Database, events: int, length: int, warned: list[str]
) -> None:
    with database.write() as session:
        make_plan(session)
        feed = sharing.create_feed(session, name="Big", partner_ids=[1], **DONE)
        for entry in session.exec(select(FeedEntry)):
            session.delete(entry)
        session.flush()
        plan_id = key(session.exec(select(Plan)).one())
        for activity_id in added(session, plan_id, events):
            session.add(
                FeedEntry(
                    feed_id=key(feed), activity_id=activity_id, uid=str(activity_id), body=b"x" * length
                )
            )
        session.flush()
        found = view(session, key(feed))
    assert found.events == events
    assert [problem.partition(";")[0] for problem in found.problems] == warned


def added(session: Session, plan_id: int, number: int) -> list[int]:
    """Ids of bare activities, without the verbs' entries and reminders."""
    from datetime import date

    from seasonal_ops.models import Activity

    rows = [
        Activity(
            uid=f"{plan_id}-{n}", title="x", starts_on=date(2026, 11, 5), ends_on=date(2026, 11, 5),
            created_at=NOW, revised_at=NOW,
        )
        for n in range(number)
    ]  # fmt: skip
    session.add_all(rows)
    session.flush()
    return [key(row) for row in rows]


def test_a_broken_event_is_shown_to_the_lead(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session)
        feed = sharing.create_feed(session, **DONE)
        was = view(session, key(feed)).events
        entry = session.exec(select(FeedEntry)).first()
        assert entry is not None
        entry.problem, entry.body = "activity 1 cannot be written", b""
        session.add(entry)
        session.flush()
        found = view(session, key(feed))
        assert (found.events, found.problems) == (was - 1, ("activity 1 cannot be written",))
