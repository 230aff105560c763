"""What a feed holds after each edit: events, tombstones, and bytes that change only when they must."""

import hashlib
import threading
import time as time_module
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from sqlalchemy import text
from sqlmodel import Session, col, delete, select

from seasonal_ops import feeds, ical, planning, sharing
from seasonal_ops.db import Database
from seasonal_ops.feeds import window
from seasonal_ops.models import Activity, Feed, FeedEntry, Partner, Plan, PlanActivity, key
from seasonal_ops.planning import Edit
from seasonal_ops.words import Answer, Detail, Sensitivity, Status

ON = date(2026, 11, 6)


@dataclass
class Season:
    """Rows in one open transaction, and verbs without what is always the same; an hour passes before each."""

    session: Session
    plan: Plan
    night: Activity
    fire: Partner
    police: Partner
    now: datetime = NOW

    def do(self, verb: Callable[..., Any], **values: Any) -> Any:
        self.now += timedelta(hours=1)
        return verb(self.session, actor=LEAD, now=self.now, **values)

    def assign(self, partner: Partner) -> None:
        self.do(planning.assign, activity_id=key(self.night), partner_id=key(partner))

    def unassign(self, partner: Partner) -> None:
        self.do(planning.unassign, activity_id=key(self.night), partner_id=key(partner))

    def move(self, to: date) -> None:
        self.do(planning.move_activity, activity_id=key(self.night), to=to)

    def cancel(self) -> None:
        self.do(planning.cancel_activity, activity_id=key(self.night), reason="storm")

    def feed(self, *partners: Partner, **values: Any) -> Feed:
        made: Feed = self.do(sharing.create_feed, partner_ids=[key(one) for one in partners], **values)
        return made

    def events(self, feed: Feed) -> list[Any]:
        calendar = icalendar.Calendar.from_ical(feeds.body(self.session, key(feed)))
        return list(calendar.walk("VEVENT"))

    def event(self, feed: Feed) -> Any:
        (found,) = self.events(feed)
        return found


@pytest.fixture
def season(database: Database) -> Iterator[Season]:
    with database.write() as session:
        plan = make_plan(session)
        night = make_activity(session, plan, ON)
        yield Season(session, plan, night, make_partner(session), make_partner(session, "Harbour Watch"))


def told(event: Any) -> tuple[str, int, str]:
    return str(event["SUMMARY"]), event["SEQUENCE"], str(event["STATUS"])


def state(feed: Feed) -> tuple[Any, ...]:
    return feed.body_hash, feed.last_changed


