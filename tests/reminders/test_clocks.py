"""Clocks that change, jump and go back: each reminder once, at the right local time."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from seasonal_ops.words import Answer, ReminderKind, ReminderState

BEFORE = ReminderKind.BEFORE


@pytest.mark.parametrize(
    ("activity", "from_", "sent_at"),
    [
        # 01:30 does not occur on 29 March: an hour on by the wall, the same hour and a half after midnight
        ("2026-03-31", datetime(2026, 3, 28, 23, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        # 01:30 occurs twice on 25 October: the first of the two, and not again
        ("2026-10-27", datetime(2026, 10, 24, 23, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ],
)
def test_half_past_one_on_the_nights_when_clocks_change(
    world: Any, activity: str, from_: datetime, sent_at: datetime
) -> None:
    world.now = from_ - timedelta(days=30)
    world.rule("at-night", BEFORE, days=-2, at=time(1, 30))
    patrol, police = world.activity(activity), world.partner("police")
    world.assign(patrol, police)
    world.answer(patrol, police, Answer.ACCEPTED)
    world.go_live()
    world.now = from_ - timedelta(hours=6)
    world.run()  # what was due before
    ticks = [from_ + timedelta(minutes=15 * quarters) for quarters in range(16)]
    world.post.taken.clear()
    for tick in ticks:
        world.now = tick
        world.run()
    assert [message.sent_at for message in world.post.taken] == [sent_at]


@pytest.mark.parametrize(
    "ticks",
    [
        # a day ahead and back: what went a day early does not go again
        ("2026-10-15 10:00", "2026-10-16 10:00", "2026-10-15 10:05", "2026-10-16 09:00", "2026-10-17 10:05"),
        # an hour back after it went
        ("2026-10-16 09:00", "2026-10-16 08:00", "2026-10-16 08:59", "2026-10-16 09:00", "2026-10-16 09:01"),
        # two months ahead, when all of it is over, and back: what was closed as too late is opened again
        ("2026-10-01 09:00", "2026-12-20 09:00", "2026-10-01 09:05", "2026-10-16 09:00"),
    ],
)
def test_a_clock_that_jumps(world: Any, ticks: tuple[str, ...]) -> None:
    world.ready()
    for tick in ticks:
        world.run(tick)
    assert [row.due_utc for row in world.rows(ReminderState.SENT)] == [world.at("2026-10-16 09:00")]
    for tick in ("2026-10-28 09:00", "2026-10-30 07:00", "2026-10-30 12:00"):
        world.run(tick)
    assert [(row.kind, row.attempts) for row in world.rows(ReminderState.SENT)] == [(BEFORE, 1)] * 3
    assert len(world.post.taken) == 3
