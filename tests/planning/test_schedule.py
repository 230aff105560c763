"""Moving, cancelling, and saying how it went: what changes, what is recorded, what is refused."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from factories import LEAD, NOW, make_activity, make_plan
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops import journal, planning
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Changed, NotFound, Refused
from seasonal_ops.models import key
from seasonal_ops.nights import end_date
from seasonal_ops.words import Status

NIGHT = date(2026, 12, 18)


def test_a_move_keeps_the_length_and_raises_what_calendars_and_reminders_hang_on(database: Database) -> None:
    with database.write() as session:
        row = make_activity(session, make_plan(session), NIGHT, start=time(21), end=time(3))
        assert (row.starts_on, row.ends_on) == (NIGHT, NIGHT + timedelta(days=1))
        before = (row.version, row.sequence, row.schedule_revision, row.revised_at)
        planning.move_activity(session, activity_id=key(row), to=date(2027, 1, 2), actor=LEAD, now=NOW)
        assert (row.starts_on, row.ends_on) == (date(2027, 1, 2), date(2027, 1, 3))
        assert (row.version, row.sequence, row.schedule_revision) == tuple(n + 1 for n in before[:3])
        # Two changes in one clock tick still rise: some calendar clients skip an equal value.
        assert row.revised_at > before[3]
        fact = journal.read(session, limit=1)[0]
        assert (fact.kind, fact.subject) == ("ActivityMoved", f"activity:{row.id}")
        assert fact.before is not None
        assert fact.after is not None
        assert (fact.before["starts_on"], fact.after["starts_on"]) == ("2026-12-18", "2027-01-02")


def test_a_move_to_where_it_stands_changes_nothing(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        row = make_activity(session, make_plan(session), NIGHT)
        newest = journal.newest(session)
        planning.move_activity(session, activity_id=key(row), to=NIGHT, actor=LEAD, now=NOW)
        assert (row.sequence, journal.newest(session)) == (0, newest)


def test_new_times_decide_anew_whether_it_ends_the_next_morning(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        row = make_activity(session, make_plan(session), NIGHT, start=time(21), end=time(3))
        moved = {"activity_id": key(row), "to": NIGHT, "actor": LEAD, "now": NOW}
        planning.move_activity(session, **moved, end=time(23))
        assert (row.ends_on, row.end_time) == (NIGHT, time(23))
        planning.move_activity(session, **moved, end=time(2))
        assert (row.ends_on, row.end_time) == (NIGHT + timedelta(days=1), time(2))


@pytest.mark.parametrize("verb", ["move", "put"])
def test_a_date_set_by_hand_says_when_by_the_clock_on_the_wall(sqlite_database: Database, verb: str) -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight of the next day in London
    with sqlite_database.write() as session:
        row = make_activity(session, make_plan(session), NIGHT)
        was = row.date_reason

        def put(on: date, start: time) -> str:
            signed = {"activity_id": key(row), "actor": LEAD, "now": late}
            if verb == "move":
                planning.move_activity(session, to=on, start=start, **signed)
            else:
                planning.put_on(session, when=planning.When(on=on, reason="", start=start), **signed)
            return row.date_reason

        assert put(NIGHT, time(17)) == was  # it stands on the day on which it stood
        assert put(date(2027, 1, 2), time(17)) == "moved by hand on 1 July 2026 from 18 December 2026"


def test_the_second_of_two_people_is_told(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        row = make_activity(session, make_plan(session), NIGHT)
        seen = row.version
        change = {"activity_id": key(row), "actor": LEAD, "now": NOW, "expected_version": seen}
        planning.set_status(session, status=Status.DOING, **change)
        with pytest.raises(Changed, match="changed by somebody else"):
            planning.set_status(session, status=Status.DELIVERED, **change)
        assert row.status is Status.DOING


def test_a_status_is_no_reason_for_calendars_or_reminders(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        row = make_activity(session, make_plan(session), NIGHT)
        planning.set_status(session, activity_id=key(row), status=Status.DELIVERED, actor=LEAD, now=NOW)
        assert (row.version, row.sequence, row.schedule_revision) == (2, 0, 0)


def test_cancelled_is_final_for_moves_and_repeats(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        row = make_activity(session, make_plan(session), NIGHT)
        verb = {"activity_id": key(row), "actor": LEAD, "now": NOW}
        planning.cancel_activity(session, reason="no funding", **verb)
        assert (row.status, row.status_note, row.sequence) == (Status.CANCELLED, "no funding", 1)
        with pytest.raises(Refused, match="is cancelled"):
            planning.move_activity(session, to=NIGHT + timedelta(days=1), **verb)
        with pytest.raises(Refused, match="cancelled already"):
            planning.cancel_activity(session, **verb)


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        (None, ""),  # why it was cancelled is no news of what happens after all
        ("the money came", "the money came"),
    ],
)
def test_what_comes_back_leaves_its_reason_behind(
    sqlite_database: Database, note: str | None, kept: str
) -> None:
    with sqlite_database.write() as session:
        row = make_activity(session, make_plan(session), NIGHT)
        verb = {"activity_id": key(row), "actor": LEAD, "now": NOW}
        planning.cancel_activity(session, reason="no funding", **verb)
        planning.set_status(session, status=Status.PLANNED, note=note, **verb)
        assert row.status_note == kept
        # Afterwards a note stays until there is another.
        planning.set_status(session, status=Status.DOING, note="half of it", **verb)
        planning.set_status(session, status=Status.DELIVERED, **verb)
        assert row.status_note == "half of it"


def test_what_is_refused_leaves_no_fact(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        newest = journal.newest(session)
    for wrong, sentence in [
        ({"title": "  "}, "the title is empty"),
        ({"title": "Patrol\x1b[2J"}, "control character"),
        # An end alone says nothing about when to come.
        ({"start": None, "end": time(20)}, "needs a start"),
    ]:
        with pytest.raises(BadValue, match=sentence), sqlite_database.write() as session:
            make_activity(session, plan, NIGHT, **wrong)
    with pytest.raises(NotFound, match="no activity '99999'"), sqlite_database.write() as session:
        planning.cancel_activity(session, activity_id=99999, actor=LEAD, now=NOW)
    with sqlite_database.read() as session:
        assert journal.newest(session) == newest


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.times(), st.times())
def test_an_end_at_or_before_the_start_is_the_next_morning(on: date, start: time, end: time) -> None:
    assert end_date(on, start, end) == on + timedelta(days=end <= start)
