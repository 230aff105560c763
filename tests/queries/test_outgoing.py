"""What fell due while nothing ran, and what was given up, on both databases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from factories import NOW as MADE
from factories import make_activity, make_contact, make_partner, make_plan
from sqlmodel import Session, select

from seasonal_ops import queries
from seasonal_ops.db import Database
from seasonal_ops.models import ENDED, WEB, Heartbeat, Reminder, key
from seasonal_ops.queries.outgoing import due_while_closed, expired, given_up, held, scheduler_runs
from seasonal_ops.reminders.sending.signs import ran_once
from seasonal_ops.views import Pause
from seasonal_ops.words import ReminderKind, ReminderState

NOW = datetime(2026, 10, 30, 9, tzinfo=UTC)
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)


@pytest.fixture
def contact_id(database: Database) -> int:
    with database.write() as session:
        plan = make_plan(session)
        make_activity(session, plan, date(2026, 10, 31))
        return key(make_contact(session, make_partner(session)))


def remind(session: Session, contact_id: int, name: str, due: datetime, **values: object) -> None:
    """A reminder that makes sense for a day."""
    known = {"expires_utc": due + 24 * HOUR, "kind": ReminderKind.BEFORE, "created_at": MADE}
    named = {"dedupe_key": name, "message_id": name, "contact_id": contact_id}
    session.add(Reminder(due_utc=due, **(named | known | values)))


def alive(session: Session, at: datetime, worker: str = "clock-1", detail: str = "") -> None:
    session.merge(Heartbeat(worker=worker, at=at, detail=detail))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, Pause(count=4, since=None)),  # nothing ever ran
        (NOW - 24 * HOUR, Pause(count=4, since=NOW - 24 * HOUR)),
        (NOW - 2 * HOUR, Pause(count=3, since=NOW - 2 * HOUR)),  # one was due before, and is no news
        (NOW - timedelta(seconds=121), Pause(count=1, since=NOW - timedelta(seconds=121))),  # just closed
        (NOW - timedelta(minutes=2), None),  # it runs
        (NOW + HOUR, None),  # a clock that was set back
    ],
)
def test_what_fell_due_while_nothing_ran(
    database: Database, contact_id: int, last: datetime | None, expected: Pause | None
) -> None:
    with database.write() as session:
        remind(session, contact_id, "three hours ago", NOW - 3 * HOUR)
        remind(session, contact_id, "an hour ago", NOW - HOUR)
        remind(session, contact_id, "put off", NOW - HOUR, state=ReminderState.FAILED)
        remind(session, contact_id, "quiet hours", NOW - HOUR, next_try=NOW + timedelta(seconds=1))
        remind(session, contact_id, "just now", NOW - timedelta(minutes=1))
        remind(session, contact_id, "to come", NOW + HOUR)
        remind(session, contact_id, "too late", NOW - HOUR, expires_utc=NOW)
        remind(session, contact_id, "sent", NOW - HOUR, state=ReminderState.SENT)
        remind(session, contact_id, "held", NOW - HOUR, state=ReminderState.HELD)
        alive(session, NOW, WEB)  # the server of feeds is no clock
        if last is not None:
            alive(session, last)
            alive(session, last - 5 * HOUR, "clock-2")  # the newest one counts
    with database.read() as session:
        assert due_while_closed(session, NOW) == expected


def test_what_was_put_off_falls_due_when_it_may_go(database: Database, contact_id: int) -> None:
    with database.write() as session:
        for minutes in (-61, -59, 1):  # before the last sign of life, after it, to come
            until = NOW + timedelta(minutes=minutes)
            remind(session, contact_id, f"{minutes}", NOW - 3 * HOUR, next_try=until)
        alive(session, NOW - HOUR)
    with database.read() as session:
        assert due_while_closed(session, NOW) == Pause(count=1, since=NOW - HOUR)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, Pause(count=1, since=None, waiting=3)),
        (NOW - 2 * HOUR, Pause(count=0, since=NOW - 2 * HOUR, waiting=3)),
        (NOW - 10 * SECOND, Pause(count=0, since=NOW - 10 * SECOND, waiting=1)),  # sent by hand meanwhile
        (NOW, None),
    ],
)
def test_what_falls_due_while_the_program_is_open_is_told_apart(
    database: Database, contact_id: int, last: datetime | None, expected: Pause | None
) -> None:
    opened = NOW - HOUR
    with database.write() as session:
        remind(session, contact_id, "before", NOW - 3 * HOUR)
        remind(session, contact_id, "after", NOW - 59 * MINUTE)
        remind(session, contact_id, "put off, over by now", NOW - 3 * HOUR, next_try=NOW - MINUTE)
        remind(session, contact_id, "chased a moment ago", NOW)
        remind(session, contact_id, "put off to the morning", NOW, next_try=NOW + HOUR)
        if last is not None:
            alive(session, last, detail="" if last == NOW else ENDED)
    with database.read() as session:
        assert due_while_closed(session, NOW, opened) == expected


def test_who_has_ended_runs_no_more_but_ran(database: Database, contact_id: int) -> None:
    with database.write() as session:
        remind(session, contact_id, "since then", NOW)
        alive(session, NOW - timedelta(seconds=1), detail=ENDED)
    with database.read() as session:
        assert due_while_closed(session, NOW) == Pause(count=1, since=NOW - timedelta(seconds=1))
        assert not scheduler_runs(session, NOW)
    with database.write() as session:
        alive(session, NOW - timedelta(minutes=2), "clock-2")  # another one ticks
    with database.read() as session:
        assert scheduler_runs(session, NOW)


@pytest.mark.parametrize(("before", "after"), [(None, ENDED), (ENDED, ENDED), ("", "")])
def test_a_run_by_hand_is_a_sign_of_life_unless_its_own_scheduler_ticks(
    sqlite_database: Database, before: str | None, after: str
) -> None:
    with sqlite_database.write() as session:
        alive(session, NOW - 25 * HOUR, "silent for a day")
        if before is not None:
            alive(session, NOW, "w1", before)
        ran_once(session, worker="w1", now=NOW)
    with sqlite_database.read() as session:
        beats = {beat.worker: beat.detail for beat in session.exec(select(Heartbeat))}
    assert beats["w1"] == after
    assert ("silent for a day" in beats) is (before == "")


def test_today_says_since_when_by_the_partnership_s_clock(database: Database, contact_id: int) -> None:
    summer = datetime(2026, 10, 20, 9, tzinfo=UTC)
    with database.write() as session:
        remind(session, contact_id, "due", summer - HOUR)
        alive(session, summer - 2 * HOUR)
    with database.read() as session:
        pause = queries.today(session, now=summer).pause
    assert pause is not None
    assert (pause.count, str(pause.since)) == (1, "2026-10-20 08:00:00+01:00")


def test_what_was_given_up_is_counted_until_a_week_after_it_made_sense(
    database: Database, contact_id: int
) -> None:
    with database.write() as session:
        for name, expires in (
            ("to retry", NOW + HOUR),
            ("too late", NOW - HOUR),
            ("long ago", NOW - timedelta(days=7)),
        ):
            remind(session, contact_id, name, NOW, expires_utc=expires, state=ReminderState.DEAD)
        remind(session, contact_id, "failed", NOW, state=ReminderState.FAILED)
    with database.read() as session:
        assert given_up(session, NOW) == 2
        assert queries.today(session, now=NOW).given_up == 2


def test_what_is_held_is_counted_by_why_while_it_makes_sense(database: Database, contact_id: int) -> None:
    restored = "the database was put back"
    with database.write() as session:
        for name, expires, why in (
            ("by hand", NOW + HOUR, "held by Ann"),
            ("restored", NOW + HOUR, restored),
            ("restored as well", NOW + HOUR, restored),
            ("too late", NOW, restored),
        ):
            state = ReminderState.HELD
            remind(session, contact_id, name, NOW, expires_utc=expires, state=state, held_for=why)
        remind(session, contact_id, "settled", NOW, state=ReminderState.SENT, held_for="counted as sent")
    with database.read() as session:
        assert list(held(session, NOW).items()) == [(restored, 2), ("held by Ann", 1)]
        assert queries.today(session, now=NOW).held == 3


def test_what_came_too_late_is_counted_for_a_week(database: Database, contact_id: int) -> None:
    with database.write() as session:
        for name, expires, state in (
            ("yesterday", NOW - 24 * HOUR, ReminderState.EXPIRED),
            ("long ago", NOW - timedelta(days=7), ReminderState.EXPIRED),
            ("not needed", NOW - HOUR, ReminderState.SUPERSEDED),
        ):
            remind(session, contact_id, name, NOW - 2 * HOUR, expires_utc=expires, state=state)
    with database.read() as session:
        assert expired(session, NOW) == 1
        assert queries.today(session, now=NOW).expired == 1
