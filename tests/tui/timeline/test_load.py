"""Loads against capacities."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from seasonal_ops.views import LoadChange, TimelineView
from tui.timeline.load import EVERYBODY, Load, LoadBook, load_sentence, load_title
from tui.timeline.scale import Scale

NIGHT, NEXT = date(2026, 10, 30), date(2026, 10, 31)


def book(loads: Mapping[str, Mapping[date, int]], **capacities: int) -> LoadBook:
    values: dict[str, Any] = {"rows": (), "days": ()}
    names = {"police": "Police", "fire": "Fire and Rescue"}
    return LoadBook(TimelineView(loads=loads, capacities=capacities, names=names, **values))


@pytest.mark.parametrize(
    ("count", "capacity", "cells", "text"),
    [
        (0, 2, 3, ""),
        (2, 2, 3, "2"),
        (3, 2, 3, "3!"),  # one more than it can man
        (12, 10, 3, "12!"),
        (12, None, 2, "12"),  # nobody said how many: never too much
        (12, 10, 2, "+!"),  # no room for the number
        (100, None, 2, "+"),
    ],
)
def test_a_number(count: int, capacity: int | None, cells: int, text: str) -> None:
    assert Load("police", count, capacity).text(cells) == text


def test_whoever_is_farthest_over_has_most() -> None:
    loads = book({"police": {NIGHT: 3}, "fire": {NIGHT: 9, NEXT: 1}}, police=2)
    assert loads.worst(NIGHT) == Load("police", 3, 2)
    assert loads.worst(NEXT) == Load("fire", 1, None)
    assert loads.worst(date(2026, 1, 1)) is None


def test_a_proposal_counts_until_it_is_dropped() -> None:
    loads = book({"police": {NIGHT: 3}, "fire": {NIGHT: 2}}, police=2)
    change = {"partner": "police", "name": "Police", "capacity": 2}
    loads.propose(
        [LoadChange(night=NIGHT, was=3, to=1, **change), LoadChange(night=NEXT, was=0, to=1, **change)]  # type: ignore[arg-type]
    )
    assert (loads.of("police", NIGHT).count, loads.of("police", NEXT).count) == (1, 1)
    assert loads.worst(NIGHT) == Load("fire", 2, None)  # the police is no longer the worst
    loads.propose(())
    assert loads.worst(NIGHT) == Load("police", 3, 2)


@pytest.mark.parametrize(
    ("partner", "said"),
    [
        ("police", ("! over capacity in 1 night; most: 3 of 2 on Fri 30 Oct", True)),
        ("fire", ("most: 2 on Sat 31 Oct, capacity not said", False)),
        ("nobody", ("Nothing in these days.", False)),
        (EVERYBODY, ("! over capacity in 1 night; most: Police: 3 of 2 on Fri 30 Oct", True)),
    ],
)
def test_the_heaviest_night_in_words(partner: str, said: tuple[str, bool]) -> None:
    loads = book({"police": {NIGHT: 3, NEXT: 2}, "fire": {NEXT: 2}}, police=2)
    assert load_sentence(loads, partner, Scale(date(2026, 10, 26), 30, 1)) == said


def test_whose_load_it_is() -> None:
    loads = book({}, police=2)
    assert [load_title(loads, one) for one in ("police", "fire", EVERYBODY)] == [
        "Load: Police",
        "Load: Fire and Rescue",
        "Load: whoever has most",
    ]
