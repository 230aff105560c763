"""Texts, keys and what hangs together come back."""

from datetime import date
from decimal import Decimal

import pytest
from factories import make_activity, make_partner
from sqlmodel import Session
from written_down import ACT, EVENINGS, again, drafted, frame_of, standing, walk, written

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import Refused
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import Edit, GateChange
from seasonal_ops.words import Status


def test_what_was_set_by_hand_on_a_gate_and_a_target_comes_back(session: Session, plan: Plan) -> None:
    about = {"plan_id": key(plan), **ACT}
    change = GateChange(decide_by=date(2026, 4, 30), amount=Decimal("1500.50"), funder="Commissioner")
    planning.set_gate(session, name="year-funding", change=change, **about)
    walks = walk(session, plan, "Mischief Night")
    value = Decimal("-12.5")
    planning.set_target(
        session, text="Fewer", value=value, percent=True, by=date(2026, 11, 3), activities=walks,
        objective="Calm", delivery_group="LPG", **about,
    )  # fmt: skip
    draft = again(session, plan)
    assert frame_of(draft)["gates"]["year-funding"] == (date(2026, 4, 30), 1500.5)
    (gate,) = [one for one in draft.template.gates if one.key == "year-funding"]
    assert (gate.funder, gate.decide_by) == ("Commissioner", "29 days after Year start")
    target = draft.targets[-1]
    assert (target.spec.text, target.spec.value, target.by) == ("Fewer", "-12.5%", date(2026, 11, 3))
    assert (target.spec.objective, target.spec.group, target.spec.activities) == ("Calm", "LPG", ("walk",))


def test_a_theme_that_was_typed_becomes_one_of_the_template(session: Session, plan: Plan) -> None:
    for text in ("Dog walkers!", "dog walkers", "environment", "!!!"):
        row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
        planning.edit_activity(session, activity_id=key(row), edit=Edit(theme=text), **ACT)
    template = written(session, plan)
    assert [one.theme for one in template.activities if one.title == "Walk"] == [
        "dog-walkers", "dog-walkers", "environment", None,
    ]  # fmt: skip
    assert [(one.slug, one.name) for one in template.themes][-1] == ("dog-walkers", "Dog walkers!")


def test_keys_stand_once_and_what_has_no_letters_has_one(session: Session, plan: Plan) -> None:
    titles = ["Walk", "Walk", "Walk 2", "夜の見回り", "x" * 200]
    for number, title in enumerate(titles, start=1):
        make_activity(session, plan, date(2026, 4, number), title=title)
    keys = [one.key for one in written(session, plan).activities if one.title in titles]
    assert keys == ["walk", "walk-2", "walk-2-2", "activity", "x" * 60]


def test_cancelled_ones_are_left_out_and_what_waited_for_them_waits_no_more(
    session: Session, plan: Plan
) -> None:
    first = make_activity(session, plan, date(2026, 10, 6), title="First")
    second = make_activity(session, plan, date(2026, 10, 7), title="Second")
    planning.wait_for(session, activity_id=key(second), needs_id=key(first), **ACT)
    assert [one.needs for one in written(session, plan).activities if one.title == "Second"] == [("first",)]
    planning.cancel_activity(session, activity_id=key(first), **ACT)
    left = {one.title: one.needs for one in written(session, plan).activities}
    assert ("First" in left, left["Second"]) == (False, ())


def test_a_plan_in_which_nothing_stands_is_no_template(session: Session, plan: Plan) -> None:
    for view in queries.activities(session, plan_id=key(plan)):
        if view.plan == plan.slug:
            planning.cancel_activity(session, activity_id=view.id, **ACT)
    # Its guests still stand.
    assert {one.shared for one in written(session, plan).activities} == {True}
    for view in queries.activities(session, plan_id=key(plan)):
        if view.status is not Status.CANCELLED:
            planning.cancel_activity(session, activity_id=view.id, **ACT)
    with pytest.raises(Refused, match="nothing stands in action-days-2026; a template needs an activity"):
        planning.template_of(session, plan)


