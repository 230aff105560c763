"""What fails, and what goes on, when a partner is called away."""

from datetime import date, timedelta

from seasonal_ops.checks import without
from seasonal_ops.views import ActivityView
from seasonal_ops.words import Answer, Check, Role, Severity, Status
from tests.checks.scenes import NIGHT, activity, assigned, picture

SUPPORT = Role.SUPPORT


def on(days: int, number: int, *people: object, **more: object) -> ActivityView:
    """An activity so many days after the night."""
    return activity(number, on=NIGHT + timedelta(days=days), by=people, **more)  # type: ignore[arg-type]


def test_what_becomes_of_each_activity() -> None:
    rows = [
        on(0, 1, "fire", assigned("police", SUPPORT), title="Go4IT"),  # one title twice
        on(1, 2, "fire", assigned("police", SUPPORT), title="Go4IT"),
        on(2, 3, "police", needs=(1,)),  # waits, though the partner is not on it
        on(3, 4, "police", assigned("fire", SUPPORT), needs=(3,)),  # and so does what it supports
        on(4, 5, "fire", "police", assigned("council", SUPPORT)),
        on(5, 6, "fire", assigned("police", answer=Answer.DECLINED)),  # the other lead is not there
        on(6, 7, "police", assigned("fire", SUPPORT)),
        on(7, 8, "police", assigned("fire", SUPPORT)),
        on(8, 9, "police", assigned("fire", SUPPORT, Answer.DECLINED)),  # it was not there anyway
        on(9, 10, "police", needs=(5,)),  # waits for what goes on
        activity(11, on=date(2026, 8, 1), by=["fire"]),  # over
        on(9, 12, "fire", status=Status.CANCELLED),
    ]
    found = without(picture(*rows), "fire")
    assert {one.rule for one in found} == {Check.WITHOUT}
    assert [(one.severity, one.activities, one.sentence, one.way_out) for one in found] == [
        (
            Severity.ERROR,
            (1, 2),
            '"Go4IT" (1 and 2), twice from Fri 30 Oct 2026 to Sat 31 Oct 2026, fails: Fire leads it alone',
            "seasonal-ops assign 1 police --role lead, and for 1 more alike",
        ),
        (
            Severity.ERROR,
            (3,),
            '"Patrol 3" (3) on Sun 1 Nov 2026 falls too: it needs "Go4IT" (1)',
            "seasonal-ops activity needs 3 1 --remove",
        ),
        (
            Severity.ERROR,
            (4,),
            '"Patrol 4" (4) on Mon 2 Nov 2026 falls too: it needs "Patrol 3" (3)',
            "seasonal-ops activity needs 4 3 --remove",
        ),
        (
            Severity.ERROR,
            (6,),
            '"Patrol 6" (6) on Wed 4 Nov 2026 fails: Fire leads it alone',
            "seasonal-ops assign 6 PARTNER --role lead",
        ),
        (
            Severity.WARNING,
            (5,),
            '"Patrol 5" (5) on Tue 3 Nov 2026 goes on under Police',
            "seasonal-ops assign 5 council --role lead",
        ),
        (
            Severity.NOTE,
            (7, 8),
            '2 activities go on without the support of Fire: "Patrol 7" (7) and "Patrol 8" (8)',
            "where it is missed: seasonal-ops assign 7 PARTNER",
        ),
    ]


def test_a_partner_that_is_on_nothing_is_not_missed() -> None:
    assert without(picture(on(0, 1, "police")), "fire") == []
