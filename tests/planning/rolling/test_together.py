"""What hangs together goes on together: gates, targets, what waits, lessons."""

from datetime import date
from decimal import Decimal

from next_year import ACT, by_rule, findings, line, lines, on_dates, roll, season_of, standing, status
from sqlmodel import Session

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import GateChange
from seasonal_ops.words import Check, GateState, Status


def test_gates_are_open_again_on_their_new_day_with_their_amounts(database: Database) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        about = {"plan_id": key(little), **ACT}
        met = GateChange(state=GateState.MET, amount=Decimal("1500.50"), funder="Commissioner")
        planning.set_gate(session, name="go4it-funding", change=met, **about)
        by_hand = GateChange(decide_by=date(2026, 9, 1), state=GateState.REFUSED)
        planning.set_gate(session, name="days-funding", change=by_hand, **about)
        rolled = roll(session, little)
        days, go4it = queries.gates(session, rolled.plan)
        assert (go4it.key, go4it.amount, go4it.funder) == (
            "go4it-funding",
            Decimal("1500.50"),
            "Commissioner",
        )
        assert (go4it.state, go4it.decided_on, go4it.decide_by) == (GateState.OPEN, None, date(2027, 9, 4))
        assert (days.state, days.decided_on) == (GateState.OPEN, None)
        # As far from the nearest anchor, half-term, as the day that was set.
        assert (days.decide_by, days.decide_by_rule) == (date(2027, 8, 31), "55 days before Half-term Monday")
        behind = {view.title for view in standing(session, rolled.plan) if view.id in go4it.activities}
        assert behind == {"Go4IT"}


def test_targets_go_on_with_their_numbers_and_with_what_serves_them(session: Session, little: Plan) -> None:
    (one,) = by_rule(session, little, "Bonfire Night")
    (gone,) = by_rule(session, little, "Halloween", title="Gone")
    status(session, gone, Status.CANCELLED)
    target = planning.set_target(
        session, plan_id=key(little), text="Fewer calls", value=Decimal(-20), percent=True,
        by=date(2026, 11, 7), objective="Calm", delivery_group="LPG", activities=[one, gone], **ACT,
    )  # fmt: skip
    rolled = roll(session, little)
    old = {view.id: view for view in queries.targets(session, little)}[key(target)]
    new = queries.targets(session, rolled.plan)[-1]
    assert (new.text, new.value, new.percent, new.measure) == (old.text, old.value, old.percent, old.measure)
    assert (new.objective, new.delivery_group, new.by) == ("Calm", "LPG", date(2027, 11, 7))
    assert new.activities == tuple(view.id for view in standing(session, rolled.plan, "Walk"))
    (said,) = [one for one in findings(rolled, Check.CARRIED) if "aimed at" in one.sentence]
    assert said.sentence == "what is aimed at is that of 2026, with its numbers and words"


def test_what_one_date_of_a_series_serves_that_one_serves_next_year(session: Session, little: Plan) -> None:
    first, *_ = by_rule(session, little, "each evening from Mischief Night to Halloween")
    about = {"plan_id": key(little), "text": "One calm night", "activities": [first]}
    planning.set_target(session, **about, **ACT)
    rolled = roll(session, little)
    (new, *_) = standing(session, rolled.plan, "Walk")
    assert queries.targets(session, rolled.plan)[-1].activities == (new.id,)


def waiting(session: Session, plan: Plan, title: str) -> list[tuple[date, list[tuple[str, date]]]]:
    """For each date of what is called so, what it waits for."""
    called = {view.id: (view.title, view.starts_on) for view in queries.activities(session)}
    return [(view.starts_on, [called[one] for one in view.needs]) for view in standing(session, plan, title)]


