"""The printed calendars of 2024 to 2030, as a wall calendar shows them."""

from datetime import date

import pytest

from seasonal_ops.dates import Calendar, date_of, parse, resolve_anchors

NIGHTS = [
    # year, Mischief Night 30 October, Halloween 31 October, Bonfire Night 5 November
    (2024, "Wednesday", "Thursday", "Tuesday"),
    (2025, "Thursday", "Friday", "Wednesday"),
    (2026, "Friday", "Saturday", "Thursday"),
    (2027, "Saturday", "Sunday", "Friday"),
    (2028, "Monday", "Tuesday", "Sunday"),
    (2029, "Tuesday", "Wednesday", "Monday"),
    (2030, "Wednesday", "Thursday", "Tuesday"),
]
FAIRS = [
    # Welcome Sunday as given, Freshers' Fair on the first Wednesday of the term that starts the day after
    ("2024-09-15", "2024-09-18"),
    ("2025-09-21", "2025-09-24"),
    ("2026-09-20", "2026-09-23"),
    ("2027-09-19", "2027-09-22"),
    ("2028-09-17", "2028-09-20"),
    ("2029-09-16", "2029-09-19"),
    ("2030-09-22", "2030-09-25"),
    # an arrival day that is a Tuesday: the term starts on the Wednesday itself
    ("2026-09-22", "2026-09-23"),
]
FRIDAYS = [
    # last Friday before Christmas Day; in 2015, 2020 and 2026 Christmas Day is a Friday
    (2015, "2015-12-18"),
    (2020, "2020-12-18"),
    (2024, "2024-12-20"),
    (2025, "2025-12-19"),
    (2026, "2026-12-18"),
    (2027, "2027-12-24"),
    (2028, "2028-12-22"),
    (2029, "2029-12-21"),
    (2030, "2030-12-20"),
]
NIGHT_SAFE = [
    # a season of 2026 that crosses the year's end
    ("31 August", "2027-08-31"),
    ("1 September", "2026-09-01"),
    ("31 December", "2026-12-31"),
    ("1 January", "2027-01-01"),
    ("2 January", "2027-01-02"),
    ("first Monday of January", "2027-01-04"),
    # a day of the month the season begins in, and one that January 2026 does not have
    ("first Tuesday of September", "2026-09-01"),
    ("fifth Sunday of January", "2027-01-31"),
]


@pytest.mark.parametrize(("year", "mischief", "halloween", "bonfire"), NIGHTS)
def test_the_three_nights(year: int, mischief: str, halloween: str, bonfire: str) -> None:
    rules = {"Mischief Night": "30 October", "Halloween": "31 October", "Bonfire Night": "5 November"}
    found = resolve_anchors(rules, {}, begins=date(year, 5, 1))
    assert {name: (one.on, one.reason) for name, one in found.items()} == {
        "Mischief Night": (date(year, 10, 30), f"Mischief Night is 30 October; a {mischief} in {year}"),
        "Halloween": (date(year, 10, 31), f"Halloween is 31 October; a {halloween} in {year}"),
        "Bonfire Night": (date(year, 11, 5), f"Bonfire Night is 5 November; a {bonfire} in {year}"),
    }


@pytest.mark.parametrize(("welcome", "fair"), FAIRS)
def test_the_freshers_fair(welcome: str, fair: str) -> None:
    given = date.fromisoformat(welcome)
    rules = {
        "Welcome Sunday": None,
        "Start of term": "the day after Welcome Sunday",
        "Freshers' Fair": "first Wednesday on or after Start of term",
    }
    found = resolve_anchors(rules, {"Welcome Sunday": given}, begins=date(given.year, 5, 1))
    assert found["Freshers' Fair"].on.isoformat() == fair


@pytest.mark.parametrize(("year", "friday"), FRIDAYS)
def test_the_last_friday_before_christmas_day(year: int, friday: str) -> None:
    rule = parse("last Friday before 25 December", ())
    assert date_of(rule, Calendar(begins=date(year, 9, 1))).on.isoformat() == friday


@pytest.mark.parametrize(("text", "on"), NIGHT_SAFE)
def test_a_season_across_the_years_end(text: str, on: str) -> None:
    assert date_of(parse(text, ()), Calendar(begins=date(2026, 9, 1))).on.isoformat() == on
