"""The snapshot of England's bank holidays against the `holidays` package, which is made by other people."""

from datetime import date

import holidays
import pytest

from seasonal_ops.dates import england, read_holidays

ONE_OFF = [
    # moved for the 75th anniversary of VE Day
    (date(2020, 5, 8), "Early May bank holiday (VE day)"),
    (date(2020, 5, 4), None),
    # the Platinum Jubilee and the late May holiday moved beside it
    (date(2022, 6, 2), "Spring bank holiday"),
    (date(2022, 6, 3), "Platinum Jubilee bank holiday"),
    (date(2022, 5, 30), None),
    (date(2022, 9, 19), "Bank Holiday for the State Funeral of Queen Elizabeth II"),
    (date(2023, 5, 8), "Bank holiday for the coronation of King Charles III"),
    # a substitute day is listed, the Saturday it stands for is not
    (date(2027, 12, 27), "Christmas Day"),
    (date(2027, 12, 25), None),
]


@pytest.mark.parametrize("year", range(2019, 2029))
def test_each_year_agrees_with_the_oracle(year: int) -> None:
    theirs = holidays.country_holidays("GB", subdiv="ENG", years=year)
    # They list the Saturday or Sunday beside its substitute; gov.uk's file lists the day off alone.
    weekdays = sorted(on for on in theirs if on.weekday() < 5)
    assert sorted(on for on in england().names if on.year == year) == weekdays


@pytest.mark.parametrize(("on", "title"), ONE_OFF)
def test_a_day_that_is_out_of_the_ordinary(on: date, title: str | None) -> None:
    assert england().names.get(on) == title


def test_how_far_the_snapshot_goes() -> None:
    assert (england().since, england().horizon) == (date(2019, 1, 1), date(2028, 12, 26))


def test_a_file_of_gov_uk_is_read() -> None:
    text = '{"scotland": {}, "england-and-wales": {"events": [{"title": "A", "date": "2030-01-01"}]}}'
    assert dict(read_holidays(text).names) == {date(2030, 1, 1): "A"}
