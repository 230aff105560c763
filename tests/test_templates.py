"""A plan file becomes a template or one sentence; a template in a year becomes a draft."""

import re
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seasonal_ops.errors import BadTemplate, BadValue
from seasonal_ops.templates import Draft, Template, begins_in, expand, parse_template
from seasonal_ops.templates.circles import circle_in

SMALL = '''slug = "harvest"
name = "Harvest"
summary = "A small season."
source = """
what = "not a key"
[[activity]] neither a table"""
ours = "All of it."
begins = "1 May"
objective = "Fewer fires."

[[anchor]]
name = "Harvest Night"

[[anchor]]
name = "Harvest Morning"
when = "the day after Harvest Night"

[[period]]
name = "fair week"
from = "7 days before Harvest Night"
to = "3 days before Harvest Night"

[[theme]]
slug = "order"
name = "Order"

[[phase]]
slug = "operation"
name = "Operation"

[[partner]]
slug = "police"
name = "Police"
kind = "police"
capacity = 2

[[gate]]
key = "money"
kind = "funding"
title = "Money"
amount = 250.5
decide_by = "30 days before Harvest Night"

[[activity]]
key = "patrol"
title = "Patrol"
when = "each evening from Harvest Night to Harvest Morning"
start = "21:00"
end = "03:00"
theme = "order"
phase = "operation"
lead = ["police"]
needs = ["visit"]
gates = ["money"]
count = ["calls"]
provenance = "ours"

[[activity]]
key = "visit"
title = "Visit"
when = "5 days before Harvest Night"
theme = "order"
phase = "operation"
avoid = ["fair week"]
if_avoided = "earlier"
lead = ["police"]
provenance = "source"

[[measure]]
key = "calls"
name = "Calls"
definition = "Calls for service, by the date reported."
unit = "calls"
kind = "count"
direction = "down"
source = "police"
window_from = "Harvest Night"
window_to = "2 days after Harvest Night"
night_from = "07:00"
person_related = false

[[target]]
measure = "calls"
text = "A fifth fewer."
value = "-20%"
by = "Harvest Morning"

[[reminder]]
key = "before"
kind = "before"
days = -2
at = "09:00"
audience = "assigned"
catch_up = "late"
'''
NIGHT = date(2026, 9, 25)


def small(*changes: tuple[str, str]) -> Template:
    text = SMALL
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new, 1)
    return parse_template(text, file="harvest.toml")


def drafted(*changes: tuple[str, str], night: date = NIGHT, year: int = 2026) -> Draft:
    return expand(small(*changes), year=year, given={"Harvest Night": night})


VISIT = 'when = "5 days before Harvest Night"'

