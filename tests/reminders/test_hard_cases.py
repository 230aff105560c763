"""What a hostile reader found in the sending: each of these was once lost, stale or embarrassing."""

import threading
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from seasonal_ops.errors import DeliveryFailed
from seasonal_ops.facts import SYSTEM
from seasonal_ops.models import Contact, DeliveryAttempt, Reminder
from seasonal_ops.reminders.outbox.by_hand import hold, requeue
from seasonal_ops.reminders.sending import delivery
from seasonal_ops.reminders.sending.claiming import LEASE, claim, try_anew
from seasonal_ops.reminders.sending.delivery import TRIED_FOR, Receipt, mark_sending
from seasonal_ops.words import Answer, Channel, ReminderKind, ReminderState, Role

DEAD, EXPIRED, FAILED, HELD = (ReminderState(one) for one in ("dead", "expired", "failed", "held"))
PLANNED, SENT, SUPERSEDED = (ReminderState(one) for one in ("planned", "sent", "superseded"))
POLICE = "police@example.org"


@pytest.fixture
def due(world: Any) -> Any:
    """A world in which one reminder is due."""
    world.activity_id, world.partner_id = world.ready()
    world.now = world.at("2026-10-16 09:00")
    return world


def change(world: Any, **values: Any) -> None:
    """Of the only contact."""
    with world.database.write() as session:
        row = session.exec(select(Contact)).one()
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)


def accepted(world: Any, on: str, start: time, end: time, **more: Any) -> int:
    activity: int = world.activity(on, start, end, **more)
    world.assign(activity, world.partner_id)
    world.answer(activity, world.partner_id, Answer.ACCEPTED)
    return activity


def test_quiet_hours_that_end_in_a_doubled_hour_end(due: Any) -> None:
    change(due, quiet_from=time(22), quiet_to=time(1, 30))
    due.now = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # the clocks show 01:10 for the second time
    run = threading.Thread(target=due.run, daemon=True)
    run.start()
    run.join(20)
    assert not run.is_alive()
    assert due.rows(PLANNED)[0].next_try == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_fresh_reminder_is_not_given_up_with_an_old_one(due: Any) -> None:
    due.post.failing[POLICE] = DeliveryFailed("452 mailbox full")
    while due.now < due.at("2026-10-16 09:00") + TRIED_FOR + timedelta(hours=2):
        due.run()
        due.now += timedelta(hours=2)
    assert len(due.rows(DEAD)) == 1
    with due.database.write() as session:
        requeue(session, reminder_id=due.rows(DEAD)[0].id, actor=SYSTEM, now=due.now)
    fresh = accepted(due, "2026-10-19", time(18), time(22))
    due.cancel(due.activity_id)
    due.run()
    assert {row.state for row in due.rows() if row.activity_id == fresh and row.attempts} <= {FAILED}


def test_what_was_taken_along_goes_again_with_its_message(due: Any) -> None:
    """One part is due at seven, the other at nine; the worker died at seven."""
    early = accepted(due, "2026-10-28", time(10), time(12))
    due.now = due.at("2026-10-28 07:00")
    (parcel,) = claim(due.database, now=due.now, worker="dead")
    assert {row.activity_id for row in parcel.rows} == {due.activity_id, early}
    mark_sending(due.database, parcel=parcel, now=due.now)
    due.now += LEASE
    due.run()
    assert [message.message_id for message in due.post.taken] == [parcel.message_id]
    assert early in {row.activity_id for row in due.rows(SENT)}


def test_a_part_that_cannot_go_keeps_nobody_else_waiting(due: Any) -> None:
    """What waits to be whole is put off for a little, and does not stand at the head of the queue."""
    accepted(due, "2026-10-30", time(10), time(12))
    (parcel,) = claim(due.database, now=due.now, worker="dead")
    mark_sending(due.database, parcel=parcel, now=due.now)
    due.now += LEASE
    delivery.recover(due.database, now=due.now)
    with due.database.write() as session:
        part = session.get_one(Reminder, parcel.ids[0])
        part.state, part.worker, part.lease_until = ReminderState.SENDING, "late", due.now + LEASE
        session.add(part)
    due.assign(due.activity_id, due.partner("fire"))
    assert [one.contact_id for one in claim(due.database, now=due.now, worker="w1", limit=1)] != [
        parcel.contact_id
    ]
    with due.database.read() as session:
        assert session.get_one(Reminder, parcel.ids[1]).next_try is not None


