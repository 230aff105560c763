"""What was counted at an activity: on its dates, once for all plans in which it stands."""

from datetime import date, timedelta

import pytest
from desk import NIGHT, Desk
from factories import make_plan

from seasonal_ops.models import PlanActivity, key

NEXT = NIGHT + timedelta(days=1)


@pytest.fixture
def other(desk: Desk) -> Desk:
    """Another plan over the same nights; both count what was cleared."""
    found = Desk(desk.session, make_plan(desk.session, year=2027))
    desk.count_of("cleared")
    found.count_of("cleared", window_from=date(2026, 10, 1), window_to=date(2026, 11, 30))
    return found


def shared(desk: Desk, other: Desk) -> int:
    """An activity of both."""
    activity = desk.activity("cleared", until=NEXT)
    desk.session.add(PlanActivity(plan_id=key(other.plan), activity_id=activity, home=False))
    desk.session.flush()
    return activity


def test_an_activity_of_two_plans_is_counted_in_one(desk: Desk, other: Desk) -> None:
    activity = shared(desk, other)
    desk.add("cleared", 27, activity=activity)
    (same,) = other.weigh("cleared", 27, activity=activity).problems
    assert same == (
        f"cleared at activity {activity} is recorded already in bright-sparx-2026, 27 of 2026-10-30: it"
        " counts here too, and nothing is left to record"
    )
    for value, on in ((35, NIGHT), (27, NEXT)):
        (another,) = other.weigh("cleared", value, on, activity=activity).problems
        assert "recorded already in bright-sparx-2026, 27 of 2026-10-30: an activity of two plans" in another
        assert "seasonal-ops count withdraw bright-sparx-2026 cleared --date 2026-10-30" in another
    # Of one's own plan, of another activity and of none nothing is said.
    assert desk.weigh("cleared", 8, NEXT, activity=activity).problems == ()
    assert other.weigh("cleared", 35, activity=other.activity("cleared")).problems == ()
    assert other.weigh("cleared", 35).problems == ()


def test_another_unit_is_another_count(desk: Desk, other: Desk) -> None:
    activity = shared(desk, other)
    desk.measure("cleared").unit = "bags"
    desk.add("cleared", 27, activity=activity)
    assert other.weigh("cleared", 35, activity=activity).problems == ()


@pytest.mark.parametrize(
    ("on", "until", "fits"),
    [
        (NIGHT, NIGHT, True),
        (NIGHT, NEXT, True),
        (NIGHT - timedelta(days=1), NIGHT, False),
        (NEXT, NEXT + timedelta(days=1), False),
    ],
    ids=str,
)
def test_a_value_of_an_activity_is_of_its_dates(desk: Desk, on: date, until: date, fits: bool) -> None:
    activity = desk.activity("asb-calls", until=NEXT)
    found = desk.weigh("asb-calls", 3, on, until=until, activity=activity).problems
    assert (found == ()) is fits
    if not fits:
        assert f"activity {activity} is of 2026-10-30 to 2026-10-31, and {on} to {until} is not" in found[0]


def test_a_measure_that_the_activity_did_not_promise_needs_a_reason(desk: Desk) -> None:
    activity = desk.activity("asb-calls")
    assert desk.weigh("asb-calls", 3, activity=activity).warnings == ()
    (warning,) = desk.weigh("police-calls", 3, activity=activity).warnings
    assert f"activity {activity} did not promise to count police-calls" in warning


def test_a_nights_value_beside_that_of_an_activity_needs_a_reason(desk: Desk) -> None:
    activity = desk.activity("asb-calls")
    desk.area()
    written = desk.add("asb-calls", 35, activity=activity)
    (warning,) = desk.weigh("asb-calls", 35).warnings
    assert warning == (
        f"asb-calls of 2026-10-30 is added to the 35 of that night at activity {activity}; if it is the same,"
        " leave it out"
    )
    for place in ({"on": NEXT}, {"area": "tanhouse"}, {"activity": desk.activity("asb-calls")}):
        assert desk.weigh("asb-calls", 35, **place).warnings == ()  # type: ignore[arg-type]
    desk.session.delete(written)
    desk.add("asb-calls", 35)
    (warning,) = desk.weigh("asb-calls", 35, activity=activity).warnings
    assert "is added to the 35 of that night without an activity" in warning
