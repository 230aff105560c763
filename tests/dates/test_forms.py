"""Every form of the rule language: its canonical wording, its dates and the reason in words."""

from datetime import date

import pytest

from seasonal_ops.dates import (
    Calendar,
    Period,
    anchors_in,
    date_of,
    dates_of,
    parse,
    render_rule,
    resolve_anchors,
)
from seasonal_ops.errors import BadValue

BEGINS = date(2026, 9, 1)
ANCHORS = resolve_anchors(
    {
        "Mischief Night": "30 October",
        "Halloween": "31 October",
        "Bonfire Night": "5 November",
        "Christmas Day": "25 December",
        "Last Friday before Christmas": "last Friday before Christmas Day",
        "New Year's Eve": "31 December",
        "Welcome Sunday": None,
    },
    {"Welcome Sunday": date(2026, 9, 20)},
    begins=BEGINS,
)
CALENDAR = Calendar(begins=BEGINS, anchors=ANCHORS)

ONE_DATE = [
    # a fixed day, with and without a year, in the spellings people use
    ("30 October", "30 October", "2026-10-30", "30 October; a Friday in 2026"),
    ("  30   oct ", "30 October", "2026-10-30", "30 October; a Friday in 2026"),
    ("30th of October 2027", "30 October 2027", "2027-10-30", "30 October 2027; a Saturday"),
    ("2026-10-30", "30 October 2026", "2026-10-30", "30 October 2026; a Friday"),
    # the season crosses the year's end
    ("2 January", "2 January", "2027-01-02", "2 January; a Saturday in 2027"),
    # an anchor, in any case, with either apostrophe
    (
        "mischief night",
        "Mischief Night",
        "2026-10-30",
        "Mischief Night is 30 October; a Friday in 2026",
    ),
    (
        "NEW YEAR’S EVE",
        "New Year's Eve",
        "2026-12-31",
        "New Year's Eve is 31 December; a Thursday in 2026",
    ),
    # days and weeks on either side
    (
        "14 days before Mischief Night",
        "14 days before Mischief Night",
        "2026-10-16",
        "14 days before Mischief Night (Fri 30 October 2026)",
    ),
    ("2 weeks after 1 oct", "2 weeks after 1 October", "2026-10-15", "2 weeks after Thu 1 October 2026"),
    (
        "1 day before Halloween",
        "the day before Halloween",
        "2026-10-30",
        "the day before Halloween (Sat 31 October 2026)",
    ),
    (
        "the day after Halloween",
        "the day after Halloween",
        "2026-11-01",
        "the day after Halloween (Sat 31 October 2026)",
    ),
    (
        "a week before Halloween",
        "1 week before Halloween",
        "2026-10-24",
        "1 week before Halloween (Sat 31 October 2026)",
    ),
    # a weekday on either side; the day itself counts only when the rule says so
    (
        "first Wednesday on or after Welcome Sunday",
        "first Wednesday on or after Welcome Sunday",
        "2026-09-23",
        "first Wednesday on or after Welcome Sunday (Sun 20 September 2026)",
    ),
    (
        "first Sunday on or after Welcome Sunday",
        "first Sunday on or after Welcome Sunday",
        "2026-09-20",
        "first Sunday on or after Welcome Sunday (Sun 20 September 2026); that day itself",
    ),
    (
        "the last Friday before Christmas Day",
        "last Friday before Christmas Day",
        "2026-12-18",
        (
            "last Friday before Christmas Day (Fri 25 December 2026);"
            " the 18th, as Christmas Day is itself a Friday"
        ),
    ),
    (
        "last Fri on or before Christmas Day",
        "last Friday on or before Christmas Day",
        "2026-12-25",
        "last Friday on or before Christmas Day (Fri 25 December 2026); that day itself",
    ),
    (
        "second Friday on or before 25 December",
        "second Friday on or before 25 December",
        "2026-12-18",
        "second Friday on or before Fri 25 December 2026",
    ),
    (
        "first Friday after 25 December",
        "first Friday after 25 December",
        "2027-01-01",
        "first Friday after Fri 25 December 2026; the 1st, as that day is itself a Friday",
    ),
    (
        "Monday before Halloween",
        "last Monday before Halloween",
        "2026-10-26",
        "last Monday before Halloween (Sat 31 October 2026)",
    ),
    (
        "2nd tuesday after Halloween",
        "second Tuesday after Halloween",
        "2026-11-10",
        "second Tuesday after Halloween (Sat 31 October 2026)",
    ),
    # nested
    (
        "6 days before first Wednesday on or after Welcome Sunday",
        "6 days before first Wednesday on or after Welcome Sunday",
        "2026-09-17",
        "6 days before first Wednesday on or after Welcome Sunday (Wed 23 September 2026)",
    ),
    # a weekday of a month, this season's or a given year's
    ("first Monday of October", "first Monday of October", "2026-10-05", "first Monday of October 2026"),
    ("last mon in February", "last Monday of February", "2027-02-22", "last Monday of February 2027"),
    ("fifth Fri of Oct 2026", "fifth Friday of October 2026", "2026-10-30", "fifth Friday of October 2026"),
    # working days: Fri 25 and Mon 28 December 2026 are bank holidays
    (
        "2 working days before 29 December",
        "2 working days before 29 December",
        "2026-12-23",
        "2 working days before Tue 29 December 2026",
    ),
    (
        "the working day after Christmas Day",
        "1 working day after Christmas Day",
        "2026-12-29",
        "1 working day after Christmas Day (Fri 25 December 2026)",
    ),
    # a name that holds the words of a rule, and the rule it is made of
    (
        "14 days before last friday before christmas",
        "14 days before Last Friday before Christmas",
        "2026-12-04",
        "14 days before Last Friday before Christmas (Fri 18 December 2026)",
    ),
]