def test_a_fault_of_the_database_is_no_fault_of_the_message(due: Any, monkeypatch: Any) -> None:
    from sqlalchemy.exc import OperationalError

    from seasonal_ops.errors import DatabaseTrouble
    from seasonal_ops.reminders.letters import composing

    def cut(*_args: Any) -> None:
        raise OperationalError("SELECT", {}, Exception("the connection was cut"))

    monkeypatch.setattr(composing, "letters", cut)
    with pytest.raises(DatabaseTrouble):
        due.run()
    assert due.rows(DEAD) == []


def test_a_clock_that_was_ahead_makes_nobody_wait(due: Any) -> None:
    due.post.failing[POLICE] = DeliveryFailed("451 later")
    due.run("2026-10-17 09:00")
    due.post.failing.clear()
    due.now = due.at("2026-10-16 10:00")
    assert due.run().sent == 0
    try_anew(due.database)
    assert due.run().sent == 1


def test_another_revision_has_two_tries_of_its_own(due: Any) -> None:
    (parcel,) = claim(due.database, now=due.now, worker="dead")
    mark_sending(due.database, parcel=parcel, now=due.now)
    due.now += LEASE
    delivery.recover(due.database, now=due.now)
    due.move(due.activity_id, "2026-11-06")
    due.move(due.activity_id, "2026-10-30")
    due.post.failing[POLICE] = DeliveryFailed("dropped after DATA", ambiguous=True)
    due.run("2026-10-17 09:00")
    assert [row.copies for row in due.rows(FAILED)] == [1]
    again = claim(due.database, now=due.now + timedelta(hours=1), worker="w1")
    assert [one.message_id for one in again] != [parcel.message_id]


def test_a_worker_that_was_stopped_after_its_mark_sends_nothing_any_more(due: Any) -> None:
    class Stopped:
        """The clock of a process that sleeps for six minutes once it has marked."""

        looks = 0

        def __call__(self) -> datetime:
            self.looks += 1
            marked = due.rows(ReminderState.SENDING)
            return due.now + (LEASE + timedelta(minutes=1) if marked else timedelta(0))

    from seasonal_ops.reminders.sending import send_due

    send_due(due.database, transports={Channel.MAIL: due.post}, clock=Stopped(), worker="w1")
    assert due.post.taken == []


def test_a_late_receipt_of_what_was_superseded_says_that_it_was_told(due: Any) -> None:
    (parcel,) = claim(due.database, now=due.now, worker="slow")
    going = mark_sending(due.database, parcel=parcel, now=due.now)
    due.now += LEASE
    delivery.recover(due.database, now=due.now)
    due.move(due.activity_id, "2026-11-06")
    delivery.acknowledge(due.database, receipt=Receipt(parcel=going, started=due.now, ended=due.now))
    due.run()
    assert due.post.subjects == ["CHANGED: Fri 6 Nov 18:00–22:00 (was Fri 30 Oct 18:00–22:00), joint patrol"]


def test_what_became_too_late_while_its_batch_was_sent_is_not_sent(due: Any) -> None:
    due.now = due.at("2026-10-30 17:59")
    (parcel,) = claim(due.database, now=due.now, worker="w1")
    assert mark_sending(due.database, parcel=parcel, now=due.at("2026-10-30 18:00")) is None
    assert {row.state for row in due.rows() if row.id in parcel.ids} == {EXPIRED}


@pytest.mark.parametrize("gone", [{"left_on": datetime(2026, 10, 16).date()}, {"opted_out_at": None}])
def test_a_contact_that_left_while_its_message_was_leased_gets_nothing(due: Any, gone: Any) -> None:
    (parcel,) = claim(due.database, now=due.now, worker="w1")
    change(due, **{name: value or due.now for name, value in gone.items()})
    assert mark_sending(due.database, parcel=parcel, now=due.now) is None


