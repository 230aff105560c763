"""A partner that does not answer: its contacts are asked again, then its deputies, then the lead is told."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, update

from seasonal_ops.models import Contact, Reminder
from seasonal_ops.nights import instant
from seasonal_ops.reminders.rules.wanted import wanted
from seasonal_ops.reminders.shapes import GroupLead, Occasion, Recipient, Rule, Schedule, Wanted
from seasonal_ops.templates import Audience
from seasonal_ops.words import Answer, Channel, ReminderKind, ReminderState, Role, Status

UNANSWERED = ReminderKind.UNANSWERED
STEPS = {"please": (3, "unanswered"), "deputy": (5, "deputies"), "nobody": (7, "group-lead")}
LADDER = tuple(
    Rule(id=number, kind=UNANSWERED, days=days, working_days=True, audience=Audience(audience))
    for number, (days, audience) in enumerate(STEPS.values(), start=1)
)
LIVE = datetime(2026, 8, 3, 9, tzinfo=UTC)
LEAD = GroupLead(9)
LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    local = datetime.fromisoformat(text)
    return instant(local.date(), local.time(), "Europe/London")


def occasion(*silent: str, lead: GroupLead | None = LEAD, live: datetime = LIVE, **values: Any) -> Occasion:
    """A patrol on Friday 30 October; partners were asked at these times and have not answered."""
    on = date(2026, 10, 30)
    schedule = Schedule(
        starts_on=on, ends_on=on, start_time=time(18), end_time=time(22), time_zone="Europe/London"
    )
    given = {"id": 7, "plan_id": 1, "status": Status.PLANNED, "revision": 3, "revised_at": live} | values
    return Occasion(schedule=schedule, live_at=live, lead=lead, silent=tuple(map(at, silent)), **given)


def recipient(contact_id: int, asked: str, **values: Any) -> Recipient:
    given = {"role": Role.SUPPORT, "answer": Answer.ASKED, "known_since": LIVE} | values
    return Recipient(contact_id=contact_id, asked_at=at(asked), **given)


def steps(found: list[Wanted]) -> list[tuple[int, int, str]]:
    """Which step goes to whom, and when by the clocks of London."""
    local = (one.due_utc.astimezone(LONDON) for one in found)
    return [
        (one.rule_id, one.contact_id, f"{due:%a %d %b %H:%M}") for one, due in zip(found, local, strict=True)
    ]


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        # Monday: Thursday, Monday, Wednesday of the week after
        ("2026-10-05 12:00", ("Thu 08 Oct 09:00", "Mon 12 Oct 09:00", "Wed 14 Oct 09:00")),
        # Friday: the weekend is nobody's silence
        ("2026-10-02 16:00", ("Wed 07 Oct 09:00", "Fri 09 Oct 09:00", "Tue 13 Oct 09:00")),
        # just before midnight, when it is the day before in UTC all the same
        ("2026-10-04 23:59", ("Wed 07 Oct 09:00", "Fri 09 Oct 09:00", "Tue 13 Oct 09:00")),
        # over the bank holiday of 31 August
        ("2026-08-27 12:00", ("Wed 02 Sep 09:00", "Fri 04 Sep 09:00", "Tue 08 Sep 09:00")),
        # over the end of summer time
        ("2026-10-22 12:00", ("Tue 27 Oct 09:00", "Thu 29 Oct 09:00")),
        # the day before: it begins first
        ("2026-10-29 12:00", ()),
    ],
)
def test_the_waits_are_working_days(asked: str, due: tuple[str, ...]) -> None:
    contacts = [recipient(1, asked), recipient(2, asked, deputy=True)]
    found = wanted(occasion(asked), LADDER, contacts, LIVE)
    assert [(rule, contact) for rule, contact, _ in steps(found)] == [(1, 1), (2, 2), (3, 9)][: len(due)]
    assert tuple(when for _, _, when in steps(found)) == due
    assert {one.expires_utc for one in found} <= {at("2026-10-30 18:00")}


@pytest.mark.parametrize(
    ("changed", "contacts", "expected"),
    [
        # the plan went live after the partner was asked: before, nobody could hear of it
        ({"live": at("2026-10-12 09:00")}, [recipient(1, "2026-06-01 09:00")], [(1, 1, "Thu 15 Oct 09:00")]),
        # a contact that came later has its own three days
        (
            {},
            [recipient(1, "2026-10-05 12:00", known_since=at("2026-10-12 09:00"))],
            [(1, 1, "Thu 15 Oct 09:00")],
        ),
        # what is reported is no longer asked about
        ({"status": Status.DELIVERED}, [recipient(1, "2026-10-05 12:00")], []),
        # another date was proposed: that is an answer
        ({}, [recipient(1, "2026-10-05 12:00", answer=Answer.PROPOSED)], []),
    ],
)
def test_from_when_on_it_waits(
    changed: dict[str, Any], contacts: list[Recipient], expected: list[tuple[int, int, str]]
) -> None:
    assert steps(wanted(occasion(lead=None, **changed), LADDER, contacts, LIVE)) == expected


def test_nothing_is_due_before_it_was_asked() -> None:
    at_once = Rule(id=1, kind=UNANSWERED, days=0, at=time(9), audience=Audience.UNANSWERED)
    for asked, steps_ in (("2026-10-05 12:00", []), ("2026-10-05 08:00", [(1, 1, "Mon 05 Oct 09:00")])):
        assert steps(wanted(occasion(), [at_once], [recipient(1, asked)], LIVE)) == steps_


@pytest.mark.parametrize(
    ("silent", "changed", "expected"),
    [
        # the first silent partner's wait counts, and there is one reminder
        (("2026-10-07 12:00", "2026-10-05 12:00"), {}, ["7|3|9|mail|2026-10-30"]),
        # it travels as the lead's own reminders do
        (
            ("2026-10-05 12:00",),
            {"lead": GroupLead(9, Channel.WEBHOOK)},
            ["7|3|9|webhook|2026-10-30"],
        ),
        ((), {}, []),  # all have answered
        (("2026-10-05 12:00",), {"lead": None}, []),  # nobody leads the group yet
        (("2026-10-05 12:00",), {"status": Status.CANCELLED}, []),
    ],
)
def test_one_reminder_an_activity_to_whoever_leads(
    silent: tuple[str, ...], changed: dict[str, Any], expected: list[str]
) -> None:
    found = wanted(occasion(*silent, **changed), LADDER, [], LIVE)
    assert [one.dedupe_key for one in found] == expected
    assert {one.due_utc for one in found} <= {at("2026-10-14 09:00")}


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-14 08:59", [(1, 9), (3, 9)]),  # as a contact it was asked like any other
        ("2026-10-14 09:00", [(3, 9)]),  # told of every silent partner, its own among them
    ],
)
def test_a_lead_whose_own_partner_is_silent_gets_one_reminder(
    now: str, expected: list[tuple[int, int]]
) -> None:
    asked = "2026-10-05 12:00"
    found = wanted(occasion(asked), LADDER, [recipient(9, asked)], at(now))
    assert [(one.rule_id, one.contact_id) for one in found] == expected


@pytest.fixture
def rungs(world: Any) -> Any:
    """The partnership with the ladder as its rules, a police deputy, and a council that leads the group."""
    for name, (days, audience) in STEPS.items():
        world.rule(name, UNANSWERED, days=days, working_days=True, at=time(9), audience=audience)
    council = world.partner("council")
    world.contact(world.partner("police"), "deputy@example.org", deputy=True)
    world.lead(1)
    world.now = world.at("2026-10-01 12:00")
    world.go_live()
    world.now = world.at("2026-10-05 12:00")
    assert council == 1
    return world


def who(world: Any) -> list[str]:
    """Who was written to about an activity; the lead's digest speaks of none."""
    return [message.address for message in world.post.taken if message.data["reminders"]]


