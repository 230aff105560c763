"""What changes near an activity goes out by mail at once, with the activity itself as a calendar file."""

from datetime import time
from typing import Any

import icalendar
import pytest

from seasonal_ops.models import Activity
from seasonal_ops.words import ReminderKind, ReminderState, Role, Sensitivity

WHEN = "Fri 30 Oct 18:00–22:00"


def near(world: Any, **values: Any) -> int:
    """An activity of tomorrow evening, of which its partner was told two days before."""
    activity, _ = world.ready()
    if values:
        world.edit(activity, **values)
    world.run("2026-10-28 09:00")
    world.post.taken.clear()
    world.now = world.at("2026-10-29 10:00")
    return int(activity)


def event(message: Any) -> Any:
    """The one event that the message brings."""
    (found,) = icalendar.Calendar.from_ical(message.calendar).walk("VEVENT")
    return found


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"location": "Beacon Park"}, "another place"),
        ({"meet": "Rear yard"}, "another meeting place"),
        ({"title": "street patrol"}, "another title"),
        ({"description": "Walk the hotspots."}, "another task"),
        ({"location": "Beacon Park", "meet": "Rear yard"}, "another place, another meeting place"),
    ],
)
def test_another_place_tomorrow_is_told_at_once(quick_world: Any, change: dict[str, str], said: str) -> None:
    activity = near(quick_world)
    quick_world.edit(activity, **change)
    quick_world.run()
    title = change.get("title", "joint patrol")
    assert quick_world.post.subjects == [f"CHANGED: {WHEN} ({said}), {title}"]
    assert all(value in quick_world.post.taken[0].body for value in change.values())
    # Once.
    quick_world.run("2026-10-29 12:00")
    assert len(quick_world.post.taken) == 1


def test_both_databases_keep_one_row_a_change(world: Any) -> None:
    activity = near(world)
    world.edit(activity, location="Beacon Park")
    world.edit(activity, location="Station Road")
    world.move(activity, "2026-10-31")
    assert len([row for row in world.rows(ReminderState.PLANNED) if row.kind is ReminderKind.CHANGED]) == 1
    world.run()
    assert world.post.subjects == [
        f"CHANGED: Sat 31 Oct 18:00–22:00 (was {WHEN}; another place), joint patrol"
    ]


def test_a_change_undone_before_anybody_heard_is_none(quick_world: Any) -> None:
    activity = near(quick_world)
    quick_world.edit(activity, location="Beacon Park")
    quick_world.edit(activity, location="")
    quick_world.run()
    assert quick_world.post.subjects == []


@pytest.mark.parametrize(("at", "mails"), [("2026-10-28 17:59", 0), ("2026-10-28 18:00", 1)])
def test_only_what_is_within_48_hours_is_urgent(quick_world: Any, at: str, mails: int) -> None:
    activity, _ = quick_world.ready()
    quick_world.run("2026-10-28 09:00")
    quick_world.now = quick_world.at(at)
    quick_world.edit(activity, location="Beacon Park")
    quick_world.run()
    assert len(quick_world.post.taken) == 1 + mails


def test_whoever_is_asked_a_day_before_gets_the_activity(quick_world: Any) -> None:
    activity = near(quick_world)
    quick_world.assign(activity, quick_world.partner("fire"))
    quick_world.run()
    (message,) = quick_world.post.taken
    assert (message.address, message.subject) == (
        "fire@example.org",
        f"Please answer today: {WHEN}, joint patrol",
    )
    assert (event(message)["SUMMARY"], event(message)["STATUS"]) == ("joint patrol", "CONFIRMED")


def test_the_event_is_the_feed_s_own(quick_world: Any) -> None:
    activity = near(quick_world)
    quick_world.move(activity, "2026-10-31")
    quick_world.run()
    with quick_world.database.read() as session:
        uid = session.get_one(Activity, activity).uid
    moved = event(quick_world.post.taken[0])
    assert (moved["UID"], moved["DTSTART"].to_ical()) == (uid, b"20261031T180000")
    quick_world.cancel(activity)
    quick_world.run()
    gone = event(quick_world.post.taken[1])
    assert (gone["UID"], gone["STATUS"], gone["SUMMARY"]) == (uid, "CANCELLED", "CANCELLED: joint patrol")


def test_no_longer_asked_the_event_tells_nothing(quick_world: Any) -> None:
    activity = near(quick_world, location="Beacon Park")
    quick_world.unassign(activity, 1)
    quick_world.run()
    gone = event(quick_world.post.taken[0])
    assert (gone["SUMMARY"], "LOCATION" in gone) == ("CANCELLED: no longer yours", False)


@pytest.mark.parametrize("sensitivity", [Sensitivity.LIMITED, Sensitivity.SENSITIVE])
def test_no_place_that_may_not_be_told_is(quick_world: Any, sensitivity: Sensitivity) -> None:
    activity = near(quick_world, sensitivity=sensitivity, meet="Old gate")
    quick_world.edit(activity, location="Secret Lane", meet="Hidden yard")
    quick_world.run()
    (message,) = quick_world.post.taken
    told = message.subject + message.body + message.calendar.decode()
    assert "another place" in message.subject
    # Nor the plan, which names the operation.
    assert not any(word in told for word in ("Secret", "Hidden", "Old gate", "Sparx"))


def test_an_activity_that_no_calendar_can_hold_is_told_without_one(quick_world: Any) -> None:
    activity = near(quick_world)
    quick_world.edit(activity, location="Beacon Park", end_time=time(18))
    quick_world.run()
    (message,) = quick_world.post.taken
    assert message.subject == "CHANGED: Fri 30 Oct 18:00–18:00 (another place), joint patrol"
    assert message.calendar is None


def test_what_is_owed_afterwards_brings_no_event(quick_world: Any) -> None:
    quick_world.ready(role=Role.LEAD)
    quick_world.run("2026-10-30 08:00")
    quick_world.post.taken.clear()
    quick_world.run("2026-10-31 09:00")
    assert [message.calendar for message in quick_world.post.taken] == [None]
