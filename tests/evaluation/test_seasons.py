"""A season against another, read from the database."""

from datetime import UTC, date, datetime, time, timedelta

from factories import LEAD, make_plan
from sqlmodel import Session

from seasonal_ops import counting
from seasonal_ops.db import Database
from seasonal_ops.evaluation import seasons
from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.design import Design
from seasonal_ops.evaluation.seasons.evaluating import baselines
from seasonal_ops.evaluation.shapes import Against, Evaluation, MeasureResult
from seasonal_ops.models import Mark, Plan, key
from seasonal_ops.words import MarkKind, Purpose, Verdict
from tests.evaluation.recording import measure_of, put

LATER = datetime(2027, 12, 1, tzinfo=UTC)


def count(session: Session, plan: Plan, slug: str, on: date, *, value: str, area: str | None = None) -> None:
    """Record a value."""
    measure = counting.find_measure(session, plan, slug)
    new = counting.NewCount(value=value, on=on, area=area, reason="a flat year")
    counting.add_count(session, plan=plan, measure=measure, new=new, actor=LEAD, now=LATER)


def evaluate(session: Session, plan: Plan, *against: str) -> Evaluation:
    """The plan against earlier seasons, long after it."""
    return seasons.evaluate(session, plan, baselines(session, plan, against), now=LATER)


def of(found: Evaluation, slug: str) -> MeasureResult:
    """One measure."""
    return next(one for one in found.measures if one.measure.slug == slug)


def beside(found: Evaluation, slug: str) -> Against:
    """One measure beside its first baseline."""
    return of(found, slug).against[0]


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


