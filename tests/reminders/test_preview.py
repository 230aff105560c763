"""What would be sent, what there is, and a person's word on one reminder."""

from typing import Any

import pytest

from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.facts import SYSTEM
from seasonal_ops.journal import read
from seasonal_ops.models import Contact, Reminder
from seasonal_ops.reminders.outbox.by_hand import dead, hold, release, requeue
from seasonal_ops.reminders.outbox.preview import preview, reminder_views
from seasonal_ops.words import ReminderKind, ReminderState

BEFORE = ReminderKind.BEFORE


def shown(world: Any, until: str) -> list[tuple[str, ReminderKind, str]]:
    with world.database.read() as session:
        views = preview(session, at=world.at(until), now=world.now)
    return [(view.recipient, view.kind, f"{view.due:%d %b %H:%M %z}") for view in views]


def test_a_plan_that_is_not_live_is_previewed_as_if_it_were(quick_world: Any) -> None:
    quick_world.assign(quick_world.activity("2026-10-30"), quick_world.partner("police"))
    quick_world.now = quick_world.at("2026-10-20 12:00")
    assert shown(quick_world, "2026-10-28 09:00") == [
        ("police@example.org", BEFORE, "16 Oct 09:00 +0100"),
        # Five days after it would go live: nobody heard that it was asked before.
        ("police@example.org", ReminderKind.UNANSWERED, "25 Oct 09:00 +0000"),
        ("police@example.org", BEFORE, "28 Oct 09:00 +0000"),
    ]
    assert quick_world.rows() == []


def test_what_was_sent_or_is_held_is_not_previewed(quick_world: Any) -> None:
    quick_world.ready()
    quick_world.run("2026-10-16 09:00")
    with quick_world.database.write() as session:
        hold(session, reminder_id=2, actor=SYSTEM, now=quick_world.now)
    assert shown(quick_world, "2026-10-30 12:00") == [("police@example.org", BEFORE, "30 Oct 07:00 +0000")]


def test_the_list_by_state_in_local_time(quick_world: Any) -> None:
    quick_world.ready()
    quick_world.run("2026-10-16 09:00")
    with quick_world.database.read() as session:
        (sent,) = reminder_views(session, ReminderState.SENT)
        everything = reminder_views(session)
    assert (sent.title, sent.attempts, sent.due.isoformat()) == (
        "joint patrol",
        1,
        "2026-10-16T09:00:00+01:00",
    )
    assert [view.state for view in everything] == [ReminderState.SENT] + [ReminderState.PLANNED] * 2


def test_a_held_one_waits_until_it_is_released(quick_world: Any) -> None:
    quick_world.ready()
    with quick_world.database.write() as session:
        hold(session, reminder_id=1, actor=SYSTEM, now=quick_world.now)
    assert quick_world.run("2026-10-16 09:00").sent == 0
    with quick_world.database.write() as session:
        release(session, reminder_id=1, actor=SYSTEM, now=quick_world.now)
    assert quick_world.run().sent == 1
    with quick_world.database.read() as session:
        states = [(fact.kind, fact.after["state"]) for fact in read(session, subject="reminder:1")]
    assert states == [("ReminderRequeued", "planned"), ("ReminderRequeued", "held")]


def test_a_dead_letter_is_sent_again_on_request(quick_world: Any) -> None:
    from seasonal_ops.errors import DeliveryFailed

    quick_world.ready()
    quick_world.post.failing["police@example.org"] = DeliveryFailed("550", permanent=True)
    assert quick_world.run("2026-10-16 09:00").dead == 1
    quick_world.post.failing.clear()
    with quick_world.database.write() as session:
        requeue(session, reminder_id=1, actor=SYSTEM, now=quick_world.now)
    assert quick_world.run().sent == 1


def test_what_was_given_up_for_a_contact_that_has_left_is_not_sent_again(quick_world: Any) -> None:
    from seasonal_ops.errors import DeliveryFailed

    quick_world.ready()
    quick_world.post.failing["police@example.org"] = DeliveryFailed("550", permanent=True)
    quick_world.run("2026-10-16 09:00")
    with quick_world.database.write() as session:
        contact_id = session.get_one(Reminder, 1).contact_id
        assert dead(session, contact_id=None, now=quick_world.now) == [1]
        assert dead(session, contact_id=contact_id, now=quick_world.now) == [1]
        assert dead(session, contact_id=None, now=quick_world.at("2026-10-30 18:00")) == []
        with pytest.raises(NotFound):
            dead(session, contact_id=99, now=quick_world.now)
        session.get_one(Contact, contact_id).left_on = quick_world.now.date()
        session.flush()
        assert dead(session, contact_id=contact_id, now=quick_world.now) == []
        with pytest.raises(Refused, match="which left on 2026-10-16; nothing is sent to it any more"):
            requeue(session, reminder_id=1, actor=SYSTEM, now=quick_world.now)


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [
        (requeue, "reminder 1 is sent; only a dead or failed one can be retried"),
        (hold, "reminder 1 is sent; only one that waits to be sent can be held"),
        (release, "reminder 1 is sent; only a held one can be released"),
    ],
)
def test_what_was_sent_stays_sent(quick_world: Any, verb: Any, sentence: str) -> None:
    quick_world.ready()
    quick_world.run("2026-10-16 09:00")
    with quick_world.database.write() as session:
        with pytest.raises(Refused, match=sentence):
            verb(session, reminder_id=1, actor=SYSTEM, now=quick_world.now)
        with pytest.raises(NotFound):
            verb(session, reminder_id=99, actor=SYSTEM, now=quick_world.now)


def test_what_would_come_too_late_is_not_released(quick_world: Any) -> None:
    quick_world.ready()
    with quick_world.database.write() as session:
        hold(session, reminder_id=1, actor=SYSTEM, now=quick_world.now)
    with (
        quick_world.database.write() as session,
        pytest.raises(Refused, match="would come too late: it made sense until 2026-10-30 18:00 UTC"),
    ):
        release(session, reminder_id=1, actor=SYSTEM, now=quick_world.at("2026-10-30 18:00"))