TOP_KEYS = (
    "slug, name, summary, source, ours, time_zone, begins, objective, delivery_groups, anchor, period, theme,"
    " phase, partner, gate, activity, measure, target and reminder"
)
WRONG_FILES = [
    # TOML itself
    (
        "[[theme]]\nslug",
        "[[theme]\nslug",
        23,
        "",
        "this is not TOML: Expected ']]' at the end of an array declaration",
    ),
    ("capacity = 2", "capacity = two", 35, "", "this is not TOML: Invalid value"),
    # the shape: missing, unknown, of another kind, out of range
    ('begins = "1 May"\n', "", 1, "begins", "is missing; every plan file needs it"),
    (
        'when = "5 days before Harvest Night"\n',
        "",
        58,
        'activity "visit".when',
        "is missing; every activity needs it",
    ),
    (
        'when = "5 days before Harvest Night"',
        'when = "5 days before Harvest Night"\nstarts = "09:00"',
        62,
        'activity "visit".starts',
        "there is no such key; did you mean start?",
    ),
    (
        'begins = "1 May"',
        'begins = "1 May"\nzzz = 1',
        9,
        "zzz",
        f"there is no such key; known: {TOP_KEYS}",
    ),
    ('title = "Visit"', "title = 5", 60, 'activity "visit".title', "expected a text in quotes, not 5"),
    ('title = "Visit"', 'title = " "', 60, 'activity "visit".title', "the text is empty; give it a text"),
    (
        'title = "Visit"',
        'title = "\\u001b[2J"',
        60,
        'activity "visit".title',
        "the text holds an invisible control character (U+001B at position 1); take it out and try again",
    ),
    (
        'key = "visit"',
        'key = "The Visit"',
        59,
        'activity "The Visit".key',
        'expected small letters, digits and hyphens, such as "joint-patrol", not "The Visit"',
    ),
    ('key = "visit"', "key = 7", 59, "activity 2.key", "expected a text in quotes, not 7"),
    ("capacity = 2", 'capacity = "2"', 35, 'partner "police".capacity', 'expected a whole number, not "2"'),
    ("capacity = 2", "capacity = 0", 35, 'partner "police".capacity', "expected at least 1, not 0"),
    ("capacity = 2", "capacity = true", 35, 'partner "police".capacity', "expected a whole number, not true"),
    ("amount = 250.5", "amount = nan", 41, 'gate "money".amount', "expected a number, not nan"),
    (
        "person_related = false",
        'person_related = "no"',
        80,
        'measure "calls".person_related',
        'expected true or false, not "no"',
    ),
    (
        'provenance = "source"',
        'provenance = "hearsay"',
        67,
        'activity "visit".provenance',
        'expected "source" or "ours", not "hearsay"',
    ),
    (
        'avoid = ["fair week"]',
        'avoid = "fair week"',
        64,
        'activity "visit".avoid',
        'expected a list in brackets, such as ["police"], not "fair week"',
    ),
    (
        'if_avoided = "earlier"\nlead = ["police"]',
        "",
        58,
        'activity "visit".lead',
        "is missing; every activity needs it",
    ),
    ("[[period]]", "[period]", 18, "period", "expected tables that begin with [[period]]"),
    (
        'start = "21:00"',
        'start = "9pm"',
        48,
        'activity "patrol".start',
        'expected a time in quotes, from "00:00" to "23:59"',
    ),
    (
        'start = "21:00"',
        "start = 21:00:00",
        48,
        'activity "patrol".start',
        'expected a time in quotes, from "00:00" to "23:59"',
    ),
    (
        'start = "21:00"\n',
        "",
        44,
        'activity "patrol"',
        "expected a start with the end, or neither for a whole day",
    ),
    (
        'value = "-20%"',
        'value = "a fifth"',
        85,
        'target "calls".value',
        'expected a number, or a change such as "-20%"',
    ),
    (
        'value = "-20%"',
        "value = nan",
        85,
        'target "calls".value',
        'expected a number, or a change such as "-20%"',
    ),
    (
        'value = "-20%"',
        "value = true",
        85,
        'target "calls".value',
        'expected a number, or a change such as "-20%"',
    ),
    ("days = -2", "days = 400", 91, 'reminder "before".days', "expected at most 84, not 400"),
    (
        'begins = "1 May"',
        'begins = "1 May"\ntime_zone = "Europe/Ormskirk"',
        9,
        "time_zone",
        '"Europe/Ormskirk" is no time zone; expected a name such as "Europe/London"',
    ),
    (
        'begins = "1 May"',
        'begins = "29 February"',
        8,
        "begins",
        'expected a day that every year has, such as "1 May", not "29 February"',
    ),
    # names of other tables
    (
        'needs = ["visit"]',
        'needs = ["visits"]',
        53,
        'activity "patrol".needs',
        'there is no activity "visits"; did you mean visit?',
    ),
    (
        'gates = ["money"]',
        'gates = ["monet"]',
        54,
        'activity "patrol".gates',
        'there is no gate "monet"; did you mean money?',
    ),
    (
        'count = ["calls"]',
        'count = ["call"]',
        55,
        'activity "patrol".count',
        'there is no measure "call"; did you mean calls?',
    ),
    (
        'lead = ["police"]\nneeds',
        'lead = ["polcie"]\nneeds',
        52,
        'activity "patrol".lead',
        'there is no partner "polcie"; did you mean police?',
    ),
    (
        'source = "police"',
        'source = "polcie"',
        76,
        'measure "calls".source',
        'there is no partner "polcie"; did you mean police?',
    ),
    (
        'measure = "calls"',
        'measure = "xyzzy"',
        83,
        'target "xyzzy".measure',
        'there is no measure "xyzzy"; known: calls',
    ),
    (
        'theme = "order"',
        'theme = "ordre"',
        50,
        'activity "patrol".theme',
        'there is no theme "ordre"; did you mean order?',
    ),
    (
        'phase = "operation"',
        'phase = "operations"',
        51,
        'activity "patrol".phase',
        'there is no phase "operations"; did you mean operation?',
    ),
    (
        "days = -2",
        'days = -2\nphases = ["operatio"]',
        92,
        'reminder "before".phases',
        'there is no phase "operatio"; did you mean operation?',
    ),
    (
        "days = -2",
        'days = -2\nthemes = ["orders"]',
        92,
        'reminder "before".themes',
        'there is no theme "orders"; did you mean order?',
    ),
    (
        'avoid = ["fair week"]',
        'avoid = ["half-term"]',
        64,
        'activity "visit".avoid',
        'there is no period "half-term"; known: bank holiday, fair week and weekend',
    ),
    # what stands twice, or in a circle
    (
        "[[phase]]",
        '[[theme]]\nslug = "order"\nname = "Again"\n\n[[phase]]',
        28,
        'theme "order".slug',
        "another theme has this slug already; each stands once",
    ),
    (
        'name = "Harvest Morning"',
        'name = "harvest  night"',
        15,
        'anchor "harvest night".name',
        'two anchor names read alike: "Harvest Night" and "harvest night"',
    ),
    (
        'name = "fair week"',
        'name = "Weekend"',
        19,
        'period "Weekend".name',
        'two period names read alike: "weekend" and "Weekend"',
    ),
    (
        'needs = ["visit"]',
        'support = ["police"]',
        53,
        'activity "patrol".support',
        '"police" is named twice; a partner has one role',
    ),
    (
        'provenance = "source"',
        'provenance = "source"\nneeds = ["patrol"]',
        53,
        'activity "patrol".needs',
        "the activities wait for each other in a circle: patrol, visit, patrol",
    ),
    (
        'name = "Harvest Night"',
        'name = "Harvest Night"\nwhen = "2 days before Harvest Morning"',
        13,
        'anchor "Harvest Night".when',
        "the anchors hang on each other in a circle: Harvest Night, Harvest Morning, Harvest Night",
    ),
    # rules
    (
        'decide_by = "30 days before Harvest Night"',
        'decide_by = "every Friday from 1 July to Harvest Night"',
        42,
        'gate "money".decide_by',
        'expected one date, not a series: "every Friday from 1 July to Harvest Night"',
    ),
    (
        'start = "21:00"',
        'ends = "Harvest Morning"\nstart = "21:00"',
        48,
        'activity "patrol".ends',
        "expected no last day: the rule of when is a series, and each of its dates stands alone",
    ),
]


