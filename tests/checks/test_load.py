"""How many activities a partner has in one night, from 07:00 to 07:00."""

from datetime import date, time

import pytest

from seasonal_ops.checks import findings
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Check, Severity
from tests.checks.scenes import activity, gist, picture, untimed

NEXT_DAY = date(2026, 10, 31)
DAYTIME = activity(1, time(8), time(15), by=["police"])
EVENING = activity(2, time(18), time(23), by=["police"])
SMALL_HOURS = activity(3, time(2), time(4), on=NEXT_DAY, by=["police"])
LOAD = (Check.LOAD, Severity.WARNING)


@pytest.mark.parametrize(
    ("rows", "capacity", "found"),
    [
        ([DAYTIME, EVENING], 1, [(*LOAD, (1, 2))]),
        ([DAYTIME, EVENING], 2, []),
        ([EVENING, SMALL_HOURS], 1, [(*LOAD, (2, 3))]),  # 02:00 belongs to the night before
        ([EVENING, activity(4, time(7), time(9), on=NEXT_DAY, by=["police"])], 1, []),  # 07:00 does not
        ([DAYTIME, EVENING, untimed(4, by=["police"])], 2, [(*LOAD, (4, 1, 2))]),
        ([DAYTIME, EVENING, untimed(4, by=["police"], ends_on=NEXT_DAY)], 2, []),  # a campaign
        # A clash says it already, whether or not it is certain.
        ([DAYTIME, EVENING, activity(4, time(22), time(2), by=["police"])], 1,
         [(Check.CLASH, Severity.ERROR, (2, 4))]),
        ([EVENING, untimed(4, by=["police"])], 1, [(Check.CLASH, Severity.WARNING, (4, 2))]),
    ],
)  # fmt: skip
def test_a_night_with_too_many(
    rows: list[ActivityView], capacity: int, found: list[tuple[Check, Severity, tuple[int, ...]]]
) -> None:
    assert gist(findings(picture(*rows, capacity={"police": capacity}))) == found


def test_the_words_and_the_way_out() -> None:
    (found,) = findings(picture(DAYTIME, EVENING, capacity={"police": 1}))
    assert found.sentence == (
        "Police: 2 activities from 07:00 on Fri 30 Oct 2026 to the next morning, capacity 1:"
        ' "Patrol 1" (1, 08:00–15:00) and "Patrol 2" (2, 18:00–23:00)'
    )
    assert found.way_out == (
        "seasonal-ops activity move 2 --to DATE, or if it can man 2 in a night:"
        " seasonal-ops partner edit police --capacity 2"
    )
