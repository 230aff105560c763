"""A clean calendar of ours, and ways to say what the linter found."""

import dataclasses
from datetime import UTC, date, datetime, time
from typing import Any

from seasonal_ops import ical
from seasonal_ops.ical import CalendarEvent
from seasonal_ops.linter import Defect, lint
from seasonal_ops.words import Detail, Role

NIGHT = CalendarEvent(
    uid="3f0c1f5e-0000-4000-8000-000000000001",
    title="Joint patrol",
    description="Walk the estate, twice.",
    starts_on=date(2026, 10, 30),
    ends_on=date(2026, 10, 31),
    start_time=time(20),
    end_time=time(2),
    sequence=3,
    revised_at=datetime(2026, 8, 20, 9, 0, tzinfo=UTC),
    partners=(("Lancashire Constabulary", Role.LEAD),),
    location="Skelmersdale; fire station",
    theme="Enforcement, joint",
    url="https://example.org/a",
    latitude=53.55,
    longitude=-2.77,
)
CAMPAIGN = dataclasses.replace(
    NIGHT,
    uid="3f0c1f5e-0000-4000-8000-000000000002",
    title="Campaign",
    starts_on=date(2026, 11, 1),
    ends_on=date(2026, 11, 3),
    start_time=None,
    end_time=None,
)


def changed(**values: Any) -> CalendarEvent:
    """The night with other values."""
    return dataclasses.replace(NIGHT, **values)


def calendar(*events: bytes, name: str = "Fire") -> bytes:
    """A whole file around the events."""
    return ical.head(name) + b"".join(events) + ical.TAIL


def clean() -> bytes:
    """A night with an alarm, and a campaign of three whole days."""
    night = ical.vevent(NIGHT, detail=Detail.FULL, alarm=True)
    return calendar(night, ical.vevent(CAMPAIGN, detail=Detail.LIMITED))


def found(data: bytes) -> list[tuple[int, str]]:
    """What the linter finds, as lines and rules."""
    return [(defect.line, defect.rule) for defect in lint(data)]


def errors(data: bytes) -> list[Defect]:
    """The defects that break something."""
    return [defect for defect in lint(data) if defect.severity == "error"]
