"""A value typed into a sheet is kept at once, and never over what somebody else said meanwhile."""

from datetime import timedelta

import pytest
from desk import NIGHT, Desk
from sqlmodel import select

from seasonal_ops import counting, queries
from seasonal_ops.counting import Entered, NewCount
from seasonal_ops.errors import BadValue, Changed
from seasonal_ops.models import Count
from seasonal_ops.views import CountView
from seasonal_ops.words import REASON_DUE, CountStatus, Qualifier

NEXT = NIGHT + timedelta(days=1)


def enter(desk: Desk, value: object, seen: int | None = None, **more: object) -> Entered:
    """Type a value for Mischief Night."""
    new = NewCount(**({"value": str(value), "on": NIGHT} | more))  # type: ignore[arg-type]
    found: Entered = desk.do(
        counting.enter, plan=desk.plan, measure=desk.measure("asb-calls"), new=new, seen=seen
    )
    return found


def view(desk: Desk, count_id: int) -> CountView:
    (found,) = queries.counts(desk.session, desk.plan, ids=[count_id])
    return found


def past(desk: Desk) -> None:
    """Last year's same night held 30."""
    desk.add("asb-calls", 30, NIGHT.replace(year=2025), baseline=True)


def test_a_value_is_kept_and_a_second_one_corrects_it(both: Desk) -> None:
    first = enter(both, 30)
    second = enter(both, 31, seen=first.count_id)
    assert view(both, second.count_id).revision == 2
    assert (view(both, second.count_id).value, second.warnings) == (31, ())


def test_what_stands_there_already_is_left_whoever_said_it(both: Desk) -> None:
    theirs = enter(both, 30)
    assert enter(both, 30, seen=None) == Entered(theirs.count_id, ())
    assert len(both.session.exec(select(Count)).all()) == 1


def test_an_unusual_value_is_kept_with_its_reason_due_until_one_is_given(both: Desk) -> None:
    past(both)
    kept = enter(both, 9999)
    assert "30 in past years" in kept.warnings[0]
    assert view(both, kept.count_id).reason == REASON_DUE
    measure = both.measure("asb-calls")
    said = {"plan": both.plan, "measure": measure, "seen": kept.count_id}
    reason = NewCount(value="", on=NIGHT, reason="a concert")
    given: Entered = both.do(counting.restate, new=reason, **said)
    stands = view(both, given.count_id)
    assert (stands.value, stands.reason, stands.revision, given.warnings) == (9999, "a concert", 2, ())


def test_a_corrected_value_does_not_keep_the_reason_of_another(both: Desk) -> None:
    past(both)
    kept = enter(both, 9999)
    assert view(both, enter(both, 29, seen=kept.count_id).count_id).reason == ""


def test_final_is_said_of_the_value_that_stands_and_can_be_taken_back(both: Desk) -> None:
    first = enter(both, 30, qualifier=Qualifier.ABOUT, source="the weekly sheet")
    measure = both.measure("asb-calls")
    seen = first.count_id
    for status in (CountStatus.FINAL, CountStatus.PROVISIONAL):
        new = NewCount(value="", on=NIGHT, status=status)
        seen = both.do(counting.restate, plan=both.plan, measure=measure, new=new, seen=seen).count_id
        stands = view(both, seen)
        assert (stands.status, stands.value, stands.qualifier) == (status, 30, Qualifier.ABOUT)
        assert stands.source == "the weekly sheet"


def test_final_leaves_a_reason_that_is_due(desk: Desk) -> None:
    past(desk)
    kept = enter(desk, 9999)
    new = NewCount(value="", on=NIGHT, status=CountStatus.FINAL)
    about = {"plan": desk.plan, "measure": desk.measure("asb-calls"), "new": new}
    final: Entered = desk.do(counting.restate, seen=kept.count_id, **about)
    assert (view(desk, final.count_id).status, view(desk, final.count_id).reason) == (
        CountStatus.FINAL,
        REASON_DUE,
    )


@pytest.mark.parametrize("stood", [None, 30], ids=["nothing-seen", "an-older-one-seen"])
def test_nothing_is_written_over_what_was_not_seen(both: Desk, stood: int | None) -> None:
    seen = None if stood is None else enter(both, stood).count_id
    theirs = enter(both, 15, seen=seen)
    with pytest.raises(Changed, match="you recorded 15 there meanwhile"):
        enter(both, 12, seen=seen)
    reason = NewCount(value="", on=NIGHT, reason="a concert")
    about = {"plan": both.plan, "measure": both.measure("asb-calls"), "new": reason}
    with pytest.raises(Changed):
        both.do(counting.restate, seen=seen or 0, **about)
    assert view(both, theirs.count_id).value == 15


def test_what_was_taken_out_meanwhile_is_told(desk: Desk) -> None:
    kept = enter(desk, 30)
    wrong = NewCount(value="", on=NIGHT, reason="of another night")
    desk.do(counting.withdraw, plan=desk.plan, measure=desk.measure("asb-calls"), wrong=wrong)
    with pytest.raises(Changed, match="you took out what was recorded there"):
        enter(desk, 12, seen=kept.count_id)


@pytest.mark.parametrize("value", ["-3", "2.5", "many", "1/2"])
def test_what_cannot_be_a_count_is_blocked(desk: Desk, value: str) -> None:
    with pytest.raises(BadValue, match="whole number"):
        enter(desk, value)


def test_nil_returns_are_all_or_none_and_leave_what_stands(both: Desk) -> None:
    measure = both.measure("asb-calls")
    nights = [NewCount(value="", on=NIGHT), NewCount(value="", on=NEXT)]
    assert both.do(counting.enter_nils, plan=both.plan, measure=measure, nights=nights) == 2
    assert [one.nil for one in queries.counts(both.session, both.plan)] == [True, True]
    assert both.do(counting.enter_nils, plan=both.plan, measure=measure, nights=nights) == 0
    both.add("asb-calls", 4, NEXT + timedelta(days=1))
    more = [NewCount(value="", on=NEXT + timedelta(days=n)) for n in (1, 2)]
    with pytest.raises(BadValue, match="recorded as 4"):
        both.do(counting.enter_nils, plan=both.plan, measure=measure, nights=more)
    assert len(queries.counts(both.session, both.plan)) == 3
