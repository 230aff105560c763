"""A module that is loaded late takes the place of what its package offers under the same name."""

import importlib
import pkgutil

import pytest

from seasonal_ops import (
    counting,
    dates,
    feeds,
    planning,
    queries,
    reminders,
    sharing,
    telling,
    undoing,
    views,
)

ROOMS = (counting, dates, feeds, planning, queries, reminders, sharing, telling, undoing, views)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_what_a_room_offers_stays_what_it_is(room: object) -> None:
    offered = {name: getattr(room, name) for name in getattr(room, "__all__", ())}
    for module in pkgutil.iter_modules(room.__path__, f"{room.__name__}."):  # type: ignore[attr-defined]
        importlib.import_module(module.name)
    assert {name for name, held in offered.items() if getattr(room, name) is not held} == set()
