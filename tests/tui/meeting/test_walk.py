"""Which activities are walked, in which order, and that nobody loses the thread."""

from dataclasses import replace
from datetime import timedelta

from seasonal_ops.views import WalkRow, WalkView, Why
from seasonal_ops.words import Status
from tests.tui.fakes import NOW, TODAY, an_activity, an_assignment
from tui.meeting.walk import Walk, empty_notice, places_of


def row(number: int, *why: Why, days: int = 0) -> WalkRow:
    held = (an_assignment(f"Partner {number}"),)
    activity = an_activity(number, f"Activity {number}", TODAY + timedelta(days=days), assignments=held)
    return WalkRow(activity=activity, why=why)


def view(*rows: WalkRow) -> WalkView:
    return WalkView(plan="p", plan_name="P", today=TODAY, now=NOW, meeting=None, partners=(), rows=rows)


ROWS = (
    row(1, Why.OVERDUE, days=-2),
    row(2, Why.GATE, Why.SOON, days=9),
    row(3, Why.SOON, days=1),
    row(4, Why.SOON, days=3),
    row(5, Why.REST, days=40),
)


def listed(walk: Walk) -> dict[Why, list[int]]:
    return {section.kind: [one.activity.id for one in section.rows] for section in walk.sections}


def test_what_needs_no_word_is_shown_only_when_asked_for() -> None:
    some = {Why.OVERDUE: [1], Why.GATE: [2], Why.SOON: [3, 4]}
    assert listed(Walk.of(view(*ROWS), {}, everything=False)) == some
    assert listed(Walk.of(view(*ROWS), {}, everything=True)) == {**some, Why.REST: [5]}


def test_what_was_mended_stays_where_it_stood() -> None:
    places = places_of(view(*ROWS), {})
    assert places == {1: Why.OVERDUE, 2: Why.GATE, 3: Why.SOON, 4: Why.SOON}
    mended = view(replace(ROWS[0], why=(Why.REST,)), replace(ROWS[2], why=(Why.OVERDUE,)), ROWS[3])
    places = places_of(mended, places)
    assert listed(Walk.of(mended, places, everything=False)) == {Why.OVERDUE: [1], Why.SOON: [3, 4]}


def test_a_section_is_in_order_of_dates_whatever_came_into_it() -> None:
    late = replace(row(9, Why.OVERDUE, days=-1))
    walk = Walk.of(view(late, ROWS[3], ROWS[2]), {9: Why.SOON}, everything=False)
    assert listed(walk) == {Why.SOON: [9, 3, 4]}


def test_numbers_count_activities_and_no_headings() -> None:
    walk = Walk.of(view(*ROWS), {}, everything=False)
    assert [walk.number(at) for at in range(-1, 8)] == [0, 0, 1, 0, 2, 0, 3, 4, 0]
    assert walk.many == 4


def test_words_narrow_it() -> None:
    walk = Walk.of(view(*ROWS), {}, everything=True)
    assert listed(walk.having("partner 2")) == {Why.GATE: [2]}
    assert walk.having("  ") is walk
    assert listed(walk.having("activity planned partner-5")) == {Why.REST: [5]}


def test_changed_activities_take_their_places() -> None:
    walk = Walk.of(view(*ROWS), {}, everything=False)
    doing = replace(ROWS[2].activity, version=2, status=Status.DOING)
    changed = walk.with_activities((doing,))
    assert [one.activity.status for one in changed.sections[2].rows] == [Status.DOING, Status.PLANNED]
    assert listed(changed) == listed(walk)


def test_an_empty_walk_says_what_to_press() -> None:
    assert "Esc" in empty_notice(view(*ROWS), "x", everything=False)[2]
    assert "n agrees" in empty_notice(view(), "", everything=False)[2]
    assert "z shows" in empty_notice(view(ROWS[4]), "", everything=False)[2]
