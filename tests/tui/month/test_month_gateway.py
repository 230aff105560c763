"""The month on a real database."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factories import make_plan

from seasonal_ops import queries
from seasonal_ops.db import Database
from seasonal_ops.facts import Actor
from seasonal_ops.reports.month_sheet import month_sheet
from seasonal_ops.words import ActorKind
from tests.evaluation.recording import put
from tui.gateway import Gateway

# Past midnight in Paris, and still October in UTC.
NOW = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
def gateway(sqlite_database: Database) -> Gateway:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        put(session, plan, "deliberate-fires", "12", date(2026, 10, 30))
    return Gateway(lambda: sqlite_database, Actor("lead", ActorKind.TUI), lambda: NOW, "Europe/Paris")


def test_the_last_whole_month_by_the_clock_on_the_wall(gateway: Gateway, sqlite_database: Database) -> None:
    with sqlite_database.read() as session:
        view = queries.month(session, month=date(2026, 10, 1), now=NOW, time_zone="Europe/Paris")
    assert gateway.month(None) == month_sheet(view)
    assert gateway.month(date(2026, 9, 15)).title == "September 2026"


def test_its_outcomes(gateway: Gateway) -> None:
    (outcomes,) = gateway.month_outcomes(date(2026, 10, 1))
    assert outcomes.lines[0].plan == "bright-sparx-2026"


def test_its_page_is_written(gateway: Gateway, tmp_path: Path) -> None:
    file = str(tmp_path / "lpg.md")
    assert gateway.write_month(date(2026, 10, 1), file, False) == file
    assert "October 2026" in Path(file).read_text()
    assert gateway.write_month(date(2026, 9, 1), file, False) is None
    assert "October 2026" in Path(file).read_text()
