"""Everything that can be done and taken back: undone it is as before, redone as after, on both databases."""

import contextlib
from collections.abc import Mapping
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import select

from seasonal_ops import journal
from seasonal_ops.db import Database
from seasonal_ops.errors import SeasonalOpsError
from seasonal_ops.models import FactRow
from seasonal_ops.undoing import steps
from tests.undoing.at_work import Work

# What has to be done first, for a deed to find what it changes.
FIRST: Final[Mapping[str, str]] = {"stop": "wait", "correct": "count", "withdraw": "count"}
DEEDS: Final = (
    *("move", "times", "put", "rule", "cancel", "doing", "partly", "title", "edit", "assign", "support"),
    *("role", "unassign", "accept", "decline", "propose", "wait", "stop", "add", "anchor", "gate", "target"),
    *("series", "capacity", "count", "correct", "withdraw", "several", "attend", "agree", "note"),
)


@pytest.fixture
def work(database: Database) -> Work:
    return Work.begin(database)


def test_each_deed_back_and_forth(work: Work) -> None:
    deeds = work.deeds()
    assert set(deeds) == set(DEEDS)
    for name in DEEDS:
        if name in FIRST:
            work.do(deeds[FIRST[name]])
        before = work.state
        work.do(deeds[name])
        after = work.state
        assert after != before, name
        assert work.undo().startswith("Undone: ")
        assert work.state == before, name
        assert work.redo().startswith("Redone: ")
        assert work.state == after, name
        work.undo()
        assert work.state == before, name
        if name in FIRST:
            work.undo()
    with work.database.read() as session:
        done = set(session.exec(select(FactRow.kind)))
        assert journal.verify(session).defects == ()
    assert steps.UNDOABLE - {"ChangeReverted"} <= done


def test_all_of_a_day_s_work_back_and_forth(work: Work) -> None:
    deeds = work.deeds()
    order = (
        "accept",
        "times",
        "assign",
        "edit",
        "count",
        "wait",
        "anchor",
        "correct",
        "several",
        "partly",
        "cancel",
    )
    states = [work.state]
    for name in order:
        work.do(deeds[name])
        states.append(work.state)
    for expected in reversed(states[:-1]):
        work.undo()
        assert work.state == expected
    for expected in states[1:]:
        work.redo()
        assert work.state == expected


@pytest.fixture(scope="module")
def season(module_database: Database) -> Work:
    """One database for all sequences: each leaves it as it found it."""
    return Work.begin(module_database)


@given(order=st.lists(st.sampled_from(DEEDS), max_size=7))
@settings(max_examples=12)
def test_any_sequence_back_to_its_beginning_and_forth_to_its_end(season: Work, order: list[str]) -> None:
    deeds, beginning, steps = season.deeds(), season.state, 0
    newest = _newest(season)
    for name in order:
        with contextlib.suppress(SeasonalOpsError):  # it may be refused as things stand, or change nothing
            season.do(deeds[name])
        steps, newest = steps + (_newest(season) > newest), _newest(season)
    end = season.state
    for _ in range(steps):
        season.undo()
    assert season.state == beginning
    for _ in range(steps):
        season.redo()
    assert season.state == end
    for _ in range(steps):
        season.undo()
    assert season.state == beginning


def _newest(work: Work) -> int:
    with work.database.read() as session:
        return journal.newest(session)