TEXTS = [
    # what TOML, its multi-line strings and its escapes could stumble over
    'say "now"',
    '"""',
    "'''",
    "back\\slash\\",
    "# no comment",
    "[table]\nkey = 1",
    "line\n\n  indented\n\nlast",
    "tab-free\u00a0and\u200bodd 🎆 ünïcödé שלום",
    'ends with a quote"',
    'ends with four quotes""""',
]


@pytest.mark.parametrize("text", TEXTS)
def test_any_text_comes_back(session: Session, plan: Plan, text: str) -> None:
    line = " ".join(text.split("\n"))
    row = make_activity(session, plan, date(2026, 10, 30), title=line)
    edit = Edit(description=text, meet=line, location=line)
    planning.edit_activity(session, activity_id=key(row), edit=edit, **ACT)
    (spec,) = [one for one in written(session, plan).activities if one.title == line]
    assert (spec.description, spec.meet, spec.location) == (text, line, line)


def test_a_place_in_several_lines_is_one_line(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
    planning.edit_activity(session, activity_id=key(row), edit=Edit(location="Beacon Park\nUpholland"), **ACT)
    (spec,) = [one for one in written(session, plan).activities if one.title == "Walk"]
    assert spec.location == "Beacon Park, Upholland"


def test_empty_lines_of_a_place_are_no_commas(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
    planning.edit_activity(
        session, activity_id=key(row), edit=Edit(location="Beacon Park \n\n Upholland"), **ACT
    )
    (spec,) = [one for one in written(session, plan).activities if one.title == "Walk"]
    assert spec.location == "Beacon Park, Upholland"


def test_a_long_place_in_several_lines_is_one_line_still(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
    planning.edit_activity(
        session, activity_id=key(row), edit=Edit(location="\n".join(["x" * 9] * 20)), **ACT
    )
    assert written(session, plan)


def test_a_partner_with_a_long_name_can_stand_in_a_template(session: Session, plan: Plan) -> None:
    row = make_activity(session, plan, date(2026, 10, 30), title="Walk")
    partner = make_partner(session, "x" * 59 + " and friends")
    planning.assign(session, activity_id=key(row), partner_id=key(partner), **ACT)
    assert written(session, plan)


def test_a_series_may_wait_for_what_waits_for_its_first_date(session: Session, plan: Plan) -> None:
    # Walk, debriefing, walk: no circle, though the series is named twice.
    first, second, *_ = walk(session, plan, EVENINGS)
    debriefing = make_activity(session, plan, date(2026, 10, 28), title="Debriefing")
    planning.wait_for(session, activity_id=key(debriefing), needs_id=first, **ACT)
    planning.wait_for(session, activity_id=second, needs_id=key(debriefing), **ACT)
    assert drafted(again(session, plan)) == standing(session, plan)


def test_what_only_a_later_date_waits_for_is_not_awaited_by_the_first(
    session: Session, plan: Plan, sqlite_database: Database
) -> None:
    *_, last = walk(session, plan, EVENINGS)
    debriefing = make_activity(session, plan, date(2026, 10, 29), title="Debriefing")
    planning.wait_for(session, activity_id=last, needs_id=key(debriefing), **ACT)
    draft = again(session, plan)
    with sqlite_database.rehearse() as other:
        new = planning.draft_plan(other, draft=draft, year=2026, **ACT)
        rows = queries.activities(other, plan_id=key(new))
        assert [one.starts_on for one in rows if one.title == "Walk" and one.needs] == [date(2026, 10, 30)]


def test_what_stands_far_away_is_written_down_too(session: Session, plan: Plan) -> None:
    make_activity(session, plan, date(2036, 10, 30), title="Walk")
    assert drafted(again(session, plan)) == standing(session, plan)
