"""Who is asked for more at once than it can man; where a place or a contact is wanted twice."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import plans
from seasonal_ops.checks import findings, overbooked
from seasonal_ops.checks.places import is_one_place
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, Check, Role, Severity, Status
from tests.checks.scenes import NIGHT, activity, assigned, contact, gist, picture, untimed

EVENING = activity(1, time(18), time(23), by=["police"])
LATE = activity(2, time(22), time(2), by=["police"])
AFTER_MIDNIGHT = activity(3, time(1), time(4), on=date(2026, 10, 31), by=["police"])
LED_WITH_HELP = activity(2, by=["police", assigned("fire", Role.SUPPORT)])
UNTIMED = untimed(4, by=["police"])
DECLINED = replace(LATE, assignments=(assigned("council"), assigned("police", answer=Answer.DECLINED)))
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@pytest.mark.parametrize(
    ("rows", "capacity", "found"),
    [
        ([EVENING, LATE], 1, [(ERROR, (1, 2))]),  # one hour in common
        ([EVENING, LATE], 2, []),  # two can be manned
        ([EVENING, LATE], None, [(NOTE, (1, 2))]),  # nobody said how many
        ([LATE, AFTER_MIDNIGHT], 1, [(ERROR, (2, 3))]),  # over midnight
        ([EVENING, LATE, AFTER_MIDNIGHT], 1, [(ERROR, (1, 2, 3))]),  # one finding, not one a pair
        ([EVENING, replace(LATE, start_time=time(23))], 1, []),  # one ends as the other starts
        ([EVENING, UNTIMED], 1, [(WARNING, (4, 1))]),  # it may be at another hour
        ([EVENING, UNTIMED], None, []),  # and of that nobody who said nothing is told
        ([LATE, untimed(4, on=NIGHT + timedelta(1), by=["police"])], 1, [(WARNING, (2, 4))]),
        ([EVENING, LATE, UNTIMED], 1, [(ERROR, (4, 1, 2))]),  # certain without it too
        ([EVENING, untimed(4, by=["police"], ends_on=date(2026, 11, 6))], 1, []),  # a campaign
        ([EVENING, activity(5, time(19), None, by=["police"])], 1, [(ERROR, (1, 5))]),  # no end is said
        ([EVENING, activity(5, time(23), None, by=["police"])], 1, []),
        ([EVENING, DECLINED], 1, []),  # who declined is not there
        ([EVENING, replace(LATE, status=Status.CANCELLED)], 1, []),
        ([EVENING, activity(5, by=["fire"])], 1, []),  # two partners
    ],
)
def test_a_partner_that_is_wanted_too_often(
    rows: list[ActivityView], capacity: int | None, found: list[tuple[Severity, tuple[int, ...]]]
) -> None:
    can = {} if capacity is None else {"police": capacity, "council": 9, "fire": 9}
    clashes = [one for one in gist(findings(picture(*rows, capacity=can))) if one[0] is not Check.LOAD]
    assert clashes == [(Check.CLASH, severity, ids) for severity, ids in found]
    # Today marks exactly what is an error here.
    assert overbooked(rows, can) == {one for severity, ids in found if severity is ERROR for one in ids}


def test_what_is_over_clashes_no_more() -> None:
    seen = picture(EVENING, LATE, capacity={"police": 1})
    assert findings(replace(seen, now=seen.now.replace(month=10, day=30, hour=23))) == []


def test_the_words_of_a_clash_and_the_way_out() -> None:
    support = replace(LATE, assignments=(assigned("council"), assigned("police", Role.SUPPORT)))
    (found,) = findings(picture(EVENING, support, capacity={"police": 1, "council": 1}))
    assert found.sentence == (
        "2 activities at once want Police on Fri 30 Oct 2026, which can man 1:"
        ' "Patrol 1" (1, 18:00–23:00) and "Patrol 2" (2, 22:00–02:00)'
    )
    assert found.way_out == (
        "take it off one: seasonal-ops unassign 2 police;"
        " or if it can man 2 at once: seasonal-ops partner edit police --capacity 2"
    )


@pytest.mark.parametrize(
    ("rows", "way_out"),
    [
        # Another partner's support does not help.
        ([EVENING, LED_WITH_HELP], "move one: seasonal-ops activity move 2 --to DATE"),
        # A time would not help where there are too many without it.
        ([EVENING, LATE, UNTIMED], "move one: seasonal-ops activity move 2 --to DATE"),
        (
            [EVENING, UNTIMED],
            "say at what time it is: seasonal-ops activity move 4 --to 2026-10-30 --start HH:MM --end HH:MM",
        ),
    ],
)
def test_the_way_out_of_other_clashes(rows: list[ActivityView], way_out: str) -> None:
    (found,) = findings(picture(*rows, capacity={"police": 1, "fire": 9}))
    assert found.way_out.partition("; or if it can man ")[0] == way_out


def test_a_partner_without_capacity_is_one_note_however_often() -> None:
    nights = [replace(row, id=row.id + 10, starts_on=date(2026, 11, 5), ends_on=date(2026, 11, 5 + later))
              for row, later in ((EVENING, 0), (LATE, 1))]  # fmt: skip
    (found,) = findings(picture(EVENING, LATE, *nights, capacity={}))
    assert gist([found]) == [(Check.CLASH, NOTE, (1, 2, 11, 12))]
    assert found.sentence == (
        "2 activities at once want Police, and nobody said how many it can man:"
        ' "Patrol 1" (1, 18:00–23:00) and "Patrol 2" (2, 22:00–02:00) on Fri 30 Oct 2026,'
        " and on 1 more occasion"
    )
    assert found.way_out == (
        "if it can man 2, say so: seasonal-ops partner edit police --capacity 2;"
        " if not: seasonal-ops activity move 2 --to DATE"
    )


HERE = activity(1, location="Skelmersdale Fire Station")
ALSO_HERE = activity(2, time(22), time(2), location="skelmersdale  fire station")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([HERE, ALSO_HERE], [(1, 2)]),
        ([HERE, untimed(4, location="Skelmersdale Fire Station")], [(4, 1)]),
        ([HERE, untimed(4, location="Skelmersdale Fire Station", ends_on=date(2026, 11, 6))], []),
        ([HERE, replace(ALSO_HERE, location="Ormskirk Fire Station")], []),
        ([replace(HERE, location=""), replace(ALSO_HERE, location="")], []),  # nobody said where
        ([replace(HERE, location="Town centre"), replace(ALSO_HERE, location="Town centre")], []),
    ],
)
def test_a_place_that_is_wanted_twice(rows: list[ActivityView], found: list[tuple[int, ...]]) -> None:
    assert gist(findings(picture(*rows))) == [(Check.CLASH, WARNING, ids) for ids in found]


@pytest.mark.parametrize(
    ("location", "one"),
    [
        ("County Hall, Preston", True),  # a building, whatever it is called after
        ("Ward Office", True),
        ("Digmoor ward", False),
        ("12 Fairway Road", True),  # a fair is a word of its own
        ("ONLINE", False),
        (" ", False),
    ],
)
def test_which_locations_are_one_place(location: str, one: bool) -> None:
    assert is_one_place(location) is one


def test_which_locations_of_the_shipped_seasons_are_one_place() -> None:
    named = {one.location for slug in plans.slugs() for one in plans.load(slug).activities if one.location}
    assert {location for location in named if is_one_place(location)} == {
        "CCTV control room",
        "Council offices, Ormskirk",
        "Edge Hill University, Ormskirk",
        "Main hall, Edge Hill University",
        "Ormskirk police station",
        "Skelmersdale Fire Station",
        "Students' Union, Edge Hill University",
    }


SERGEANT = contact(3)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ({"location": "Tanhouse"}, {"location": "Digmoor"}, [(1, 2)]),
        ({"location": "Tanhouse estate"}, {"location": "Tanhouse  Estate"}, []),  # at one place
        ({"location": "Tanhouse"}, {"location": ""}, [(1, 2)]),  # nobody said where
        ({}, {}, [(1, 2)]),
        ({"location": "Tanhouse"}, {"start": None, "end": None, "ends_on": date(2026, 11, 6)}, []),
        ({"location": "Tanhouse"}, {"location": "Digmoor", "ring": contact(4)}, []),
        ({"location": "Tanhouse"}, {"location": "Digmoor", "ring": None}, []),
    ],
)
def test_a_contact_who_is_to_be_rung_at_two_places(
    first: dict[str, object], second: dict[str, object], found: list[tuple[int, ...]]
) -> None:
    rows = [
        activity(1, ring=SERGEANT, **first),
        activity(2, **{"start": time(22), "end": time(2), "ring": SERGEANT, **second}),
    ]
    assert gist(findings(picture(*rows))) == [(Check.CLASH, WARNING, ids) for ids in found]


starts = st.builds(time, st.integers(0, 23), st.sampled_from([0, 30]))


@given(st.lists(st.tuples(st.integers(0, 3), starts, starts, st.booleans()), max_size=8))
def test_with_a_capacity_of_one_the_errors_are_the_pairs_that_overlap(
    drawn: list[tuple[int, time, time, bool]],
) -> None:
    rows = [
        activity(number, start, end, on=NIGHT + timedelta(days=later), by=["police"], ends_on=last)
        for number, (later, start, end, over_midnight) in enumerate(drawn)
        for last in [NIGHT + timedelta(days=later + (end <= start or over_midnight))]
    ]
    clashing = {
        one.id
        for first in rows
        for second in rows
        if first.id != second.id and _begin(first) < _end(second) and _begin(second) < _end(first)
        for one in (first, second)
    }
    assert overbooked(rows, {"police": 1}) == clashing


def _begin(row: ActivityView) -> tuple[date, time]:
    assert row.start_time is not None
    return row.starts_on, row.start_time


def _end(row: ActivityView) -> tuple[date, time]:
    assert row.end_time is not None
    return row.ends_on, row.end_time
