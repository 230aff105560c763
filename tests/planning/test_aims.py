"""Gates, targets, lessons: what is set, what stays, what a fact keeps of it, what is refused."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from factories import LEAD, NOW, make_partner, make_plan
from sqlmodel import Session

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, SeasonalOpsError
from seasonal_ops.models import Gate, Lesson, Plan, Target, key
from seasonal_ops.planning import GateChange
from seasonal_ops.templates import GateSpec
from seasonal_ops.views import GateView, TargetView
from seasonal_ops.words import GateKind, GateState

FUNDING = "action-days-funding"
# Summer time: in London it is already the 21st.
MIDNIGHT = datetime(2026, 8, 20, 23, 30, tzinfo=UTC)
BY = date(2026, 11, 7)


@pytest.fixture(scope="module")
def season(module_database: Database) -> Database:
    """Two plans in a database that every test leaves as it found it."""
    with module_database.write() as session:
        make_plan(session)
        make_plan(session, "night-safe")
    return module_database


@pytest.fixture
def session(season: Database) -> Iterator[Session]:
    with season.rehearse() as session:
        yield session


@pytest.fixture
def plan(session: Session) -> Plan:
    return queries.find_plan(session, "bright-sparx-2026")


def gate(session: Session, plan: Plan, name: str, *activities: int, **what: Any) -> Gate:
    now = what.pop("now", NOW)
    about = {"plan_id": key(plan), "name": name, "change": GateChange(**what), "activities": activities}
    return planning.set_gate(session, actor=LEAD, now=now, **about)


def shown(session: Session, plan: Plan, name: str = FUNDING) -> GateView:
    (found,) = [one for one in queries.gates(session, plan) if one.key == name]
    return found


def target(session: Session, plan: Plan, **what: Any) -> TargetView:
    about = {"plan_id": key(plan), "actor": LEAD, "now": NOW, "text": "Fewer calls"}
    row = planning.set_target(session, **{**about, **what})
    (found,) = [one for one in queries.targets(session, plan) if one.id == row.id]
    return found


def ids(session: Session, plan: Plan) -> list[int]:
    return [view.id for view in queries.activities(session, plan_id=key(plan))]


def test_a_gate_is_added_with_what_stands_behind_it(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        first, second, *_ = ids(session, plan)
        about = {"title": " Use of the park ", "kind": GateKind.PERMISSION, "decide_by": date(2026, 9, 1)}
        row = gate(session, plan, "Park permit", second, first, second, **about)
        view = shown(session, plan, "park-permit")
        assert (view.title, view.kind, view.decide_by) == (
            "Use of the park", GateKind.PERMISSION, date(2026, 9, 1),
        )  # fmt: skip
        assert (view.state, view.amount, view.funder) == (GateState.OPEN, None, "")
        assert view.activities == (first, second)
        (fact,) = journal.read(session, limit=1)
        assert (fact.kind, fact.subject, fact.before) == ("GateSet", f"gate:{row.id}", None)
        assert fact.after == {**journal.snapshot(row), "activities": [first, second]}
        assert "park-permit" in queries.activity(session, first).gates


def test_only_what_was_said_of_a_gate_is_changed(session: Session, plan: Plan) -> None:
    before = shown(session, plan)
    gate(session, plan, FUNDING, amount=Decimal("1500.50"), funder="Police and Crime Commissioner")
    after = shown(session, plan)
    expected = {name: getattr(before, name) for name in before.__slots__}
    expected |= {"amount": Decimal("1500.50"), "funder": "Police and Crime Commissioner"}
    assert {name: getattr(after, name) for name in after.__slots__} == expected
    gate(session, plan, FUNDING, funder="")
    assert shown(session, plan).funder == ""


def test_more_may_come_behind_a_gate_and_what_is_there_stays(session: Session, plan: Plan) -> None:
    before = shown(session, plan).activities
    other = next(one for one in ids(session, plan) if one not in before)
    gate(session, plan, FUNDING, other, before[0])
    assert shown(session, plan).activities == tuple(sorted((*before, other)))


def test_the_day_of_a_decision_is_the_one_on_the_wall(session: Session, plan: Plan) -> None:
    row = gate(session, plan, FUNDING, state=GateState.MET, now=MIDNIGHT)
    assert (row.state, row.decided_on) == (GateState.MET, date(2026, 8, 21))
    # Said once more, it was still decided then.
    later = MIDNIGHT.replace(day=30)
    assert gate(session, plan, FUNDING, state=GateState.MET, now=later).decided_on == date(2026, 8, 21)
    assert gate(session, plan, FUNDING, state=GateState.REFUSED, now=later).decided_on == date(2026, 8, 31)
    assert gate(session, plan, FUNDING, state=GateState.OPEN).decided_on is None


def test_a_day_that_was_set_by_hand_no_longer_hangs_on_its_rule(session: Session, plan: Plan) -> None:
    before = shown(session, plan)
    assert before.decide_by_rule == "70 days before Mischief Night"
    gate(session, plan, FUNDING, decide_by=before.decide_by)
    assert shown(session, plan).decide_by_rule == before.decide_by_rule
    gate(session, plan, FUNDING, decide_by=date(2026, 9, 1))
    assert (shown(session, plan).decide_by, shown(session, plan).decide_by_rule) == (date(2026, 9, 1), None)


def test_a_gate_that_stands_so_already_is_no_news(session: Session, plan: Plan) -> None:
    newest, before = journal.newest(session), shown(session, plan)
    gate(session, plan, FUNDING.upper(), before.activities[0], title=before.title, state=GateState.OPEN)
    assert (journal.newest(session), shown(session, plan)) == (newest, before)


@pytest.mark.parametrize("amount", ["0", "0.01", "1500", "21474836.47"])
def test_an_amount_is_kept_to_the_penny(session: Session, plan: Plan, amount: str) -> None:
    gate(session, plan, FUNDING, amount=Decimal(amount))
    assert shown(session, plan).amount == Decimal(amount)


NEW = {"title": "Park", "decide_by": BY}
WRONG_GATES = [
    # half a penny, a debt, more than the column holds, no number at all
    (FUNDING, {"amount": Decimal("0.005")}, "0.005 is no amount of money; give pounds"),
    (FUNDING, {"amount": Decimal(-1)}, "-1 is no amount of money"),
    (FUNDING, {"amount": Decimal("21474836.48")}, "21474836.48 is no amount of money"),
    (FUNDING, {"amount": Decimal("NaN")}, "NaN is no amount of money"),
    (FUNDING, {"amount": Decimal("Infinity")}, "Infinity is no amount of money"),
    (FUNDING, {"title": "  "}, "the title is empty"),
    (FUNDING, {"funder": "x" * 121}, "the funder has 121 characters; 120 at most"),
    # one that is not there, and is not said enough of
    ("go4it-fundin", {"state": GateState.MET}, "no gate 'go4it-fundin'; did you mean go4it-funding"),
    ("park", {"title": "Park"}, "no gate 'park'; a new one needs --title and --decide-by"),
    ("park", {"decide_by": BY}, "no gate 'park'; a new one needs --title and --decide-by"),
    # no letter or digit to call it by
    ("!!!", NEW, "the gate's name is empty"),
    pytest.param(
        *(FUNDING, {"funder": "Commissioner\nand council"}, "the funder"),
    ),
]


@pytest.mark.parametrize(("name", "what", "sentence"), WRONG_GATES)
def test_what_a_gate_cannot_be_is_refused(
    session: Session, plan: Plan, name: str, what: dict[str, Any], sentence: str
) -> None:
    newest = journal.newest(session)
    with pytest.raises(SeasonalOpsError, match=sentence):
        gate(session, plan, name, **what)
    assert journal.newest(session) == newest


def test_a_gate_and_a_target_are_for_activities_of_their_plan(session: Session, plan: Plan) -> None:
    (other, *_) = ids(session, queries.find_plan(session, "night-safe-2026"))
    sentence = f"no activity of bright-sparx-2026 '{other}'; see: activity list --plan bright-sparx-2026"
    with pytest.raises(NotFound, match=sentence):
        gate(session, plan, FUNDING, other)
    with pytest.raises(NotFound, match=sentence):
        target(session, plan, activities=[other])


def test_a_gates_key_can_stand_in_a_template(session: Session, plan: Plan) -> None:
    row = gate(session, plan, "x" * 59 + " yes", **NEW)
    assert GateSpec(key=row.key, kind=row.kind, title=row.title, decide_by="Halloween").key == "x" * 59


def test_a_target_is_set_with_what_serves_it(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        first, second, *_ = ids(session, plan)
        (calls,) = [one for one in queries.measures(session, plan) if one.slug == "asb-calls"]
        view = target(
            session,
            plan,
            text="Fewer\r\ncalls ",
            value=Decimal(-20),
            percent=True,
            by=BY,
            measure_id=calls.id,
            objective="Calmer nights",
            delivery_group="LPG",
            activities=[second, first],
        )
        assert (view.text, view.measure, view.value, view.percent) == (
            "Fewer\ncalls", "asb-calls", Decimal(-20), True,
        )  # fmt: skip
        assert (view.by, view.by_rule, view.objective, view.delivery_group) == (
            BY, None, "Calmer nights", "LPG",
        )  # fmt: skip
        assert view.activities == (first, second)
        (fact,) = journal.read(session, limit=1)
        row = session.get(Target, view.id)
        assert row is not None
        assert (fact.kind, fact.subject, fact.before) == ("TargetSet", f"target:{view.id}", None)
        assert fact.after == {**journal.snapshot(row), "activities": [first, second]}


def test_a_target_said_anew_is_what_was_said_last(session: Session, plan: Plan) -> None:
    first, second, *_ = ids(session, plan)
    old = target(session, plan, value=Decimal("12.5"), by=BY, objective="Calm", activities=[first])
    new = target(session, plan, target_id=old.id, text="None at all", activities=[second])
    expected = {name: getattr(old, name) for name in old.__slots__}
    expected |= {"text": "None at all", "value": None, "by": None, "objective": "", "activities": (second,)}
    assert {name: getattr(new, name) for name in new.__slots__} == expected
    (fact,) = journal.read(session, limit=1)
    assert fact.before is not None
    assert (fact.before["text"], fact.before["activities"]) == ("Fewer calls", [first])


def test_a_target_keeps_its_rule_as_long_as_its_day_stays(session: Session, plan: Plan) -> None:
    old = queries.targets(session, plan)[0]
    assert old.by_rule == "2 days after Bonfire Night"
    assert target(session, plan, target_id=old.id, by=old.by).by_rule == old.by_rule
    assert target(session, plan, target_id=old.id, by=date(2026, 11, 8)).by_rule is None


@pytest.mark.parametrize("again", ["12.5", pytest.param("12.50")])
def test_the_same_target_said_twice_is_no_news(session: Session, plan: Plan, again: str) -> None:
    old = target(session, plan, value=Decimal("12.5"), by=BY)
    newest = journal.newest(session)
    assert target(session, plan, target_id=old.id, value=Decimal(again), by=BY) == old
    assert journal.newest(session) == newest


@pytest.mark.parametrize("value", ["0", "-0.0001", "999999999.9999", "-999999999"])
def test_a_number_is_kept_as_it_was_given(session: Session, plan: Plan, value: str) -> None:
    found = target(session, plan, value=Decimal(value))
    session.expire_all()
    (read,) = [one for one in queries.targets(session, plan) if one.id == found.id]
    assert read.value == Decimal(value)


WRONG_TARGETS = [
    ({"text": " \n"}, "the target is empty; say what is aimed at"),
    ({"text": "x" * 1001}, "the target has 1001 characters; 1000 at most"),
    ({"value": Decimal(1_000_000_000)}, "a target of 1000000000 is too large"),
    ({"value": Decimal(-1_000_000_000)}, "a target of -1000000000 is too large"),
    ({"delivery_group": "x" * 201}, "the delivery group has 201 characters"),
    ({"objective": "Calm\x00"}, "the objective holds an invisible control character"),
    ({"target_id": 999}, "no target '999'; see: seasonal-ops target list bright-sparx-2026"),
    ({"measure_id": 999}, "no measure '999'"),
    pytest.param(
        *({"delivery_group": "LPG\nand others"}, "the delivery group"),
    ),
    pytest.param(
        *({"value": Decimal("NaN")}, "NaN"),
    ),
    pytest.param(
        *({"value": Decimal("0.00001")}, "four"),
    ),
]


@pytest.mark.parametrize(("what", "sentence"), WRONG_TARGETS)
def test_what_a_target_cannot_be_is_refused(
    session: Session, plan: Plan, what: dict[str, Any], sentence: str
) -> None:
    newest = journal.newest(session)
    with pytest.raises(SeasonalOpsError, match=sentence):
        target(session, plan, **what)
    assert journal.newest(session) == newest


def test_a_target_and_its_measure_are_of_one_plan(session: Session, plan: Plan) -> None:
    other = queries.find_plan(session, "night-safe-2026")
    theirs, measured = queries.targets(session, other)[0], queries.measures(session, other)[0]
    for wrong in ({"target_id": theirs.id}, {"measure_id": measured.id}):
        with pytest.raises(NotFound):
            target(session, plan, **wrong)
    assert queries.plan_of_target(session, theirs.id) == other


def test_a_lesson_is_written_down_with_its_owner(database: Database) -> None:
    with database.write() as session:
        plan, owner = make_plan(session), make_partner(session)
        about = {"plan_id": key(plan), "actor": LEAD, "now": NOW}
        first = planning.add_lesson(session, text=" Order skips in August ", owner_id=key(owner), **about)
        planning.add_lesson(session, text="Ring the school first", owner_id=None, **about)
        assert [(one.text, one.owner, one.activity) for one in queries.lessons(session, plan)] == [
            ("Order skips in August", "ormskirk-rotary", None),
            ("Ring the school first", None, None),
        ]
        fact = journal.read(session, limit=2)[1]
        assert (fact.kind, fact.subject, fact.after) == (
            "LessonAdded", f"lesson:{first.id}", journal.snapshot(first),
        )  # fmt: skip


WRONG_LESSONS = [
    ("", "the lesson is empty"),
    ("two\nlines", "the lesson holds an invisible control character"),
    ("x" * 1001, "the lesson has 1001 characters; 1000 at most"),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG_LESSONS)
def test_what_a_lesson_cannot_be_is_refused(session: Session, plan: Plan, text: str, sentence: str) -> None:
    with pytest.raises(BadValue, match=sentence):
        planning.add_lesson(session, plan_id=key(plan), text=text, owner_id=None, actor=LEAD, now=NOW)
    assert session.get(Lesson, 1) is None


def test_a_lessons_owner_is_a_partner(session: Session, plan: Plan) -> None:
    with pytest.raises(NotFound, match="partner"):
        planning.add_lesson(session, plan_id=key(plan), text="Walk", owner_id=999, actor=LEAD, now=NOW)
