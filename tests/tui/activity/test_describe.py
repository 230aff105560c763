"""The detail of an activity: everything that a lead asks, by name and not by number."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hostile import ACTING, HOSTILE

from seasonal_ops.views import Finding, GateView, TodayRow
from seasonal_ops.views.around import Around
from seasonal_ops.words import Check, GateKind, GateState, Severity, Status
from tests.tui.fakes import NOW, WEEK, a_view, an_assignment
from tests.tui.fakes.editing import CONTACTS
from tui.activity.describe import describe

CLASH = Finding(
    rule=Check.CLASH,
    severity=Severity.ERROR,
    activities=(3, 5),
    sentence='2 activities at once want Police on Fri 30 Oct 2026, which can man 1: "A" (3) and "B" (5)',
    way_out="",
)
ORDER = replace(CLASH, rule=Check.ORDER, sentence='"A" (3) begins before what it needs has ended')


def a_gate(**more: Any) -> GateView:
    values: dict[str, Any] = {
        "id": 1,
        "plan": "bright-sparx-2026",
        "key": "funding",
        "kind": GateKind.FUNDING,
        "title": "Action day funding",
        "amount": Decimal(1200),
        "funder": "PCC",
        "decide_by": date(2026, 10, 27),
        "decide_by_rule": None,
        "state": GateState.OPEN,
        "decided_on": None,
        "activities": (3,),
    }
    return GateView(**(values | more))


def told(around: Around | None, *, clash: bool = False, width: int = 200, **more: Any) -> str:
    row = TodayRow(activity=replace(WEEK[2], **more), late_days=0, clash=clash)
    return describe(row, a_view(WEEK), width, overdue=False, around=around).plain


@pytest.mark.parametrize(
    ("around", "said"),
    [
        (Around(needs=(WEEK[0],)), "After     ○ Retailer visits, phase 2 (Tue 27 Oct, planned)"),
        (
            Around(waiting=(replace(WEEK[4], status=Status.NOT_DELIVERED),)),
            "Before    ✗ Joint patrol (Thu 5 Nov, not delivered)",
        ),
        (
            Around(gates=(a_gate(),)),
            "Gate      ◷ open: Action day funding, £1,200 of PCC; decide by Tue 27 Oct, 3 days ago",
        ),
        (
            Around(gates=(a_gate(decide_by=date(2026, 11, 1), amount=None, funder=""),)),
            "Gate      ◷ open: Action day funding; decide by Sun 1 Nov, in 2 days",
        ),
        (
            Around(gates=(a_gate(state=GateState.MET, amount=Decimal("80.50")),)),
            "Gate      ✓ met: Action day funding, £80.50 of PCC",
        ),
        (Around(counts=("ASB calls", "Deliberate fires")), "Counts    ASB calls, Deliberate fires"),
        (Around(series=(6, 2)), "Series    2 of 6 dates"),
        (Around(findings=(CLASH,)), f"× Clash   {CLASH.sentence}"),
        (Around(findings=(CLASH,)), "          a reassign · e another time · c next clash"),
        (Around(findings=(CLASH, ORDER)), f"▲ Check   {ORDER.sentence}"),
    ],
)
def test_what_it_hangs_together_with(around: Around, said: str) -> None:
    assert said in told(around).splitlines()


def test_a_clash_is_told_before_its_sentence_is_read() -> None:
    assert "× Clash   a partner has more that night than it can man" in told(None, clash=True)
    assert "× Clash" not in told(None)


@pytest.mark.parametrize(
    ("status", "overdue", "said"),
    [
        (Status.PLANNED, False, "Partners  ◷ Police, support: unanswered, asked 3 days ago"),
        (Status.PLANNED, True, "Partners  · Police, support: never answered"),  # it is over
        (Status.CANCELLED, False, "Partners  · Police, support: never answered"),
    ],
)
def test_only_what_is_to_come_waits_for_an_answer(status: Status, overdue: bool, said: str) -> None:
    held = an_assignment("Police", asked=NOW - timedelta(days=3))
    row = TodayRow(activity=replace(WEEK[2], status=status, assignments=(held,)), late_days=0, clash=False)
    shown = describe(row, a_view(WEEK), 200, overdue=overdue).plain
    assert said in shown.splitlines()


def test_whom_to_ring_with_telephone_and_a_date_by_hand() -> None:
    shown = told(None, ring=CONTACTS[1], date_rule="Mischief Night", original_on=date(2026, 10, 31))
    assert "Ring      Watch (fire-and-rescue) 01695 1" in shown
    assert "By hand   its rule says Sat 31 Oct: Mischief Night; it stays when an anchor moves" in shown
    assert "By hand" not in told(None, date_rule="Mischief Night", original_on=WEEK[2].starts_on)


@pytest.mark.parametrize("width", [20, 33, 78])
def test_it_is_folded_to_the_width(width: int) -> None:
    around = Around(needs=WEEK[:2], gates=(a_gate(),), findings=(CLASH, ORDER), series=(6, 2))
    lines = told(around, width=width, description="").splitlines()
    assert max(map(len, lines[1:])) <= width


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda text: ascii(text)[:24])
def test_text_from_outside_is_only_text(hostile: str) -> None:
    other = replace(WEEK[0], title=hostile)
    around = Around(
        needs=(other,),
        waiting=(other,),
        gates=(a_gate(title=hostile, funder=hostile),),
        findings=(replace(CLASH, sentence=hostile), replace(ORDER, sentence=hostile)),
    )
    ring = replace(CONTACTS[1], name=hostile, phone=hostile, partner=hostile)
    shown = told(around, ring=ring, date_rule=hostile, original_on=date(2026, 10, 31))
    assert not set(shown) & ACTING
    assert "\u0301" * 5 not in shown