MANY_DATES = [
    # every kind of day; both ends count
    (
        "each evening from 28 October to Mischief Night",
        "each evening from 28 October to Mischief Night",
        "2026-10-28 2026-10-29 2026-10-30",
        "Wednesday, each evening from Wed 28 October 2026 to Mischief Night (Fri 30 October 2026)",
    ),
    (
        "every day from 30 October until 31 October",
        "each day from 30 October to 31 October",
        "2026-10-30 2026-10-31",
        "Friday, each day from Fri 30 October 2026 to Sat 31 October 2026",
    ),
    (
        "each night from Halloween to Halloween",
        "each night from Halloween to Halloween",
        "2026-10-31",
        "Saturday, each night from Halloween (Sat 31 October 2026) to Halloween (Sat 31 October 2026)",
    ),
    (
        "each weekday from Mischief Night to 3 November",
        "each weekday from Mischief Night to 3 November",
        "2026-10-30 2026-11-02 2026-11-03",
        "Friday, each weekday from Mischief Night (Fri 30 October 2026) to Tue 3 November 2026",
    ),
    (
        "every working day from 24 December to 29 December",
        "each working day from 24 December to 29 December",
        "2026-12-24 2026-12-29",
        "Thursday, each working day from Thu 24 December 2026 to Tue 29 December 2026",
    ),
    # weekdays, in the week's order and each once
    (
        "every Friday, Thursday and Fri from 1 October to 9 October",
        "every Thursday and Friday from 1 October to 9 October",
        "2026-10-01 2026-10-02 2026-10-08 2026-10-09",
        "Thursday, every Thursday and Friday from Thu 1 October 2026 to Fri 9 October 2026",
    ),
    (
        "every other Thursday from 2 October to 5 November",
        "every second Thursday from 2 October to 5 November",
        "2026-10-08 2026-10-22 2026-11-05",
        "Thursday, every second Thursday from Fri 2 October 2026 to Thu 5 November 2026",
    ),
    # once a month; February 2027 has no fifth Monday
    (
        "first Tuesday of each month from 2 September to 1 December",
        "first Tuesday of each month from 2 September to 1 December",
        "2026-10-06 2026-11-03 2026-12-01",
        "Tuesday, first Tuesday of each month from Wed 2 September 2026 to Tue 1 December 2026",
    ),
    (
        "fifth Mon of every month from 1 January to 31 March",
        "fifth Monday of each month from 1 January to 31 March",
        "2027-03-29",
        "Monday, fifth Monday of each month from Fri 1 January 2027 to Wed 31 March 2027",
    ),
    (
        "last Sun of each month from 1 October to 30 November",
        "last Sunday of each month from 1 October to 30 November",
        "2026-10-25 2026-11-29",
        "Sunday, last Sunday of each month from Thu 1 October 2026 to Mon 30 November 2026",
    ),
    # a list: ascending, each date once, the first part's reason
    (
        "Halloween; 30 October; Mischief Night;",
        "Halloween; 30 October; Mischief Night",
        "2026-10-30 2026-10-31",
        "30 October; a Friday in 2026",
    ),
]


