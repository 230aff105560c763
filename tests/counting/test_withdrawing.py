"""What was recorded in a wrong place is missing again, and can be recorded anew."""

from datetime import date, timedelta
from typing import Any

import pytest
from desk import NIGHT, Desk

from seasonal_ops import counting, journal, queries
from seasonal_ops.counting import NewCount, Place
from seasonal_ops.errors import BadValue, Changed, NotFound, Refused
from seasonal_ops.evaluation.records import history
from seasonal_ops.models import Count, key

NEXT = NIGHT + timedelta(days=1)


def withdraw(desk: Desk, on: date = NIGHT, *, reason: str = "of another night", **more: Any) -> Count:
    """Take out what is recorded of the calls."""
    wrong = NewCount(value="", on=on, reason=reason, **more)
    gone: Count = desk.do(counting.withdraw, plan=desk.plan, measure=desk.measure("asb-calls"), wrong=wrong)
    return gone


def missing(desk: Desk) -> bool:
    """Whether the night's return is asked for."""
    lines = queries.returns(desk.session, desk.plan, now=desk.now)
    return next(NIGHT in one.missing for one in lines if one.measure == "asb-calls")


def test_it_is_missing_again_for_every_reader(both: Desk) -> None:
    row = both.add("asb-calls", 30)
    other = both.add("asb-calls", 9, NEXT)
    withdraw(both)
    measure = both.measure("asb-calls")
    assert list(both.book().entries(measure)) == [Place(NEXT, NEXT)]
    assert [view.id for view in queries.counts(both.session, both.plan)] == [other.id]
    assert [one.on for one in history.read(both.session, both.plan).rows[key(measure)]] == [NEXT]
    assert missing(both)
    # Approving all of the plan does not answer for what is no longer said.
    assert both.do(counting.approve, plan=both.plan) == [other]
    assert row.approved_by == ""


def test_its_history_says_who_took_it_out_when_and_why(both: Desk) -> None:
    first = both.add("asb-calls", 30)
    both.now += timedelta(days=3)
    gone = withdraw(both)
    taken, was = queries.count_history(both.session, both.plan, measure=first.measure_id, on=NIGHT)
    assert (taken.withdrawn, taken.revision, taken.value, taken.reason) == (True, 2, None, "of another night")
    assert (taken.entered_by, taken.entered_at) == ("lead", both.now)
    assert (was.withdrawn, was.revision, was.value) == (False, 1, 30)
    (fact,) = journal.read(both.session, subject=f"count:{gone.id}")
    assert (fact.kind, fact.before and fact.before["id"], fact.after and fact.after["reason"]) == (
        "CountWithdrawn",
        first.id,
        "of another night",
    )
    assert fact.before
    assert fact.before["current"]


def test_the_place_is_recorded_anew_with_the_next_revision(both: Desk) -> None:
    both.add("asb-calls", 30)
    withdraw(both)
    both.now += timedelta(days=30)
    # No --correct: nothing stands there that would be replaced. Other places begin at 1.
    anew, beside = both.add("asb-calls", 12), both.add("asb-calls", 3, NEXT)
    assert (anew.revision, anew.current, beside.revision) == (3, True, 1)
    assert both.add("asb-calls", 13, correct=True).revision == 4
    withdraw(both)
    assert both.add("asb-calls", 14).revision == 6
    assert not missing(both)


def test_what_came_after_a_withdrawal_came_then(both: Desk) -> None:
    both.add("asb-calls", 30)  # of another night, and early enough
    withdraw(both)
    both.now += timedelta(days=30)
    both.add("asb-calls", 12)
    again = both.now
    both.now += timedelta(days=30)
    both.add("asb-calls", 13, correct=True)
    entered = history.read(both.session, both.plan).entered
    assert entered == {(both.measure("asb-calls").id, NIGHT, NIGHT, None, None): again}
    lines = queries.returns(both.session, both.plan, now=both.now)
    assert next(one.late for one in lines if one.measure == "asb-calls") == 1


def test_only_the_very_place_is_taken_out(desk: Desk) -> None:
    activity = desk.activity("asb-calls")
    places: list[dict[str, Any]] = [
        {"area": desk.area().slug},
        {},
        {"activity": activity},
        {"until": NIGHT + timedelta(days=2), "area": "tanhouse"},
    ]
    for number, place in enumerate(places):
        desk.add("asb-calls", number, reason="as it is", **place)
    for number, place in enumerate(places):
        withdraw(desk, **place)
        left = [view.value for view in queries.counts(desk.session, desk.plan)]
        assert sorted(left) == list(range(number + 1, len(places)))  # type: ignore[type-var]
    anew = [desk.add("asb-calls", number, reason="as it is", **place) for number, place in enumerate(places)]
    assert [row.revision for row in anew] == [3] * len(places)


@pytest.mark.parametrize(
    ("more", "error", "says"),
    [
        pytest.param(
            {"on": NEXT},
            Refused,
            "nothing is recorded of asb-calls of 2026-10-31; see: seasonal-ops count list bright-sparx-2026"
            " --measure asb-calls",
            id="nothing there",
        ),
        pytest.param(
            {"until": NEXT}, Refused, "nothing is recorded of asb-calls of 2026-10-30 to", id="no period"
        ),
        pytest.param({"area": "nowhere"}, NotFound, "nowhere", id="no area"),
        pytest.param({"reason": " "}, BadValue, "the reason is empty", id="no reason"),
    ],
)
def test_what_cannot_be_taken_out(
    desk: Desk, more: dict[str, Any], error: type[Exception], says: str
) -> None:
    desk.add("asb-calls", 30)
    with pytest.raises(error, match=says):
        withdraw(desk, **more)
    assert [view.value for view in queries.counts(desk.session, desk.plan)] == [30]


def test_what_is_approved_is_opened_first_and_nothing_is_taken_out_twice(desk: Desk) -> None:
    desk.add("asb-calls", 30)
    desk.do(counting.approve, plan=desk.plan)
    with pytest.raises(
        Refused, match="is approved by lead as 30; open it again first: seasonal-ops count reop"
    ):
        withdraw(desk)
    desk.do(counting.reopen, plan=desk.plan, measure=desk.measure("asb-calls"), reason="of another night")
    withdraw(desk)
    with pytest.raises(Refused, match="nothing is recorded of asb-calls of 2026-10-30"):
        withdraw(desk)


def test_what_was_recorded_since_it_was_looked_at_stays(both: Desk) -> None:
    first = both.add("asb-calls", 30)
    second = both.add("asb-calls", 31, correct=True)
    wrong = NewCount(value="", on=NIGHT, reason="of another night")
    about = {"plan": both.plan, "measure": both.measure("asb-calls"), "wrong": wrong}
    with pytest.raises(Changed, match="you recorded 31 there meanwhile") as told:
        both.do(counting.withdraw, seen=key(first), **about)
    assert told.value.own
    gone = both.do(counting.withdraw, seen=key(second), **about)
    with pytest.raises(Changed, match="you took out what was recorded there"):
        both.do(counting.withdraw, seen=key(second), **about)
    assert gone.revision == 3
