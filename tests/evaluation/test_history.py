"""What is read of a measure's counts, from which plans and which dates."""

from datetime import UTC, date, datetime
from typing import Any

from factories import make_plan
from sqlalchemy import event

from seasonal_ops.db import Database
from seasonal_ops.evaluation.records import history
from seasonal_ops.models import Area, Mark, Plan, key
from seasonal_ops.words import REASON_DUE, AreaRole, MarkKind
from tests.evaluation.recording import measure_of, put

NIGHT = date(2026, 10, 30)


def dates(found: history.Family, plan: Plan, slug: str = "asb-fires") -> set[date]:
    definition = found.definition(slug, plan.year)
    assert definition is not None
    return {row.on for row in found.rows.get(definition.id, ())}


def test_plans_up_to_this_season_with_the_counts_of_each(database: Database) -> None:
    with database.write() as session:
        last, this, later = (make_plan(session, year=year) for year in (2025, 2026, 2027))
        make_plan(session, "night-safe")
        for plan in (last, this, later):
            put(session, plan, "asb-fires", "12.5", NIGHT.replace(year=plan.year), reason=REASON_DUE)
        found = history.read(session, this)
        assert [plan.year for plan in found.plans] == [2026, 2025]
        assert (dates(found, this), dates(found, last)) == ({NIGHT}, {NIGHT.replace(year=2025)})
        (row,) = found.rows[key(measure_of(session, this, "asb-fires"))]
        assert (row.value, row.qualifier, row.status) == (125_000, "exact", "provisional")
        assert row.reason_due


def test_only_dates_that_a_window_can_ask_for(database: Database) -> None:
    with database.write() as session:
        this = make_plan(session)
        inside = {NIGHT.replace(year=2019), date(2019, 11, 8), NIGHT}
        for on in {*inside, date(2019, 6, 1), date(2026, 6, 1)}:
            put(session, this, "asb-fires", "9", on)
        assert dates(history.read(session, this), this) == inside


def test_a_window_over_the_year_end_reaches_into_each_year(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        this = make_plan(session, "night-safe", 2026)
        on = {date(2026, 12, 31), date(2027, 1, 1), date(2021, 12, 31), date(2022, 1, 1)}
        for day in on:
            put(session, this, "asb-incidents", "9", day)
        assert dates(history.read(session, this), this, "asb-incidents") == on


def test_only_the_newest_revision_and_when_the_first_came(database: Database) -> None:
    came = datetime(2026, 11, 1, 9, tzinfo=UTC)
    with database.write() as session:
        this = make_plan(session)
        put(session, this, "asb-fires", "8", NIGHT, current=False, entered_at=came)
        put(session, this, "asb-fires", "9", NIGHT, revision=2)
        found = history.read(session, this)
        measure = key(measure_of(session, this, "asb-fires"))
        assert [row.value for row in found.rows[measure]] == [90_000]
        assert found.entered == {(measure, NIGHT, NIGHT, None, None): came}


def test_marks_and_the_roles_of_areas(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        last, this = make_plan(session, year=2025), make_plan(session)
        area = Area(slug="aughton", name="Aughton", role=AreaRole.COMPARISON)
        made = {
            "kind": MarkKind.BREAK,
            "declared_by": "lead",
            "declared_at": datetime(2026, 1, 1, tzinfo=UTC),
        }
        session.add(area)
        for plan, on in ((this, date(2026, 4, 1)), (last, date(2011, 5, 1))):
            measure = key(measure_of(session, plan, "asb-fires"))
            session.add(Mark(measure_id=measure, on=on, reason="new codes", **made))
        session.flush()
        found = history.read(session, this)
        assert found.roles == {key(area): AreaRole.COMPARISON}
        assert [(mark.plan, mark.on) for mark in found.marks["asb-fires"]] == [
            ("bright-sparx-2025", date(2011, 5, 1)),
            ("bright-sparx-2026", date(2026, 4, 1)),
        ]


def test_a_plan_without_counts_is_read(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        assert history.read(session, make_plan(session)).rows == {}


def test_no_count_is_met_that_is_not_asked_for(sqlite_database: Database) -> None:
    """Among a million counts only the index is looked into: SQLite takes it for its very words alone."""
    asked: list[tuple[str, Any]] = []

    def listen(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        asked.append((statement, parameters))

    with sqlite_database.write() as session:
        this = make_plan(session)
        put(session, this, "asb-fires", "9", NIGHT)
        event.listen(sqlite_database.write_engine, "before_cursor_execute", listen)
        history.read(session, this)
        event.remove(sqlite_database.write_engine, "before_cursor_execute", listen)
        of_counts = [(statement, values) for statement, values in asked if "FROM count" in statement]
        assert of_counts
        for statement, values in of_counts:
            plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
            assert "SCAN count" not in " ".join(row[3] for row in plan)
