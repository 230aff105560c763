"""The shipped seasons in a database that every test leaves as it found it."""

from collections.abc import Iterator

import pytest
from factories import make_plan
from sqlmodel import Session
from written_down import SEASONS

from seasonal_ops import queries
from seasonal_ops.db import Database
from seasonal_ops.models import Plan


@pytest.fixture(scope="module")
def season(module_database: Database) -> Database:
    """The four seasons of 2026 in a database that every test leaves as it found it."""
    with module_database.write() as session:
        for slug, given_dates in SEASONS.items():
            make_plan(session, slug, **given_dates)
    return module_database


@pytest.fixture
def session(season: Database) -> Iterator[Session]:
    with season.rehearse() as session:
        yield session


@pytest.fixture
def plan(session: Session) -> Plan:
    return queries.find_plan(session, "action-days-2026")
