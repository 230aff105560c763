"""The season that the tests of feeds begin with, on both databases."""

from collections.abc import Iterator
from datetime import date

import pytest
from factories import make_activity, make_partner, make_plan
from season import Season

from seasonal_ops.db import Database


@pytest.fixture
def season(database: Database) -> Iterator[Season]:
    with database.write() as session:
        plan = make_plan(session)
        night = make_activity(session, plan, date(2026, 11, 6))
        yield Season(session, plan, night, make_partner(session), make_partner(session, "Harbour Watch"))
