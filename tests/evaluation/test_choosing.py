"""Which earlier season a plan is compared with."""

from datetime import date

import pytest
from factories import make_plan
from sqlmodel import Session

from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.evaluation.seasons.choosing import baselines, known, main_anchor
from seasonal_ops.models import Plan
from tests.evaluation.recording import put

NIGHT = date(2026, 10, 30)
SUNDAYS = {2025: date(2025, 9, 21), 2026: date(2026, 9, 20)}


def freshers(session: Session, year: int) -> Plan:
    return make_plan(session, "freshers", year, Welcome_Sunday=SUNDAYS[year])


def test_without_a_name_it_is_the_season_before(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        for year in (2023, 2025):
            make_plan(session, year=year)
        this = make_plan(session, year=2026)
        assert [one.label for one in baselines(session, this, [])] == ["bright-sparx-2025"]
        # Counts of a year nearer than any plan come first.
        put(session, this, "asb-fires", "9", NIGHT.replace(year=2024))
        assert [one.label for one in baselines(session, this, [])] == ["bright-sparx-2025"]
        later = make_plan(session, year=2028)
        put(session, later, "asb-fires", "9", NIGHT.replace(year=2027))
        assert [one.label for one in baselines(session, later, [])] == ["2027"]


def test_a_year_is_a_plan_or_else_its_counts(database: Database) -> None:
    with database.write() as session:
        make_plan(session, year=2025)
        this = make_plan(session, year=2026)
        put(session, this, "asb-fires", "9", NIGHT.replace(year=2020))
        found = baselines(session, this, ["2025", "2020", "bright-sparx-2025"])
        assert [(one.label, one.year, one.plan is None) for one in found] == [
            ("bright-sparx-2025", 2025, False),
            ("2020", 2020, True),
        ]


@pytest.mark.parametrize(
    ("name", "error", "sentence"),
    [
        ("2026", Refused, "cannot be compared with itself"),
        ("bright-sparx-2027", Refused, "is not before bright-sparx-2026"),
        ("2031", Refused, "2031 is not before bright-sparx-2026"),
        ("freshers-2025", Refused, "a season of another kind"),
        ("2019", NotFound, "count import bright-sparx-2026 FILE --baseline"),
        ("2019", NotFound, "plan new bright-sparx --year 2019"),
        ("1900", NotFound, "plan new bright-sparx --year 1900"),
        ("bright-sparks-2025", NotFound, "did you mean"),
    ],
)
def test_what_is_no_earlier_season_is_refused(
    sqlite_database: Database, name: str, error: type[Exception], sentence: str
) -> None:
    with sqlite_database.write() as session:
        freshers(session, 2025)
        make_plan(session, year=2027)
        this = make_plan(session, year=2026)
        with pytest.raises(error, match=sentence):
            baselines(session, this, [name])


def test_the_first_season_of_all_has_none_before_it(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        assert baselines(session, make_plan(session), []) == []


def test_a_season_that_moves_needs_a_plan_to_say_when_it_was(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        this = freshers(session, 2026)
        put(session, this, "asb-incidents", "9", date(2025, 9, 24))
        with pytest.raises(NotFound, match=r"the dates of freshers move.*plan new freshers --year 2025"):
            baselines(session, this, ["2025"])
        assert baselines(session, this, []) == []


def test_a_main_anchor_is_fixed_by_its_rule(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        assert main_anchor(session, make_plan(session)).fixed
        assert not main_anchor(session, freshers(session, 2026)).fixed


def test_a_main_anchor_that_was_moved_is_fixed_no_more(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        moved = make_plan(session, Mischief_Night=date(2026, 10, 31))
        assert not main_anchor(session, moved).fixed


def test_all_that_it_can_be_compared_with_the_newest_first(database: Database) -> None:
    with database.write() as session:
        for year in (2024, 2025, 2027):
            make_plan(session, year=year)
        freshers(session, 2025)
        this = make_plan(session, year=2026)
        for year in (2020, 2023, 2025):
            put(session, this, "asb-fires", "9", NIGHT.replace(year=year))
        assert [one.label for one in known(session, this)] == [
            "bright-sparx-2025",
            "bright-sparx-2024",
            "2023",
            "2020",
        ]
        moving = freshers(session, 2026)
        put(session, moving, "asb-incidents", "9", date(2024, 9, 24))
        assert [one.label for one in known(session, moving)] == ["freshers-2025"]
