"""From claim to receipt: fences, retries, dead letters, recovery; on both databases."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from seasonal_ops.errors import DeliveryFailed
from seasonal_ops.facts import SYSTEM
from seasonal_ops.models import DeliveryAttempt
from seasonal_ops.reminders.outbox.by_hand import requeue
from seasonal_ops.reminders.sending import delivery
from seasonal_ops.reminders.sending.claiming import LEASE, claim
from seasonal_ops.reminders.sending.delivery import LEAST_TRIES, TRIED_FOR, Receipt, back_off, mark_sending
from seasonal_ops.reminders.transport import Unreachable
from seasonal_ops.words import Answer, ReminderState

MINUTE = timedelta(minutes=1)
PLANNED, LEASED, SENT = ReminderState.PLANNED, ReminderState.LEASED, ReminderState.SENT
FAILED, DEAD, SUPERSEDED = ReminderState.FAILED, ReminderState.DEAD, ReminderState.SUPERSEDED


@pytest.fixture
def due(world: Any) -> Any:
    """A world in which one reminder is due."""
    world.activity_id, world.partner_id = world.ready()
    world.now = world.at("2026-10-16 09:00")
    return world


def outcomes(world: Any) -> list[tuple[int, str]]:
    with world.database.read() as session:
        rows = session.exec(select(DeliveryAttempt).order_by(DeliveryAttempt.id)).all()
        return [(row.attempt, row.outcome) for row in rows]


def receipt(parcel: Any, at: Any) -> Receipt:
    return Receipt(parcel=parcel, started=at, ended=at)


def state(world: Any) -> ReminderState:
    found: ReminderState = world.rows()[0].state
    return found


def test_two_workers_claim_different_rows(due: Any) -> None:
    due.assign(due.activity_id, due.partner("fire", contacts=4))
    one = claim(due.database, now=due.now, worker="one", limit=3)
    two = claim(due.database, now=due.now, worker="two", limit=3)
    assert (len(one), len(two)) == (3, 2)
    assert {parcel.contact_id for parcel in one}.isdisjoint(parcel.contact_id for parcel in two)
    assert claim(due.database, now=due.now, worker="one") == []


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_a_claim_passes_rows_by_that_another_is_locking(due: Any) -> None:
    with due.database.write() as session:
        from sqlalchemy import text

        session.connection().execute(text("SELECT id FROM reminder FOR UPDATE"))
        assert claim(due.database, now=due.now, worker="two") == []


@pytest.mark.parametrize("edit", ["move", "cancel", "unassign", "assign", "answer"])
def test_an_edit_while_it_is_leased_fences_it(due: Any, edit: str) -> None:
    (claimed,) = claim(due.database, now=due.now, worker="w1")
    if edit == "move":
        due.move(due.activity_id, "2026-11-06")
    elif edit == "cancel":
        due.cancel(due.activity_id)
    elif edit == "unassign":
        due.unassign(due.activity_id, due.partner_id)
    elif edit == "assign":
        due.assign(due.activity_id, due.partner("fire"))
    else:
        due.answer(due.activity_id, due.partner_id, Answer.PROPOSED)
    assert mark_sending(due.database, parcel=claimed, now=due.now) is None
    # What is wanted all the same goes back into the queue, and is written anew.
    assert state(due) is (PLANNED if edit in ("assign", "answer") else SUPERSEDED)


def test_a_revision_that_the_rules_have_not_seen_fences_too(due: Any) -> None:
    from seasonal_ops.models import Activity

    (claimed,) = claim(due.database, now=due.now, worker="w1")
    with due.database.write() as session:
        activity = session.get_one(Activity, due.activity_id)
        activity.schedule_revision += 1
        session.add(activity)
    assert mark_sending(due.database, parcel=claimed, now=due.now) is None
    assert state(due) is SUPERSEDED
    assert due.run().sent == 1


@pytest.mark.parametrize(("late", "held"), [(LEASE - MINUTE, True), (LEASE, False)])
def test_a_worker_that_slept_past_its_lease_may_not_send(due: Any, late: timedelta, held: bool) -> None:
    (claimed,) = claim(due.database, now=due.now, worker="w1")
    assert (mark_sending(due.database, parcel=claimed, now=due.now + late) is not None) is held


def test_another_worker_may_not_send_what_it_does_not_hold(due: Any) -> None:
    from dataclasses import replace

    (claimed,) = claim(due.database, now=due.now, worker="w1")
    assert mark_sending(due.database, parcel=replace(claimed, worker="w2"), now=due.now) is None
    assert state(due) is LEASED


def test_killed_before_sending_goes_back_and_is_sent_once(due: Any) -> None:
    claim(due.database, now=due.now, worker="dead")
    assert due.run().sent == 0
    due.now += LEASE
    assert due.run().sent == 1
    assert [(row.state, row.ambiguous) for row in due.rows(SENT)] == [(SENT, False)]
    assert outcomes(due) == [(1, "sent")]


def test_killed_while_sending_is_sent_once_more_and_flagged(due: Any) -> None:
    _begin(due, "dead")
    due.now += LEASE
    assert due.run().sent == 1
    (row,) = due.rows(SENT)
    assert (row.ambiguous, row.message_id) == (True, due.post.taken[0].message_id)
    assert outcomes(due) == [(1, "ambiguous"), (2, "sent")]


def test_a_third_copy_is_never_sent(due: Any) -> None:
    for _ in range(2):
        _begin(due, "dead")
        due.now += LEASE
        delivery.recover(due.database, now=due.now)
    assert state(due) is DEAD
    assert due.run().sent == 0
    assert outcomes(due) == [(1, "ambiguous"), (2, "ambiguous")]


def _begin(world: Any, worker: str) -> Any:
    (claimed,) = claim(world.database, now=world.now, worker=worker)
    assert mark_sending(world.database, parcel=claimed, now=world.now)
    return claimed


def test_a_late_receipt_saves_the_second_copy(due: Any) -> None:
    claimed = _begin(due, "slow")
    due.now += LEASE
    delivery.recover(due.database, now=due.now)
    assert delivery.acknowledge(due.database, receipt=receipt(claimed, due.now))
    assert due.run().sent == 0
    assert [(row.state, row.ambiguous) for row in due.rows(SENT)] == [(SENT, True)]


def test_what_is_being_sent_is_not_touched_by_an_edit_and_the_change_is_told(due: Any) -> None:
    claimed = _begin(due, "w1")
    due.now += MINUTE
    due.move(due.activity_id, "2026-11-06")
    assert delivery.acknowledge(due.database, receipt=receipt(claimed, due.now))
    due.run()
    assert due.post.subjects == ["CHANGED: Fri 6 Nov 18:00–22:00 (was Fri 30 Oct 18:00–22:00), joint patrol"]


def test_put_off_is_tried_again_later_and_then_sent(due: Any) -> None:
    due.post.failing["police@example.org"] = DeliveryFailed("451 greylisted")
    done = due.run()
    assert (done.sent, done.failed, done.dead, done.left, done.trouble) == (0, 1, 0, 1, "")
    (row,) = due.rows(FAILED)
    assert due.now < row.next_try <= due.now + MINUTE
    assert due.run().failed == 0
    due.post.failing.clear()
    due.now += MINUTE
    assert due.run().sent == 1
    assert outcomes(due) == [(1, "retry"), (2, "sent")]


def test_put_off_again_and_again_becomes_a_dead_letter(due: Any) -> None:
    due.post.failing["police@example.org"] = DeliveryFailed("451 greylisted")
    began = due.now
    while due.now < began + TRIED_FOR:
        due.run()
        assert state(due) is FAILED
        due.now += timedelta(hours=2)
    due.run()
    assert state(due) is DEAD
    assert len(outcomes(due)) == 13


def test_few_tries_are_not_given_up_however_long_they_took(due: Any) -> None:
    due.post.failing["police@example.org"] = DeliveryFailed("451 greylisted")
    for _ in range(LEAST_TRIES):
        assert state(due) is not DEAD
        due.run()
        due.now += timedelta(hours=26)
    assert state(due) is DEAD


def test_a_person_who_sends_it_again_gives_it_another_day(due: Any) -> None:
    due.post.failing["police@example.org"] = DeliveryFailed("451 greylisted")
    for _ in range(LEAST_TRIES):
        due.run()
        due.now += timedelta(hours=26)
    with due.database.write() as session:
        requeue(session, reminder_id=due.rows(DEAD)[0].id, actor=SYSTEM, now=due.now)
    due.run()
    assert state(due) is FAILED


def test_refused_for_good_is_a_dead_letter_at_once(due: Any) -> None:
    due.post.failing["police@example.org"] = DeliveryFailed("550 no such user", permanent=True)
    done = due.run()
    assert (done.failed, done.dead, done.left) == (0, 1, 0)
    assert state(due) is DEAD
    due.run("2026-10-16 12:00")
    assert outcomes(due) == [(1, "refused")]


def test_perhaps_sent_is_sent_once_more_and_then_given_up(due: Any) -> None:
    due.post.failing["police@example.org"] = DeliveryFailed("dropped after DATA", ambiguous=True)
    assert due.run().failed == 1
    due.now += MINUTE
    assert due.run().dead == 1
    assert outcomes(due) == [(1, "ambiguous"), (2, "ambiguous")]


def test_a_server_that_is_not_there_loses_nothing_however_long(due: Any) -> None:
    due.assign(due.activity_id, due.partner("fire", contacts=2))
    due.post.failing["police@example.org"] = Unreachable("nobody answers")
    for _ in range(LEAST_TRIES + 2):
        done = due.run()
        due.post.failing = dict.fromkeys(
            ["police@example.org", "fire@example.org", "fire1@example.org"], Unreachable("nobody answers")
        )
        assert done.trouble == "nobody answers"
        due.now += timedelta(hours=1)
    assert (done.failed, done.left) == (3, 3)
    # One knock a round, not one a message.
    assert len(outcomes(due)) == LEAST_TRIES + 2
    assert all(row.next_try for row in due.rows(FAILED))
    due.post.failing.clear()
    assert due.run().sent == 3


@pytest.mark.parametrize("poison", [DeliveryFailed("552 too big", permanent=True), ZeroDivisionError()])
def test_a_poisonous_message_does_not_block_its_batch(due: Any, poison: Exception) -> None:
    due.assign(due.activity_id, due.partner("fire", contacts=2))
    due.post.failing["fire@example.org"] = poison
    assert due.run().sent == 2


def test_a_text_that_cannot_be_written_is_a_dead_letter_alone(
    due: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from seasonal_ops.reminders.letters.letterhead import Letterhead

    write = Letterhead.write

    def broken(letterhead: Letterhead, content: Any) -> Any:
        if content.name == "Police":
            raise ZeroDivisionError
        return write(letterhead, content)

    due.assign(due.activity_id, due.partner("fire"))
    monkeypatch.setattr(Letterhead, "write", broken)
    done = due.run()
    assert (done.sent, done.dead) == (1, 1)


def test_no_transaction_is_open_while_it_sends(due: Any) -> None:
    class Writing:
        def send(self, message: Any) -> None:
            with due.database.write():
                due.post.send(message)

    from seasonal_ops.reminders.sending import run_once
    from seasonal_ops.words import Channel

    post = {Channel.MAIL: Writing()}
    assert run_once(due.database, transports=post, clock=due.clock, worker="w1").sent == 1


def test_waits_grow_to_an_hour_and_are_never_the_same_twice() -> None:
    assert all(timedelta(seconds=1) <= back_off(1) <= MINUTE for _ in range(50))
    assert all(back_off(99) <= timedelta(hours=1) for _ in range(50))
    assert len({back_off(5) for _ in range(10)}) > 1


def test_what_perhaps_arrived_counts_as_told(due: Any) -> None:
    _begin(due, "dead")
    due.now += LEASE
    delivery.recover(due.database, now=due.now)
    due.move(due.activity_id, "2026-11-06")
    due.run()
    assert due.post.subjects == ["CHANGED: Fri 6 Nov 18:00–22:00 (was Fri 30 Oct 18:00–22:00), joint patrol"]
