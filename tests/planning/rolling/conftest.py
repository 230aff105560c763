"""The four seasons of 2026, and a little one, in a database that every test leaves as it found it."""

from collections.abc import Iterator

import pytest
from next_year import SEASONS, season_of
from sqlmodel import Session

from seasonal_ops import queries
from seasonal_ops.db import Database
from seasonal_ops.models import Plan


@pytest.fixture(scope="module")
def season(module_database: Database) -> Database:
    """The four seasons of 2026 in a database that every test leaves as it found it."""
    with module_database.write() as session:
        for slug in (*SEASONS, "little"):
            season_of(session, slug, 2026)
    return module_database


@pytest.fixture
def session(season: Database) -> Iterator[Session]:
    with season.rehearse() as session:
        yield session


@pytest.fixture
def little(session: Session) -> Plan:
    return queries.find_plan(session, "little-2026")


@pytest.fixture
def nights(session: Session) -> Plan:
    return queries.find_plan(session, "night-safe-2026")
