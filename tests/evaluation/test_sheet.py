"""The sheet for entering counts has the same nights beside each other as an evaluation compares."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from factories import LEAD, make_plan
from sqlmodel import Session

from seasonal_ops import counting
from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound
from seasonal_ops.evaluation.seasons.sheet import count_sheet
from seasonal_ops.models import Plan, key
from seasonal_ops.views import CountPlace, CountSheet, LastNight, SheetRow
from seasonal_ops.words import AreaRole
from tests.evaluation.recording import promising, put

NIGHT, NEXT = date(2026, 10, 30), date(2026, 10, 31)
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """On each database; what the test does is undone."""
    with database.rehearse() as session:
        yield session


@pytest.fixture
def plan(session: Session) -> Plan:
    return make_plan(session)


def row_of(sheet: CountSheet, slug: str) -> SheetRow:
    return next(row for row in sheet.rows if row.measure.slug == slug)


def test_a_season_on_fixed_dates_has_the_same_dates_beside_it(session: Session, plan: Plan) -> None:
    put(session, plan, "asb-calls", "30", NIGHT)
    put(session, plan, "asb-calls", "18", NIGHT.replace(year=2025))
    sheet = count_sheet(session, plan, now=NOW)
    row = row_of(sheet, "asb-calls")
    assert (sheet.against, sheet.title, sheet.anchors[NIGHT]) == (
        "2025",
        "whole district",
        "Mischief Night",
    )
    assert row.nights[NIGHT].value == 30
    assert row.together == {NIGHT: Decimal(30)}
    assert row.last[NIGHT] == LastNight(date(2025, 10, 30), Decimal(18))
    assert row.last[NEXT] == LastNight(date(2025, 10, 31), None)
    assert NIGHT not in row.missing
    assert NEXT in row.missing
    assert sheet.days[0] <= row.measure.window_from <= row.measure.window_to <= sheet.days[-1]


def test_a_season_that_follows_the_term_has_the_same_days_from_its_anchor(session: Session) -> None:
    # Welcome Sunday was on 21 September, and is on 20 September.
    last = make_plan(session, "freshers", 2025, Welcome_Sunday=date(2025, 9, 21))
    this = make_plan(session, "freshers", 2026, Welcome_Sunday=date(2026, 9, 20))
    put(session, last, "noise-complaints", "7", date(2025, 9, 24))
    row = row_of(count_sheet(session, this, now=NOW), "noise-complaints")
    assert row.last[date(2026, 9, 23)] == LastNight(date(2025, 9, 24), Decimal(7))


def test_a_first_season_has_nothing_beside_it(session: Session, plan: Plan) -> None:
    sheet = count_sheet(session, plan, now=NOW)
    assert (sheet.against, row_of(sheet, "asb-calls").last) == ("", {})


def test_one_figure_for_the_window_and_others_of_parts_of_it(session: Session, plan: Plan) -> None:
    first, last = date(2026, 10, 27), date(2026, 11, 7)
    put(session, plan, "asb-calls", "120", first, until=last)
    put(session, plan, "asb-calls", "9", first, until=NIGHT)
    put(session, plan, "asb-calls", "155", first.replace(year=2025), until=last.replace(year=2025))
    row = row_of(count_sheet(session, plan, now=NOW), "asb-calls")
    assert row.whole is not None
    assert (row.whole.value, row.others, row.last_whole, row.nights) == (120, 1, 155, {})


def test_values_of_areas_stand_together_and_each_area_has_its_own_sheet(session: Session, plan: Plan) -> None:
    about = {"actor": LEAD, "now": NOW}
    tanhouse = counting.add_area(session, name="Tanhouse", **about)  # type: ignore[arg-type]
    chorley = counting.add_area(session, name="Chorley", role=AreaRole.COMPARISON, **about)  # type: ignore[arg-type]
    put(session, plan, "asb-calls", "4", NIGHT, area_id=key(tanhouse))
    put(session, plan, "asb-calls", "9", NIGHT, area_id=key(chorley))
    put(session, plan, "asb-calls", "6", NIGHT.replace(year=2025), area_id=key(chorley))
    district = count_sheet(session, plan, now=NOW)
    assert row_of(district, "asb-calls").nights == {}
    assert row_of(district, "asb-calls").together == {NIGHT: Decimal(4)}
    row = row_of(count_sheet(session, plan, now=NOW, area="chorley"), "asb-calls")
    assert (row.nights[NIGHT].value, row.together[NIGHT], row.last[NIGHT].value) == (9, 9, 6)
    assert [one.title for one in district.choices][:3] == ["whole district", "in Chorley", "in Tanhouse"]


def test_a_sheet_of_an_activity_has_its_dates_and_what_it_promised(session: Session, plan: Plan) -> None:
    activity = promising(session, plan, "action-days-held")[0]
    put(session, plan, "action-days-held", "1", activity.starts_on, activity_id=key(activity))
    sheet = count_sheet(session, plan, now=NOW, activity=key(activity))
    assert sheet.at == CountPlace(plan.slug, None, key(activity))
    assert (sheet.days[0], sheet.days[-1], sheet.against) == (activity.starts_on, activity.ends_on, "")
    assert {row.measure.slug for row in sheet.rows} == set(activity.measures)
    assert row_of(sheet, "action-days-held").nights[activity.starts_on].value == 1
    assert activity.title in sheet.title
    district = count_sheet(session, plan, now=NOW)
    assert row_of(district, "action-days-held").together[activity.starts_on] == 1


@pytest.mark.parametrize("place", [{"area": "nowhere"}, {"activity": 4711}], ids=["area", "activity"])
def test_a_place_that_is_not_known_is_refused(session: Session, plan: Plan, place: dict[str, object]) -> None:
    with pytest.raises(NotFound):
        count_sheet(session, plan, now=NOW, **place)  # type: ignore[arg-type]
