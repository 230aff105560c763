"""What of all that is due for a contact goes now, in which message, and what waits until when."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.nights import instant
from seasonal_ops.reminders.sending.pacing import AT_ONCE, Pace, Waiting, sort_out
from seasonal_ops.words import ReminderKind

BEFORE, CHANGED, CANCELLED = ReminderKind.BEFORE, ReminderKind.CHANGED, ReminderKind.CANCELLED
FAR = "2026-12-01 00:00"
NIGHT = Pace(quiet_from=time(21), quiet_to=time(7))
LUNCH = Pace(quiet_from=time(12), quiet_to=time(13))


def at(text: str) -> datetime:
    local = datetime.fromisoformat(text)
    return instant(local.date(), local.time(), "Europe/London")


def waiting(number: int, due: str, kind: ReminderKind = BEFORE, expires: str = FAR, **more: Any) -> Waiting:
    begins = more.pop("begins", None)
    return Waiting(
        id=number, kind=kind, due=at(due), expires=at(expires), begins=at(begins) if begins else None, **more
    )


def test_all_that_is_due_goes_together_and_the_rest_of_the_day_with_it() -> None:
    rows = [
        waiting(1, "2026-10-20 07:00"),
        waiting(2, "2026-10-19 09:00"),
        waiting(3, "2026-10-20 09:00"),  # later today
        waiting(4, "2026-10-21 00:00"),  # tomorrow
        waiting(5, "2026-10-20 12:00", tried=True),  # the other side put it off
    ]
    found = sort_out(rows, Pace(), at("2026-10-20 07:00"))
    assert (found.together, found.repeated, found.later) == ([1, 2, 3], {}, {})


def test_a_second_ordinary_message_of_a_day_waits_for_the_morning() -> None:
    pace = Pace(last=at("2026-10-20 07:00"))
    rows = [waiting(1, "2026-10-20 10:00"), waiting(2, "2026-10-20 10:00", expires="2026-10-21 08:00")]
    found = sort_out(rows, pace, at("2026-10-20 10:00"))
    # What would be too late tomorrow goes all the same.
    assert (found.together, found.later) == ([2], {1: at("2026-10-21 09:00")})


def test_yesterdays_message_keeps_nothing_back() -> None:
    pace = Pace(last=at("2026-10-19 23:30"))
    assert sort_out([waiting(1, "2026-10-20 00:10")], pace, at("2026-10-20 00:10")).together == [1]


def test_a_change_goes_at_once_and_takes_along_what_is_due() -> None:
    pace = Pace(last=at("2026-10-20 07:00"))
    rows = [
        waiting(1, "2026-10-20 10:00"),
        waiting(2, "2026-10-20 10:00", CHANGED),
        waiting(3, "2026-10-20 15:00"),  # its day's message has gone: it waits until it is due
    ]
    assert sort_out(rows, pace, at("2026-10-20 10:00")).together == [2, 1]


def test_beside_a_message_that_is_on_its_way_only_a_change_goes() -> None:
    rows = [waiting(1, "2026-10-20 10:00"), waiting(2, "2026-10-20 10:00", CANCELLED)]
    found = sort_out(rows, Pace(busy=True), at("2026-10-20 10:00"))
    assert (found.together, found.later) == ([2], {})


def test_what_may_have_arrived_is_repeated_as_it_was_and_is_the_message_of_the_day() -> None:
    rows = [
        waiting(1, "2026-10-20 09:00", repeats="<a@x>"),
        waiting(2, "2026-10-20 09:00", repeats="<a@x>"),
        waiting(3, "2026-10-20 09:00", repeats="<b@x>"),
        waiting(4, "2026-10-20 09:30"),
    ]
    found = sort_out(rows, Pace(), at("2026-10-20 10:00"))
    assert found.repeated == {"<a@x>": [1, 2], "<b@x>": [3]}
    assert (found.together, found.later) == ([], {4: at("2026-10-21 09:00")})


@pytest.mark.parametrize(
    ("pace", "now", "until"),
    [
        (NIGHT, "2026-10-20 20:59", None),
        (NIGHT, "2026-10-20 21:00", "2026-10-21 07:00"),  # before midnight
        (NIGHT, "2026-10-21 06:59", "2026-10-21 07:00"),  # after midnight
        (NIGHT, "2026-10-21 07:00", None),
        (NIGHT, "2026-10-24 23:00", "2026-10-25 07:00"),  # over the change of clocks: eleven hours
        (LUNCH, "2026-10-20 12:30", "2026-10-20 13:00"),  # within a day
        (LUNCH, "2026-10-20 13:00", None),
        (Pace(), "2026-10-20 03:00", None),
        (Pace(quiet_from=time(22), quiet_to=time(1, 30)), "2026-10-25 00:50", "2026-10-25 01:30"),
    ],
)
def test_quiet_hours(pace: Pace, now: str, until: str | None) -> None:
    assert pace.quiet_until(at(now)) == (at(until) if until else None)


@pytest.mark.parametrize(
    ("row", "goes"),
    [
        (waiting(1, "2026-10-20 21:30"), False),
        (waiting(1, "2026-10-20 21:30", expires="2026-10-21 07:00"), True),  # too late in the morning
        (waiting(1, "2026-10-20 21:30", CHANGED, begins="2026-10-21 20:00"), False),
        (waiting(1, "2026-10-20 21:30", CHANGED, begins="2026-10-21 06:00"), True),  # it begins at night
        (waiting(1, "2026-10-20 21:30", repeats="<a@x>"), False),
    ],
)
def test_in_quiet_hours_only_what_would_come_too_late_goes(row: Waiting, goes: bool) -> None:
    found = sort_out([row], NIGHT, at("2026-10-20 22:00"))
    assert (found.together == [1], found.later) == (goes, {} if goes else {1: at("2026-10-21 07:00")})


# Instants, not local times: the second of an hour that comes twice is among them.
moments = st.datetimes(datetime(2026, 10, 1), datetime(2026, 11, 30), timezones=st.just(UTC))
nights = st.datetimes(datetime(2026, 10, 24, 20), datetime(2026, 10, 25, 4), timezones=st.just(UTC))
rows = st.builds(
    Waiting,
    id=st.integers(1, 10**6),
    kind=st.sampled_from(ReminderKind),
    due=moments,
    expires=moments,
    begins=st.none() | moments,
    repeats=st.none() | st.sampled_from(["<a@x>", "<b@x>"]),
    tried=st.booleans(),
)
paces = st.builds(
    Pace,
    quiet_from=st.none() | st.times(),
    quiet_to=st.none() | st.times(),
    last=st.none() | moments,
    busy=st.booleans(),
)


def test_the_second_of_an_hour_that_comes_twice_is_quiet_until_its_own_end() -> None:
    pace = Pace(quiet_from=time(22), quiet_to=time(1, 30))
    again = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 01:10 for the second time
    assert pace.quiet_until(again) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


@given(st.lists(rows, max_size=12, unique_by=lambda row: row.id), paces, moments | nights)
def test_each_reminder_stands_once_and_nothing_waits_until_it_is_too_late(
    some: list[Waiting], pace: Pace, now: datetime
) -> None:
    found = sort_out(some, pace, now)
    placed = [*found.together, *(one for ids in found.repeated.values() for one in ids), *found.later]
    assert len(placed) == len(set(placed))
    known = {row.id: row for row in some}
    for number, until in found.later.items():
        assert now < until <= now + timedelta(hours=49)
        row = known[number]
        assert row.expires > until or row.kind in AT_ONCE
    # What is due is never forgotten, unless a message is on its way.
    left = {row.id for row in some if row.due <= now} - set(placed)
    assert not left or pace.busy


def test_a_day_is_a_day_on_the_wall() -> None:
    """25 October has 25 hours: a message at half past midnight is of the same day as one at 23:45."""
    on = date(2026, 10, 25)
    early, late = (instant(on, clock, "Europe/London") for clock in (time(0, 30), time(23, 45)))
    assert Pace(last=early).written_today(late)
    assert not Pace(last=early - timedelta(hours=1)).written_today(late)
