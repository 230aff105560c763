"""A plan beside earlier seasons, read from the database."""

from datetime import UTC, date, datetime

import pytest
from factories import make_plan
from sqlmodel import Session

from seasonal_ops import queries
from seasonal_ops.db import Database
from seasonal_ops.errors import Refused
from seasonal_ops.evaluation import seasons
from seasonal_ops.models import Plan
from seasonal_ops.reports.comparing import comparison
from seasonal_ops.views import Facing
from tests.evaluation.recording import put

NOW = datetime(2027, 12, 1, tzinfo=UTC)
NIGHT = date(2026, 10, 30)


def counted(session: Session) -> Plan:
    """Two plans of three nights, and a year that is known by one count alone."""
    last, this = make_plan(session, year=2025), make_plan(session, year=2026)
    for day in (29, 30, 31):
        put(session, last, "asb-fires", "12", date(2025, 10, day))
        put(session, this, "asb-fires", "3", date(2026, 10, day))
    put(session, this, "asb-fires", "9", NIGHT.replace(year=2020))
    return this


def test_it_says_what_the_evaluation_says(database: Database) -> None:
    with database.write() as session:
        this = counted(session)
        view = comparison(session, this, (), now=NOW)
        earlier = seasons.baselines(session, this, ())
        found = seasons.evaluate(session, this, earlier, now=NOW)
    assert [one.sentence for one in view.measures if one.beside] == [
        one.against[0].sentence for one in found.measures if one.against
    ]
    assert (view.against, view.own) == (("bright-sparx-2025",), Facing.DATE)
    assert [one.label for one in view.seasons] == ["bright-sparx-2025", "2020"]
    fires = next(one for one in view.measures if one.counts == "36 → 9")
    assert fires.beside[0].faced[Facing.WEEKDAY].both == 2


def test_several_seasons_and_one_that_is_none(database: Database) -> None:
    with database.write() as session:
        this = counted(session)
        view = comparison(session, this, ("2025", "2020"), now=NOW)
        assert view.against == ("bright-sparx-2025", "2020")
        with pytest.raises(Refused):
            comparison(session, this, ("bright-sparx-2026",), now=NOW)


def test_the_plan_with_the_latest_count(database: Database) -> None:
    with database.write() as session:
        assert queries.last_counted(session) is None
        this = counted(session)
        make_plan(session, year=2027)
        put(session, this, "asb-fires", "1", date(2027, 10, 30), current=None)
        found = queries.last_counted(session)
        assert found is not None
        assert found.slug == "bright-sparx-2026"
