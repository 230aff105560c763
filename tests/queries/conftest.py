"""A hand-made season, which its tests leave as they found it."""

from collections.abc import Iterator

import pytest
from board import Board

from seasonal_ops.db import Database


@pytest.fixture
def board(module_database: Database) -> Iterator[Board]:
    with module_database.rehearse() as session:
        yield Board(session)


@pytest.fixture
def both(database: Database) -> Iterator[Board]:
    """The same on both databases."""
    with database.write() as session:
        yield Board(session)
