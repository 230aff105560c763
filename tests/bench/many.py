"""A database of many activities: seasons of a thousand, of which the last is being delivered."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import Session, select

from seasonal_ops.db import Database, batched
from seasonal_ops.models import (
    Activity,
    Anchor,
    Assignment,
    Count,
    Measure,
    Partner,
    Phase,
    Plan,
    PlanActivity,
    key,
)
from seasonal_ops.models.base import insert_all
from seasonal_ops.words import Answer, Direction, MeasureKind, Role, Status

NOW: Final = datetime(2026, 10, 30, 14, 2, tzinfo=UTC)
_A_SEASON: Final = 1_000
_DAYS: Final = 90  # of a season: sixty of the last one are over
_PARTNERS: Final = 12
_MEASURES: Final = 12
_NIGHTS: Final = 60  # of a measure's window, the last one today's
_STAMP: Final = datetime(2026, 1, 1, tzinfo=UTC)


def fill(database: Database, activities: int) -> str:
    """So many activities, two partners each; in the last season one in ten of what is over is late.

    That one has measures, not yet counted, and last year's counts of them beside; its slug is given.
    """
    with database.write() as session:
        partners = insert_all(
            session,
            Partner,
            [
                {"slug": f"agency-{n}", "name": f"Agency {n}", "capacity": 8, "created_at": _STAMP}
                for n in range(_PARTNERS)
            ],
        )
        seasons = -(-activities // _A_SEASON)
        for number in range(seasons):
            _season(session, number, seasons, min(activities, _A_SEASON), [key(one) for one in partners])
        slug = _counted(session, seasons - 1)
    if not database.is_sqlite:
        with database.write_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE")
    return slug


def _season(session: Session, number: int, seasons: int, size: int, partners: list[int]) -> None:
    last = number == seasons - 1
    begins = NOW.date() - timedelta(days=60 if last else 200 + number)
    plan = Plan(
        slug=f"season-{number:03}-2026", name=f"Season {number:03}", template=f"season-{number:03}",
        year=2026, begins=begins, live_at=_STAMP, created_at=_STAMP,
    )  # fmt: skip
    session.add(plan)
    session.flush()
    plan_id = key(plan)
    bonfire = begins + timedelta(days=66)
    session.add(Anchor(plan_id=plan_id, name="Bonfire Night", position=0, on=bonfire, reason="as given"))
    session.add_all(
        Phase(plan_id=plan_id, slug=slug, name=slug.title(), position=at)
        for at, slug in enumerate(("preparation", "operation", "closing"))
    )
    rows = insert_all(session, Activity, [_activity(n, begins, last=last) for n in range(size)])
    phases = ("preparation", "operation", "closing")
    links = [
        {"plan_id": plan_id, "activity_id": key(row), "phase": phases[n * 3 // size], "home": True}
        for n, row in enumerate(rows)
    ]
    for some in batched(links, 10_000):
        session.execute(insert(PlanActivity), list(some))
    session.execute(insert(Assignment), list(_asked([key(row) for row in rows], partners)))
    session.flush()


def _activity(number: int, begins: date, *, last: bool) -> dict[str, Any]:
    on = begins + timedelta(days=number % _DAYS)
    over = not last or on < NOW.date()
    return {
        "uid": str(uuid.uuid4()),
        "title": f"Patrol {number} of the estate",
        "starts_on": on,
        "ends_on": on,
        "start_time": time(18),
        "end_time": time(22),
        "status": Status.PLANNED if not over or (last and number % 10 == 0) else Status.DELIVERED,
        "created_at": _STAMP,
        "revised_at": _STAMP,
        "measures": [],
    }


def _asked(activities: list[int], partners: list[int]) -> Iterator[dict[str, Any]]:
    for number, activity_id in enumerate(activities):
        for place, role in enumerate((Role.LEAD, Role.SUPPORT)):
            yield {
                "activity_id": activity_id,
                "partner_id": partners[(number + place) % len(partners)],
                "role": role,
                "answer": Answer.ACCEPTED if number % 5 else Answer.ASKED,
                "asked_at": _STAMP,
            }


def _counted(session: Session, number: int) -> str:
    """Measures of a season, and a year before the same ones with every night counted."""
    name = f"season-{number:03}"
    now = session.exec(select(Plan).where(Plan.slug == f"{name}-2026")).one()
    before = Plan(
        slug=f"{name}-2025", name=f"Season {number:03} before", template=name, year=2025,
        begins=now.begins.replace(year=2025), live_at=_STAMP, created_at=_STAMP,
    )  # fmt: skip
    session.add(before)
    session.flush()
    insert_all(session, Measure, list(_measures(key(now), NOW.date())))
    lasts = insert_all(session, Measure, list(_measures(key(before), NOW.date().replace(year=2025))))
    session.execute(insert(Count), [value for one in lasts for value in _nightly(one)])
    return now.slug


def _measures(plan_id: int, until: date) -> Iterator[dict[str, Any]]:
    for number in range(_MEASURES):
        yield {
            "plan_id": plan_id,
            "slug": f"measure-{number}",
            "name": f"Calls of kind {number}",
            "definition": "",
            "unit": "calls",
            "kind": MeasureKind.COUNT,
            "direction": Direction.DOWN,
            "window_from": until - timedelta(days=_NIGHTS - 1),
            "window_to": until,
            "position": number,
        }


def _nightly(measure: Measure) -> Iterator[dict[str, Any]]:
    for number in range(_NIGHTS):
        on = measure.window_from + timedelta(days=number)
        yield {
            "measure_id": key(measure),
            "on": on,
            "until": on,
            "value": Decimal(5 + number % 7),
            "as_at": on,
            "entered_by": "bench",
            "entered_at": _STAMP,
        }
