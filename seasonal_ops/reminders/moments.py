"""When an activity is, as a mail says it. Pure."""

from datetime import date, time, timedelta

from seasonal_ops.reminders.shapes import Schedule


def when(schedule: Schedule, today: date | None = None) -> str:
    """`Fri 30 Oct 18:00–23:00`; an end in the next morning keeps the one date; a year only if it helps."""
    first, last = schedule.starts_on, schedule.ends_on
    start, end = schedule.start_time, schedule.end_time
    if start is None:
        return day(first, today) if first == last else f"{day(first, today)} to {day(last, today)}"
    if end is None:
        return f"{day(first, today)} {_clock(start)}"
    if last == first or (last - first == timedelta(days=1) and end <= start):
        return f"{day(first, today)} {_clock(start)}–{_clock(end)}"
    return f"{day(first, today)} {_clock(start)} to {day(last, today)} {_clock(end)}"


def day(on: date, today: date | None) -> str:
    """`Fri 30 Oct`, with the year unless it is today's."""
    year = "" if today is None or on.year == today.year else f" {on.year}"
    return f"{on:%a} {on.day} {on:%b}{year}"


def _clock(at: time) -> str:
    return f"{at:%H:%M}"
