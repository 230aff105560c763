"""Plans as people leave them; and what is refused, and then stores nothing."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

import pytest
from factories import LEAD
from next_year import ACT, AFTER, by_rule, everything, line, on_dates, roll, season_of, shape, standing
from sqlmodel import Session, col, select

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.models import Activity, Plan, PlanActivity
from seasonal_ops.planning import Edit, When


def test_what_has_no_lead_no_theme_and_no_phase_goes_on_without(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2026, 11, 5))
    typed = {"theme": "Dog walkers!", "measures": ("not-of-this-plan", "asb-calls")}
    on_dates(session, little, date(2026, 11, 5), title="Typed", **typed)
    rolled = roll(session, little)
    (walk,), (typed_one,) = (standing(session, rolled.plan, title) for title in ("Walk", "Typed"))
    assert (walk.theme, walk.phase, walk.assignments, walk.key) == (None, None, (), "walk")
    assert (typed_one.theme, typed_one.measures) == ("dog-walkers", ("asb-calls",))


def test_all_that_was_said_of_it_goes_on(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "Bonfire Night", start=time(21), end=time(3), phase="operation")
    edit = Edit(
        title="Bonfire « walk »",
        description="Gloves\n\nand 'bags'",
        location="Beacon Park",
        meet='Gate "B"',
        theme="environment",
    )
    planning.edit_activity(session, activity_id=one, edit=edit, **ACT)
    rolled = roll(session, little)
    (old,), (new,) = (standing(session, plan, "Bonfire « walk »") for plan in (little, rolled.plan))
    year = {"plan", "plan_name", "starts_on", "ends_on", "original_on", "date_reason", "key"}
    before, after = (
        {name: at for name, at in shape(view).items() if name not in year} for view in (old, new)
    )
    assert after == before
    assert (new.starts_on, new.ends_on, new.phase, new.sequence) == (
        date(2027, 11, 5), date(2027, 11, 6), "operation", 0,
    )  # fmt: skip
    assert new.uid != old.uid


REFUSED: list[tuple[str, dict[str, Any], type[Exception], str]] = [
    # twice; the year itself; a year before it
    (
        "night-safe",
        {"year": 2026},
        Refused,
        "the plan night-safe-2026 exists already; see: seasonal-ops plan show",
    ),
    (
        "night-safe",
        {"year": 2025},
        Refused,
        "2025 is not after 2026; give the year of the next season with --year",
    ),
    # an anchor that is needed, one that is not there, one of another year
    ("freshers", {"given": {}}, BadValue, "Freshers needs the date of Welcome Sunday; give it with --anchor"),
    ("night-safe", {"given": {"Easter": date(2027, 3, 28)}}, BadValue, 'there is no anchor "Easter"'),
    (
        "freshers",
        {"given": {"Welcome Sunday": date(2026, 9, 20)}},
        BadValue,
        "for a plan of 2027 it must be a date in 2027 or 2028",
    ),
    # an activity that is not of the plan
    (
        "night-safe",
        {"include": (999,)},
        NotFound,
        "no activity of night-safe-2026 '999'; see: seasonal-ops activity list --plan night-safe-2026",
    ),
    # a year that can only be a slip
    ("night-safe", {"year": 20270}, BadValue, "the year 20270 cannot be planned"),
]


@pytest.mark.parametrize(("slug", "what", "kind", "sentence"), REFUSED)
def test_what_is_refused_says_what_to_do_and_stores_nothing(
    season: Database, slug: str, what: Mapping[str, Any], kind: type[Exception], sentence: str
) -> None:
    before = stored(season)
    with season.read() as session:
        plan = queries.find_plan(session, f"{slug}-2026")
    about = {"plan": plan, "year": 2027, "given": {}, "actor": LEAD, "now": AFTER}
    with pytest.raises(kind, match=sentence) as caught, season.write() as session:
        planning.roll_forward(session, **{**about, **what})
    assert len(str(caught.value).splitlines()) == 1
    assert stored(season) == before


def stored(database: Database) -> tuple[int, int, list[str]]:
    """The newest fact, how many activities there are, and the plans."""
    with database.read() as session:
        slugs = [row.slug for row in session.exec(select(Plan).order_by(col(Plan.id)))]
        return journal.newest(session), len(session.exec(select(Activity.id)).all()), slugs


def test_a_second_time_is_refused_and_the_first_stays_as_it_is(database: Database) -> None:
    with database.write() as session:
        plan = season_of(session, "night-safe", 2026)
        first = everything(session, roll(session, plan).plan)
    before = stored(database)
    with pytest.raises(Refused, match="night-safe-2027 exists already"), database.write() as session:
        roll(session, plan)
    assert stored(database) == before
    with database.read() as session:
        assert everything(session, queries.find_plan(session, "night-safe-2027")) == first
        assert journal.verify(session).defects == ()


NO_DATE = [
    # there is a fifth Thursday in October 2026 and none in 2027; a stretch that holds no Thursday then
    ("fifth Thursday of October", "there is no fifth Thursday of October 2027"),
    ("every Thursday from 29 October to 1 November", "gives no date; change it"),
]


@pytest.mark.parametrize(("rule", "sentence"), NO_DATE)
def test_a_rule_without_a_date_in_the_new_year_names_its_activity(
    sqlite_database: Database, rule: str, sentence: str
) -> None:
    with sqlite_database.write() as session:
        plan = season_of(session, "little", 2026)
        (one, *_) = by_rule(session, plan, rule)
    before = stored(sqlite_database)
    with (
        pytest.raises(BadValue, match=f'^"Walk" cannot go on: .*{sentence}'),
        sqlite_database.write() as session,
    ):
        roll(session, plan)
    assert stored(sqlite_database) == before
    # Cancelling it does not help, since its date is to be told; moving it by hand neither: the rule must go.
    with sqlite_database.write() as session:
        when = When(on=date(2026, 10, 29), reason="by hand", rule="the day before Mischief Night")
        planning.put_on(session, activity_id=one, when=when, **ACT)
        assert roll(session, plan).plan.slug == "little-2027"


def test_a_plan_without_activities_cannot_go_on(session: Session, nights: Plan) -> None:
    for link in session.exec(select(PlanActivity).where(PlanActivity.plan_id == nights.id)):
        session.delete(link)
    session.flush()
    with pytest.raises(Refused, match="nothing stands in night-safe-2026"):
        roll(session, nights)


def test_what_stands_far_away_does_not_hold_up_the_plan(session: Session, little: Plan) -> None:
    on_dates(session, little, date(2036, 10, 30))
    assert line(roll(session, little)).to == date(2037, 10, 30)


def test_a_phase_that_was_typed_does_not_hold_up_the_plan(session: Session, little: Plan) -> None:
    (one,) = on_dates(session, little, date(2026, 11, 5))
    # As a version before this one let it be typed.
    link = session.exec(select(PlanActivity).where(PlanActivity.activity_id == one)).one()
    link.phase = "next-week"
    session.add(link)
    session.flush()
    assert roll(session, little).plan.slug == "little-2027"
