"""What a plan file gives, and the dates and anchors that it is drafted with."""

from datetime import date, time

import pytest
from harvest import NIGHT, VISIT, drafted, small

from seasonal_ops.errors import BadValue
from seasonal_ops.templates import begins_in, expand
from seasonal_ops.templates.circles import circle_in


def test_what_a_template_holds() -> None:
    template = small()
    assert template.anchor_names == ("Harvest Night", "Harvest Morning")
    assert template.required_anchors == ("Harvest Night",)
    assert template.time_zone == "Europe/London"
    assert template.activities[0].start == time(21)
    assert template.targets[0].value == "-20%"


def test_a_draft_holds_each_date_of_a_series_and_ends_a_night_on_the_next_morning() -> None:
    rows = [
        (row.spec.key, row.on, row.ends_on, row.series, row.index, row.start, row.end)
        for row in drafted().activities
    ]
    assert rows == [
        # fair week is 18 to 22 September: the visit of the 20th goes before it
        ("visit", date(2026, 9, 17), date(2026, 9, 17), False, 1, None, None),
        ("patrol", date(2026, 9, 25), date(2026, 9, 26), True, 1, time(21), time(3)),
        ("patrol", date(2026, 9, 26), date(2026, 9, 27), True, 2, time(21), time(3)),
    ]


def test_an_end_at_the_start_is_a_whole_day_later() -> None:
    patrol = drafted(('end = "03:00"', 'end = "21:00"')).activities[1]
    assert (patrol.on, patrol.ends_on) == (NIGHT, date(2026, 9, 26))


def test_a_circle_is_told_in_the_direction_of_waiting() -> None:
    waits_for = {"fair": [], "stall": ["skip"], "tent": ["stall"], "skip": ["tent", "fair"]}
    assert circle_in(waits_for) == ["stall", "skip", "tent", "stall"]
    assert circle_in({"fair": [], "stall": ["fair"]}) == []


@pytest.mark.parametrize("year", [0, 1989, 2101, 10_000])
def test_a_year_that_can_only_be_a_slip_is_refused(year: int) -> None:
    with pytest.raises(BadValue) as caught:
        expand(small(), year=year, given={"Harvest Night": NIGHT})
    assert str(caught.value) == f"the year {year} cannot be planned; give one from 1990 to 2100"


def test_a_draft_dates_gates_measures_targets_and_periods() -> None:
    draft = drafted()
    assert draft.begins == date(2026, 5, 1)
    assert {name: dated.on for name, dated in draft.anchors.items()} == {
        "Harvest Night": NIGHT,
        "Harvest Morning": date(2026, 9, 26),
    }
    assert [(row.name, row.first, row.last) for row in draft.periods] == [
        ("fair week", date(2026, 9, 18), date(2026, 9, 22))
    ]
    assert [row.decide_by.on for row in draft.gates] == [date(2026, 8, 26)]
    assert [(row.first, row.last) for row in draft.measures] == [(NIGHT, date(2026, 9, 27))]
    assert [row.by for row in draft.targets] == [date(2026, 9, 26)]


def test_an_activity_of_several_days_ends_on_its_last_one() -> None:
    draft = drafted((VISIT, 'when = "2 days before Harvest Night"\nends = "Harvest Night"'))
    visit = draft.activities[0]
    assert (visit.on, visit.ends_on) == (date(2026, 9, 23), NIGHT)


def test_the_year_begins_on_the_templates_own_day() -> None:
    assert begins_in(small(("1 May", "1 September")), 2026) == date(2026, 9, 1)


WRONG_GIVEN = [
    # not known: the nearest names
    (
        {"Harvest Nigt": NIGHT},
        'there is no anchor "Harvest Nigt"; did you mean Harvest Night or Harvest Morning?',
    ),
    # needed and not given
    ({}, 'Harvest needs the date of Harvest Night; give it with --anchor "Harvest Night=YYYY-MM-DD"'),
    # a slip in the year, on either side
    (
        {"Harvest Night": date(2025, 12, 31)},
        "Harvest Night is given as 2025-12-31; for a plan of 2026 it must be a date in 2026 or 2027",
    ),
    (
        {"Harvest Night": date(2028, 1, 1)},
        "Harvest Night is given as 2028-01-01; for a plan of 2026 it must be a date in 2026 or 2027",
    ),
]


@pytest.mark.parametrize(("anchors", "sentence"), WRONG_GIVEN)
def test_anchors_that_cannot_be_used_are_refused(anchors: dict[str, date], sentence: str) -> None:
    with pytest.raises(BadValue) as caught:
        expand(small(), year=2026, given=anchors)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("on", [date(2026, 1, 1), date(2027, 12, 31)])
def test_the_edges_of_two_years_are_within(on: date) -> None:
    assert drafted(night=on).anchors["Harvest Night"].on == on


def test_a_given_anchor_is_known_in_any_spelling() -> None:
    draft = expand(small(), year=2026, given={"harvest  night": NIGHT})
    assert draft.anchors["Harvest Night"].on == NIGHT


TURNED_ROUND = [
    # an activity, a period and a window whose end comes first
    (
        VISIT,
        VISIT + '\nends = "6 days before Harvest Night"',
        '"Visit" would end on 2026-09-19, before it begins on 2026-09-20',
    ),
    (
        'to = "3 days before',
        'to = "9 days before',
        "fair week would end on 2026-09-16, before it begins on 2026-09-18",
    ),
    (
        'window_to = "2 days after',
        'window_to = "2 days before',
        'the window of "Calls" would end on 2026-09-23, before it begins on 2026-09-25',
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), TURNED_ROUND)
def test_what_would_end_before_it_begins_is_refused(old: str, new: str, sentence: str) -> None:
    changes = [(old, new)] if old != VISIT else [(old, new), ('avoid = ["fair week"]\n', "")]
    with pytest.raises(BadValue) as caught:
        drafted(*changes)
    assert str(caught.value) == sentence + "; check the anchors that were given"