def test_what_was_held_stays_held_through_a_move_and_back(due: Any) -> None:
    (row,) = [row for row in due.rows(PLANNED) if row.due_utc <= due.now]
    with due.database.write() as session:
        hold(session, reminder_id=row.id, actor=SYSTEM, now=due.now)
    due.move(due.activity_id, "2026-11-06")
    due.move(due.activity_id, "2026-10-30")
    with due.database.read() as session:
        held = session.get_one(Reminder, row.id)
    assert (held.state, held.held_for) == (HELD, "held by system")


def test_counts_are_not_asked_for_before_it_is_over(due: Any) -> None:
    due.run()
    patrol = due.activity("2026-10-17", time(22), time(8), measures=["calls"])
    due.assign(patrol, due.partner_id, Role.LEAD)
    due.answer(patrol, due.partner_id, Answer.ACCEPTED)
    due.now = due.at("2026-10-18 00:30")
    other = accepted(due, "2026-10-18", time(1), time(2))
    due.run()
    asked = {row.kind for row in due.rows(SENT) if row.activity_id == patrol}
    assert not asked & {ReminderKind.AFTER, ReminderKind.OVERDUE}, other


def test_an_edit_between_two_copies_makes_another_message(due: Any) -> None:
    (parcel,) = claim(due.database, now=due.now, worker="dead")
    mark_sending(due.database, parcel=parcel, now=due.now)
    due.now += LEASE
    delivery.recover(due.database, now=due.now)
    due.edit(due.activity_id, location="Beacon Park")
    due.run()
    assert [message.message_id for message in due.post.taken] != [parcel.message_id]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite's commit cannot lose its answer
def test_an_answer_that_was_lost_after_the_commit_is_asked_for_again(due: Any) -> None:
    due.assign(due.activity_id, due.partner("fire"))
    first, second = claim(due.database, now=due.now, worker="w1")
    going = mark_sending(due.database, parcel=first, now=due.now)
    receipt = Receipt(parcel=going, started=due.now, ended=due.now)
    with due.database.kept():
        for _ in range(2):  # the second time it asks again
            again = mark_sending(due.database, parcel=second, now=due.now, receipt=receipt)
    assert again is not None
    with due.database.read() as session:
        attempts = session.exec(select(DeliveryAttempt).order_by(col(DeliveryAttempt.id))).all()
    assert [row.outcome for row in attempts] == ["sent"]


def test_thousands_for_one_contact_are_a_few_messages(quick_world: Any) -> None:
    quick_world.ready()
    quick_world.now = quick_world.at("2026-10-16 09:00")
    with quick_world.database.write() as session:
        _many(session, quick_world, 450)
    (parcel,) = claim(quick_world.database, now=quick_world.now, worker="w1")
    assert len(parcel.rows) == 200


def _many(session: Session, world: Any, number: int) -> None:
    row = session.exec(
        select(Reminder).where(Reminder.state == PLANNED).order_by(col(Reminder.due_utc))
    ).first()
    values = row.model_dump(exclude={"id"})
    session.add_all(
        Reminder(**values | {"dedupe_key": f"many {one}", "message_id": f"<many{one}@x>"})
        for one in range(number)
    )


def test_what_is_too_big_goes_in_smaller_parts(due: Any) -> None:
    for title in ("visit", "assembly", "inspection"):
        accepted(due, "2026-10-30", time(10), time(12), title=title)
    send = due.post.send

    def picky(message: Any) -> None:
        if len(message.data["reminders"]) > 1:
            raise DeliveryFailed("552 too big", too_big=True)
        send(message)

    due.post.send = picky
    done = due.run()
    assert (done.sent, done.messages, done.dead) == (4, 4, 0)


def test_what_may_have_arrived_was_the_one_mail_of_its_day(due: Any) -> None:
    """Its activity is off by now, so that it is not repeated; what else falls due can wait."""
    (parcel,) = claim(due.database, now=due.now, worker="dead")
    mark_sending(due.database, parcel=parcel, now=due.now)
    due.now += LEASE
    delivery.recover(due.database, now=due.now)
    due.cancel(due.activity_id)
    due.run()
    due.post.taken.clear()
    accepted(due, "2026-10-18", time(18), time(22))
    due.run("2026-10-16 12:00")
    assert due.post.taken == []
    due.run("2026-10-17 09:00")
    assert len(due.post.taken) == 1
