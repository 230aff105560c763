"""School and bank holidays of two windows."""

from datetime import date

import pytest

from seasonal_ops.dates import england
from seasonal_ops.evaluation.comparing.windows import Window, match_calendar
from seasonal_ops.evaluation.records.holidays import NamedDays, holiday_mix

AUTUMN = match_calendar(Window(date(2026, 10, 27), date(2026, 11, 7)))
HALF_TERM = {
    year: NamedDays("half-term", date(year, 10, day), date(year, 10, day + 4))
    for year, day in ((2025, 27), (2026, 26))
}
NONE = "No school holiday is entered for 2025 or 2026."


@pytest.mark.parametrize(
    ("this", "last", "said"),
    [
        pytest.param(
            [HALF_TERM[2026]], [HALF_TERM[2025]], "Days of half-term: 5 in 2025, 4 in 2026.", id="both"
        ),
        pytest.param([HALF_TERM[2026]], [], "Days of half-term: not entered in 2025, 4 in 2026.", id="one"),
        pytest.param([], [], NONE, id="none"),
        pytest.param(
            [HALF_TERM[2026], NamedDays("inset day", date(2026, 11, 2), date(2026, 11, 2))],
            [HALF_TERM[2025]],
            "Days of half-term: 5 in 2025, 4 in 2026. Days of inset day: not entered in 2025, 1 in 2026.",
            id="two names",
        ),
    ],
)
def test_named_days(this: list[NamedDays], last: list[NamedDays], said: str) -> None:
    assert holiday_mix(AUTUMN, this=this, last=last, bank=england()) == (said,)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        # Christmas, Boxing Day (a Saturday in 2026: the Monday after) and New Year's Day
        (date(2026, 12, 18), date(2027, 1, 2), "Bank holidays: 3 in 2025/26, 3 in 2026/27."),
        (date(2026, 12, 18), date(2026, 12, 26), "Bank holidays: 2 in 2025, 1 in 2026."),
        (date(2019, 12, 18), date(2019, 12, 26), "Bank holidays of 2018 are not known here."),
        (date(2030, 1, 1), date(2030, 1, 3), "Bank holidays of 2029 and 2030 are not known here."),
    ],
)
def test_bank_holidays(first: date, last: date, said: str) -> None:
    matching = match_calendar(Window(first, last))
    assert holiday_mix(matching, this=[], last=[], bank=england())[1:] == (said,)


def test_windows_without_a_date_in_common_have_none() -> None:
    matching = match_calendar(Window(date(2024, 2, 29), date(2024, 2, 29)))
    assert holiday_mix(matching, this=[], last=[], bank=england()) == ()