def asked_of(world: Any, *slugs: str) -> int:
    activity = int(world.activity("2026-11-20"))
    for slug in slugs:
        partner = world.partner(slug) if slug != "police" else 2
        world.assign(activity, partner)
    return activity


def test_step_by_step_until_the_answer_comes(rungs: Any) -> None:
    activity = asked_of(rungs, "police")
    for day in ("2026-10-08 09:00", "2026-10-12 09:00", "2026-10-14 09:00"):
        rungs.run(day)
    assert who(rungs) == [
        "police@example.org",
        "police@example.org",
        "deputy@example.org",
        "council@example.org",
    ]
    rungs.answer(activity, 2, Answer.ACCEPTED)
    assert UNANSWERED not in [kind for kind, _ in rungs.planned()]


def test_an_answer_by_phone_takes_back_what_a_worker_holds(rungs: Any) -> None:
    activity = asked_of(rungs, "police", "fire")
    lease = {"state": ReminderState.LEASED, "worker": "w9", "lease_until": rungs.now + timedelta(minutes=5)}
    with rungs.database.write() as session:
        session.exec(update(Reminder).where(col(Reminder.kind) == UNANSWERED).values(**lease))
    rungs.answer(activity, 2, Answer.ACCEPTED)
    rows = [row for row in rungs.rows() if row.kind is UNANSWERED]
    assert {row.worker for row in rows} == {None}
    # Of the police everything is gone; the fire service is still silent, and the lead is told of it.
    stands = {(row.contact_id, row.state) for row in rows}
    assert stands == {
        *((2, ReminderState.SUPERSEDED), (3, ReminderState.SUPERSEDED)),
        *((4, ReminderState.PLANNED), (1, ReminderState.PLANNED)),
    }