@pytest.mark.parametrize(("text", "canonical", "on", "reason"), ONE_DATE)
def test_a_form_with_one_date(text: str, canonical: str, on: str, reason: str) -> None:
    rule = parse(text, ANCHORS)
    found = date_of(rule, CALENDAR)
    assert (render_rule(rule), found.on.isoformat(), found.reason, found.warnings) == (
        canonical,
        on,
        reason,
        (),
    )


@pytest.mark.parametrize(("text", "canonical", "dates", "reason"), MANY_DATES)
def test_a_form_with_many_dates(text: str, canonical: str, dates: str, reason: str) -> None:
    rule = parse(text, ANCHORS)
    found = dates_of(rule, CALENDAR)
    assert (str(rule), [str(one.on) for one in found], found[0].reason) == (canonical, dates.split(), reason)


def test_the_names_a_rule_hangs_on() -> None:
    rule = parse("every Monday from 3 days after halloween to Bonfire Night; Mischief Night; 1 May", ANCHORS)
    assert anchors_in(rule) == {"Halloween", "Bonfire Night", "Mischief Night"}
    of_month = parse("first Monday of each month from Halloween to first Friday after Christmas Day", ANCHORS)
    assert anchors_in(of_month) == {"Halloween", "Christmas Day"}


def test_the_warnings_of_an_anchor_go_with_it() -> None:
    given = resolve_anchors({"Welcome Sunday": None}, {"Welcome Sunday": date(2026, 9, 21)}, begins=BEGINS)
    calendar = Calendar(begins=BEGINS, anchors=given)
    expected = ("Welcome Sunday is given as Mon 21 September 2026, which is no Sunday",)
    for text in (
        "2 days after Welcome Sunday",
        "Tue after Welcome Sunday",
        "each day from 1 Sep to Welcome Sunday",
    ):
        assert dates_of(parse(text, given), calendar)[0].warnings == expected


def test_an_anchor_the_calendar_lacks_is_named() -> None:
    with pytest.raises(BadValue, match='there is no anchor "Mischief Night"; known: Halloween'):
        dates_of(
            parse("Mischief Night", ANCHORS),
            Calendar(begins=BEGINS, anchors={"Halloween": ANCHORS["Halloween"]}),
        )


def test_a_period_holds_both_its_ends() -> None:
    half_term = Period(name="half-term", first=date(2026, 10, 26), last=date(2026, 10, 30))
    held = [half_term.holds(date(2026, 10, day)) for day in (25, 26, 30, 31)]
    assert held == [False, True, True, False]


NESTED_NAMES = [
    # one name is the beginning of another
    "Term",
    "Term-time",
    "Christmas",
    "Christmas Day",
    # one name ends as another begins
    "Friday before Christmas",
]


@pytest.mark.parametrize("name", NESTED_NAMES)
def test_the_longest_name_is_meant(name: str) -> None:
    assert str(parse(f"2 days after {name}", NESTED_NAMES)) == f"2 days after {name}"
    assert anchors_in(parse(name, NESTED_NAMES)) == {name}
