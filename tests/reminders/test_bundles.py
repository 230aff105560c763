"""One message for all that is due, once a day, on both databases; and what becomes of it as a whole."""

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from seasonal_ops.errors import DeliveryFailed
from seasonal_ops.models import Contact, DeliveryAttempt, FactRow, Reminder
from seasonal_ops.reminders.sending import delivery, send_due
from seasonal_ops.reminders.sending.claiming import LEASE, claim
from seasonal_ops.reminders.sending.delivery import mark_sending
from seasonal_ops.reminders.transport import Unreachable
from seasonal_ops.words import Answer, Channel, ReminderState, Role

DEAD, FAILED, PLANNED = ReminderState.DEAD, ReminderState.FAILED, ReminderState.PLANNED
SENT, SUPERSEDED = ReminderState.SENT, ReminderState.SUPERSEDED
MINUTE = timedelta(minutes=1)


@pytest.fixture
def three(world: Any) -> Any:
    """One contact for whom three reminders are due on the morning of 16 October."""
    world.partner_id = world.partner("police")
    world.ids = [world.activity("2026-10-30", title=title) for title in ("patrol", "visit", "assembly")]
    for activity in world.ids:
        world.assign(activity, world.partner_id, Role.SUPPORT)
        world.answer(activity, world.partner_id, Answer.ACCEPTED)
    world.now = world.at("2026-09-01 12:00")
    world.go_live()
    world.now = world.at("2026-10-16 09:00")
    return world


def contact(session: Session) -> Contact:
    return session.exec(select(Contact)).one()


def test_three_reminders_are_one_message_and_three_receipts(three: Any) -> None:
    done = three.run()
    assert (done.sent, done.messages, len(three.post.taken)) == (3, 1, 1)
    (message,) = three.post.taken
    assert {row.bundle for row in three.rows(SENT)} == {message.message_id}
    assert all(title in message.body for title in ("patrol", "visit", "assembly"))
    with three.database.read() as session:
        assert [row.outcome for row in session.exec(select(DeliveryAttempt))] == ["sent"] * 3


def test_what_falls_due_later_on_the_day_waits_for_the_next_morning(three: Any) -> None:
    three.run()
    three.now = three.at("2026-10-16 11:00")
    late = three.activity("2026-10-20", title="inspection")
    three.assign(late, three.partner_id, Role.SUPPORT)
    assert (three.run().sent, three.run().left) == (0, 1)
    # What waits keeps nobody else's message back.
    three.assign(late, three.partner("fire"), Role.SUPPORT)
    assert three.run().sent == 1
    assert three.run("2026-10-17 09:00").sent == 1
    assert "inspection" in three.post.taken[-1].body


def test_a_change_is_told_on_the_same_day(three: Any) -> None:
    three.run()
    three.now = three.at("2026-10-16 11:00")
    three.move(three.ids[0], "2026-10-31")
    three.move(three.ids[1], "2026-10-31")
    assert (three.run().messages, len(three.post.taken)) == (1, 2)


def test_quiet_hours_hold_a_message_until_they_are_over(three: Any) -> None:
    with three.database.write() as session:
        row = contact(session)
        row.quiet_from, row.quiet_to = time(8), time(10)
        session.add(row)
    assert three.run().left == 3
    assert three.run("2026-10-16 10:00").messages == 1


def test_a_message_that_may_have_arrived_is_repeated_whole_under_its_own_id(three: Any) -> None:
    (parcel,) = claim(three.database, now=three.now, worker="dead")
    assert mark_sending(three.database, parcel=parcel, now=three.now) == parcel
    three.now += LEASE
    # Something else falls due for the same contact: it is not mixed into the copy.
    other = three.activity("2026-10-18", title="inspection")
    three.assign(other, three.partner_id, Role.SUPPORT)
    three.run()
    (copy,) = three.post.taken
    assert (copy.message_id, "inspection" in copy.body) == (parcel.message_id, False)
    assert [row.ambiguous for row in three.rows(SENT)] == [True] * 3


def test_what_moved_while_the_message_was_leased_stays_out_of_it(three: Any) -> None:
    (parcel,) = claim(three.database, now=three.now, worker="w1")
    three.move(three.ids[1], "2026-11-06")
    going = mark_sending(three.database, parcel=parcel, now=three.now)
    assert [row.activity_id for row in going.rows] == [three.ids[0], three.ids[2]]