def test_the_next_lead_is_told_and_the_last_one_is_not(rungs: Any) -> None:
    asked_of(rungs, "police")
    rungs.lead(rungs.contact(1, "second@example.org"))
    rungs.run("2026-10-14 09:00")
    assert who(rungs).count("second@example.org") == 1
    assert "council@example.org" not in who(rungs)


def test_deputies_with_nobody_before_them_are_the_contacts_in_everything(rungs: Any) -> None:
    activity = asked_of(rungs, "police")
    with rungs.database.write() as session:
        session.exec(update(Contact).where(col(Contact.id) == 2).values(left_on=date(2026, 10, 5)))
    rungs.run("2026-10-08 09:00")
    assert who(rungs) == ["deputy@example.org"]
    rungs.run("2026-10-12 09:00")  # no step of its own for who has been asked as a contact
    assert [row.rule_id for row in rungs.rows(ReminderState.SENT)].count(11) == 0
    rungs.cancel(activity)
    rungs.run()
    assert rungs.post.subjects[-1].startswith("CANCELLED")


def test_a_deputy_hears_of_a_move_only_of_what_it_was_written_to_about(rungs: Any) -> None:
    written_to, other = asked_of(rungs, "police"), int(rungs.activity("2026-11-21"))
    rungs.run("2026-10-12 09:00")
    rungs.assign(other, 2)
    rungs.post.taken.clear()
    for activity in (written_to, other):
        rungs.move(activity, "2026-11-24")
    rungs.run()
    assert [address for address in who(rungs) if address == "deputy@example.org"] == ["deputy@example.org"]


@pytest.mark.parametrize(
    "left", [{"opted_out_at": datetime(2026, 10, 6, tzinfo=UTC)}, {"left_on": date(2026, 10, 6)}]
)
def test_whoever_wants_nothing_more_is_planned_nothing(rungs: Any, left: dict[str, Any]) -> None:
    asked_of(rungs, "police")
    with rungs.database.write() as session:
        session.exec(update(Contact).values(**left))
    rungs.run("2026-10-06 12:00")
    assert rungs.planned() == []
    assert {row.state for row in rungs.rows()} == {ReminderState.SUPERSEDED}
