"""Edits and what follows from them: moved, moved back, cancelled, reassigned. Nothing stale goes out."""

from datetime import time, timedelta
from typing import Any

import pytest
from sqlmodel import col, select, update

from seasonal_ops import reminders
from seasonal_ops.models import Activity, Reminder
from seasonal_ops.reminders.sending import delivery
from seasonal_ops.reminders.sending.claiming import LEASE, claim
from seasonal_ops.reminders.sending.delivery import mark_sending
from seasonal_ops.words import Answer, ReminderKind, ReminderState, Role, Status

BEFORE, CHANGED, CANCELLED = ReminderKind.BEFORE, ReminderKind.CHANGED, ReminderKind.CANCELLED
SUPERSEDED = ReminderState.SUPERSEDED


def test_a_move_supersedes_what_was_planned_and_moving_back_revives_it(world: Any) -> None:
    activity, _ = world.ready()
    first = {row.id: row.due_utc for row in world.rows()}
    world.move(activity, "2026-11-06")
    assert {row.id for row in world.rows(SUPERSEDED)} == set(first)
    assert world.planned() == [
        (BEFORE, world.at("2026-10-23 09:00")),
        (BEFORE, world.at("2026-11-04 09:00")),
        (BEFORE, world.at("2026-11-06 07:00")),
    ]
    world.move(activity, "2026-10-30")
    revived = world.rows(ReminderState.PLANNED)
    assert {row.id: row.due_utc for row in revived} == first
    assert {row.revision for row in revived} == {_revision(world)}


def _revision(world: Any) -> int:
    with world.database.read() as session:
        return session.exec(select(Activity.schedule_revision)).one()


def test_who_was_told_hears_of_the_move_once_and_of_the_old_time(world: Any) -> None:
    activity, _ = world.ready()
    world.run("2026-10-16 09:00")
    world.now = world.at("2026-10-20 10:00")
    world.move(activity, "2026-10-31", time(17), time(21))
    world.assign(activity, world.partner("fire"))
    world.run()
    assert [(message.address, message.subject) for message in world.post.taken[1:]] == [
        ("fire@example.org", "Please answer by Fri 23 Oct: Sat 31 Oct 17:00–21:00, joint patrol"),
        (
            "police@example.org",
            "CHANGED: Sat 31 Oct 17:00–21:00 (was Fri 30 Oct 18:00–22:00), joint patrol",
        ),
    ]
    assert world.run().sent == 0


def test_moved_and_moved_back_before_anybody_heard_of_it_is_no_change(world: Any) -> None:
    activity, _ = world.ready()
    world.run("2026-10-16 09:00")
    world.move(activity, "2026-10-31")
    assert [row.kind for row in world.rows(ReminderState.PLANNED)].count(CHANGED) == 1
    world.move(activity, "2026-10-30")
    assert world.run().sent == 0


def test_moved_and_moved_back_after_everybody_heard_is_told_both_times(world: Any) -> None:
    activity, _ = world.ready()
    world.run("2026-10-16 09:00")
    for day, to in (("2026-10-20", "2026-11-05"), ("2026-10-22", "2026-10-30")):
        world.now = world.at(f"{day} 10:00")
        world.move(activity, to)
        world.run()
    assert world.post.subjects[1:] == [
        "CHANGED: Thu 5 Nov 18:00–22:00 (was Fri 30 Oct 18:00–22:00), joint patrol",
        "CHANGED: Fri 30 Oct 18:00–22:00 (was Thu 5 Nov 18:00–22:00), joint patrol",
    ]
    # The fortnight's reminder of 30 October was sent and is not sent again; those still to come are.
    assert world.planned() == [(BEFORE, world.at("2026-10-28 09:00")), (BEFORE, world.at("2026-10-30 07:00"))]


def test_moved_and_moved_back_before_it_was_due_is_one_reminder(world: Any) -> None:
    activity, _ = world.ready()
    world.move(activity, "2026-11-05")
    world.move(activity, "2026-10-30")
    assert world.run("2026-10-16 09:00").sent == 1
    assert [row.revision for row in world.rows(ReminderState.SENT)] == [_revision(world)]


def test_moved_twice_unheard_is_one_notice_from_what_was_known(quick_world: Any) -> None:
    activity, _ = quick_world.ready()
    quick_world.run("2026-10-16 09:00")
    quick_world.move(activity, "2026-10-31")
    quick_world.move(activity, "2026-11-02")
    quick_world.run()
    assert quick_world.post.subjects[1:] == [
        "CHANGED: Mon 2 Nov 18:00–22:00 (was Fri 30 Oct 18:00–22:00), joint patrol"
    ]


