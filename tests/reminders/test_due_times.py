"""Due times over a whole year: by local clocks, through both clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.reminders.rules.wanted import wanted
from seasonal_ops.reminders.shapes import Occasion, Recipient, Rule, Schedule, message_id
from seasonal_ops.words import Answer, ReminderKind, Role, Status

LONDON = ZoneInfo("Europe/London")
LONG_AGO = datetime(2024, 1, 1, tzinfo=UTC)


def occasion(on: date, start: time | None = time(18), end: time | None = time(22)) -> Occasion:
    schedule = Schedule(starts_on=on, ends_on=on, start_time=start, end_time=end, time_zone="Europe/London")
    return Occasion(
        id=7, plan_id=1, schedule=schedule, status=Status.PLANNED, revision=3, revised_at=LONG_AGO,
        live_at=LONG_AGO,
    )  # fmt: skip


def recipient(answer: Answer = Answer.ACCEPTED) -> Recipient:
    return Recipient(contact_id=5, role=Role.SUPPORT, answer=answer, asked_at=LONG_AGO, known_since=LONG_AGO)


def before(days: int, at: time) -> Rule:
    return Rule(id=2, kind=ReminderKind.BEFORE, days=days, at=at)


@given(
    day=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    days=st.sampled_from([-14, -2, -1]),
    at=st.times().map(lambda at: at.replace(microsecond=0)),
)
def test_every_day_of_2026_is_reminded_of_at_the_local_time(day: date, days: int, at: time) -> None:
    (one,) = wanted(occasion(day), [before(days, at)], [recipient()], LONG_AGO)
    on = day + timedelta(days=days)
    skipped = on == date(2026, 3, 29) and at.hour == 1
    local = one.due_utc.astimezone(LONDON)
    assert (local.date(), local.hour) == (on, 2 if skipped else at.hour)
    assert (local.minute, local.second, local.fold) == (at.minute, at.second, 0)


@pytest.mark.parametrize(
    ("day", "days", "at", "utc"),
    [
        (
            date(2026, 4, 5),
            -14,
            time(9),
            datetime(2026, 3, 22, 9, tzinfo=UTC),
        ),  # fourteen days, an hour short
        (date(2026, 3, 31), -2, time(9), datetime(2026, 3, 29, 8, tzinfo=UTC)),  # the morning of the change
        (date(2026, 3, 31), -2, time(1, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),  # skipped: an hour on
        (date(2026, 10, 27), -2, time(1, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),  # twice: the first
        (date(2026, 10, 30), -14, time(9), datetime(2026, 10, 16, 8, tzinfo=UTC)),  # still summer time
        (date(2026, 10, 30), -2, time(9), datetime(2026, 10, 28, 9, tzinfo=UTC)),  # winter time
    ],
)
def test_clock_changes(day: date, days: int, at: time, utc: datetime) -> None:
    found = wanted(occasion(day), [before(days, at)], [recipient()], LONG_AGO)
    assert [one.due_utc for one in found] == [utc]


MORNING_OF = Rule(id=2, kind=ReminderKind.BEFORE, days=0, at=time(7), catch_up="until-midnight")


@pytest.mark.parametrize(
    ("start", "end", "expires"),
    [
        (time(18), time(22), time(18)),  # "morning of" makes sense until it begins
        (None, None, time(0)),  # all day: until midnight
        (time(6), time(6, 30), time(6)),  # it begins before the mail would go: see below
        (time(10), None, time(10)),  # no length: until it begins
    ],
)
def test_until_when_the_morning_of_makes_sense(start: time | None, end: time | None, expires: time) -> None:
    found = wanted(occasion(date(2026, 6, 1), start, end), [MORNING_OF], [recipient()], LONG_AGO)
    assert [one.expires_utc.astimezone(LONDON).time() for one in found] == [expires]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (time(7, 1), "2026-06-01 07:00"),
        (time(7), "2026-05-31 17:00"),  # too late on the day: the evening before
        (time(5), "2026-05-31 17:00"),
        (None, "2026-06-01 07:00"),
    ],
)
def test_what_begins_before_its_morning_is_told_the_evening_before(start: time | None, due: str) -> None:
    (one,) = wanted(occasion(date(2026, 6, 1), start, None), [MORNING_OF], [recipient()], LONG_AGO)
    assert f"{one.due_utc.astimezone(LONDON):%Y-%m-%d %H:%M}" == due


def test_the_key_names_no_person_and_the_message_id_follows_from_it() -> None:
    (one,) = wanted(occasion(date(2026, 10, 30)), [before(-2, time(9))], [recipient()], LONG_AGO)
    assert one.dedupe_key == "7|2|5|mail|2026-10-30"
    assert one.message_id == message_id(one.dedupe_key) == message_id("7|2|5|mail|2026-10-30")
    assert message_id("7|2|6|mail|2026-10-30") != one.message_id
    assert one.message_id.endswith("@seasonal-ops.invalid>")


@pytest.mark.parametrize("kind", [ReminderKind.DIGEST, ReminderKind.MONTHLY])
def test_rules_about_a_whole_plan_make_no_reminder_of_an_activity(kind: ReminderKind) -> None:
    assert wanted(occasion(date(2026, 10, 30)), [Rule(id=1, kind=kind)], [recipient()], LONG_AGO) == []
