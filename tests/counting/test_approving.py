"""Somebody answers for counts: they are locked until they are opened again."""

from datetime import date

import pytest
from desk import Desk

from seasonal_ops import counting, journal, queries
from seasonal_ops.errors import BadValue, Changed, Refused

NEXT = date(2026, 10, 31)


def test_what_is_approved_is_locked_until_it_is_opened_again(both: Desk) -> None:
    row = both.add("asb-calls", 30)
    other = both.add("police-calls", 90)
    measure = both.measure("asb-calls")
    assert both.do(counting.approve, plan=both.plan, measure=measure) == [row]
    assert (row.approved_by, row.approved_at, other.approved_at) == ("lead", both.now, None)
    (problem,) = both.weigh("asb-calls", 31, correct=True).problems
    assert problem == (
        "asb-calls of 2026-10-30 is approved by lead as 30; open it again first: seasonal-ops count reopen"
        ' bright-sparx-2026 asb-calls --date 2026-10-30 --reason "…"'
    )
    # To say the same again changes nothing; other nights are open.
    assert both.weigh("asb-calls", 30).same
    assert both.weigh("asb-calls", 31, NEXT).problems == ()
    both.do(counting.reopen, plan=both.plan, measure=measure, reason="late calls came in")
    corrected = both.add("asb-calls", 31, correct=True)
    assert (corrected.revision, corrected.approved_by) == (2, "")


def test_the_facts_name_the_counts_who_answered_and_why_not_any_more(both: Desk) -> None:
    ids = [both.add("asb-calls", 30).id, both.add("asb-calls", 9, NEXT).id]
    measure = both.measure("asb-calls")
    both.do(counting.approve, plan=both.plan)
    both.do(counting.reopen, plan=both.plan, measure=measure, on=NEXT, reason="late calls")
    reopened, approved = journal.read(both.session, subject=f"measure:{measure.id}")
    assert (approved.kind, approved.after) == ("CountsApproved", {"counts": ids, "approved_by": "lead"})
    assert (reopened.kind, reopened.before) == ("CountsReopened", {"counts": ids[1:], "approved_by": "lead"})
    assert reopened.after == {"counts": ids[1:], "approved_by": "", "reason": "late calls"}


def test_approving_again_takes_what_came_since(desk: Desk) -> None:
    desk.add("asb-calls", 30)
    assert len(desk.do(counting.approve, plan=desk.plan)) == 1
    later = desk.add("asb-calls", 9, NEXT)
    assert desk.do(counting.approve, plan=desk.plan) == [later]
    assert desk.do(counting.approve, plan=desk.plan) == []


def test_a_period_is_opened_by_any_of_its_days(desk: Desk) -> None:
    desk.add("asb-calls", 60, until=date(2026, 11, 1))
    desk.do(counting.approve, plan=desk.plan)
    verb = {"plan": desk.plan, "measure": desk.measure("asb-calls"), "reason": "recount"}
    with pytest.raises(
        Refused, match="nothing of asb-calls of 2026-11-02 is approved; see: seasonal-ops count list"
    ):
        desk.do(counting.reopen, on=date(2026, 11, 2), **verb)
    with pytest.raises(BadValue, match="the reason is empty"):
        desk.do(counting.reopen, **{**verb, "reason": " "})
    assert len(desk.do(counting.reopen, on=date(2026, 10, 31), **verb)) == 1
    with pytest.raises(Refused, match="nothing of asb-calls is approved"):
        desk.do(counting.reopen, **verb)


def test_nobody_answers_for_what_somebody_else_said_since(both: Desk) -> None:
    both.add("asb-calls", 30)
    newest = queries.newest_count(both.session, both.plan)
    own = both.add("asb-calls", 8, date(2026, 10, 29))
    both.do(counting.approve, plan=both.plan, newest=newest)
    assert own.approved_by == "lead"  # whoever typed it saw it
    theirs = both.add("asb-calls", 9, NEXT)
    theirs.entered_by = "sam"
    both.session.flush()
    with pytest.raises(Changed, match="sam recorded 9 for 2026-10-31 meanwhile; look again, then decide"):
        both.do(counting.approve, plan=both.plan, measure=both.measure("asb-calls"), newest=newest)
    newest = queries.newest_count(both.session, both.plan)
    assert both.do(counting.approve, plan=both.plan, newest=newest) == [theirs]