def test_line_01_a_move_keeps_the_identity_and_raises_sequence_and_revision(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    before, was = season.event(feed), state(feed)
    season.move(ON + timedelta(days=1))
    after = season.event(feed)
    assert after["UID"] == before["UID"] == season.night.uid
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt
    assert after["DTSTART"].dt.date() == ON + timedelta(days=1)
    assert feed.body_hash != was[0]
    assert feed.last_changed > was[1]


def test_line_01_one_identity_in_every_feed_through_every_change(season: Season) -> None:
    season.assign(season.fire)
    everybody, limited, own = season.feed(), season.feed(detail=Detail.LIMITED), season.feed(season.fire)
    feed_list = (everybody, limited, own)

    def identities() -> list[list[str]]:
        return [
            [str(event["UID"]) for event in season.events(feed) if event["UID"] == season.night.uid]
            for feed in feed_list
        ]

    assert identities() == [[season.night.uid]] * 3
    season.move(ON + timedelta(days=1))
    season.unassign(season.fire)
    season.assign(season.fire)
    assert identities() == [[season.night.uid]] * 3
    # A UUID: nothing of a machine or a person.
    assert str(uuid.UUID(season.night.uid)) == season.night.uid


def test_line_04_joined_names_raise_sequence_and_revision_too(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    before = season.event(feed)
    season.assign(season.police)
    after = season.event(feed)
    assert "Harbour Watch" in after["DESCRIPTION"]
    assert (after["SEQUENCE"], after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt) == (
        before["SEQUENCE"] + 1,
        True,
    )


def test_line_05_an_answer_changes_no_byte(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    was, body = state(feed), feeds.body(season.session, key(feed))
    season.do(
        planning.respond,
        activity_id=key(season.night),
        partner_id=key(season.fire),
        answer=Answer.DECLINED,
        note="no crew",
    )
    feeds.refresh(season.session, [key(season.night)], season.now + timedelta(days=1))
    assert (state(feed), feeds.body(season.session, key(feed))) == (was, body)


def test_line_05_what_a_feed_does_not_show_raises_nothing_in_it(season: Season) -> None:
    season.assign(season.fire)
    full, limited, busy = (season.feed(season.fire, detail=detail) for detail in Detail)
    before = [state(feed) for feed in (full, limited, busy)]
    season.do(planning.edit_activity, activity_id=key(season.night), edit=Edit(location="Beacon Park"))
    after = [state(feed) for feed in (full, limited, busy)]
    assert [one != other for one, other in zip(before, after, strict=True)] == [True, False, False]
    season.do(planning.edit_activity, activity_id=key(season.night), edit=Edit(title="Street patrol"))
    assert [state(feed) != was for feed, was in zip((full, limited, busy), after, strict=True)] == [
        True, True, False,
    ]  # fmt: skip


def test_the_stored_hash_is_that_of_the_bytes(season: Season) -> None:
    feed = season.feed()
    body = feeds.body(season.session, key(feed))
    assert feed.body_hash == hashlib.sha256(body).hexdigest()
    assert body.startswith(ical.head("All activities", number=key(feed)))
    assert body.endswith(b"END:VEVENT\r\n" + ical.TAIL)
    assert icalendar.Calendar.from_ical(body).get_missing_tzids() == set()


def test_events_stand_in_order_of_activity(season: Season) -> None:
    later = make_activity(season.session, season.plan, ON - timedelta(days=9))
    feed = season.feed()
    season.move(ON + timedelta(days=1))
    uids = [event["UID"] for event in season.events(feed)]
    assert uids[-2:] == [season.night.uid, later.uid]


def test_line_06_lost_access_is_said_once_and_tells_nothing_later(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    sequence = season.event(feed)["SEQUENCE"]
    season.unassign(season.fire)
    stone = season.event(feed)
    assert told(stone) == ("CANCELLED: no longer yours", sequence + 1, "CANCELLED")
    assert not {"DESCRIPTION", "LOCATION", "CATEGORIES", "URL"} & set(stone)
    was, body = state(feed), feeds.body(season.session, key(feed))
    season.move(ON + timedelta(days=3))
    season.cancel()
    assert (state(feed), feeds.body(season.session, key(feed))) == (was, body)


def test_assigned_again_it_stands_again_with_a_higher_sequence(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    season.unassign(season.fire)
    gone = season.event(feed)
    season.assign(season.fire)
    back = season.event(feed)
    assert told(back) == ("Joint patrol", gone["SEQUENCE"] + 1, "CONFIRMED")
    assert back["UID"] == gone["UID"]
    entry = season.session.exec(select(FeedEntry).where(FeedEntry.feed_id == feed.id)).one()
    assert (entry.shown, entry.gone_at, entry.expires_on) == (True, None, None)


@pytest.mark.parametrize(
    ("detail", "summary", "described"),
    [
        (Detail.FULL, "CANCELLED: Joint patrol", True),
        (Detail.LIMITED, "CANCELLED: Joint patrol", False),
        (Detail.BUSY, "CANCELLED: Operation", False),
    ],
)
def test_line_06_cancelled_is_said_with_what_the_level_allows(
    season: Season, detail: Detail, summary: str, described: bool
) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire, detail=detail)
    sequence = season.event(feed)["SEQUENCE"]
    season.cancel()
    stone = season.event(feed)
    assert told(stone) == (summary, sequence + 1, "CANCELLED")
    assert (stone["TRANSP"], "DESCRIPTION" in stone) == ("TRANSPARENT", described)


def test_cancelled_and_then_unassigned_it_loses_its_details(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    season.cancel()
    season.unassign(season.fire)
    assert str(season.event(feed)["SUMMARY"]) == "CANCELLED: no longer yours"


def test_what_was_cancelled_before_the_feed_is_not_in_it(season: Season) -> None:
    season.assign(season.fire)
    season.cancel()
    assert season.events(season.feed(season.fire)) == []


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


def test_revived_it_stands_again(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    season.cancel()
    gone = season.event(feed)
    season.do(planning.set_status, activity_id=key(season.night), status=Status.PLANNED)
    assert told(season.event(feed)) == ("Joint patrol", gone["SEQUENCE"] + 1, "CONFIRMED")


def test_partners_and_plans_join(season: Season) -> None:
    other = make_activity(season.session, season.plan, ON, title="Of the other plan")
    home = season.session.exec(select(PlanActivity).where(PlanActivity.activity_id == other.id)).one()
    other_plan = make_plan(season.session, "night-safe")
    season.session.delete(home)
    season.session.flush()
    season.session.add(PlanActivity(plan_id=key(other_plan), activity_id=key(other)))
    for activity in (season.night, other):
        for partner in (season.fire, season.police):
            season.do(planning.assign, activity_id=key(activity), partner_id=key(partner))
    season.unassign(season.police)

    def titles(*partners: Any, **values: Any) -> set[str]:
        return {str(event["SUMMARY"]) for event in season.events(season.feed(*partners, **values))}

    both = {"Joint patrol", "Of the other plan"}
    assert titles(season.fire) == both
    assert titles(season.police) == {"Of the other plan"}
    # Any of the partners, of any of the plans.
    assert titles(season.fire, season.police) == both
    assert titles(season.fire, plan_ids=[key(season.plan)]) == {"Joint patrol"}
    assert titles(season.police, plan_ids=[key(season.plan)]) == set()
    assert titles(season.police, plan_ids=[key(season.plan), key(other_plan)]) == {"Of the other plan"}
    assert titles(plan_ids=[key(other_plan)]) >= {"Of the other plan"}
    assert titles(plan_ids=[key(other_plan)]) & {"Joint patrol"} == set()
    assert titles() >= both


def test_sensitivity_caps_every_feed(season: Season) -> None:
    season.night.sensitivity = Sensitivity.SENSITIVE
    season.assign(season.fire)
    event = season.event(season.feed(season.fire))
    assert (str(event["SUMMARY"]), "LOCATION" in event, "DESCRIPTION" in event) == ("Operation", False, False)


def test_line_01_a_busy_feed_has_identities_of_its_own(season: Season) -> None:
    season.assign(season.fire)
    first, second = (season.feed(season.fire, detail=Detail.BUSY) for _ in range(2))
    uids = {str(season.event(feed)["UID"]) for feed in (first, second)}
    assert len(uids) == 2
    assert season.night.uid not in uids
    for feed in (first, second):
        body = feeds.body(season.session, key(feed))
        for secret in (season.night.uid, "Joint patrol", season.fire.name, "LOCATION", "URL", "CATEGORIES"):
            assert secret.encode() not in body.replace(f"NAME:{feed.name}".encode(), b"")
    before = season.event(first)["UID"]
    season.move(ON + timedelta(days=1))
    assert season.event(first)["UID"] == before


def test_line_16_one_row_that_cannot_be_rendered_leaves_the_rest(
    season: Season, caplog: pytest.LogCaptureFixture
) -> None:
    feed = season.feed()
    standing = len(season.events(feed))
    season.night.ends_on = season.night.starts_on - timedelta(days=1)
    season.session.add(season.night)
    feeds.refresh(season.session, [key(season.night)], season.now)
    entry = season.session.get_one(FeedEntry, (key(feed), key(season.night)))
    sentence = "cannot be written into a calendar: its end is not after its start; move it to another time"
    assert entry.problem == f"activity {season.night.id} {sentence}"
    assert len(season.events(feed)) == standing - 1
    assert "cannot be written into a calendar" in caplog.text
    # Mended, it is there again and the problem gone.
    season.night.ends_on = season.night.starts_on
    feeds.refresh(season.session, [key(season.night)], season.now)
    assert (entry.problem, len(season.events(feed))) == ("", standing)


def test_line_25_two_changes_in_one_second_have_two_times(season: Season) -> None:
    season.assign(season.fire)
    feed = season.feed(season.fire)
    moments = [feed.last_changed.replace(microsecond=0)]
    for days in (1, 2):
        season.now = NOW
        season.move(ON + timedelta(days=days))
        moments.append(feed.last_changed)
    assert moments == sorted(set(moments))


def test_settle_heals_a_hash_of_an_older_program(season: Season) -> None:
    feed = season.feed()
    right = feed.body_hash
    feed.body_hash = "0" * 64
    season.session.add(feed)
    feeds.settle(season.session, season.now)
    assert feed.body_hash == right
    was = state(feed)
    feeds.settle(season.session, season.now + timedelta(days=1))
    assert state(feed) == was


def test_the_day_turns_after_an_edit_that_is_not_committed_yet(postgres_database: Database) -> None:
    """Both may add the same entry: whoever came second would fail, and that must not be the lead."""
    with postgres_database.write() as session:
        make_plan(session)
        feed_id = key(sharing.create_feed(session, actor=LEAD, now=NOW))
        # As after a clock that was a year ahead: the entries are to come back.
        session.exec(delete(FeedEntry))
    turned: list[BaseException | None] = []

    def turn() -> None:
        try:
            with postgres_database.write() as session:
                feeds.turn_day(session, NOW)
            turned.append(None)
        except BaseException as error:
            turned.append(error)

    waits = text(
        "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
        " WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()"
    )
    with postgres_database.write() as session:
        night = session.exec(select(Activity).order_by(col(Activity.id))).first()
        assert night is not None
        planning.move_activity(session, activity_id=key(night), to=ON, actor=LEAD, now=NOW)
        day = threading.Thread(target=turn)
        day.start()
        end = time_module.monotonic() + 20
        while not turned:
            with postgres_database.read() as other:
                if other.execute(waits).scalar_one():
                    break
            assert time_module.monotonic() < end
    day.join(20)
    assert turned == [None]
    with postgres_database.read() as session:
        events = icalendar.Calendar.from_ical(feeds.body(session, feed_id)).walk("VEVENT")
        assert len({str(event["UID"]) for event in events}) == len(events) > 40
