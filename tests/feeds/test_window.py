"""How long and how much a feed shows, and that a wrong clock takes nothing away."""

import threading
import time as time_module
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from factories import LEAD, NOW, make_activity, make_plan
from season import Season, state
from sqlalchemy import text
from sqlmodel import col, select, update

from seasonal_ops import feeds, ical, planning, sharing
from seasonal_ops.db import Database
from seasonal_ops.feeds import window
from seasonal_ops.models import Activity, Feed, FeedEntry, Plan, key

ON = date(2026, 11, 6)


def test_line_06_a_tombstone_stands_until_30_days_after_the_end(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    season.cancel()
    was = state(feed)
    last = date(2026, 12, 6)  # the activity ends on 6 November
    feeds.turn_day(season.session, midnight(last) + timedelta(hours=23, minutes=59))
    assert (len(season.events(feed)), state(feed)) == (1, was)
    feeds.turn_day(season.session, midnight(last + timedelta(days=1)))
    assert season.events(feed) == []
    assert feed.body_hash != was[0]
    assert feed.last_changed > was[1]


def midnight(on: date) -> datetime:
    return datetime.combine(on, time(0), ZoneInfo(ical.ZONE))


def test_line_07_an_event_is_kept_a_good_year_and_comes_back_when_the_clock_does(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    was = season.event(feed)
    last = ON + timedelta(days=400)
    feeds.turn_day(season.session, midnight(last))
    assert len(season.events(feed)) == 1
    feeds.turn_day(season.session, midnight(last + timedelta(days=1)))
    assert season.events(feed) == []
    changed = feed.last_changed
    # Somebody had set the clock a year ahead: what that took is given back, as a change after that one.
    feeds.turn_day(season.session, NOW)
    assert season.event(feed) == was
    assert feed.last_changed == changed + timedelta(seconds=1)


def test_line_06_a_wrong_clock_loses_no_tombstone(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    season.cancel()
    gone = season.event(feed)
    feeds.turn_day(season.session, NOW + timedelta(days=365))
    assert season.events(feed) == []
    feeds.turn_day(season.session, NOW)
    assert season.event(feed) == gone


def test_moved_from_long_ago_it_shows_again_at_once(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    season.move(NOW.date() - timedelta(days=500))
    assert season.events(feed) == []
    season.move(ON)
    assert len(season.events(feed)) == 1


def test_what_nobody_can_miss_is_forgotten(season: Season) -> None:
    feed = season.feed()
    kept = select(FeedEntry).where(FeedEntry.feed_id == feed.id)
    feeds.turn_day(season.session, midnight(ON + timedelta(days=700)))
    assert season.events(feed) == []
    assert season.session.exec(kept).first() is not None
    feeds.turn_day(season.session, midnight(ON + timedelta(days=900)))
    assert season.session.exec(kept).first() is None


def test_what_cannot_be_written_takes_no_room(season: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "MOST_EVENTS", 1)
    season.assign(season.fire)
    broken = make_activity(season.session, season.plan, NOW.date(), start=time(9), end=time(10))
    broken.end_time = broken.start_time
    season.do(planning.assign, activity_id=key(broken), partner_id=key(season.fire))
    feed = season.feed(season.fire)
    assert season.event(feed)["UID"] == season.night.uid


def test_what_is_too_old_does_not_come_into_a_new_feed(season: Season) -> None:
    season.assign(season.fire)
    season.now += timedelta(days=500)
    assert season.events(season.feed(season.fire)) == []


@pytest.mark.parametrize(("limit", "value"), [("MOST_EVENTS", 3), ("MOST_BYTES", 2_000)])
def test_line_33_what_calendars_would_drop_is_left_out_and_comes_back(
    season: Season, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(window, limit, value)
    days = (1, 8, -3, -40, 30)
    for on in (NOW.date() + timedelta(days=day) for day in days):
        night = make_activity(season.session, season.plan, on, title=str(on))
        season.do(planning.assign, activity_id=key(night), partner_id=key(season.fire))
    feed = season.feed(season.fire)
    # The nearest to come first, before what is past.
    assert shown(season, feed) == {"2026-08-21", "2026-08-28", "2026-09-19"}
    feeds.turn_day(season.session, midnight(date(2026, 8, 22)))
    assert shown(season, feed) == {"2026-08-28", "2026-09-19", "2026-08-21"}
    feeds.turn_day(season.session, midnight(date(2026, 9, 20)))
    assert shown(season, feed) == {"2026-09-19", "2026-08-28", "2026-08-21"}
    monkeypatch.undo()
    feeds.turn_day(season.session, midnight(date(2026, 9, 21)))
    assert len(shown(season, feed)) == 5


def shown(season: Season, feed: Feed) -> set[str]:
    return {str(event["SUMMARY"]) for event in season.events(feed)}


def test_a_server_that_starts_takes_its_turn(postgres_database: Database) -> None:
    """`settle` locks every feed: in another order than an edit it would be a deadlock."""
    with postgres_database.write() as session:
        make_plan(session)
        sharing.create_feed(session, actor=LEAD, now=NOW)
    settled = threading.Event()

    def settle() -> None:
        with postgres_database.write() as session:
            feeds.settle(session, NOW)
        settled.set()

    with postgres_database.write() as session:
        make_activity(session, session.exec(select(Plan)).one(), ON)
        threading.Thread(target=settle).start()
        wait_for_turn(postgres_database)
        assert not settled.is_set()
    assert settled.wait(20)


def wait_for_turn(database: Database) -> None:
    """Until somebody waits for the lock of those who write facts."""
    waits = text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
    )
    end = time_module.monotonic() + 20
    while time_module.monotonic() < end:
        with database.read() as session:
            if session.execute(waits).scalar_one():
                return
    raise AssertionError("nobody waits")


def test_the_day_turns_after_an_edit_that_is_not_committed_yet(postgres_database: Database) -> None:
    with postgres_database.write() as session:
        make_plan(session)
        feed_id = key(sharing.create_feed(session, actor=LEAD, now=NOW))
        # As after a clock that was a year ahead: the entries are to come back.
        session.exec(update(FeedEntry).values(hidden=True))
    turned = threading.Event()

    def turn() -> None:
        with postgres_database.write() as session:
            feeds.turn_day(session, NOW)
        turned.set()

    with postgres_database.write() as session:
        night = session.exec(select(Activity).order_by(col(Activity.id))).first()
        assert night is not None
        planning.move_activity(session, activity_id=key(night), to=ON, actor=LEAD, now=NOW)
        threading.Thread(target=turn).start()
        wait_for_turn(postgres_database)
        assert not turned.is_set()
    assert turned.wait(20)
    with postgres_database.read() as session:
        events = icalendar.Calendar.from_ical(feeds.body(session, feed_id)).walk("VEVENT")
        assert len({str(event["UID"]) for event in events}) == len(events) > 40