def test_a_move_that_nobody_was_told_the_old_date_of_is_no_change(quick_world: Any) -> None:
    activity, _ = quick_world.ready()
    quick_world.now = quick_world.at("2026-09-02 12:00")
    quick_world.move(activity, "2026-11-06")
    assert CHANGED not in [kind for kind, _ in quick_world.planned()]


def test_a_move_at_short_notice_is_told_to_all(quick_world: Any) -> None:
    quick_world.go_live()
    quick_world.now = quick_world.at("2026-10-28 12:00")
    activity = quick_world.activity("2026-10-29")
    quick_world.assign(activity, quick_world.partner("police"))
    quick_world.now = quick_world.at("2026-10-28 12:01")
    quick_world.move(activity, "2026-10-30")
    # The notice says what the missed reminder would have said: one mail, not two.
    quick_world.run()
    assert quick_world.post.subjects == ["Please answer by Thu 29 Oct: Fri 30 Oct 18:00–22:00, joint patrol"]


def test_a_cancellation_is_told_once_and_ends_the_rest(world: Any) -> None:
    activity, _ = world.ready()
    world.run("2026-10-16 09:00")
    world.assign(activity, world.partner("fire"))
    world.cancel(activity)
    world.run()
    assert world.post.subjects[1:] == ["CANCELLED: Fri 30 Oct 18:00–22:00, joint patrol"] * 2
    world.unassign(activity, 1)
    world.run("2026-10-28 09:00")
    assert len(world.post.taken) == 3


@pytest.mark.parametrize(
    ("cancelled_at", "mails"),
    [
        ("2026-10-15 12:00", 0),  # nobody was told, and it is more than a fortnight ahead
        ("2026-10-16 08:00", 1),  # a fortnight before it is in somebody's rota
        ("2026-10-30 21:00", 1),  # while it lasts
        ("2026-10-30 22:00", 0),  # over
    ],
)
def test_a_cancellation_that_nobody_was_told_of(quick_world: Any, cancelled_at: str, mails: int) -> None:
    activity, _ = quick_world.ready()
    quick_world.now = quick_world.at(cancelled_at)
    quick_world.cancel(activity)
    assert quick_world.run().sent == mails
    # Later days change nothing about who had to know.
    assert quick_world.run("2026-10-30 12:00" if not mails else cancelled_at).sent == 0


def test_what_comes_back_after_a_cancellation_is_told(quick_world: Any) -> None:
    activity, _ = quick_world.ready()
    quick_world.run("2026-10-16 09:00")
    quick_world.cancel(activity)
    quick_world.run()
    quick_world.status(activity, Status.PLANNED, schedule=True)
    quick_world.run()
    assert quick_world.post.subjects[2:] == ["ON AGAIN: Fri 30 Oct 18:00–22:00, joint patrol"]
    assert quick_world.run().sent == 0


def test_reassigning_supersedes_the_old_and_plans_the_new(world: Any) -> None:
    activity, police = world.ready()
    fire = world.partner("fire")
    world.run("2026-10-16 09:00")
    world.unassign(activity, police)
    world.assign(activity, fire)
    world.run()
    assert [(message.address, message.subject.split(":")[0]) for message in world.post.taken[1:]] == [
        ("police@example.org", "No longer asked of you"),
        ("fire@example.org", "Please answer by Tue 20 Oct"),
    ]
    assert {row.contact_id for row in world.rows(ReminderState.PLANNED)} == {2}
    world.assign(activity, police)
    world.run()
    assert world.post.subjects[3:] == ["ASKED OF YOU AGAIN: Fri 30 Oct 18:00–22:00, joint patrol"]


def test_a_partner_taken_off_before_it_heard_anything_hears_nothing(quick_world: Any) -> None:
    activity, police = quick_world.ready()
    quick_world.unassign(activity, police)
    assert quick_world.run().sent == 0
    assert quick_world.planned() == []


def test_an_answer_plans_nothing_anew(quick_world: Any) -> None:
    activity, police = quick_world.ready()
    before = [(row.id, row.revision, row.due_utc) for row in quick_world.rows()]
    quick_world.answer(activity, police, Answer.PROPOSED)
    assert [(row.id, row.revision, row.due_utc) for row in quick_world.rows()] == before


def test_reconciling_again_changes_nothing(world: Any) -> None:
    world.ready(role=Role.LEAD)
    with world.database.write() as session:
        assert reminders.reconcile(session, world.now) == 0


