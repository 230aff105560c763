"""What begins before that which it needs has ended, or needs what will not be; days to avoid."""

from dataclasses import replace
from datetime import date, time, timedelta
from types import MappingProxyType

import pytest

from seasonal_ops.checks import findings
from seasonal_ops.dates import Calendar, Holidays, Period
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Check, Severity, Status
from tests.checks.scenes import NIGHT, activity, gist, picture, untimed

NEXT_DAY = NIGHT + timedelta(days=1)
MORNING = activity(1, time(9), time(12))
FOUND = [(Check.ORDER, Severity.ERROR, (2, 1))]


@pytest.mark.parametrize(
    ("needed", "needs", "found"),
    [
        (MORNING, activity(2, time(12), time(13), needs=(1,)), []),  # right after
        (MORNING, activity(2, time(11), time(13), needs=(1,)), FOUND),
        (MORNING, untimed(2, needs=(1,)), []),  # on the same day, at whatever time
        (MORNING, untimed(2, needs=(1,), on=NIGHT - timedelta(days=1)), FOUND),
        (untimed(1), activity(2, time(0), time(1), needs=(1,)), []),  # and the other way round
        (untimed(1, ends_on=NEXT_DAY), activity(2, needs=(1,)), FOUND),  # a campaign goes on till its end
        (activity(1, time(21), time(3)), activity(2, time(3), time(4), on=NEXT_DAY, needs=(1,)), []),
        (activity(1, time(21), time(3)), activity(2, time(2), time(4), on=NEXT_DAY, needs=(1,)), FOUND),
        (replace(MORNING, status=Status.CANCELLED), activity(2, needs=(1,)), FOUND),
        (replace(MORNING, status=Status.NOT_DELIVERED), activity(2, needs=(1,)), FOUND),
        (replace(MORNING, status=Status.PARTLY), activity(2, needs=(1,)), []),
        # It was done, whatever its date says.
        (replace(MORNING, status=Status.DELIVERED), activity(2, needs=(1,), on=date(2026, 10, 1)), []),
        (MORNING, activity(2, needs=(99,), on=date(2026, 10, 1)), []),  # in a plan that is not shown
        (MORNING, activity(2, time(10), needs=(1,), status=Status.CANCELLED), []),
    ],
)
def test_order(needed: ActivityView, needs: ActivityView, found: list[object]) -> None:
    assert gist(findings(picture(needed, needs))) == found


@pytest.mark.parametrize(
    ("needed", "needs", "sentence", "way_out"),
    [
        (
            MORNING,
            activity(2, time(11), time(13), needs=(1,)),
            (
                '"Patrol 2" (2) begins on Fri 30 Oct 2026 at 11:00, before what it needs has ended:'
                ' "Patrol 1" (1) on Fri 30 Oct 2026 at 12:00'
            ),
            (
                "seasonal-ops activity move 2 --to 2026-10-31, or if it can do without:"
                " seasonal-ops activity needs 2 1 --remove"
            ),
        ),
        (
            MORNING,
            activity(2, time(13), time(14), needs=(1,), on=NIGHT - timedelta(days=3)),
            (
                '"Patrol 2" (2) begins on Tue 27 Oct 2026 at 13:00, before what it needs has ended:'
                ' "Patrol 1" (1) on Fri 30 Oct 2026 at 12:00'
            ),
            (
                "seasonal-ops activity move 2 --to 2026-10-30, or if it can do without:"
                " seasonal-ops activity needs 2 1 --remove"
            ),
        ),
        (
            replace(MORNING, status=Status.NOT_DELIVERED),
            untimed(2, needs=(1,)),
            '"Patrol 2" (2) on Fri 30 Oct 2026 needs "Patrol 1" (1), which was not delivered',
            (
                "if it can do without: seasonal-ops activity needs 2 1 --remove;"
                " if not: seasonal-ops activity cancel 2 --reason TEXT"
            ),
        ),
    ],
)
def test_the_words_and_the_way_out(
    needed: ActivityView, needs: ActivityView, sentence: str, way_out: str
) -> None:
    (found,) = findings(picture(needed, needs))
    assert (found.sentence, found.way_out) == (sentence, way_out)


CALENDAR = Calendar(
    begins=date(2026, 5, 1),
    periods=(Period(name="half-term", first=date(2026, 10, 26), last=date(2026, 10, 30)),),
    holidays=Holidays(MappingProxyType({NIGHT: "A day off", date(2027, 12, 27): "Christmas Day"})),
)


@pytest.mark.parametrize(
    ("row", "causes", "to"),
    [
        (activity(1, avoid=("half-term",)), "half-term", "2026-10-31"),
        (activity(1, avoid=("Half-Term", "weekend")), "half-term", "2026-11-02"),
        (activity(1, avoid=("half-term",), if_avoided="earlier"), "half-term", "2026-10-25"),
        (activity(1, avoid=("half-term",), if_avoided="later"), "half-term", "2026-10-31"),
        (
            activity(1, avoid=("bank holiday", "half-term")),
            "bank holiday (A day off) and half-term",
            "2026-10-31",
        ),
        (activity(1, avoid=("weekend", "bank holiday"), on=date(2026, 10, 4)), "weekend", "2026-10-05"),
    ],
)
def test_a_day_to_avoid(row: ActivityView, causes: str, to: str) -> None:
    (found,) = findings(picture(row, calendars={"p-2026": CALENDAR}))
    on = "Sun 4 Oct 2026" if row.starts_on < NIGHT else "Fri 30 Oct 2026"
    assert gist([found]) == [(Check.AVOIDED, Severity.WARNING, (1,))]
    assert found.sentence == f'"Patrol 1" (1) on {on} falls on what it is to avoid: {causes}'
    assert found.way_out == f"seasonal-ops activity move 1 --to {to}"


@pytest.mark.parametrize(
    "row",
    [
        activity(1),  # avoids nothing
        activity(1, avoid=("weekend",)),  # a Friday
        activity(1, avoid=("weekend", "bank holiday"), on=date(2030, 10, 30)),  # not known that far ahead
        activity(1, avoid=("a word of last year",)),
        untimed(
            1, avoid=("half-term",), on=date(2026, 10, 23), ends_on=NIGHT
        ),  # its rule dates its first day
        activity(1, avoid=("half-term",), plan="elsewhere-2026"),  # whose calendar is not known
        activity(1, avoid=("half-term",), status=Status.CANCELLED),
    ],
)
def test_a_day_that_need_not_be_avoided(row: ActivityView) -> None:
    assert findings(picture(row, calendars={"p-2026": CALENDAR})) == []


def test_without_a_free_day_nearby_none_is_named() -> None:
    forever = replace(CALENDAR, periods=(Period(name="term", first=date(2026, 1, 1), last=date(2027, 9, 1)),))
    (found,) = findings(picture(activity(1, avoid=("term",)), calendars={"p-2026": forever}))
    assert found.way_out == "seasonal-ops activity move 1 --to DATE"
