"""A plan file that is wrong: file, line, key and what was expected."""

import re

import pytest
from harvest import SMALL, VISIT, small
from hypothesis import given, settings
from hypothesis import strategies as st

from seasonal_ops.errors import BadTemplate
from seasonal_ops.templates import parse_template

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
        "days = -2",
        "days = -2\nworking_days = 1",
        92,
        'reminder "before".working_days',
        "expected true or false, not 1",
    ),
    (
        'audience = "assigned"',
        'audience = "deputy"',
        93,
        'reminder "before".audience',
        'expected "assigned", "unanswered", "leads", "deputies" or "group-lead", not "deputy"',
    ),
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
    # what is for whoever leads the group
    (
        'audience = "assigned"',
        'audience = "group-lead"',
        93,
        'reminder "before".audience',
        "group-lead is for unanswered, digest and monthly; name another audience for before",
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


def test_measures_that_are_parts_of_each_other_are_refused() -> None:
    measure = SMALL[SMALL.index("[[measure]]") : SMALL.index("[[target]]")]

    def part(name: str, total: str) -> str:
        of = f'person_related = false\npart_of = "{total}"\n'
        return measure.replace('key = "calls"', f'key = "{name}"').replace("person_related = false\n", of)

    with pytest.raises(BadTemplate) as caught:
        small((measure, part("calls", "more-calls") + part("more-calls", "calls")))
    assert caught.value.key == 'measure "calls".part_of'
    expected = "the measures are parts of each other in a circle: calls, more-calls, calls"
    assert caught.value.expected == expected


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
