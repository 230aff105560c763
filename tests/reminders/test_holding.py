"""After a restore: what may have been sent already is held, and goes or is settled on a person's word."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select, update

from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.facts import SYSTEM
from seasonal_ops.models import FactRow, Heartbeat, Reminder
from seasonal_ops.reminders.outbox import holding
from seasonal_ops.reminders.outbox.history import history
from seasonal_ops.reminders.outbox.holding import hold_after_restore, known_until, release_all, settle
from seasonal_ops.views import DeliveryView, gist
from seasonal_ops.words import Answer, ReminderState

PLANNED, HELD, SENT = ReminderState.PLANNED, ReminderState.HELD, ReminderState.SENT
MADE = "2026-10-15 12:00"


def restored(world: Any, now: str) -> int:
    """What a restore at `now`, in London, of a backup of `MADE` holds."""
    world.now = world.at(now)
    with world.database.write() as session:
        return hold_after_restore(session, world.now, world.at(MADE))


def history_of(world: Any, activity_id: int) -> list[DeliveryView]:
    with world.database.read() as session:
        return history(session, activity_id)


def states(world: Any) -> list[tuple[str, ReminderState]]:
    """When each is due, and where it stands."""
    return [(f"{row.due_utc:%d %b}", row.state) for row in world.rows()]


def test_what_fell_due_is_held_and_says_why_and_the_rest_goes_on(world: Any) -> None:
    world.ready()
    assert restored(world, "2026-10-20 10:00") == 1
    assert states(world)[:3] == [("16 Oct", HELD), ("28 Oct", PLANNED), ("30 Oct", PLANNED)]
    (row,) = world.rows(HELD)
    assert row.held_for == (
        "the database was put back to its state of 2026-10-15 11:00 UTC; this may have been sent since"
    )
    assert row.ambiguous
    assert world.run("2026-10-20 10:01").sent == 0
    assert world.run("2026-10-28 09:00").sent == 1


def test_what_the_message_of_the_day_took_along_is_held_as_well(world: Any) -> None:
    """Seven is past, and the mail that went then held what is due at nine."""
    world.ready()
    assert restored(world, "2026-10-16 07:30") == 1


@pytest.mark.parametrize("state", ["planned", "leased", "sending", "failed"])
def test_wherever_it_was_on_its_way_it_is_held_and_nobody_has_it(world: Any, state: str) -> None:
    world.ready()
    values = {"state": ReminderState(state), "worker": "old", "lease_until": world.at("2026-10-16 09:05")}
    with world.database.write() as session:
        session.exec(
            update(Reminder).where(col(Reminder.due_utc) < world.at("2026-10-17 00:00")).values(**values)
        )
    assert restored(world, "2026-10-16 09:01") == 1
    (row,) = world.rows(HELD)
    assert (row.worker, row.lease_until) == (None, None)


def test_what_the_rules_want_only_now_is_held_with_the_rest(world: Any) -> None:
    world.ready()
    with world.database.write() as session:
        session.exec(Reminder.__table__.delete())  # type: ignore[attr-defined]
    assert restored(world, "2026-10-20 10:00") == 1
    assert world.run("2026-10-20 10:01").sent == 0


@pytest.mark.parametrize("state", [SENT, ReminderState.DEAD])
def test_what_is_settled_stays_as_it_is(world: Any, state: ReminderState) -> None:
    world.ready()
    with world.database.write() as session:
        session.exec(update(Reminder).values(state=state))
    assert restored(world, "2026-10-20 10:00") == 0


def test_a_restore_is_a_fact(world: Any) -> None:
    world.ready()
    restored(world, "2026-10-20 10:00")
    with world.database.read() as session:
        fact = session.exec(select(FactRow).order_by(col(FactRow.id).desc())).first()
        assert fact is not None
        assert (fact.kind, fact.after) == (
            "RemindersHeld",
            {"held": 1, "known_until": "2026-10-15T11:00:00+00:00"},
        )


def test_everything_that_is_not_too_late_goes_at_once(world: Any) -> None:
    _, partner = world.ready()
    soon = world.activity("2026-10-19")
    world.assign(soon, partner)
    world.answer(soon, partner, Answer.ACCEPTED)
    restored(world, "2026-10-18 10:00")
    assert len(world.rows(HELD)) == 2
    world.now = world.at("2026-10-19 19:00")  # by now the patrol of the 19th is on its way
    with world.database.write() as session:
        assert release_all(session, actor=SYSTEM, now=world.now) == 1
    assert [row.state for row in world.rows() if row.held_for] == [HELD]
    world.run()
    assert [row.state for row in world.rows() if row.held_for] == [ReminderState.EXPIRED]
    # It may have been the second copy.
    assert [row.activity_id for row in world.rows(SENT) if row.ambiguous] == [1]


def test_what_counts_as_sent_is_not_sent_nor_planned_again(world: Any) -> None:
    activity, _ = world.ready()
    restored(world, "2026-10-20 10:00")
    (row,) = world.rows(HELD)
    with world.database.write() as session:
        assert settle(session, [row.id, row.id], actor=SYSTEM, now=world.now) == 1
    (row,) = world.rows(SENT)
    assert (row.sent_at, row.ambiguous) == (row.due_utc, False)
    told = history_of(world, activity)[0]
    assert (told.sent, told.held_for) == (None, "counted as sent by system on Tue 20 Oct 10:00")
    assert gist([told]) == ("1 counted as sent",)
    world.run("2026-10-20 10:01")
    assert world.post.taken == []
    # Whoever was told of the old date is told of the new one.
    world.move(activity, "2026-11-06")
    world.run("2026-10-20 10:02")
    assert [subject.startswith("CHANGED") for subject in world.post.subjects] == [True]


def test_each_that_goes_or_is_settled_is_a_fact(world: Any) -> None:
    activity, _ = world.ready()
    world.assign(activity, world.partner("fire"))
    restored(world, "2026-10-16 10:00")
    one, two = [row.id for row in world.rows(HELD)]
    with world.database.write() as session:
        settle(session, [one], actor=SYSTEM, now=world.now)
        release_all(session, actor=SYSTEM, now=world.now)
        facts = session.exec(
            select(FactRow).where(FactRow.kind == "ReminderRequeued").order_by(col(FactRow.id))
        )
        assert [(row.subject, row.before["state"], row.after["state"]) for row in facts] == [
            (f"reminder:{one}", "held", "sent"),
            (f"reminder:{two}", "held", "planned"),
        ]


def test_what_is_not_held_cannot_be_settled_and_then_none_is(world: Any) -> None:
    world.ready()
    restored(world, "2026-10-20 10:00")
    held, waits = [row.id for row in world.rows()][:2]
    with pytest.raises(NotFound, match="there is no reminder '99'"), world.database.write() as session:
        settle(session, [held, 99], actor=SYSTEM, now=world.now)
    with pytest.raises(Refused, match="is planned; only a held one"), world.database.write() as session:
        settle(session, [held, waits], actor=SYSTEM, now=world.now)
    assert states(world)[0] == ("16 Oct", HELD)


def test_how_far_a_database_knows(world: Any) -> None:
    with world.database.write() as session:
        assert known_until(session) is None
    world.ready()
    with world.database.write() as session:
        fact = known_until(session)
        assert fact == session.exec(select(FactRow.at).order_by(col(FactRow.at).desc())).first()
        assert fact is not None
        session.add(Heartbeat(worker="w1", at=fact + timedelta(hours=1)))
        session.flush()
        assert known_until(session) == fact + timedelta(hours=1)
        session.add(Heartbeat(worker="web", at=fact + timedelta(hours=2)))  # says nothing of sending
        session.flush()
        assert known_until(session) == fact + timedelta(hours=1)
    assert holding.SUBJECT == "database:1"
