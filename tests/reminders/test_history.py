"""What became of each reminder, and the trays of the outbox, on both databases."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from seasonal_ops.errors import DeliveryFailed, NotFound
from seasonal_ops.facts import SYSTEM
from seasonal_ops.models import ContactDetail, Reminder
from seasonal_ops.reminders.outbox.by_hand import hold
from seasonal_ops.reminders.outbox.history import history
from seasonal_ops.reminders.outbox.preview import reminder_views
from seasonal_ops.reminders.outbox.trays import outbox
from seasonal_ops.views import DeliveryView, OutboxView, gist
from seasonal_ops.words import ReminderKind, ReminderState

POLICE = "police@example.org"
TRAYS = ("given_up", "twice", "held", "waiting", "coming", "sent")


def told(world: Any, activity_id: int) -> list[DeliveryView]:
    with world.database.read() as session:
        return history(session, activity_id)


def trays(world: Any) -> dict[str, list[int | None]]:
    """The reminders in each tray that is not empty."""
    with world.database.read() as session:
        view = outbox(session, world.now)
    return {tray: ids for tray in TRAYS if (ids := ids_of(view, tray))}


def ids_of(view: OutboxView, tray: str) -> list[int | None]:
    return [row.id for row in getattr(view, tray).rows]


def change(session: Session, reminder_id: int, **values: Any) -> None:
    row = session.get_one(Reminder, reminder_id)
    for name, value in values.items():
        setattr(row, name, value)
    session.add(row)


def test_to_whom_when_and_how_often_tried(world: Any) -> None:
    activity, _ = world.ready()
    world.post.failing[POLICE] = DeliveryFailed("421 try later")
    world.run("2026-10-16 09:00")
    world.post.failing.clear()
    world.run("2026-10-16 12:00")
    first, *later = told(world, activity)
    assert (first.kind, first.name, first.partner, first.recipient, first.state) == (
        ReminderKind.BEFORE, "Police", "police", POLICE, ReminderState.SENT,
    )  # fmt: skip
    assert first.due.isoformat() == "2026-10-16T09:00:00+01:00"
    assert first.sent is not None
    assert first.sent.isoformat() == "2026-10-16T12:00:00+01:00"
    assert first.attempts == 2
    assert [(one.attempt, one.outcome, one.detail) for one in first.tries] == [
        (1, "retry", "421 try later"),
        (2, "sent", ""),
    ]
    assert first.tries[0].started.isoformat() == "2026-10-16T09:00:00+01:00"
    assert [(one.state, one.tries, one.next_try) for one in later] == [(ReminderState.PLANNED, (), None)] * 2
    assert gist(told(world, activity)) == (
        "1 sent, the last Fri 16 Oct 12:00 to Police",
        "next Wed 28 Oct 09:00 to Police, 1 more to come",
    )


def test_what_quiet_hours_hold_back_says_until_when(world: Any) -> None:
    activity, _ = world.ready()
    until = world.at("2026-10-29 07:00")
    with world.database.write() as session:
        change(session, 1, next_try=until)
    with world.database.read() as session:
        listed = reminder_views(session)
    shown = told(world, activity)
    for row in (listed[0], shown[0]):
        assert (row.next_try, row.goes, row.on) == (until, until, date(2026, 10, 30))
    # What is next is what goes first, not what was due first.
    assert gist(shown)[-1] == "next Wed 28 Oct 09:00 to Police, 2 more to come"


def test_what_is_put_off_says_until_when_and_what_is_held_says_why(world: Any) -> None:
    activity, _ = world.ready()
    world.post.failing[POLICE] = DeliveryFailed("421 try later")
    world.run("2026-10-16 09:00")
    with world.database.write() as session:
        change(session, 2, state=ReminderState.HELD, held_for="an old backup was restored")
    put_off, held, _ = told(world, activity)
    assert put_off.next_try is not None
    assert world.now < put_off.next_try <= world.now + timedelta(minutes=2)
    assert (held.held_for, held.to_come) == ("an old backup was restored", False)


def test_a_moved_activity_tells_of_what_was_sent_and_not_of_what_was_only_planned(world: Any) -> None:
    activity, _ = world.ready()
    world.run("2026-10-16 09:00")
    world.move(activity, "2026-10-31")
    assert len(world.rows(ReminderState.SUPERSEDED)) == 2
    assert ReminderState.SUPERSEDED not in {one.state for one in told(world, activity)}


def test_who_was_erased_is_told_by_the_partner(world: Any) -> None:
    activity, _ = world.ready()
    with world.database.write() as session:
        session.delete(session.get_one(ContactDetail, 1))
    assert {(one.name, one.partner, one.recipient) for one in told(world, activity)} == {
        ("", "police", "(erased)")
    }


def test_of_an_activity_that_is_not_there(world: Any) -> None:
    with world.database.read() as session, pytest.raises(NotFound):
        history(session, 99)


def test_a_reminder_of_a_plan_shows_its_plan_s_clock(world: Any) -> None:
    world.ready()
    with world.database.write() as session:
        change(session, 1, activity_id=None, kind=ReminderKind.DIGEST, due_utc=world.at("2026-09-02 08:00"))
    with world.database.read() as session:
        (digest,) = outbox(session, world.now).coming.rows
    assert (digest.title, digest.due.isoformat()) == ("", "2026-09-02T08:00:00+01:00")


def test_each_reminder_lies_in_one_tray(world: Any) -> None:
    world.ready()
    assert trays(world) == {}  # the first falls due in six weeks
    world.now = world.at("2026-10-16 09:00")
    assert trays(world) == {"waiting": [1]}
    world.run()
    assert trays(world) == {"sent": [1]}
    with world.database.write() as session:
        change(session, 1, ambiguous=True)
    assert trays(world) == {"twice": [1]}
    world.now = world.at("2026-10-22 09:00")  # six days after
    assert trays(world) == {"twice": [1], "coming": [2]}
    world.now = world.at("2026-10-26 09:00")
    with world.database.write() as session:
        hold(session, reminder_id=2, actor=SYSTEM, now=world.now)
    assert trays(world) == {"held": [2], "coming": [3]}
    with world.database.write() as session:
        change(session, 3, state=ReminderState.DEAD)
    assert trays(world) == {"given_up": [3], "held": [2]}
    world.now = world.at("2026-11-07 00:00")  # a week after the last moment that made sense
    assert trays(world) == {}


def test_a_tray_is_cut_and_says_how_many_there_are(world: Any) -> None:
    world.ready()
    with world.database.read() as session:
        view = outbox(session, world.at("2026-10-30 08:00"), most=2)
    assert (ids_of(view, "waiting"), view.waiting.total) == ([1, 2], 3)


def test_how_many_could_go_at_once_and_to_how_many(world: Any) -> None:
    activity, _ = world.ready()
    world.assign(activity, world.partner("fire"))
    world.now = world.at("2026-10-28 10:00")
    with world.database.write() as session:
        change(session, 1, state=ReminderState.FAILED, next_try=world.now + timedelta(minutes=5))
    with world.database.read() as session:
        view = outbox(session, world.now)
    waiting = {row.id: row.name for row in view.waiting.rows}
    del waiting[1]
    assert (view.ready, view.people) == (len(waiting), len(set(waiting.values())))


def test_a_gist_names_each_trouble_once(quick_world: Any) -> None:
    activity, _ = quick_world.ready()
    one = told(quick_world, activity)[0]
    states = (ReminderState.DEAD, ReminderState.DEAD, ReminderState.HELD, ReminderState.EXPIRED)
    rows = [replace(one, state=state, ambiguous=state is ReminderState.HELD) for state in states]
    assert gist(rows) == ("2 given up, 1 held, 1 not sent in time, 1 may have been sent already",)
    assert gist([]) == ()


@pytest.mark.parametrize(
    ("state", "attempts", "doubt"),
    [
        (ReminderState.SENT, 1, "may have arrived twice"),  # released after a restore: the first is forgotten
        (ReminderState.DEAD, 2, "may have arrived twice"),
        (ReminderState.DEAD, 1, "may have been sent already"),
        (ReminderState.HELD, 0, "may have been sent already"),
        (ReminderState.PLANNED, 0, "may have been sent already"),
        (ReminderState.FAILED, 2, "may have been sent already"),  # the second try did not arrive
    ],
)
def test_what_is_in_doubt(quick_world: Any, state: ReminderState, attempts: int, doubt: str) -> None:
    activity, _ = quick_world.ready()
    one = replace(told(quick_world, activity)[0], state=state, attempts=attempts)
    assert (one.doubt, replace(one, ambiguous=True).doubt) == ("", doubt)


def test_what_a_person_holds_says_who(quick_world: Any) -> None:
    activity, _ = quick_world.ready()
    with quick_world.database.write() as session:
        hold(session, reminder_id=1, actor=SYSTEM, now=quick_world.now)
    assert told(quick_world, activity)[0].held_for == f"held by {SYSTEM.name}"