def test_several_baselines_stand_side_by_side_with_their_range(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        for year, value in ((2024, "5"), (2025, "7"), (2026, "4")):
            plan = make_plan(session, year=year)
            count(session, plan, "asb-fires", date(year, 10, 30), value=value)
        found = evaluate(session, plan, "2024", "bright-sparx-2025")
    assert (found.against, found.design) == (
        ("bright-sparx-2024", "bright-sparx-2025"),
        Design.SEVERAL_YEARS,
    )
    fires = of(found, "asb-fires")
    assert [(one.last, one.season.year) for one in fires.against] == [(5, 2024), (7, 2025)]
    assert any(
        caveat.startswith("asb-fires: Against bright-sparx-2024: 27 October") for caveat in found.caveats
    )


def test_a_year_of_counts_is_a_baseline_and_part_of_the_history(database: Database) -> None:
    with database.write() as session:
        this = make_plan(session, year=2026)
        for year in range(2021, 2027):
            put(
                session,
                this,
                "asb-fires",
                str(2 * (2030 - year)),
                date(year, 10, 27),
                until=date(year, 11, 7),
            )
        for year in (2024, 2026):
            put(session, this, "asb-fires", "4", date(year, 10, 30))
        found = evaluate(session, this, "2024")
    fires = of(found, "asb-fires")
    assert [(one.year, one.plan, one.total) for one in fires.history] == [
        *((year, None, 2 * (2030 - year)) for year in range(2021, 2026)),
        (2026, "bright-sparx-2026", 8),
    ]
    assert (fires.against[0].this, fires.against[0].last) == (8, 12)
    assert fires.trend is not None
    assert fires.trend.tau == -1
    assert fires.peak is not None
    assert (fires.peak.on, fires.peak.same_night) == (date(2026, 10, 30), date(2024, 10, 30))
    assert fires.peak.share is None


def test_the_share_of_a_peak_is_of_the_one_figure_for_the_season(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        this = make_plan(session, year=2026)
        put(session, this, "asb-calls", "120", date(2026, 10, 27), until=date(2026, 11, 7))
        put(session, this, "asb-calls", "30", date(2026, 10, 30))
        found = seasons.evaluate(session, this, [], now=LATER)
    peak = of(found, "asb-calls").peak
    assert peak is not None
    assert (peak.count, peak.share) == (30, 0.25)


def test_29_february_is_left_out_where_the_other_year_has_none(sqlite_database: Database) -> None:
    leap = Window(date(2028, 2, 28), date(2028, 3, 1))
    with sqlite_database.write() as session:
        this = make_plan(session, year=2028)
        row = measure_of(session, this, "asb-fires")
        row.window_from, row.window_to = leap.first, leap.last
        for day in (*leap.days(), *Window(date(2027, 2, 28), date(2027, 3, 1)).days()):
            put(session, this, "asb-fires", "7", day)
        found = evaluate(session, this, "2027")
    fires = beside(found, "asb-fires")
    assert (fires.this, fires.last, fires.matched) == (14, 14, (7, None, 7))
    assert "asb-fires: 29 February 2028 is left out: the other year has no such date." in found.caveats


def test_a_window_over_the_year_end_is_one_season(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        this = make_plan(session, "night-safe", 2026)
        for day, value in (
            (date(2026, 12, 31), "9"),
            (date(2027, 1, 1), "6"),
            (date(2025, 12, 31), "5"),
            (date(2026, 1, 1), "4"),
            (date(2022, 1, 1), "8"),  # all that is known of the season of 2021
        ):
            put(session, this, "asb-incidents", value, day)
        found = evaluate(session, this, "2025")
    assert (beside(found, "asb-incidents").this, beside(found, "asb-incidents").last) == (15, 9)
    assert [one.year for one in of(found, "asb-incidents").history] == [2021, 2025, 2026]


def test_holidays_breaks_and_another_definition_are_said(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        last, this = make_plan(session, year=2025), make_plan(session, year=2026)
        for plan in (last, this):
            put(session, plan, "asb-fires", "9", date(plan.year, 10, 30))
        row = measure_of(session, this, "asb-fires")
        row.definition, row.night_from = "All of them.", time(7)
        session.add(
            Mark(
                measure_id=key(row),
                on=date(2026, 4, 1),
                kind=MarkKind.BREAK,
                reason="new codes",
                declared_by="lead",
                declared_at=LATER,
            )
        )
        session.flush()
        caveats = evaluate(session, this).caveats
    assert {
        "asb-fires: Days of half-term: 5 in 2025, 4 in 2026.",
        "asb-fires: Recorded differently since 1 April 2026: new codes",
        "asb-fires: Defined otherwise in 2025.",
        "asb-fires: A night began at 00:00 in 2025 and begins at 07:00 now.",
    } <= set(caveats)


def test_without_an_earlier_season_what_is_known_is_told(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        this = make_plan(session, year=2026)
        put(session, this, "asb-fires", "9", date(2026, 10, 30))
        found = seasons.evaluate(session, this, [], now=LATER)
    fires = of(found, "asb-fires")
    assert (fires.against, fires.this.total, [one.year for one in fires.history]) == ((), 9, [2026])
    assert fires.peak is not None
    assert (fires.peak.count, fires.peak.same_night) == (9, None)


def test_what_an_earlier_plan_does_not_count_is_said(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        last, this = make_plan(session, year=2025), make_plan(session, year=2026)
        put(session, this, "asb-fires", "9", date(2026, 10, 30))
        session.delete(measure_of(session, last, "asb-fires"))
        session.flush()
        found = evaluate(session, this)
    assert of(found, "asb-fires").against == ()
    assert "asb-fires: Not a measure of bright-sparx-2025." in found.caveats


def test_outputs_are_no_outcomes(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session, year=2025)
        found = evaluate(session, make_plan(session, year=2026))
    outcomes = {one.measure.slug for one in found.measures}
    assert "detritus-removed" in {one.measure.slug for one in found.outputs} - outcomes
    assert found.anchors[0] == ("Mischief Night", date(2026, 10, 30))


def test_measures_that_may_hold_the_same_incidents_are_never_to_be_added(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session, year=2025)
        this = make_plan(session, year=2026)
        caveats = evaluate(session, this).caveats
    assert any("never add them up" in caveat for caveat in caveats)
    assert caveats[-1].endswith("This does not show that the operation caused the change.")
