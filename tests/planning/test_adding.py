"""An activity comes into a plan: on one date or many, with whom is asked, and what is refused."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from factories import LEAD, NOW, make_partner, make_plan
from sqlmodel import Session, select

from seasonal_ops import journal, planning, queries
from seasonal_ops.dates import IfAvoided
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue
from seasonal_ops.models import Activity, Assignment, Plan, PlanActivity, Series, key
from seasonal_ops.planning import NewActivity, When
from seasonal_ops.planning.adding import require_length
from seasonal_ops.words import Answer, Role, Sensitivity

DAY = date(2026, 10, 20)
NEXT = date(2026, 10, 21)
LATER = date(2026, 10, 27)
GIVEN = "a date as given"


@pytest.fixture
def plan(database: Database) -> Iterator[tuple[Session, Plan]]:
    """A plan on both databases."""
    with database.write() as session:
        yield session, make_plan(session, "action-days")


@pytest.fixture(scope="module")
def season(module_database: Database) -> Database:
    """One plan in a database that every test leaves as it found it."""
    with module_database.write() as session:
        make_plan(session, "action-days")
    return module_database


@pytest.fixture
def small(season: Database) -> Iterator[tuple[Session, Plan]]:
    """A plan where one database says enough; nothing of the test stays."""
    with season.rehearse() as session:
        yield session, queries.find_plan(session, "action-days-2026")


def on(*dates: date, **more: Any) -> tuple[When, ...]:
    return tuple(When(on=one, reason=GIVEN, **more) for one in dates)


def add(session: Session, plan: Plan, *new: NewActivity) -> list[list[Activity]]:
    about = {"plan_id": key(plan), "time_zone": plan.time_zone, "actor": LEAD, "now": NOW}
    return planning.add_all(session, new=new, **about)


def test_many_come_in_order_each_with_a_fact_that_knows_who_was_asked(plan: tuple[Session, Plan]) -> None:
    session, row = plan
    rotary, watch = make_partner(session), make_partner(session, "Skelmersdale Watch")
    newest = journal.newest(session)
    asked = ((key(watch), Role.LEAD), (key(rotary), Role.SUPPORT))
    made = add(
        session,
        row,
        NewActivity(title="Litter pick", when=on(LATER), partners=asked),
        NewActivity(title="Walk", when=on(DAY, NEXT)),
    )
    assert [[one.title for one in rows] for rows in made] == [["Litter pick"], ["Walk", "Walk"]]
    assert [[one.starts_on for one in rows] for rows in made] == [[LATER], [DAY, NEXT]]
    facts = journal.read(session, limit=journal.newest(session) - newest)[::-1]
    (picked,), walks = made
    assert [(one.kind, one.subject) for one in facts] == [
        ("ActivityAdded", f"activity:{one.id}") for one in (picked, *walks)
    ]
    after = facts[0].after or {}
    assert after["plan_id"] == row.id
    assert [(one["partner_id"], one["role"], one["answer"]) for one in after["assignments"]] == [
        (watch.id, "lead", "asked"),
        (rotary.id, "support", "asked"),
    ]
    asked_at = session.exec(select(Assignment.answer, Assignment.asked_at)).all()[-2:]
    assert asked_at == [(Answer.ASKED, NOW), (Answer.ASKED, NOW)]


def test_everything_that_was_said_of_it_is_kept(small: tuple[Session, Plan]) -> None:
    session, plan = small
    new = NewActivity(
        title="  Litter pick ",
        theme="environment",
        location="Beacon Park",
        meet="At the gate",
        description="Gloves\r\nand bags",
        phase="operation",
        sensitivity=Sensitivity.LIMITED,
        measures=("detritus-removed",),
        avoid=("weekend",),
        if_avoided=IfAvoided.LATER,
        when=(When(on=DAY, reason="why", rule="10 days before Mischief Night", start=time(9)),),
    )
    ((row,),) = add(session, plan, new)
    view = queries.activity(session, key(row))
    assert (view.title, view.description, view.location, view.meet) == (
        "Litter pick", "Gloves\nand bags", "Beacon Park", "At the gate",
    )  # fmt: skip
    assert (view.theme, view.phase, view.sensitivity) == ("environment", "operation", Sensitivity.LIMITED)
    assert (view.measures, view.avoid, view.if_avoided) == (("detritus-removed",), ("weekend",), "later")
    assert (view.date_rule, view.date_reason) == ("10 days before Mischief Night", "why")
    # What its rule gave is what it stands on: it was not moved by hand.
    assert (view.original_on, view.series, view.sequence) == (DAY, None, 0)
    assert session.get(PlanActivity, (plan.id, row.id)).home is True  # type: ignore[union-attr]


def test_several_dates_are_a_series_of_that_rule(small: tuple[Session, Plan]) -> None:
    session, plan = small
    rule = "each day from 10 days before Mischief Night to 9 days before Mischief Night"
    made = add(
        session,
        plan,
        NewActivity(title="By rule", when=on(DAY, NEXT, rule=rule)),
        NewActivity(title="By hand", when=on(DAY, NEXT)),
    )
    series = [{one.series_id for one in rows} for rows in made]
    assert [len(ids) for ids in series] == [1, 1]
    found = [session.get(Series, ids.pop()) for ids in series]
    assert [(one.title, one.rule) for one in found if one] == [
        ("By rule", rule),
        ("By hand", "dates as given"),
    ]
    assert len({one.uid for rows in made for one in rows}) == 4


def test_a_date_may_join_a_series_that_is_there(small: tuple[Session, Plan]) -> None:
    session, plan = small
    ((first, _),) = add(session, plan, NewActivity(title="Walk", when=on(DAY, NEXT)))
    ((third,),) = add(session, plan, NewActivity(title="Walk", when=on(LATER), series_id=first.series_id))
    assert third.series_id == first.series_id
    (view,) = [one for one in queries.series(session, key(plan)) if one.id == first.series_id]
    assert [one.starts_on for one in view.activities] == [DAY, NEXT, LATER]


SPANS = [
    # all day
    ({}, DAY),
    # several days
    ({"last_day": LATER}, LATER),
    # a night ends the next morning
    ({"start": time(21), "end": time(3)}, NEXT),
    # an end at the start is a whole day later
    ({"start": time(9), "end": time(9)}, NEXT),
    # a start alone has no length
    ({"start": time(9)}, DAY),
    # several days from an evening to a morning
    ({"start": time(21), "end": time(3), "last_day": LATER}, LATER),
    # a night whose last day was given says the same twice
    ({"start": time(21), "end": time(3), "last_day": NEXT}, NEXT),
]


@pytest.mark.parametrize(("times", "ends_on"), SPANS)
def test_when_it_ends(small: tuple[Session, Plan], times: dict[str, Any], ends_on: date) -> None:
    session, plan = small
    ((row,),) = add(session, plan, NewActivity(title="Walk", when=on(DAY, **times)))
    assert (row.starts_on, row.ends_on) == (DAY, ends_on)


def test_a_night_of_the_clock_change_has_a_length() -> None:
    # In March 01:30 does not exist and is read as 02:30: half past two is then no end after it.
    with pytest.raises(BadValue, match="not after the start"):
        require_length(date(2027, 3, 28), date(2027, 3, 28), time(1, 30), time(2, 30), "Europe/London")
    require_length(date(2027, 3, 28), date(2027, 3, 28), time(1, 30), time(3), "Europe/London")


REFUSED = [
    # an end says nothing about when to come
    ({"end": time(20)}, {}, "an end .20:00. needs a start"),
    # the last day before the first
    ({"last_day": date(2026, 10, 19)}, {}, "the last day 2026-10-19 is before the first day 2026-10-20"),
    ({}, {"title": " "}, "the title is empty"),
    ({}, {"location": "x" * 201}, "the location has 201 characters; 200 at most"),
    ({}, {"description": "x" * 4001}, "the description has 4001 characters; 4000 at most"),
    ({}, {"meet": "gate\x1b[2J"}, "the meeting place holds an invisible control character"),
    pytest.param(
        *({}, {"theme": "env\x1b[2J"}, "theme holds an invisible control character"),
    ),
    pytest.param(
        *({}, {"theme": "x" * 61}, "theme has 61 characters; 60 at most"),
    ),
]


@pytest.mark.parametrize(("when", "said", "sentence"), REFUSED)
def test_what_cannot_be_used_is_refused_and_nothing_of_it_stays(
    season: Database, when: dict[str, Any], said: dict[str, Any], sentence: str
) -> None:
    with season.read() as session:
        plan, newest = queries.find_plan(session, "action-days-2026"), journal.newest(session)
    good = NewActivity(title="Walk", when=on(DAY))
    wrong = NewActivity(**{"title": "Walk", "when": on(DAY, **when), **said})
    with pytest.raises(BadValue, match=sentence), season.write() as session:
        add(session, plan, good, wrong)
    with season.read() as session:
        assert journal.newest(session) == newest
        assert session.exec(select(Activity).where(Activity.title == "Walk")).all() == []


def test_a_partner_in_two_roles_is_refused(small: tuple[Session, Plan]) -> None:
    session, plan = small
    partner = key(make_partner(session))
    twice = ((partner, Role.LEAD), (partner, Role.SUPPORT))
    with pytest.raises(BadValue, match="one role"):
        add(session, plan, NewActivity(title="Walk", when=on(DAY), partners=twice))


def test_a_rule_as_long_as_may_be_is_kept_or_refused(postgres_database: Database) -> None:
    rule = "; ".join(f"{count} days before Mischief Night" for count in range(2, 21))
    with postgres_database.write() as session:
        plan = make_plan(session, "action-days")
        with pytest.raises(BadValue, match="rule"):
            add(session, plan, NewActivity(title="Walk", when=on(DAY, NEXT, rule=rule)))


@pytest.mark.parametrize("far", [date.max, date.min])
def test_a_date_at_the_end_of_time_is_refused(small: tuple[Session, Plan], far: date) -> None:
    session, plan = small
    with pytest.raises(BadValue, match="too far away"):
        add(session, plan, NewActivity(title="Walk", when=on(far)))
