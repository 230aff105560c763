"""All findings of a picture: their order, what a change makes worse, and what changes nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seasonal_ops.checks import Picture, checked, consequences, findings
from seasonal_ops.dates import Calendar, Period
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, Check, Role, Severity, Status
from tests.checks.scenes import NIGHT, activity, assigned, contact, gate, gist, picture, plan, target

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


def test_the_gravest_first_then_by_date_then_by_rule() -> None:
    rows = [
        activity(1, on=date(2026, 11, 9), by=[]),
        activity(2, on=date(2026, 11, 8), by=[], needs=(1,)),
        activity(3, by=[assigned("police", answer=Answer.ASKED)]),
        activity(4, on=date(2026, 9, 1), by=[assigned("fire", answer=Answer.PROPOSED)]),
    ]
    seen = picture(*rows, targets=(target(value=None),), plans=(plan(live=False),))
    assert gist(findings(seen)) == [
        (Check.UNASSIGNED, ERROR, (2,)),
        (Check.ORDER, ERROR, (2, 1)),
        (Check.UNASSIGNED, ERROR, (1,)),
        (Check.PROPOSED, WARNING, (4,)),
        (Check.TARGET, WARNING, ()),
        (Check.UNANSWERED, NOTE, (3,)),
    ]


def on(row: ActivityView, days: int) -> ActivityView:
    """The same so many days later."""
    later = timedelta(days=days)
    return replace(row, starts_on=row.starts_on + later, ends_on=row.ends_on + later)


def test_what_is_looked_at_is_open_and_not_over() -> None:
    rows = [
        activity(1, on=date(2026, 11, 2)),
        activity(2),
        activity(3, status=Status.DOING),
        activity(4, status=Status.CANCELLED),
        activity(5, status=Status.DELIVERED),
        activity(6, time(9), time(12), on=date(2026, 8, 20)),  # at NOW it is 10:00 in London
        activity(7, time(9), time(10), on=date(2026, 8, 20)),
    ]
    assert [row.id for row in checked(picture(*rows))] == [6, 2, 3, 1]


EVENING = activity(1, time(18), time(23), by=["police"])
LATE = activity(2, time(22), time(2), by=["police"])
NEXT_NIGHT = activity(3, on=NIGHT + timedelta(days=1), by=["police"])
ASKS = replace(NEXT_NIGHT, assignments=(assigned("council"), assigned("police", Role.SUPPORT, Answer.ASKED)))
CALENDAR = Calendar(
    begins=date(2026, 5, 1), periods=(Period(name="half-term", first=date(2026, 10, 26), last=NIGHT),)
)
AVOIDS = activity(4, by=["fire"], avoid=("weekend", "half-term"))
TOO_EARLY = activity(5, needs=(3,))
MONEY = gate(1, amount=None)


@pytest.mark.parametrize(
    ("before", "after", "new"),
    [
        ([EVENING, LATE], [EVENING, LATE], []),
        ([EVENING, LATE], [on(EVENING, 7), on(LATE, 7)], []),  # the same clash on other dates
        ([EVENING, on(LATE, 7)], [EVENING, LATE], [(Check.CLASH, (1, 2))]),
        ([EVENING, LATE, NEXT_NIGHT], [EVENING, LATE, on(NEXT_NIGHT, -1)], [(Check.CLASH, (1, 3, 2))]),
        ([EVENING, LATE], [EVENING, on(LATE, 7)], []),  # one is less is nothing new
        ([EVENING, NEXT_NIGHT], [EVENING, replace(LATE, id=3)], [(Check.CLASH, (1, 3))]),
        # Who was only just asked cannot have answered.
        ([ASKS], [ASKS, on(replace(ASKS, id=9), 1)], []),
        # What came too late is cancelled now: that is another trouble.
        (
            [NEXT_NIGHT, TOO_EARLY],
            [replace(NEXT_NIGHT, status=Status.CANCELLED), TOO_EARLY],
            [(Check.ORDER, (5, 3))],
        ),
        # From one day to avoid to another: it is the reason that is new.
        ([AVOIDS], [on(AVOIDS, 1)], [(Check.AVOIDED, (4,))]),
        ([AVOIDS], [on(AVOIDS, -1)], []),
    ],
)
def test_what_a_change_makes_worse(
    before: Sequence[ActivityView], after: Sequence[ActivityView], new: list[tuple[Check, tuple[int, ...]]]
) -> None:
    def seen(rows: Sequence[ActivityView]) -> Picture:
        return picture(*rows, capacity={"police": 1, "council": 9, "fire": 9}, calendars={"p-2026": CALENDAR})

    found = consequences(seen(before), seen(after))
    assert [(one.rule, one.activities) for one in found] == new


def test_a_gate_that_gets_late_is_a_consequence_and_one_that_stays_without_money_is_none() -> None:
    before = picture(EVENING, gates=(MONEY,))
    assert consequences(before, replace(before, activities=(on(EVENING, 1),))) == []
    late = replace(before, gates=(replace(MONEY, decide_by=date(2026, 8, 1)),))
    assert gist(consequences(before, late)) == [(Check.GATE, ERROR, (1,))]


# November and December: no change of the clocks, which moves what is local past what is not.
first_days = st.integers(0, 6).map(lambda days: date(2026, 11, 2) + timedelta(days=days))
times = st.sampled_from([None, time(1), time(9), time(18), time(20, 30)])
people = st.lists(
    st.builds(
        assigned,
        st.sampled_from(["fire", "police", "council"]),
        st.sampled_from(Role),
        st.sampled_from(Answer),
    ),
    max_size=3,
    unique_by=lambda one: one.partner,
)


@st.composite
def pictures(draw: st.DrawFn) -> Picture:
    """A few activities, troubled at random, and a gate before the first two."""
    rows = [
        activity(
            number,
            start := draw(times),
            start and time(22),
            on=draw(first_days),
            by=draw(people),
            status=draw(st.sampled_from([Status.PLANNED, Status.CANCELLED])),
            location=draw(st.sampled_from(["", "Skelmersdale Fire Station", "Town centre"])),
            needs=tuple(draw(st.sets(st.integers(1, 6), max_size=2)) - {number}),
            ring=draw(st.sampled_from([None, contact(1), contact(2)])),
        )
        for number in range(1, draw(st.integers(2, 7)))
    ]
    money = gate(1, 2, decide_by=draw(st.sampled_from([date(2026, 8, 19), date(2026, 11, 5)])))
    live = draw(st.booleans())
    return picture(*rows, capacity={"police": 1, "council": 2}, gates=(money,), plans=(plan(live=live),))


@given(pictures())
def test_shifting_everything_by_a_week_changes_nothing_but_dates(seen: Picture) -> None:
    week = timedelta(days=7)
    moved = replace(
        seen,
        now=seen.now + week,
        activities=tuple(on(row, 7) for row in seen.activities),
        gates=tuple(replace(one, decide_by=one.decide_by + week) for one in seen.gates),
    )
    assert gist(findings(moved)) == gist(findings(seen))
    assert consequences(seen, moved) == []


@given(pictures(), first_days, times)
def test_an_unrelated_activity_takes_no_finding_away(seen: Picture, day: date, start: time | None) -> None:
    other = activity(99, start, start and time(22), on=day, by=["rotary"], location="Rotary Hall")
    more = replace(seen, activities=(*seen.activities, other))
    assert findings(more) == findings(seen)


@given(pictures())
def test_every_finding_says_what_and_how_to_get_out(seen: Picture) -> None:
    found = findings(seen)
    assert all(one.sentence and one.way_out for one in found)
    assert len(set(found)) == len(found)
