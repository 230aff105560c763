"""Which measures are about persons, and which of their seasons may show a total."""

from datetime import date
from typing import Any

import pytest

from seasonal_ops.evaluation.comparing.windows import Window
from seasonal_ops.evaluation.hiding.persons import (
    BEHIND,
    NO_PLAN,
    OVERLAPPING,
    PART,
    Defined,
    persons,
)
from seasonal_ops.words import MeasureKind
from tests.evaluation.made import defined, measure, season


def kin(slug: str, year: int | None = 2026, **more: Any) -> Defined:
    """A measure as a plan has it, over two nights."""
    first = date(year or 2026, 10, 27)
    return defined(measure(slug, nights=2), year, Window(first, first.replace(day=28)))._replace(**more)


@pytest.mark.parametrize(
    ("known", "about"),
    [
        ([kin("hurt", personal=True), kin("calls")], {"hurt"}),
        # Another plan says so, be it later or of another template.
        ([kin("hurt"), kin("hurt", 2027, personal=True)], {"hurt"}),
        ([kin("hurt"), kin("hurt", None, personal=True)], {"hurt"}),
        # A part of a part, whatever it says of itself; not what they are parts of.
        (
            [
                kin("all"),
                kin("hurt", part_of="all", personal=True),
                kin("a", part_of="hurt"),
                kin("b", part_of="a"),
            ],
            {"hurt", "a", "b"},
        ),
        ([kin("hurt", personal=True), kin("a", 2025, part_of="hurt"), kin("a")], {"hurt", "a"}),
        # The same incidents by another name.
        ([kin("hurt", group="g", personal=True), kin("treated", group="g")], {"hurt", "treated"}),
        # The same word in two plans is no group.
        ([kin("hurt", group="g", personal=True), kin("treated", 2025, group="g")], {"hurt"}),
        # A circle ends.
        ([kin("a", part_of="b", personal=True), kin("b", part_of="a")], {"a", "b"}),
    ],
    ids=["itself", "later-plan", "elsewhere", "parts", "part-before", "twin", "two-plans", "circle"],
)
def test_what_is_about_persons(known: list[Defined], about: set[str]) -> None:
    assert persons(known).about == about


@pytest.mark.parametrize(
    ("known", "never"),
    [
        ([kin("a", part_of="hurt"), kin("hurt")], {"a": PART}),
        ([kin("a", 2025, part_of="hurt"), kin("a")], {"a": PART}),
        ([kin("a", group="g", headline=False), kin("b", group="g")], {"a": BEHIND}),
        # Nobody or both say that they are: the first is.
        ([kin("a", group="g"), kin("b", group="g")], {"b": BEHIND}),
        ([kin("a", group="g"), kin("a", 2025, group="g")], {}),
    ],
    ids=["part", "part-before", "behind", "both", "alone"],
)
def test_which_never_show_a_total(known: list[Defined], never: dict[str, str]) -> None:
    assert persons(known).never == never


LONG = Window(date(2025, 11, 1), date(2026, 10, 27))


@pytest.mark.parametrize(
    ("own", "why"),
    [
        ([kin("hurt")], ""),
        ([kin("hurt"), kin("hurt", 2025)], ""),
        ([], NO_PLAN),
        ([kin("hurt", 2025)], NO_PLAN),
        ([kin("hurt", None)], NO_PLAN),
        ([kin("hurt", unit="patients")], NO_PLAN),
        ([kin("hurt", kind=MeasureKind.QUANTITY)], NO_PLAN),
        # The season is of other dates than its plan's window.
        ([kin("hurt", window=LONG)], NO_PLAN),
        # One less the other is what the nights have that only one of them holds.
        ([kin("hurt"), kin("hurt", 2025, window=LONG)], OVERLAPPING),
        ([kin("hurt"), kin("calls", 2025, window=LONG)], ""),
    ],
    ids=["own", "two", "none", "other-year", "elsewhere", "unit", "kind", "window", "overlap", "others"],
)
def test_a_total_is_of_the_window_of_its_own_plan(own: list[Defined], why: str) -> None:
    found = persons([*own, kin("hurt", 2030, personal=True)])
    view = measure("hurt", nights=2)
    assert found.why_not(view, season((8, 8)), date(2026, 11, 20)) == why
