"""A season with a series in it, in a database that every test leaves as it found it."""

from collections.abc import Iterator
from datetime import time

import pytest
from factories import make_plan
from sqlmodel import Session
from walks import Walks

from seasonal_ops import queries
from seasonal_ops.db import Database
from seasonal_ops.models import Plan


@pytest.fixture(scope="module")
def season(module_database: Database) -> Database:
    """A plan in a database that every test leaves as it found it."""
    with module_database.write() as session:
        make_plan(session, "action-days")
    return module_database


@pytest.fixture
def session(season: Database) -> Iterator[Session]:
    with season.rehearse() as session:
        yield session


@pytest.fixture
def plan(session: Session) -> Plan:
    return queries.find_plan(session, "action-days-2026")


@pytest.fixture
def walks(session: Session, plan: Plan) -> Walks:
    return Walks(session, plan, start=time(18), end=time(20))


@pytest.fixture
def both(database: Database) -> Iterator[Walks]:
    """The same on both databases."""
    with database.write() as session:
        yield Walks(session, make_plan(session, "action-days"), start=time(18), end=time(20))
