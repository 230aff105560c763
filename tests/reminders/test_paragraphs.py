"""What a page is made of, line by line."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from board import tally
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.queries.promises import Month
from seasonal_ops.reminders.letters.paragraphs import Agencies, counts, gate, section, shift, tallied
from seasonal_ops.views import UNNAMED, ActivityLine, GateLine, MissingCount, Outcome, Shift, Tally
from seasonal_ops.words import GateState, Status


def line(title: str, on: date, *leads: str, number: int = 1, status: Status = Status.PLANNED) -> ActivityLine:
    return ActivityLine(
        id=number, plan="p", title=title, starts_on=on, leads=leads, status=status, note="two\nlines"
    )


FIRST = date(2026, 12, 4)


def moved(times: int) -> str:
    return shift(Shift(activity=line("Patrol", FIRST), was=FIRST, to=date(2026, 12, 6), times=times))


def to_decide(
    today: date,
    state: GateState = GateState.OPEN,
    *,
    amount: int | None = None,
    funder: str = "",
    activities: int = 0,
) -> str:
    pounds = None if amount is None else Decimal(amount)
    one = GateLine(
        plan="p",
        title="Skips",
        decide_by=FIRST,
        state=state,
        amount=pounds,
        funder=funder,
        activities=activities,
    )
    return gate(one, today)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        # only what there is
        (
            tallied(tally(delivered=2, partly=1, moved=1, unreported=3)),
            "2 delivered, 1 partly, 1 moved away, 3 not reported on",
        ),
        (tallied(tally()), ""),
        # how often only when it helps
        (moved(1), "Patrol: Fri 4 Dec → Sun 6 Dec"),
        (moved(2), "Patrol: Fri 4 Dec → Sun 6 Dec, moved twice"),
        (moved(3), "Patrol: Fri 4 Dec → Sun 6 Dec, moved 3 times"),
        # on the day itself it is not late
        (to_decide(FIRST), "by Fri 4 Dec: Skips"),
        (
            to_decide(date(2026, 12, 5), amount=1500, funder="a fund", activities=1),
            "by Fri 4 Dec, which is past: Skips (£1,500, a fund); 1 activity hangs on it",
        ),
        (
            to_decide(FIRST, GateState.REFUSED, funder="a fund", activities=2),
            "refused: Skips (a fund); 2 activities hang on it",
        ),
    ],
)
def test_a_line_reads(said: str, text: str) -> None:
    assert said == text


def test_agencies_are_short_unless_two_would_be_the_same() -> None:
    agencies = Agencies.of(["Licensing, East", "Licensing, West", "Street Scene, Borough", "Police"])
    assert [agencies.name(one) for one in ("Licensing, East", "Street Scene, Borough", "Police")] == [
        "Licensing, East",
        "Street Scene",
        "Police",
    ]
    assert agencies.activity(line("Visit", FIRST, "Street Scene, Borough", "Police"), note=True) == (
        "Fri 4 Dec: Visit (Street Scene and Police): two lines"
    )


def test_what_is_alike_stands_together_but_what_has_no_name() -> None:
    days = [FIRST + timedelta(days=n) for n in range(3)]
    rows = [
        *(line("Patrol", on, "Police") for on in days),
        line("Patrol", FIRST, "Fire"),
        line("Patrol", FIRST, "Police", status=Status.CANCELLED),
        *(line(UNNAMED, on, number=n) for n, on in enumerate(days[:2])),
    ]
    assert Agencies.of([]).together(rows) == [
        "Fri 4 Dec: Patrol (Police); 3 dates to Sun 6 Dec",
        "Fri 4 Dec: Patrol (Fire)",
        "Fri 4 Dec: CANCELLED, Patrol (Police)",
        "Fri 4 Dec: partnership activity",
        "Sat 5 Dec: partnership activity",
    ]


def test_counts_stand_by_measure() -> None:
    missing = [
        MissingCount(plan=plan, measure=name, measure_name=name, on=FIRST + timedelta(days=n), activity=1)
        for plan, name, n in (
            ("p", "Calls", 0),
            ("p", "Calls", 4),
            ("q", "Calls", 0),
            ("", "partnership activity", 1),
        )
    ]
    assert counts(missing) == [
        "Calls (p): 2 dates, Fri 4 Dec to Tue 8 Dec",
        "Calls (q): Fri 4 Dec",
        "partnership activity: Sat 5 Dec",
    ]


@pytest.mark.parametrize(
    ("lines", "last"), [(1, "  line 1"), (12, "  line 12"), (13, "  … and 1 more"), (30, "  … and 18 more")]
)
def test_a_list_is_cut(lines: int, last: str) -> None:
    said = section("HEAD", [f"line {number + 1}" for number in range(lines)])
    assert said.splitlines()[0] == "HEAD"
    assert said.splitlines()[-1] == last
    assert len(said.splitlines()) == 1 + min(lines, 13)


def test_a_heading_over_nothing_is_not_there() -> None:
    assert section("HEAD", []) == ""


@given(st.lists(st.sampled_from(Outcome)))
def test_outcomes_add_up(outcomes: list[Outcome]) -> None:
    found = Tally.of(outcomes)
    parts = [getattr(found, outcome.value) for outcome in Outcome]
    assert sum(parts) == found.total == len(outcomes)


@given(st.dates(date(1990, 1, 1), date(2101, 12, 31)))
def test_every_day_is_in_its_own_month_and_in_no_other(day: date) -> None:
    month = Month.of(day)
    assert day in month
    assert day not in month.next
    assert month.first.day == month.after.day == 1
    assert (month.after - timedelta(days=1)).month == month.first.month
    assert month.next == Month.of(month.after)
