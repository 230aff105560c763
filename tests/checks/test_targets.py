"""Targets that nobody can measure, and the measure that is offered."""

from datetime import date
from decimal import Decimal

import pytest

from seasonal_ops.checks import findings
from seasonal_ops.views import Finding, TargetView
from seasonal_ops.words import Check, Direction, MeasureKind, Severity
from tests.checks.scenes import activity, gist, measure, picture, target

CALLS = measure("asb-calls", "Calls about anti-social behaviour", "Calls that the police closed as such.")
DAMAGE = measure("criminal-damage", "Criminal damage", "Crimes of criminal damage, by date.")
ARSON = measure("arson", "Arson", "Crimes of arson recorded by the police.")
WEIGHT = measure("detritus", "Detritus removed", kind=MeasureKind.QUANTITY, direction=Direction.UP)
SAFE = measure("feel-safe", "People who feel safe", kind=MeasureKind.PERCENTAGE, direction=Direction.UP)
HELPED = measure("helped", "People helped", unit="people", direction=Direction.NONE)
WORDS = measure("words", "What residents said of crime", kind=MeasureKind.TEXT, direction=Direction.NONE)
ALL = (CALLS, DAMAGE, ARSON, WEIGHT, SAFE, HELPED, WORDS)


@pytest.mark.parametrize(
    ("one", "wrong"),
    [
        (target(), False),
        (target(by=None), False),  # the measure's window says until when
        (target(value=Decimal(0)), False),  # none at all is a number
        (target(value=None), True),
        (target(measure=None), True),  # twelve of what?
    ],
)
def test_which_targets_can_be_measured(one: TargetView, wrong: bool) -> None:
    found = [(Check.TARGET, Severity.WARNING, ())] if wrong else []
    assert gist(findings(picture(targets=(one,), measures=ALL))) == found


@pytest.mark.parametrize(
    ("one", "lacks", "offer", "way_out"),
    [
        (
            target(text="to reduce crime", value=None, measure=None, by=None),
            "a number, a measure and a date",
            '; e.g. "Criminal damage: 10% fewer by Sat 7 Nov 2026"; "Arson" would do too',
            "--value -10% --measure criminal-damage --by 2026-11-07",
        ),
        (
            target(text="to reduce crime", value=None, by=date(2026, 12, 31)),  # the one that is linked
            "a number",
            '; e.g. "Calls about anti-social behaviour: 10% fewer by Thu 31 Dec 2026"',
            "--value -10% --measure asb-calls",
        ),
        (
            target(text="Less crime and arson", measure=None),  # the nearest first
            "a measure",
            '; e.g. "Arson: 10% fewer by Sat 7 Nov 2026"; "Criminal damage" would do too',
            "--measure arson",
        ),
        (
            target(text="Less ASB", measure=None),  # found by its slug
            "a measure",
            '; e.g. "Calls about anti-social behaviour: 10% fewer by Sat 7 Nov 2026"',
            "--measure asb-calls",
        ),
        (
            target(text="more", value=None, measure="detritus"),
            "a number",
            '; e.g. "Detritus removed: 10% more by Sat 7 Nov 2026"',
            "--value +10% --measure detritus",
        ),
        (
            target(text="more", value=None, measure="feel-safe"),
            "a number",
            '; e.g. "People who feel safe: 80% by Sat 7 Nov 2026"',
            "--value 80 --measure feel-safe",
        ),
        (
            target(text="more", value=None, measure="helped"),
            "a number",
            '; e.g. "People helped: 20 people by Sat 7 Nov 2026"',
            "--value 20 --measure helped",
        ),
        (
            target(text="better cohesion", value=None, measure=None, by=None),
            "a number, a measure and a date",
            "; no measure of the plan comes near it",
            "--value NUMBER --measure MEASURE --by DATE; the measures: seasonal-ops measure list p-2026",
        ),
        (
            target(text="the", value=None, measure=None),  # says nothing at all
            "a number and a measure",
            "; no measure of the plan comes near it",
            "--value NUMBER --measure MEASURE; the measures: seasonal-ops measure list p-2026",
        ),
    ],
)
def test_what_is_missing_and_what_is_offered(one: TargetView, lacks: str, offer: str, way_out: str) -> None:
    assert findings(picture(targets=(one,), measures=ALL)) == [
        Finding(
            rule=Check.TARGET,
            severity=Severity.WARNING,
            activities=(),
            sentence=f'the target "{one.text}" of p-2026 cannot be measured: it lacks {lacks}{offer}',
            way_out=f"seasonal-ops target set 7 {way_out}",
        )
    ]


def test_activities_that_serve_a_target_are_named() -> None:
    one = target(value=None, activities=(2, 1, 99))
    rows = [activity(1), activity(2, on=date(2026, 11, 1))]
    assert gist(findings(picture(*rows, targets=(one,)))) == [(Check.TARGET, Severity.WARNING, (1, 2))]
