"""What a feed holds after each edit: events, tombstones, and bytes that change only when they must."""

import hashlib
import uuid
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
from factories import NOW, make_activity, make_plan
from season import Season, state
from sqlmodel import select

from seasonal_ops import feeds, ical, planning
from seasonal_ops.models import FeedEntry, PlanActivity, key
from seasonal_ops.planning import Edit
from seasonal_ops.words import Answer, Detail, Sensitivity, Status

ON = date(2026, 11, 6)


def told(event: Any) -> tuple[str, int, str]:
    return str(event["SUMMARY"]), event["SEQUENCE"], str(event["STATUS"])


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