def test_in_steps_what_is_amiss_is_mended_and_the_rest_left_alone(world: Any) -> None:
    _, partner = world.ready()
    second = world.activity("2026-10-31")
    world.assign(second, partner)
    world.answer(second, partner, Answer.ACCEPTED)
    with world.database.write() as session:
        # Amiss in each way: a row is gone, one is not wanted, one is superseded, one says another time.
        rows = session.exec(select(Reminder).order_by(col(Reminder.id))).all()
        session.delete(rows[0])
        rows[1].dedupe_key = "nobody's"
        rows[3].state = SUPERSEDED
        rows[4].due_utc += timedelta(hours=1)
        session.add_all([rows[1], rows[3], rows[4]])
    wanted = [
        (BEFORE, world.at(f"2026-10-{day}")) for day in ("16 09:00", "17 09:00", "28 09:00", "29 09:00")
    ]
    assert reminders.reconcile_in_steps(world.database, world.now) == 5
    assert world.planned()[:4] == wanted
    assert "nobody's" in [row.dedupe_key for row in world.rows(SUPERSEDED)]
    assert reminders.reconcile_in_steps(world.database, world.now) == 0


def test_looking_through_keeps_no_writer_waiting(quick_world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from seasonal_ops.reminders import replanning

    look = replanning._amiss

    def while_somebody_writes(*given: Any) -> Any:
        with quick_world.database.write() as session:
            session.exec(update(Activity).values(title="street patrol"))
        return look(*given)

    quick_world.ready()
    monkeypatch.setattr(replanning, "_amiss", while_somebody_writes)
    assert reminders.reconcile_in_steps(quick_world.database, quick_world.now) == 0


def test_rules_for_a_theme_leave_the_others_alone(quick_world: Any) -> None:
    from seasonal_ops.models import ReminderRule

    with quick_world.database.write() as session:
        for rule in session.exec(select(ReminderRule)):
            rule.themes = ["diversion"]
            session.add(rule)
    quick_world.ready()
    assert quick_world.rows() == []
    other = quick_world.activity("2026-10-31", theme="diversion")
    quick_world.assign(other, quick_world.partner("fire"))
    assert {row.activity_id for row in quick_world.rows()} == {other}


def test_an_activity_beyond_the_calendar_stops_no_other(quick_world: Any, caplog: Any) -> None:
    far, partner = quick_world.activity("9999-12-31"), quick_world.partner("fire")
    quick_world.assign(far, partner)
    quick_world.ready()
    assert len(quick_world.planned()) == 3
    assert f"no reminders for activity {far}" in caplog.text


def test_a_row_that_a_worker_takes_meanwhile_is_left_as_it_is(
    quick_world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy import text

    from seasonal_ops.reminders import replanning

    read = replanning.stored

    def read_and_lose(session: Any, *where: Any) -> Any:
        rows = read(session, *where)
        session.connection().execute(text("UPDATE reminder SET state = 'sending'"))
        return rows

    activity, _ = quick_world.ready()
    revisions = [row.revision for row in quick_world.rows()]
    monkeypatch.setattr(replanning, "stored", read_and_lose)
    quick_world.assign(activity, quick_world.partner("fire"))
    taken = quick_world.rows(ReminderState.SENDING)
    assert [row.revision for row in taken] == revisions


def test_news_that_may_not_have_arrived_is_no_proof_that_it_is_known(world: Any) -> None:
    """Told of the 30th; of the 6th perhaps; then it moves to the 7th, and back to the 6th."""
    activity, _ = world.ready()
    world.run("2026-10-16 09:00")
    world.move(activity, "2026-11-06")
    (parcel,) = claim(world.database, now=world.now, worker="dead")
    assert mark_sending(world.database, parcel=parcel, now=world.now)
    world.now += LEASE
    delivery.recover(world.database, now=world.now)
    world.move(activity, "2026-11-07")
    world.move(activity, "2026-11-06")
    world.run()
    assert world.post.subjects[1:] == [
        "CHANGED: Fri 6 Nov 18:00–22:00 (was Fri 30 Oct 18:00–22:00), joint patrol"
    ]


@pytest.mark.parametrize(("back_on", "says"), [(False, "CANCELLED"), (True, "ON AGAIN")])
def test_a_cancellation_that_may_not_have_arrived_is_taken_either_way(
    world: Any, back_on: bool, says: str
) -> None:
    activity, _ = world.ready()
    world.run("2026-10-16 09:00")
    world.cancel(activity)
    (parcel,) = claim(world.database, now=world.now, worker="dead")
    assert mark_sending(world.database, parcel=parcel, now=world.now)
    world.now += LEASE
    delivery.recover(world.database, now=world.now)
    if back_on:
        world.status(activity, Status.PLANNED, schedule=True)
    world.run()
    (subject,) = world.post.subjects[1:]
    assert subject.startswith(says)