def test_what_moves_while_the_batch_is_composed_is_not_in_the_mail(three: Any, monkeypatch: Any) -> None:
    from seasonal_ops.reminders.sending import rounds

    composed = rounds.compose
    moved: list[int] = []

    def moves_meanwhile(*args: Any) -> Any:
        found = composed(*args)
        if not moved:
            moved.append(three.ids[1])
            three.move(three.ids[1], "2026-11-06")
        return found

    monkeypatch.setattr(rounds, "compose", moves_meanwhile)
    assert three.run().sent == 2
    assert "visit" not in three.post.taken[0].body


@pytest.mark.parametrize(("moved", "told"), [([], 3), ([1], 1)], ids=["whole", "in part"])
def test_what_is_edited_after_its_mark_goes_as_it_was_marked(
    three: Any, moved: list[int], told: int, monkeypatch: Any
) -> None:
    """Written after its mark it would be newer than what it counts as: nobody would be told of the rest."""
    from seasonal_ops.reminders.sending import rounds

    mark, marked = rounds.delivery.mark_sending, list[int]()

    def then_edited(*args: Any, now: datetime, **more: Any) -> Any:
        if marked:
            return mark(*args, now=now, **more)
        for number in moved:
            three.move(three.ids[number], "2026-11-06")
        going = mark(*args, now=now + timedelta(seconds=1), **more)
        marked.extend(row.activity_id for row in going.rows)
        three.edit(three.ids[0], title="renamed")
        return going

    monkeypatch.setattr(rounds.delivery, "mark_sending", then_edited)
    three.run()
    first = three.post.taken[0]
    assert three.ids[0] in marked
    assert "renamed" not in first.body
    assert [row.attempts for row in three.rows(SENT) if row.bundle == first.message_id] == [1] * told


def test_what_rode_along_with_a_change_waits_when_the_change_is_off(three: Any, monkeypatch: Any) -> None:
    """Without the change it would be the second ordinary mail of the day."""
    from seasonal_ops.reminders.sending import rounds

    three.run()
    three.now = three.at("2026-10-16 11:00")
    three.move(three.ids[0], "2026-10-31")
    late = three.activity("2026-10-29", title="late")
    three.assign(late, three.partner_id, Role.SUPPORT)
    three.answer(late, three.partner_id, Answer.ACCEPTED)
    composed, moved = rounds.compose, list[int]()

    def moves_back_meanwhile(*args: Any) -> Any:
        found = composed(*args)
        if not moved:
            moved.append(late)
            three.move(three.ids[0], "2026-10-30")
        return found

    monkeypatch.setattr(rounds, "compose", moves_back_meanwhile)
    three.run()
    assert moved
    assert len(three.post.taken) == 1
    assert three.run("2026-10-17 09:00").messages == 1
    assert "late" in three.post.taken[1].body


def test_one_text_that_cannot_be_written_leaves_the_others_whole(three: Any, monkeypatch: Any) -> None:
    from seasonal_ops.reminders.letters import composing

    entry = composing.entry

    def broken(letter: Any, **more: Any) -> Any:
        if letter.title == "visit":
            raise ZeroDivisionError
        return entry(letter, **more)

    monkeypatch.setattr(composing, "entry", broken)
    done = three.run()
    assert (done.sent, done.dead) == (2, 1)


def test_how_long_the_other_side_asks_to_be_left_alone_is_kept(three: Any) -> None:
    asked = DeliveryFailed("429", retry_after=timedelta(hours=2))
    three.post.failing["police@example.org"] = asked
    three.run()
    assert all(row.next_try >= three.now + timedelta(hours=2) for row in three.rows(FAILED))


def test_an_address_that_is_gone_is_written_to_no_more(three: Any) -> None:
    three.post.failing["police@example.org"] = DeliveryFailed("410 Gone", gone=True)
    assert three.run().dead == 3
    with three.database.read() as session:
        assert contact(session).opted_out_at == three.now
        fact = session.exec(select(FactRow).order_by(col(FactRow.id).desc())).first()
        assert (fact.kind, fact.actor) == ("ContactChanged", "system")
    three.post.failing.clear()
    assert three.run("2026-10-28 09:00").sent == 0
    assert three.rows(PLANNED) == []


