"""The worked example: somebody to write to, to ring and to lead; counts that show each kind of verdict."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from seasonal_ops import migrations, queries
from seasonal_ops.cli.example import build, figures
from seasonal_ops.cli.example.seasons import INVENTED, settings_around, settings_before
from seasonal_ops.db import Database
from seasonal_ops.evaluation.seasons.choosing import baselines
from seasonal_ops.evaluation.seasons.evaluating import evaluate
from seasonal_ops.evaluation.shapes import Evaluation, MeasureResult
from seasonal_ops.models import Count, Partner
from seasonal_ops.words import MarkKind, Verdict

TODAY = date(2026, 11, 2)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
SPARX = "bright-sparx-2025"


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('example')}/example.db")
    migrations.upgrade(database)
    with database.write() as session:
        build(session, key_=b"k" * 32, today=TODAY, now=NOW)
    yield database
    database.dispose()


@pytest.fixture(scope="module")
def evaluated(example: Database) -> Evaluation:
    with example.read() as session:
        plan = queries.find_plan(session, SPARX)
        return evaluate(session, plan, baselines(session, plan, []), now=NOW)


def test_everybody_can_be_reached_and_one_contact_leads_all(example: Database) -> None:
    with example.read() as session:
        contacts = queries.contacts(session)
        slugs = set(session.exec(select(Partner.slug)))
        leads = {plan.slug: plan.lead and plan.lead.email for plan in queries.plans(session)}
    assert {one.partner for one in contacts if not one.deputy} == slugs
    # 01632 960000 to 960999 are kept for drama (Ofcom), and each rings somewhere else.
    assert all(re.fullmatch(r"01632 960\d{3}", one.phone) for one in contacts)
    assert len({one.phone for one in contacts}) == len(contacts)
    assert [one.partner for one in contacts if one.deputy] == ["police"]
    assert [(one.partner, one.quiet_from, one.quiet_to) for one in contacts if one.quiet_from] == [
        ("schools", time(21), time(7))
    ]
    assert len(leads) == 5
    assert set(leads.values()) == {"duty@council-community-safety.example"}


def _of(evaluated: Evaluation, slug: str) -> MeasureResult:
    return next(one for one in evaluated.measures if one.measure.slug == slug)


@pytest.mark.parametrize(
    ("slug", "verdict"),
    [
        ("deliberate-fires", Verdict.LIKELY),
        ("secondary-fires", Verdict.PROBABLE),
        ("asb-calls", Verdict.UNCLEAR),
        ("injuries", Verdict.TOO_FEW),
    ],
)
def test_last_years_counts_show_each_kind_of_verdict_after_five_years(
    evaluated: Evaluation, slug: str, verdict: Verdict
) -> None:
    result = _of(evaluated, slug)
    assert result.against[0].comparison is not None
    assert result.against[0].comparison.verdict is verdict
    assert [season.year for season in result.history] == [2020, 2021, 2022, 2023, 2024, 2025]


def test_its_headline_has_a_peak_an_area_beside_it_and_a_declared_step(evaluated: Evaluation) -> None:
    fires = _of(evaluated, "deliberate-fires")
    assert fires.peak is not None
    assert fires.peak.on == date(2025, 10, 30)
    assert fires.against[0].difference is not None
    assert [mark.kind for mark in fires.marks] == [MarkKind.INTERVENTION]
    assert [mark.kind for mark in _of(evaluated, "asb-calls").marks] == [MarkKind.BREAK]


def test_its_returns_are_as_returns_are(evaluated: Evaluation) -> None:
    quality = {one.measure.slug: one.this.quality for one in evaluated.measures}
    damage = quality["criminal-damage"].completeness
    assert (damage.received, damage.expected) == (11, 12)
    assert {slug: one.late for slug, one in quality.items() if one.late} == {"arson": 3}
    assert {slug: one.revised for slug, one in quality.items() if one.revised} == {"asb-calls": 1}
    assert {slug: one.provisional for slug, one in quality.items() if one.provisional} == {
        "property-damage": 1
    }
    assert quality["injuries"].nil == 15
    assert quality["deliberate-fires"].approved == 12


def test_a_claim_is_contradicted_a_target_met_and_another_missed(evaluated: Evaluation) -> None:
    assert [one.contradicted for one in evaluated.claims] == [True]
    assert {"met", "missed", "unmeasured"} == {one.kept for one in evaluated.targets}
    tonnes = next(one for one in evaluated.outputs if one.measure.slug == "detritus-removed")
    assert (tonnes.activities, tonnes.reported) == (7, 7)


def test_three_lessons_have_owners(example: Database) -> None:
    with example.read() as session:
        lessons = queries.lessons(session, queries.find_plan(session, SPARX))
    assert len(lessons) == 3
    assert all(one.owner for one in lessons)


def test_every_count_says_that_it_is_invented(example: Database) -> None:
    with example.read() as session:
        assert set(session.exec(select(Count.source))) == {INVENTED}


@given(st.integers(0, figures.YEARS), st.integers(-60, 60))
def test_no_part_is_above_its_total(years: int, offset: int) -> None:
    night = figures.night(years, offset)
    assert night["asb-fires"] <= night["deliberate-fires"] <= night["fire-incidents"]
    assert night["asb-fires"] <= night["secondary-fires"] <= night["fire-incidents"]
    assert night["asb-calls"] <= night["police-calls"]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_on_any_day_a_season_is_under_way_and_was_on_the_same_dates_last_year(today: date) -> None:
    running, before = settings_around(today)[0].anchors, settings_before(today)[0].anchors
    assert running["Mischief Night"] < today < running["Bonfire Night"]
    assert (before["Bonfire Night"].month, before["Bonfire Night"].day) in {
        (running["Bonfire Night"].month, running["Bonfire Night"].day),
        (2, 28),
    }