@pytest.mark.parametrize(("old", "new", "line", "key", "expected"), WRONG_FILES)
def test_a_wrong_file_gives_file_line_key_and_what_was_expected(
    old: str, new: str, line: int, key: str, expected: str
) -> None:
    with pytest.raises(BadTemplate) as caught:
        small((old, new))
    where = f"{key}: " if key else ""
    assert str(caught.value) == f"harvest.toml, line {line}: {where}{expected}"


def test_a_rule_that_cannot_be_read_is_placed_and_explained() -> None:
    with pytest.raises(BadTemplate) as caught:
        small((VISIT, 'when = "5 days before Harvst Night"'))
    trouble = caught.value
    assert (trouble.file, trouble.line, trouble.key) == ("harvest.toml", 61, 'activity "visit".when')
    assert "Harvest Night" in trouble.expected
    assert "\n" not in str(trouble)


def test_a_second_headline_in_a_group_is_refused() -> None:
    group = 'person_related = false\nduplicate_group = "queries"\nheadline = true\n'
    measure = SMALL[SMALL.index("[[measure]]") : SMALL.index("[[target]]")]
    twice = measure.replace("person_related = false\n", group)
    with pytest.raises(BadTemplate) as caught:
        small((measure, twice + twice.replace('key = "calls"', 'key = "more-calls"')))
    assert (caught.value.line, caught.value.key) == (97, 'measure "more-calls".headline')
    assert caught.value.expected == '"calls" is the headline of "queries"; one a group'


def test_the_first_wrong_line_is_the_one_that_is_told() -> None:
    with pytest.raises(BadTemplate) as caught:
        small(('title = "Visit"', "title = 5"), ("capacity = 2", "capacity = 0"))
    assert caught.value.line == 35


def test_lists_too_deep_are_refused_like_any_wrong_file() -> None:
    with pytest.raises(BadTemplate, match="too deep"):
        parse_template("a = " + "[" * 100_000, file="deep.toml")


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(SMALL) - 1), st.text(max_size=3))
def test_any_change_to_a_file_gives_a_template_or_one_sentence(at: int, typed: str) -> None:
    text = SMALL[:at] + typed + SMALL[at + 1 :]
    said = "harvest.toml, line 1: nothing is wrong"
    try:
        parse_template(text, file="harvest.toml")
    except BadTemplate as trouble:
        said = str(trouble)
    assert re.fullmatch(r"harvest\.toml, line \d+: .+", said)


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
