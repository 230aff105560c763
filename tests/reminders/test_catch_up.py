"""When what goes: going live late, a machine that was off, and never twice."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

import pytest

from seasonal_ops.words import Answer, ReminderKind, ReminderState, Role, Status

BEFORE = ReminderKind.BEFORE


def test_a_plan_that_is_not_live_sends_nothing(world: Any) -> None:
    world.assign(world.activity("2026-06-02"), world.partner("police"))
    assert world.run().sent == 0
    assert world.rows() == []


@pytest.mark.parametrize(
    ("live", "at_once", "later"),
    [
        ("2026-09-01 12:00", 0, 3),  # in good time: all three are ahead
        ("2026-10-20 12:00", 1, 2),  # -14 days was missed: it goes now
        ("2026-10-29 12:00", 1, 1),  # both were missed: the newer goes, the older never
        ("2026-10-30 08:00", 1, 0),  # the morning itself: one mail, not three
        ("2026-10-30 17:59", 1, 0),  # "morning of" is good until it begins
        ("2026-10-30 18:00", 0, 0),  # it has begun: nothing
    ],
)
def test_going_live_late(quick_world: Any, live: str, at_once: int, later: int) -> None:
    quick_world.ready(live)
    assert quick_world.run().sent == at_once
    assert [kind for kind, _ in quick_world.planned()] == [BEFORE] * later
    assert quick_world.run().sent == 0


POLICE, FIRE, COUNCIL = 2, 3, 1
CHASE, DIGEST, PAGE = ReminderKind.UNANSWERED, ReminderKind.DIGEST, ReminderKind.MONTHLY


@pytest.mark.parametrize(
    ("off_from", "back_at", "sent"),
    [
        # an hour: what was due goes late
        ("2026-10-16 08:30", "2026-10-16 09:30", {(POLICE, BEFORE, "2026-10-16 09:00")}),
        # three days: the same, for the patrol is still ahead; and the Monday's digest
        (
            "2026-10-16 08:30",
            "2026-10-19 08:30",
            {(POLICE, BEFORE, "2026-10-16 09:00"), (COUNCIL, DIGEST, "2026-10-19 08:00")},
        ),
        # two were due meanwhile: the newer supersedes the older; an escalation goes however late
        (
            "2026-10-16 08:30",
            "2026-10-29 08:30",
            {
                (POLICE, BEFORE, "2026-10-28 09:00"),
                (FIRE, CHASE, "2026-10-19 09:00"),
                (COUNCIL, CHASE, "2026-10-23 09:00"),
                (COUNCIL, DIGEST, "2026-10-26 08:00"),
            },
        ),
        # the morning itself was missed: until the patrol begins
        ("2026-10-29 12:00", "2026-10-30 17:59", {(POLICE, BEFORE, "2026-10-30 07:00")}),
        # and no longer
        ("2026-10-29 12:00", "2026-10-30 18:00", set()),
        # thirty days: the patrol is over and its report owed; of digests and pages the latest alone; the
        # newest of what was missed asks the fire service for its answer too
        (
            "2026-10-16 08:30",
            "2026-11-15 08:30",
            {
                (POLICE, ReminderKind.OVERDUE, "2026-10-31 09:00"),
                (FIRE, BEFORE, "2026-11-06 09:00"),
                (COUNCIL, CHASE, "2026-10-23 09:00"),
                (COUNCIL, DIGEST, "2026-11-09 08:00"),
                (COUNCIL, PAGE, "2026-11-01 08:00"),
            },
        ),
        # the second activity has begun: nobody is asked about it any more
        (
            "2026-10-16 08:30",
            "2026-11-20 18:00",
            {
                (POLICE, ReminderKind.OVERDUE, "2026-10-31 09:00"),
                (COUNCIL, DIGEST, "2026-11-16 08:00"),
                (COUNCIL, PAGE, "2026-11-01 08:00"),
            },
        ),
    ],
)
def test_a_machine_that_was_off(
    quick_world: Any, off_from: str, back_at: str, sent: set[tuple[int, ReminderKind, str]]
) -> None:
    """A patrol of 30 October that the police lead, one of 20 November that the fire service leaves open."""
    _two_patrols(quick_world)
    quick_world.run(off_from)
    before = {row.id for row in quick_world.rows(ReminderState.SENT)}
    quick_world.run(back_at)
    after = [row for row in quick_world.rows(ReminderState.SENT) if row.id not in before]
    assert {(row.contact_id, row.kind, row.due_utc) for row in after} == {
        (contact, kind, quick_world.at(due)) for contact, kind, due in sent
    }
    assert quick_world.run(back_at).sent == 0


def _two_patrols(world: Any) -> None:
    world.rule("nobody", CHASE, days=7, working_days=True, at=time(9), audience="group-lead")
    world.rule("page", PAGE, at=time(8), audience="group-lead")
    for slug in ("council", "police", "fire"):
        world.partner(slug)
    first, second = world.activity("2026-10-30"), world.activity("2026-11-20")
    world.assign(first, POLICE, Role.LEAD)
    world.answer(first, POLICE, Answer.ACCEPTED)
    world.lead(COUNCIL)
    world.now = world.at("2026-09-01 12:00")
    world.go_live()
    world.now = world.at("2026-10-14 12:00")
    world.assign(second, FIRE)


def test_an_activity_for_tomorrow_gives_one_mail_now_and_one_in_the_morning(world: Any) -> None:
    world.now = world.at("2026-10-29 15:00")
    world.go_live()
    activity, partner = world.activity("2026-10-30"), world.partner("police")
    world.assign(activity, partner)
    assert world.run().sent == 1
    assert world.post.subjects == ["Please answer today: Fri 30 Oct 18:00–22:00, joint patrol"]
    assert world.planned() == [(BEFORE, world.at("2026-10-30 07:00"))]
    assert world.run().sent == 0
    assert world.run("2026-10-30 07:00").sent == 1


def test_each_is_sent_once_over_the_whole_season(world: Any) -> None:
    world.ready("2026-09-01 12:00", role=Role.LEAD)
    now = world.at("2026-09-02 00:30")
    while now < world.at("2026-12-15 00:00"):
        world.now = now
        world.run()
        now += timedelta(hours=39)
    assert [subject.split(":")[0][:12] for subject in world.post.subjects] == [
        *("In 13 days", "In 2 days", "Today", "How did it g"),
    ]


def test_who_declined_left_or_opted_out_gets_nothing(quick_world: Any) -> None:
    activity, partner = quick_world.ready("2026-09-01 12:00")
    quick_world.answer(activity, partner, Answer.DECLINED)
    assert quick_world.planned() == []
    quick_world.answer(activity, partner, Answer.ACCEPTED)
    assert len(quick_world.planned()) == 3
    _change_contact(quick_world, lambda contact: setattr(contact, "opted_out_at", quick_world.now))
    assert quick_world.run("2026-10-16 10:00").sent == 0


def test_opting_out_between_planning_and_sending_is_heard(quick_world: Any) -> None:
    from seasonal_ops.reminders.sending import send_due
    from seasonal_ops.words import Channel

    quick_world.ready("2026-09-01 12:00")
    quick_world.now = quick_world.at("2026-10-16 10:00")
    _change_contact(quick_world, lambda contact: setattr(contact, "opted_out_at", quick_world.now))
    post = {Channel.MAIL: quick_world.post}
    done = send_due(quick_world.database, transports=post, clock=quick_world.clock, worker="w1")
    assert (done.sent, done.left, quick_world.post.taken) == (0, 0, [])


def _change_contact(world: Any, change: Callable[[Any], None]) -> None:
    from sqlmodel import select

    from seasonal_ops.models import Contact

    with world.database.write() as session:
        for contact in session.exec(select(Contact)):
            change(contact)
            session.add(contact)


def test_every_contact_is_written_to_and_no_deputy(quick_world: Any) -> None:
    activity = quick_world.activity("2026-10-30")
    police = quick_world.partner("police", contacts=2)
    quick_world.contact(police, "deputy@example.org", deputy=True)
    quick_world.assign(activity, police)
    quick_world.now = quick_world.at("2026-10-20 12:00")
    quick_world.go_live()
    quick_world.run()
    assert [message.address for message in quick_world.post.taken] == [
        "police@example.org",
        "police1@example.org",
    ]


def test_an_answer_takes_the_chase_away(world: Any) -> None:
    world.go_live()
    world.now = world.at("2026-10-01 12:00")
    activity, partner = world.activity("2026-10-30"), world.partner("police")
    world.assign(activity, partner)
    chase = (ReminderKind.UNANSWERED, world.at("2026-10-06 09:00"))
    assert world.planned()[0] == chase
    world.answer(activity, partner, Answer.ACCEPTED)
    assert chase not in world.planned()
    world.answer(activity, partner, Answer.ASKED)
    assert world.planned()[0] == chase
    world.run("2026-10-06 09:00")
    assert world.post.subjects == ["Please answer by Fri 9 Oct: Fri 30 Oct 18:00–22:00, joint patrol"]


def test_reports_and_counts_are_asked_of_the_leads_alone(quick_world: Any) -> None:
    activity = quick_world.activity("2026-10-30", time(21), time(3), measures=["fires"])
    for slug, role in (("police", Role.LEAD), ("fire", Role.SUPPORT)):
        quick_world.assign(activity, quick_world.partner(slug), role)
    quick_world.go_live()
    quick_world.now = quick_world.at("2026-10-31 08:59")
    quick_world.run()
    # The night of the 30th ends on the 31st; the day after it is the 31st all the same.
    quick_world.run("2026-10-31 09:00")
    owed = [
        (row.contact_id, row.kind) for row in quick_world.rows(ReminderState.SENT) if row.kind is not BEFORE
    ]
    assert owed == [(1, ReminderKind.AFTER), (1, ReminderKind.OVERDUE)]


def test_what_is_reported_is_not_overdue(quick_world: Any) -> None:
    activity, _ = quick_world.ready("2026-09-01 12:00", role=Role.LEAD)
    quick_world.run("2026-10-30 23:00")
    assert [kind for kind, _ in quick_world.planned()] == [ReminderKind.OVERDUE]
    quick_world.status(activity, Status.DELIVERED)
    assert quick_world.planned() == []


def test_what_came_too_late_expires(world: Any) -> None:
    world.ready("2026-09-01 12:00")
    world.run("2026-11-01 12:00")
    assert world.post.taken == []
    assert [row.state for row in world.rows()] == [ReminderState.EXPIRED] * 3


def test_a_missed_chase_and_a_missed_reminder_are_one_mail(quick_world: Any) -> None:
    activity, partner = quick_world.ready()
    quick_world.answer(activity, partner, Answer.ASKED)
    quick_world.assign(activity, quick_world.partner("fire"))
    assert quick_world.run("2026-10-16 12:00").sent == 2


def test_going_live_asks_for_nothing_that_was_over_before(quick_world: Any) -> None:
    quick_world.ready("2026-11-02 12:00", role=Role.LEAD)
    assert quick_world.run().sent == 0
    assert quick_world.rows() == []
