"""A desk for each test of counts."""

from collections.abc import Iterator

import pytest
from desk import Desk
from factories import make_plan

from seasonal_ops import queries
from seasonal_ops.db import Database


@pytest.fixture(scope="module")
def _season(module_database: Database) -> str:
    """The slug of a plan that every test of the module finds as it was made."""
    with module_database.write() as session:
        return make_plan(session).slug


@pytest.fixture
def desk(module_database: Database, _season: str) -> Iterator[Desk]:
    """Bright Sparx 2026 on SQLite; what the test does is undone."""
    with module_database.rehearse() as session:
        yield Desk(session, queries.find_plan(session, _season))


@pytest.fixture
def both(database: Database) -> Iterator[Desk]:
    """The same on each database."""
    with database.write() as session:
        yield Desk(session, make_plan(session))