def test_what_waits_date_by_date_waits_date_by_date(database: Database) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        first, second, third = by_rule(session, little, "each evening from Mischief Night to 1 November")
        (report,) = by_rule(session, little, "Halloween", title="Report")
        (gone,) = by_rule(session, little, "Halloween", title="Gone")
        for one, needed in ((report, first), (second, report), (third, second), (third, gone)):
            planning.wait_for(session, activity_id=one, needs_id=needed, **ACT)
        status(session, gone, Status.CANCELLED)
        rolled = roll(session, little)
        halloween = date(2027, 10, 31)
        assert waiting(session, rolled.plan, "Report") == [(halloween, [("Walk", date(2027, 10, 30))])]
        assert waiting(session, rolled.plan, "Walk") == [
            (date(2027, 10, 30), []),
            (halloween, [("Report", halloween)]),
            # What it waited for as well does not go on.
            (date(2027, 11, 1), [("Walk", halloween)]),
        ]


def test_what_waits_for_another_plan_waits_for_it_next_year(
    session: Session, little: Plan, nights: Plan
) -> None:
    (needed,) = by_rule(session, little, "Bonfire Night", title="Report")
    (one,) = by_rule(session, nights, "Christmas Eve")
    planning.wait_for(session, activity_id=one, needs_id=needed, **ACT)
    roll(session, little)
    rolled = roll(session, nights)
    needs = waiting(session, rolled.plan, "Walk")
    told = any("waited" in text for text in line(rolled).warnings)
    assert told or needs == [(date(2027, 12, 24), [("Report", date(2027, 11, 5))])]


def test_lessons_become_activities_of_their_owners_once(database: Database) -> None:
    with database.write() as session:
        little = season_of(session, "little", 2026)
        owner = queries.find_partner(session, "street-scene")
        about = {"plan_id": key(little), **ACT}
        planning.add_lesson(session, text="Order skips in August", owner_id=key(owner), **about)
        planning.add_lesson(session, text="x" * 300, owner_id=None, **about)
        rolled = roll(session, little)
        # On the day on which the preparation begins: 168 days before Mischief Night.
        begin = date(2027, 5, 14)
        assert min(view.starts_on for view in standing(session, rolled.plan)) == begin
        (skips,) = standing(session, rolled.plan, "Order skips in August")
        (long,) = standing(session, rolled.plan, "x" * 199 + "…")
        assert (skips.starts_on, skips.lead_slugs, skips.phase) == (begin, ("street-scene",), "preparation")
        assert (long.starts_on, long.assignments, long.description) == (begin, (), "x" * 300)
        shown = line(rolled, "Order skips in August")
        assert (shown.was, shown.to, shown.activity, shown.warnings) == (None, begin, None, ())
        assert shown.reason.startswith("a lesson of Little Sparx 2026; ")
        assert line(rolled, long.title).warnings == ("nobody owns it: assign it",)
        assert [one.activity for one in queries.lessons(session, little)] == [skips.id, long.id]
        taken = [fact for fact in journal.read(session, limit=500) if fact.kind == "LessonTaken"]
        assert [(fact.before or {})["activity_id"] for fact in taken] == [None, None]
        assert sorted((fact.after or {})["activity_id"] for fact in taken) == [skips.id, long.id]
        # Rolled once more from the same plan, they are not taken a second time.
        again = roll(session, little, 2028)
        assert lines(again, "Order skips in August") == []


def test_a_lesson_begins_on_a_working_day(session: Session) -> None:
    plan = queries.find_plan(session, "action-days-2026")
    # The first day of this year is a Saturday next year.
    on_dates(session, plan, date(2026, 4, 3))
    planning.add_lesson(session, plan_id=key(plan), text="Ring first", owner_id=None, **ACT)
    rolled = roll(session, plan)
    assert [line(rolled, title).to for title in ("Walk", "Ring first")] == [
        date(2027, 4, 3),
        date(2027, 4, 5),
    ]


def test_a_lesson_beside_an_activity_that_is_called_like_it(session: Session, little: Plan) -> None:
    lesson = planning.add_lesson(session, plan_id=key(little), text="Ring first", owner_id=None, **ACT)
    by_rule(session, little, "Bonfire Night", title=f"Lesson {lesson.id}")
    rolled = roll(session, little)
    assert len(standing(session, rolled.plan, "Ring first")) == 1