def test_a_channel_without_transport_waits_and_one_in_trouble_stops_no_other(three: Any) -> None:
    three.partner("fire")
    with three.database.write() as session:
        rows = session.exec(select(Reminder).where(Reminder.activity_id == three.ids[0])).all()
        for row in rows:
            row.channel = Channel.WEBHOOK
            session.add(row)

    class Broken:
        def send(self, _message: Any) -> None:
            raise Unreachable("the mail server is away")

        def check(self, _address: str) -> None: ...

    def send(**transports: Any) -> Any:
        through = {Channel(name): transport for name, transport in transports.items()}
        return send_due(three.database, transports=through, clock=three.clock, worker="w1")

    assert send(mail=Broken(), webhook=three.post).trouble == "the mail server is away"
    assert {row.channel: (row.state, row.attempts) for row in three.rows(SENT, FAILED)} == {
        Channel.WEBHOOK: (SENT, 1),
        Channel.MAIL: (FAILED, 1),
    }
    three.now += timedelta(hours=1)
    assert send().left == 2


def test_two_workers_at_once_send_each_contact_one_message(three: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    for number in range(20):
        partner = three.partner(f"partner-{number}")
        for activity in three.ids:
            three.assign(activity, partner)

    def work(worker: str) -> int:
        return send_due(
            three.database, transports={Channel.MAIL: three.post}, clock=three.clock, worker=worker, limit=3
        ).messages

    with ThreadPoolExecutor() as pool:
        sent = sum(pool.map(work, ["a", "b", "c", "d"]))
    three.run()
    assert sent <= 21
    assert sorted(message.address for message in three.post.taken) == sorted(
        {"police@example.org", *(f"partner-{number}@example.org" for number in range(20))}
    )


def test_a_receipt_is_written_when_the_database_takes_it_again(three: Any, monkeypatch: Any) -> None:
    from seasonal_ops.errors import DatabaseTrouble

    write, waited = delivery.acknowledge, []

    def locked(*args: Any, **more: Any) -> Any:
        if len(waited) < 3:
            raise DatabaseTrouble("the database is locked")
        return write(*args, **more)

    monkeypatch.setattr(delivery, "acknowledge", locked)
    done = send_due(
        three.database,
        transports={Channel.MAIL: three.post},
        clock=three.clock,
        worker="w1",
        pause=waited.append,
    )
    assert (done.sent, len(three.post.taken), len(three.rows(SENT))) == (3, 1, 3)


def test_what_comes_back_after_its_message_was_repeated_is_a_message_of_its_own(three: Any) -> None:
    (parcel,) = claim(three.database, now=three.now, worker="dead")
    mark_sending(three.database, parcel=parcel, now=three.now)
    three.now += LEASE
    delivery.recover(three.database, now=three.now)
    three.move(three.ids[1], "2026-11-06")
    three.run()
    three.move(three.ids[1], "2026-10-30")
    three.run("2026-10-17 09:00")
    ids = [message.message_id for message in three.post.taken]
    assert ids.count(parcel.message_id) == 1
    assert len(ids) == len(set(ids))


def test_what_may_have_arrived_is_repeated_whole_or_waits(three: Any) -> None:
    """A part of it is still held by a worker that nobody has taken it back from."""
    (parcel,) = claim(three.database, now=three.now, worker="dead")
    mark_sending(three.database, parcel=parcel, now=three.now)
    three.now += LEASE
    delivery.recover(three.database, now=three.now)
    with three.database.write() as session:
        part = session.get_one(Reminder, parcel.ids[0])
        part.state, part.ambiguous = ReminderState.SENDING, False
        part.worker, part.lease_until = "late", three.now + MINUTE
        session.add(part)
    assert claim(three.database, now=three.now, worker="w1") == []
    three.now += MINUTE
    delivery.recover(three.database, now=three.now)
    assert claim(three.database, now=three.now, worker="w1")[0].ids == parcel.ids


def test_of_a_message_that_may_have_arrived_only_what_may_have_before_is_given_up(three: Any) -> None:
    with three.database.write() as session:
        row = session.exec(select(Reminder).order_by(col(Reminder.due_utc), col(Reminder.id))).first()
        row.copies, row.bundle = 1, "<of before@x>"
        session.add(row)
    (parcel,) = claim(three.database, now=three.now, worker="w1")
    three.post.failing["police@example.org"] = DeliveryFailed("dropped after DATA", ambiguous=True)
    with three.database.write() as session:
        row = session.exec(select(Reminder).order_by(col(Reminder.due_utc), col(Reminder.id))).first()
        row.bundle = parcel.message_id
        session.add(row)
    going = mark_sending(three.database, parcel=parcel, now=three.now)
    error = three.post.failing["police@example.org"]
    delivery.fail(three.database, parcel=going, error=error, started=three.now, now=three.now)
    assert [len(three.rows(state)) for state in (DEAD, FAILED)] == [1, 2]
