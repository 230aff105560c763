"""Gates without money, past their day, refused, or decided too late; and what falls with them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from seasonal_ops.checks import findings
from seasonal_ops.views import ActivityView, GateView
from seasonal_ops.words import Check, GateKind, GateState, Severity, Status
from tests.checks.scenes import NOW, activity, gate, gist, picture

BEHIND = activity(1)
WAITS = activity(2, on=date(2026, 11, 1), needs=(1,))
WAITS_FOR_THAT = activity(3, on=date(2026, 11, 2), needs=(2,))
ROWS = (BEHIND, WAITS, WAITS_FOR_THAT)
ERROR, WARNING = Severity.ERROR, Severity.WARNING
LATE = gate(1, decide_by=date(2026, 8, 19))
SET = "seasonal-ops gate set p-2026 patrol-money"


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (gate(1), []),  # money is named, and there is time
        (gate(1, amount=None), [(WARNING, (1,))]),
        (gate(1, funder=""), [(WARNING, (1,))]),
        (gate(1, amount=Decimal(0)), []),  # it costs nothing, and somebody said so
        (gate(1, amount=None, funder="", kind=GateKind.PERMISSION), []),  # a permission costs nothing
        (gate(1, amount=None, state=GateState.MET), []),
        (LATE, [(ERROR, (1, 2, 3))]),  # with all that waits, however far behind
        (gate(1, decide_by=date(2026, 8, 20)), []),  # today is not too late
        (replace(LATE, amount=None), [(ERROR, (1, 2, 3))]),  # one finding that says both
        (replace(LATE, state=GateState.MET), []),
        (gate(1, state=GateState.REFUSED), [(ERROR, (1, 2, 3))]),
        (gate(1, decide_by=date(2026, 10, 31)), [(WARNING, (1,))]),  # after what hangs on it
        (gate(1, 2, decide_by=date(2026, 10, 30)), []),  # on its day
        (gate(1, amount=None, decide_by=date(2026, 10, 31)), [(WARNING, (1,)), (WARNING, (1,))]),
        # Nothing was put behind it yet: then nothing falls, but its day may be missed.
        (gate(decide_by=date(2026, 8, 19)), [(ERROR, ())]),
        (gate(state=GateState.REFUSED), []),
    ],
)
def test_gates(one: GateView, found: list[tuple[Severity, tuple[int, ...]]]) -> None:
    assert gist(findings(picture(*ROWS, gates=(one,)))) == [(Check.GATE, *each) for each in found]


@pytest.mark.parametrize(
    "row",
    [
        replace(BEHIND, status=Status.DELIVERED),
        replace(BEHIND, status=Status.CANCELLED),
        replace(BEHIND, starts_on=date(2026, 8, 1), ends_on=date(2026, 8, 1)),
    ],
)
def test_a_gate_with_nothing_left_behind_it_is_left_alone(row: ActivityView) -> None:
    assert findings(picture(row, gates=(LATE, gate(1, amount=None), gate(1, state=GateState.REFUSED)))) == []


@pytest.mark.parametrize(
    ("one", "sentence", "way_out"),
    [
        (
            gate(1, amount=None, funder=""),
            (
                'no money is named for "Funding for the patrols", to be decided by Fri 4 Sep 2026;'
                " 1 activity hangs on it"
            ),
            f"{SET} --amount POUNDS --funder NAME",
        ),
        (
            gate(1, 2, amount=None),
            (
                'no amount is named for "Funding for the patrols", to be decided by Fri 4 Sep 2026;'
                " 2 activities hang on it"
            ),
            f"{SET} --amount POUNDS --funder NAME",
        ),
        (
            gate(1, funder=""),
            (
                'no funder is named for "Funding for the patrols", to be decided by Fri 4 Sep 2026;'
                " 1 activity hangs on it"
            ),
            f"{SET} --amount POUNDS --funder NAME",
        ),
        (
            replace(LATE, funder=""),
            (
                '"Funding for the patrols" was to be decided by Wed 19 Aug 2026 and is open; no funder is'
                ' named; 3 activities fall with it: "Patrol 1" (1), "Patrol 2" (2) and "Patrol 3" (3)'
            ),
            (
                f"if it is granted: {SET} --state met;"
                ' if not: seasonal-ops activity cancel 1 --reason "not granted", and 2 more alike'
            ),
        ),
        (
            gate(1, state=GateState.REFUSED, key="x; rm -rf ~"),
            (
                '"Funding for the patrols" was refused;'
                ' 3 activities fall with it: "Patrol 1" (1), "Patrol 2" (2) and "Patrol 3" (3)'
            ),
            (
                "ask elsewhere: seasonal-ops gate set p-2026 'x; rm -rf ~' --funder NAME --state open;"
                ' if not: seasonal-ops activity cancel 1 --reason "not granted", and 2 more alike'
            ),
        ),
        (
            gate(1, decide_by=date(2026, 10, 31)),
            (
                '"Funding for the patrols" is to be decided by Sat 31 Oct 2026, after what hangs on it'
                ' begins: "Patrol 1" (1) on Fri 30 Oct 2026'
            ),
            f"{SET} --decide-by 2026-10-30, or seasonal-ops activity move 1 --to 2026-10-31",
        ),
    ],
)
def test_the_words_and_the_way_out(one: GateView, sentence: str, way_out: str) -> None:
    (found,) = findings(picture(*ROWS, gates=(one,)))
    assert (found.sentence, found.way_out) == (sentence, way_out)


def test_of_much_that_falls_the_first_is_named_and_all_is_listed() -> None:
    rows = [activity(number, on=date(2026, 11, number)) for number in range(1, 10)]
    (found,) = findings(picture(*rows, gates=(gate(*range(1, 10), decide_by=date(2026, 8, 19)),)))
    assert found.activities == tuple(range(1, 10))
    assert found.sentence.endswith('"Patrol 5" (5), "Patrol 6" (6) and 3 more')


def test_the_day_is_the_one_where_the_activities_are() -> None:
    # 23:30 UTC on 19 August is half past midnight of the 20th in London.
    just_after = datetime(2026, 8, 19, 23, 30, tzinfo=UTC)
    assert gist(findings(picture(*ROWS, gates=(LATE,), now=just_after))) == [(Check.GATE, ERROR, (1, 2, 3))]
    assert findings(picture(*ROWS, gates=(LATE,), now=NOW.replace(day=19))) == []
