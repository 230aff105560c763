"""A season against another, read from the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from factories import LEAD, make_plan
from sqlmodel import Session

from seasonal_ops import counting
from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.evaluation import seasons
from seasonal_ops.evaluation.seasons import baselines
from seasonal_ops.evaluation.shapes import Against, Evaluation
from seasonal_ops.models import Plan
from seasonal_ops.words import Purpose, Verdict

LATER = datetime(2027, 12, 1, tzinfo=UTC)


def count(session: Session, plan: Plan, slug: str, on: date, *, value: str, area: str | None = None) -> None:
    """Record a value."""
    measure = counting.find_measure(session, plan, slug)
    new = counting.NewCount(value=value, on=on, area=area)
    counting.add_count(session, plan=plan, measure=measure, new=new, actor=LEAD, now=LATER)


def evaluate(session: Session, plan: Plan, *against: str) -> Evaluation:
    """The plan against earlier seasons, long after it."""
    return seasons.evaluate(session, plan, baselines(session, plan, against), now=LATER)


def beside(found: Evaluation, slug: str) -> Against:
    """One measure beside its first baseline."""
    return next(one for one in found.measures if one.measure.slug == slug).against[0]


def test_fixed_dates_are_matched_by_the_calendar_and_a_missing_date_is_dropped_from_both(
    database: Database,
) -> None:
    with database.write() as session:
        last, this = make_plan(session, year=2025), make_plan(session, year=2026)
        for day in range(27, 32):
            count(session, last, "asb-fires", date(2025, 10, day), value="9")
            if day != 29:
                count(session, this, "asb-fires", date(2026, 10, day), value="3")
        found = beside(evaluate(session, this), "asb-fires")
    assert (found.this, found.last) == (12, 36)
    assert found.comparison is not None
    assert (found.comparison.days, found.comparison.verdict) == (4, Verdict.PROBABLE)
    assert (found.comparison.completeness_this.received, found.comparison.completeness_last.received) == (
        4,
        5,
    )


def test_a_season_that_follows_the_term_is_matched_by_the_offset_from_its_anchor(
    sqlite_database: Database,
) -> None:
    with sqlite_database.write() as session:
        sundays = date(2025, 9, 21), date(2026, 9, 20)
        last, this = (make_plan(session, "freshers", on.year, Welcome_Sunday=on) for on in sundays)
        for plan, sunday, value in ((last, sundays[0], "8"), (this, sundays[1], "5")):
            count(session, plan, "asb-incidents", sunday + timedelta(days=3), value=value)
        found = beside(evaluate(session, this), "asb-incidents")
    assert (found.this, found.last) == (5, 8)


def test_areas_add_up_unless_the_whole_is_recorded(sqlite_database: Database) -> None:
    on = {2025: date(2025, 10, 30), 2026: date(2026, 10, 30)}
    with sqlite_database.write() as session:
        last, this = make_plan(session, year=2025), make_plan(session, year=2026)
        for name in ("Tanhouse", "Digmoor"):
            counting.add_area(session, name=name, actor=LEAD, now=LATER)
        count(session, last, "asb-fires", on[2025], value="2", area="Tanhouse")
        count(session, last, "asb-fires", on[2025], value="3", area="Digmoor")
        count(session, this, "asb-fires", on[2026], value="2", area="Tanhouse")
        count(session, this, "asb-fires", on[2026], value="9")
        found = beside(evaluate(session, this), "asb-fires")
    assert (found.this, found.last) == (9, 5)


def test_what_is_no_count_of_incidents_is_shown_and_not_tested(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session, year=2025)
        this = make_plan(session, year=2026)
        measure = counting.find_measure(session, this, "detritus-removed")
        measure.purpose = Purpose.OUTCOME
        count(session, this, "detritus-removed", measure.window_from, value="12.5")
        found = beside(evaluate(session, this), "detritus-removed")
    assert found.comparison is None
    assert found.sentence == "not recorded → 12.5 tonnes; a quantity is shown, not tested for chance."


def test_several_baselines_stand_side_by_side(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plans = [make_plan(session, year=year) for year in (2024, 2025, 2026)]
        found = evaluate(session, plans[2], "2024", "bright-sparx-2025")
        assert found.against == ("bright-sparx-2024", "bright-sparx-2025")
        # Without a name, the season before.
        assert [one.label for one in baselines(session, plans[2], [])] == ["bright-sparx-2025"]
        with pytest.raises(Refused, match="with itself"):
            baselines(session, plans[2], ["2026"])
        with pytest.raises(NotFound, match="no earlier season"):
            baselines(session, plans[0], [])


def test_measures_that_may_hold_the_same_incidents_are_never_to_be_added(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session, year=2025)
        this = make_plan(session, year=2026)
        caveats = evaluate(session, this).caveats
    assert any("never add them up" in caveat for caveat in caveats)
    assert caveats[-1].endswith("This does not show that the operation caused the change.")
