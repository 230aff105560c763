"""Speed of an evaluation: 20 measures with five years of days, alone and among a million other counts.

Run by `make bench`, or alone: `python -m tests.bench evaluating`. The time is that of `seasons.evaluate`
against four earlier years after a first run, which pays for scipy and the first look at the database.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert, text
from sqlmodel import Session, select

from seasonal_ops.db import Database
from seasonal_ops.evaluation import seasons
from seasonal_ops.migrations import upgrade
from seasonal_ops.models import Anchor, Count, Measure, Plan, key
from seasonal_ops.words import Direction, MeasureKind
from tests.databases import new_postgres

MEASURES: Final = 20
YEARS: Final = range(2022, 2027)
OTHERS: Final = 1_000_000
RUNS: Final = 7
NOW: Final = datetime(2027, 2, 1, 9, tzinfo=UTC)
_AT_ONCE: Final = 5000


def planned(session: Session, template: str, year: int) -> list[Measure]:
    """A plan of a whole year with so many measures."""
    plan = Plan(slug=f"{template}-{year}", name=template.title(), template=template, year=year,
                begins=date(year, 1, 1), created_at=NOW)  # fmt: skip
    session.add(plan)
    session.flush()
    anchor = Anchor(plan_id=key(plan), name="Bonfire Night", position=0, on=date(year, 11, 5),
                    rule="5 November", reason="")  # fmt: skip
    measures = [
        Measure(
            plan_id=key(plan),
            slug=f"m{number}",
            name=f"Measure {number}",
            definition="",
            unit="calls",
            kind=MeasureKind.COUNT,
            direction=Direction.DOWN,
            window_from=date(year, 1, 1),
            window_to=date(year, 12, 31),
            position=number,
        )
        for number in range(MEASURES)
    ]
    session.add_all([anchor, *measures])
    session.flush()
    return measures


def counts(measure: Measure, chance: random.Random) -> Iterator[dict[str, Any]]:
    """A value a day."""
    day = measure.window_from
    while day <= measure.window_to:
        value = Decimal(chance.randrange(20))
        yield {"measure_id": key(measure), "on": day, "until": day, "value": value, "as_at": day,
               "entered_by": "bench", "entered_at": NOW, "nil": not value}  # fmt: skip
        day += timedelta(days=1)


def fill(database: Database, template: str, years: range, at_most: int = 10**9) -> None:
    """Plans of a template with their counts, until there are so many."""
    chance, written = random.Random(6), 0
    for year in years:
        with database.write() as session:
            rows = [row for measure in planned(session, template, year) for row in counts(measure, chance)]
            for first in range(0, len(rows), _AT_ONCE):
                session.execute(insert(Count), rows[first : first + _AT_ONCE])
            written += len(rows)
        if written >= at_most:
            return


def taken(database: Database) -> float:
    """The median seconds of an evaluation against four earlier years."""
    found = []
    for _ in range(RUNS + 1):
        with database.read() as session:
            plan = session.exec(select(Plan).where(Plan.slug == "wide-2026")).one()
            begun = time.perf_counter()
            earlier = seasons.baselines(session, plan, [str(year) for year in YEARS[:-1]])
            seasons.evaluate(session, plan, earlier, now=NOW)
            found.append(time.perf_counter() - begun)
    return statistics.median(found[1:])


def measured(database: Database, name: str) -> None:
    """Both times on one database."""
    fill(database, "wide", YEARS)
    alone = taken(database)
    fill(database, "other", range(1900, 2100), OTHERS)
    if not database.is_sqlite:
        # What autovacuum does there by itself after so many new rows.
        with database.write_engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    among = taken(database)
    print(
        f"evaluate of {MEASURES} measures × {len(YEARS)} years of days, {name}:"
        f" {alone * 1000:.0f} ms (goal ≤ 500);"
        f" among {OTHERS:,} other counts {among * 1000:.0f} ms: ratio {among / alone:.2f} (goal ≤ 2)",
        flush=True,
    )


def bench_evaluating() -> None:
    """On SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.db'}")
        upgrade(database)
        measured(database, "SQLite")
        database.dispose()
    with new_postgres() as url:
        database = Database(url)
        upgrade(database)
        measured(database, "PostgreSQL")
        database.dispose()
