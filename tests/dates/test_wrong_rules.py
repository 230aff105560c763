"""What is no rule, or gives no date: one line that says what to do."""

from datetime import date

import pytest

from seasonal_ops.dates import Calendar, date_of, dates_of, parse, resolve_anchors
from seasonal_ops.errors import BadValue

BEGINS = date(2026, 9, 1)
ANCHORS = resolve_anchors({"Mischief Night": "30 October", "Halloween": "31 October"}, {}, begins=BEGINS)
CALENDAR = Calendar(begins=BEGINS, anchors=ANCHORS)
ANYTHING = 'a date, an anchor or a rule such as "14 days before Mischief Night"'

UNREADABLE = [
    ("", 'the date rule is empty; write one such as "30 October"'),
    ("x" * 1001, "the date rule has 1001 characters; 1000 at most"),
    # a misspelt word
    (
        "14 days befor Halloween",
        (
            'in the date rule "14 days befor Halloween", found "befor" at character 9;'
            ' expected "before" or "after"'
        ),
    ),
    # a misspelt name, with the nearest one
    (
        "14 days before Mischef Nihgt",
        (
            'in the date rule "14 days before Mischef Nihgt", found "Mischef Nihgt" at character 16;'
            f" expected {ANYTHING}; did you mean Mischief Night?"
        ),
    ),
    # a name that is like none
    (
        "each day from xyz to Halloween",
        (
            'in the date rule "each day from xyz to Halloween", found "xyz" at character 15;'
            f" expected {ANYTHING}; the anchors are Halloween and Mischief Night"
        ),
    ),
    # too short, too long
    ("each day from", f'the date rule "each day from" breaks off; expected {ANYTHING}'),
    ("every day", 'the date rule "every day" breaks off; expected "from"'),
    (
        "30 October Halloween",
        (
            'in the date rule "30 October Halloween", found "Halloween" at character 12;'
            " expected a year, a semicolon or the end"
        ),
    ),
    # counting starts at one
    (
        "0 days before Halloween",
        f'in the date rule "0 days before Halloween", found "0 days before Halloween"; expected {ANYTHING}',
    ),
    # words run together are not words
    (
        "each day from 1 May tomorrow",
        (
            'in the date rule "each day from 1 May tomorrow", found "tomorrow" at'
            ' character 21; expected a year or "to"'
        ),
    ),
    # nothing is "the last" going forwards
    (
        "last Friday after Halloween",
        (
            'in the date rule "last Friday after Halloween", found "after" at character 13;'
            ' expected "before", "on or before" or "of"'
        ),
    ),
    # days that no year has
    ("31 February", "there is no 31 February; the month has 28 or 29 days"),
    ("29 February 2027", "there is no 29 February 2027; the month has 28 days"),
    ("2026-13-01", '"2026-13-01" is no date; write it as YYYY-MM-DD'),
    ("1 May 0000", '"0" is no year; write one of four digits, such as 2026'),
    # ambiguous or meaningless
    ("7th Monday of May", '"7th" is not an ordinal of a date rule; use first to fifth, or last'),
    ("2 working weeks after Halloween", 'there is no "working week" in a date rule; count in working days'),
    (
        "each working week from 1 May to 2 May",
        'there is no "working week" in a date rule; count in working days',
    ),
    (
        "every first Monday from 1 May to 2 May",
        '"every first" can mean two things; say "every Thursday", or "first Thursday of each month"',
    ),
    # text from outside is shown harmless and short
    (
        "\x1b[2J" + "z" * 70,
        (
            f'in the date rule "[2J{"z" * 57}…", found "[2J{"z" * 57}…"; expected {ANYTHING};'
            " the anchors are Halloween and Mischief Night"
        ),
    ),
]

UNDATABLE = [
    ("29 February", "there is no 29 February 2027; choose another date"),
    ("fifth Monday of October", "there is no fifth Monday of October 2026; choose another date"),
    ("fifth Monday of February 2027", "there is no fifth Monday of February 2027; choose another date"),
    (
        "each day from Halloween to Mischief Night",
        (
            "a series from Halloween (Sat 31 October 2026) to Mischief Night (Fri 30 October 2026)"
            " ends before it starts; change one of its days or give the year"
        ),
    ),
    (
        "each day from 1 May 2026 to 10 July 2028",
        "a series from Fri 1 May 2026 to Mon 10 July 2028 takes 801 days; 800 at most",
    ),
    (
        "each weekday from Halloween to Halloween",
        'the date rule "each weekday from Halloween to Halloween" gives no date; change it',
    ),
    # beyond what a computer's calendar knows
    ("1 day after 31 December 9999", None),
    ("1 week before 1 January 0001", None),
    ("1 working day before 1 January 0001", None),
    ("Friday after 31 December 9999", None),
]


@pytest.mark.parametrize(("text", "sentence"), UNREADABLE)
def test_what_is_no_rule(text: str, sentence: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse(text, ANCHORS)
    assert str(caught.value) == sentence


@pytest.mark.parametrize(("text", "sentence"), UNDATABLE)
def test_what_gives_no_date(text: str, sentence: str | None) -> None:
    rule = parse(text, ANCHORS)
    with pytest.raises(BadValue) as caught:
        dates_of(rule, CALENDAR)
    beyond = f'the date rule "{rule}" leaves the years 1 to 9999'.replace("1 day after", "the day after")
    assert str(caught.value) == (sentence or beyond)


@pytest.mark.parametrize("text", ["2 January", "first Monday of January"])
def test_a_season_at_the_end_of_time(text: str) -> None:
    with pytest.raises(BadValue, match="leaves the years 1 to 9999"):
        dates_of(parse(text, ()), Calendar(begins=date(9999, 12, 1)))


def test_one_date_is_wanted_and_many_come() -> None:
    with pytest.raises(
        BadValue, match=r'^the date rule "Halloween; 1 May" gives 2 dates where one is needed$'
    ):
        date_of(parse("Halloween; 1 May", ANCHORS), CALENDAR)


NAMES = [
    # a name that a rule could not hold
    (["A; B"], 'the anchor name "A; B" cannot be used: it needs a letter, and no semicolon'),
    (["2026"], 'the anchor name "2026" cannot be used: it needs a letter, and no semicolon'),
    (["A\nB"], 'the anchor name "A B" cannot be used: it needs a letter, and no semicolon'),
    # the same name twice
    (
        ["New Year’s Eve", "new year's  eve"],
        'two anchor names read alike: "New Year’s Eve" and "new year\'s eve"',
    ),
]


@pytest.mark.parametrize(("names", "sentence"), NAMES)
def test_names_that_cannot_be_used(names: list[str], sentence: str) -> None:
    with pytest.raises(BadValue) as caught:
        parse("30 October", names)
    assert str(caught.value) == sentence


def test_a_rule_whose_canonical_wording_is_an_anchor() -> None:
    names = ["Last Friday before Christmas", "Christmas"]
    with pytest.raises(BadValue, match="reads like an anchor name; say it in other words"):
        parse("Friday before Christmas", names)


def test_no_anchor_is_known() -> None:
    with pytest.raises(BadValue, match=r"; no anchor is known here$"):
        parse("Halloween", ())
