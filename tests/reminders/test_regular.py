"""What goes to whoever leads a group by the calendar alone: weekly digests and the page of each month."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from seasonal_ops import reminders
from seasonal_ops.models import Contact, Plan, PlanActivity, Reminder
from seasonal_ops.nights import instant
from seasonal_ops.reminders.outbox.preview import preview
from seasonal_ops.reminders.rules.regular import AHEAD, Season, regular
from seasonal_ops.reminders.shapes import GroupLead, Rule, Wanted
from seasonal_ops.words import Channel, ReminderKind, ReminderState

DIGEST, MONTHLY = ReminderKind.DIGEST, ReminderKind.MONTHLY
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def at(text: str) -> datetime:
    local = datetime.fromisoformat(text)
    return instant(local.date(), local.time(), "Europe/London")


def season(kind: ReminderKind = DIGEST, **values: Any) -> Season:
    given_values: dict[str, Any] = {
        "plan_id": 1,
        "rule": Rule(id=3, kind=kind, at=time(8)),
        "lead": GroupLead(9),
        "time_zone": "Europe/London",
        "live_at": LONG_AGO,
        "last_day": date(2026, 11, 7),
    }
    return Season(**(given_values | values))


def told(found: list[Wanted]) -> list[tuple[str, datetime, datetime]]:
    return [(one.dedupe_key, one.due_utc, one.expires_utc) for one in found]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # the week's own until the next is due, and the next: over the end of summer time
        ("2026-10-21 12:00", {"W43": "2026-10-19", "W44": "2026-10-26"}),
        # a minute before one is due last week's still stands
        ("2026-10-26 07:59", {"W43": "2026-10-19", "W44": "2026-10-26", "W45": "2026-11-02"}),
        ("2026-10-26 08:00", {"W44": "2026-10-26", "W45": "2026-11-02"}),
        # the last Monday within thirty days of the last activity
        ("2026-12-01 12:00", {"W49": "2026-11-30", "W50": "2026-12-07"}),
        ("2026-12-14 12:00", {}),
    ],
)
def test_a_digest_each_monday(now: str, expected: dict[str, str]) -> None:
    found = regular([season()], at(now), at(now) + AHEAD)
    assert {one.dedupe_key: one.due_utc for one in found} == {
        f"digest|9|2026-{week}": at(f"{on} 08:00") for week, on in expected.items()
    }
    assert all(one.expires_utc == at(f"{one.due_utc.date() + timedelta(days=7)} 08:00") for one in found)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        # the next comes within sight eight days before
        ("2026-10-23 07:00", [("monthly|9|2026-09", "2026-10-01 08:00", "2026-11-01 08:00")]),
        (
            "2026-10-24 09:00",
            [
                ("monthly|9|2026-09", "2026-10-01 08:00", "2026-11-01 08:00"),
                ("monthly|9|2026-10", "2026-11-01 08:00", "2026-12-01 08:00"),
            ],
        ),
        # over the turn of the year it would be 55 days after the last activity
        ("2026-12-30 12:00", [("monthly|9|2026-11", "2026-12-01 08:00", "2027-01-01 08:00")]),
    ],
)
def test_a_page_of_each_month_on_the_first_day_of_the_next(
    now: str, expected: list[tuple[str, str, str]]
) -> None:
    found = told(regular([season(MONTHLY)], at(now), at(now) + AHEAD))
    assert found == [(key, at(due), at(expires)) for key, due, expires in expected]


@pytest.mark.parametrize(
    ("seasons", "expected"),
    [
        # two plans of one lead: one digest, by the one that is due first
        ([season(), season(plan_id=2, rule=Rule(id=5, kind=DIGEST, at=time(7)))], {("digest|9|2026-W44", 2)}),
        # the same time: by the older plan
        ([season(plan_id=2), season()], {("digest|9|2026-W44", 1)}),
        # one of them is over
        ([season(last_day=date(2026, 8, 1)), season(plan_id=2)], {("digest|9|2026-W44", 2)}),
        # two leads: one each
        (
            [season(), season(plan_id=2, lead=GroupLead(8, Channel.WEBHOOK))],
            {("digest|9|2026-W44", 1), ("digest|8|2026-W44", 2)},
        ),
        # it went live that Monday at noon: the first digest is next week's
        ([season(live_at=at("2026-10-26 12:00"))], set()),
    ],
)
def test_one_for_all_plans_of_a_lead(seasons: list[Season], expected: set[tuple[str, int]]) -> None:
    found = regular(seasons, at("2026-10-26 12:00"), at("2026-10-27 12:00"))
    assert {(one.dedupe_key, one.plan_id) for one in found} == expected


@given(now=st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31), timezones=st.just(UTC)),
       kind=st.sampled_from([DIGEST, MONTHLY]))  # fmt: skip
def test_at_any_time_one_stands_and_none_is_missing_or_twice(now: datetime, kind: ReminderKind) -> None:
    found = regular([season(kind, last_day=date(2030, 1, 1))], now, now + AHEAD)
    assert [one.expires_utc > now for one in found].count(False) == 0
    assert sum(one.due_utc <= now for one in found) == 1
    assert [one.expires_utc for one in found[:-1]] == [one.due_utc for one in found[1:]]
    assert {one.due_utc.astimezone(at("2026-01-01").tzinfo).minute for one in found} == {0}


@pytest.fixture
def led(world: Any) -> Any:
    """A live plan with an activity on 30 October that the council leads; the page comes at 08:30."""
    world.rule("page", MONTHLY, at=time(8, 30), audience="group-lead")
    world.partner("council")
    world.activity("2026-10-30")
    world.lead(1)
    world.now = world.at("2026-09-01 12:00")
    world.go_live()
    return world


def keys(world: Any, *states: ReminderState) -> list[str]:
    return [row.dedupe_key for row in world.rows(*states)]


def reconcile(world: Any, now: str) -> int:
    world.now = world.at(now)
    with world.database.write() as session:
        return reminders.reconcile(session, world.now)


def test_they_become_rows_once(led: Any) -> None:
    assert reconcile(led, "2026-10-28 12:00") == 4
    assert keys(led, ReminderState.PLANNED) == [
        *("monthly|1|2026-09", "digest|1|2026-W44"),
        *("monthly|1|2026-10", "digest|1|2026-W45"),
    ]
    assert {(row.activity_id, row.plan_id, row.contact_id, row.revision) for row in led.rows()} == {
        (None, 1, 1, 0)
    }
    assert reconcile(led, "2026-10-28 12:01") == 0


def test_a_new_lead_gets_the_next_and_the_former_none(led: Any) -> None:
    reconcile(led, "2026-10-28 12:00")
    led.lead(led.contact(1, "second@example.org"))
    reconcile(led, "2026-10-28 12:01")
    assert {key.split("|")[1] for key in keys(led, ReminderState.PLANNED)} == {"2"}
    assert {key.split("|")[1] for key in keys(led, ReminderState.SUPERSEDED)} == {"1"}
    # Back again before anything went out: the same rows.
    led.lead(1)
    reconcile(led, "2026-10-28 12:02")
    assert {key.split("|")[1] for key in keys(led, ReminderState.PLANNED)} == {"1"}
    assert len(led.rows()) == 8


@pytest.mark.parametrize("gone", [{"left_on": date(2026, 10, 1)}, {"opted_out_at": LONG_AGO}])
def test_a_lead_that_cannot_be_written_to_gets_nothing(led: Any, gone: dict[str, Any]) -> None:
    reconcile(led, "2026-10-28 12:00")
    with led.database.write() as session:
        contact = session.get_one(Contact, 1)
        for name, value in gone.items():
            setattr(contact, name, value)
        session.add(contact)
    reconcile(led, "2026-10-28 12:01")
    assert keys(led, ReminderState.PLANNED) == []


@pytest.mark.parametrize(
    ("change", "left"),
    [
        ({"live_at": None}, 0),  # nothing is sent for a plan that is not live
        ({"lead_contact_id": None}, 0),  # nobody leads it
        ({}, 4),
    ],
)
def test_only_live_plans_with_a_lead_have_any(led: Any, change: dict[str, Any], left: int) -> None:
    with led.database.write() as session:
        plan = session.exec(select(Plan)).one()
        for name, value in change.items():
            setattr(plan, name, value)
        session.add(plan)
    reconcile(led, "2026-10-28 12:00")
    assert len(keys(led, ReminderState.PLANNED)) == left


def test_a_plan_without_activities_has_nothing_to_tell(led: Any) -> None:
    with led.database.write() as session:
        session.delete(session.exec(select(PlanActivity)).one())
    assert reconcile(led, "2026-10-28 12:00") == 0


def test_what_was_sent_is_not_sent_again_and_a_pause_leaves_the_latest(led: Any) -> None:
    """Off for thirty days: of four digests and two pages one each goes out."""
    reconcile(led, "2026-09-30 12:00")
    with led.database.write() as session:
        for row in session.exec(select(Reminder)):
            row.state = ReminderState.SENT
            session.add(row)
    sent = set(keys(led))
    reconcile(led, "2026-10-30 12:00")
    due = [row.dedupe_key for row in led.rows(ReminderState.PLANNED) if row.due_utc <= led.now]
    assert due == ["digest|1|2026-W44"]
    assert "monthly|1|2026-09" in sent
    assert set(keys(led, ReminderState.SENT)) == sent


def test_they_are_previewed_in_the_plans_own_time(led: Any) -> None:
    led.now = led.at("2026-10-21 12:00")
    with led.database.read() as session:
        views = preview(session, at=led.at("2026-11-03 12:00"), now=led.now, plan_id=1)
    assert [(view.kind, f"{view.due:%d %b %H:%M %z}", view.recipient) for view in views] == [
        (MONTHLY, "01 Oct 08:30 +0100", "council@example.org"),
        (DIGEST, "19 Oct 08:00 +0100", "council@example.org"),
        (DIGEST, "26 Oct 08:00 +0000", "council@example.org"),
        (MONTHLY, "01 Nov 08:30 +0000", "council@example.org"),
        (DIGEST, "02 Nov 08:00 +0000", "council@example.org"),
    ]
