"""Counts on a real database: what the gateway gives, and keys that reach the rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from factories import make_plan

from seasonal_ops import journal, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Changed, Refused
from seasonal_ops.facts import Actor
from seasonal_ops.views import CountBlock, CountPlace, CountSpot, KeptCount, PasteView, TakenCount
from seasonal_ops.words import REASON_DUE, ActorKind, CountStatus, Qualifier
from tests.tui.evaluate.on_counts import grid
from tests.tui.terminal import Settle, painted, press
from tui.app import SeasonalOps
from tui.gateway import Gateway

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)
ACTOR = Actor("lead", ActorKind.TUI)
NIGHT = date(2026, 10, 30)
AT = CountPlace("bright-sparx-2026")
CALLS = "Calls about anti-social behaviour"
SPOT = CountSpot(AT, "asb-calls", NIGHT, NIGHT)


@pytest.fixture
def gateway(sqlite_database: Database) -> Gateway:
    with sqlite_database.write() as session:
        make_plan(session)
    return Gateway(lambda: sqlite_database, ACTOR, lambda: NOW)


def keep(gateway: Gateway, text: str, seen: int | None = None, spot: CountSpot = SPOT) -> KeptCount:
    kept = gateway.keep_count(spot, text, seen)
    assert isinstance(kept, KeptCount)
    return kept


def test_a_value_is_kept_corrected_and_said_who_by(gateway: Gateway, sqlite_database: Database) -> None:
    first = keep(gateway, "about 30")
    assert (first.view.value, first.view.qualifier, first.view.entered_by) == (30, Qualifier.ABOUT, "lead")
    second = keep(gateway, "31", first.view.id)
    final = gateway.mark_count(SPOT, second.view.id, CountStatus.FINAL)
    assert (final.view.value, final.view.revision, final.view.status) == (31, 3, CountStatus.FINAL)
    assert [one.value for one in gateway.past_of_count(SPOT)] == [31, 31, 30]
    (row,) = [row for row in gateway.count_sheet(AT).rows if row.measure.slug == "asb-calls"]
    assert row.nights == {NIGHT: final.view}
    with sqlite_database.read() as session:
        kinds = [(fact.kind, fact.actor_kind) for fact in journal.read(session, limit=3)]
    assert kinds == [("CountAdded", ActorKind.TUI)] * 3


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-3", "whole number"),
        ("12.5", "whole number"),
        ("n/k", "not known"),
        ("20-30", "is a range"),
        ("07700 900123", "telephone|whole number"),
    ],
)
def test_what_cannot_be_kept_says_why(gateway: Gateway, text: str, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        gateway.keep_count(SPOT, text, None)
    assert gateway.past_of_count(SPOT) == ()


def test_somebody_s_value_is_given_back_and_an_old_look_changes_nothing(gateway: Gateway) -> None:
    theirs = keep(gateway, "15")
    assert gateway.keep_count(SPOT, "12", None) == TakenCount(view=theirs.view)
    assert keep(gateway, "12", theirs.view.id).view.revision == 2
    with pytest.raises(Changed):
        gateway.explain_count(SPOT, theirs.view.id, "a game")


def test_what_was_withdrawn_meanwhile_is_given_back_as_nothing(gateway: Gateway) -> None:
    kept = keep(gateway, "15")
    gateway.withdraw_count(SPOT, kept.view.id, "of another night")
    assert gateway.keep_count(SPOT, "12", kept.view.id) == TakenCount(view=None)
    assert keep(gateway, "12").view.value == 12


def test_what_somebody_else_said_since_is_neither_taken_out_nor_approved_unseen(
    gateway: Gateway, sqlite_database: Database
) -> None:
    mine = keep(gateway, "15")
    sheet = gateway.count_sheet(AT)
    sam = Gateway(lambda: sqlite_database, Actor("sam", ActorKind.TUI), lambda: NOW)
    theirs = keep(sam, "16", mine.view.id)
    with pytest.raises(Changed, match="sam recorded 16 there meanwhile"):
        gateway.withdraw_count(SPOT, mine.view.id, "of another night")
    with pytest.raises(Changed, match="sam recorded 16 for 2026-10-30 meanwhile"):
        gateway.approve_counts(AT, "asb-calls", sheet.newest)
    with pytest.raises(Changed, match="sam recorded 16 there meanwhile"):
        gateway.mark_count(SPOT, mine.view.id, CountStatus.FINAL)
    assert gateway.past_of_count(SPOT)[0] == theirs.view
    assert gateway.approve_counts(AT, "asb-calls", gateway.count_sheet(AT).newest) == 1


def test_an_unusual_value_waits_for_its_reason(gateway: Gateway, sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session, year=2025)
    last = CountSpot(CountPlace("bright-sparx-2025"), "asb-calls", *[NIGHT.replace(year=2025)] * 2)
    keep(gateway, "30", spot=last)
    kept = keep(gateway, "9999")
    assert (kept.view.reason, len(kept.warnings)) == (REASON_DUE, 1)
    explained = gateway.explain_count(SPOT, kept.view.id, "a concert")
    assert (explained.view.reason, explained.warnings) == ("a concert", ())
    with pytest.raises(BadValue):
        gateway.explain_count(SPOT, explained.view.id, " ")


def test_nil_returns_approval_and_opening_again(gateway: Gateway) -> None:
    nights = tuple(NIGHT + timedelta(days=n) for n in range(3))
    assert gateway.keep_nils(AT, "asb-calls", nights) == 3
    assert gateway.approve_counts(AT, "asb-calls", gateway.count_sheet(AT).newest) == 3
    (row,) = [row for row in gateway.count_sheet(AT).rows if row.measure.slug == "asb-calls"]
    assert {one.approved_by for one in row.nights.values()} == {"lead"}
    with pytest.raises(BadValue, match="approved by lead"):
        gateway.keep_count(SPOT, "5", row.nights[NIGHT].id)
    assert gateway.reopen_counts(AT, "asb-calls", "late calls") == 3
    assert keep(gateway, "5", row.nights[NIGHT].id).view.value == 5
    with pytest.raises(Refused):
        gateway.reopen_counts(AT, "asb-calls", "again")


BLOCK = CountBlock(
    at=AT,
    text="11\t0\n7\t2\n",
    measures=("asb-calls", "deliberate-fires"),
    nights=tuple(NIGHT + timedelta(days=n) for n in range(3)),
)


def test_a_block_is_weighed_and_then_kept_as_a_whole(gateway: Gateway, sqlite_database: Database) -> None:
    keep(gateway, "9")
    looked = gateway.weigh_block(BLOCK)
    assert (looked.new, looked.changed, looked.same, looked.turned) == (3, 1, 0, False)
    assert [(one.where, one.sentence) for one in looked.changes] == [(f"{CALLS}, Fri 30 Oct", "9 becomes 11")]
    with sqlite_database.read() as session:
        assert len(queries.counts(session, queries.find_plan(session, AT.plan))) == 1  # only looked at
    done = gateway.keep_block(BLOCK, looked.seen)
    assert (done.new, done.changed) == (3, 1)
    again = gateway.keep_block(BLOCK, looked.seen)
    assert (again.new, again.changed, again.same) == (0, 0, 4)


def test_a_block_is_not_written_over_what_was_said_since_it_was_looked_at(
    gateway: Gateway, sqlite_database: Database
) -> None:
    mine = keep(gateway, "9")
    looked = gateway.weigh_block(BLOCK)
    sam = Gateway(lambda: sqlite_database, Actor("sam", ActorKind.TUI), lambda: NOW)
    keep(sam, "16", mine.view.id)
    before = gateway.newest()
    late = gateway.keep_block(BLOCK, looked.seen)
    assert [(one.where, one.sentence) for one in late.meanwhile] == [
        (f"{CALLS}, Fri 30 Oct", "sam recorded 16 there meanwhile")
    ]
    assert [one.sentence for one in late.changes] == ["16 becomes 11"]
    assert gateway.newest() == before
    done = gateway.keep_block(BLOCK, late.seen)  # it was looked at again
    assert (done.new, done.changed, done.meanwhile) == (3, 1, ())


def test_a_block_with_a_problem_is_kept_not_at_all(gateway: Gateway) -> None:
    block = replace(BLOCK, text="11\tmany\n7\t2\n")
    for found in (gateway.weigh_block(block), gateway.keep_block(block, ())):
        (problem,) = found.problems
        assert problem.where == "line 1, column B"
    assert gateway.past_of_count(SPOT) == ()


@pytest.mark.parametrize(
    ("wide", "high", "said"),
    [
        (100, 100, "the block has 100 lines, and from here on there are 81 nights"),
        (200, 200, "row 1 has 200 cells; 100 at most"),
    ],
)
def test_a_block_larger_than_the_sheet_is_refused_and_nothing_of_it_kept(
    gateway: Gateway, sqlite_database: Database, wide: int, high: int, said: str
) -> None:
    block = whole_sheet(gateway, "\n".join(["\t".join(["1"] * wide)] * high))
    with sqlite_database.read() as session:
        before = journal.newest(session)
    for verb in (gateway.weigh_block, keeping(gateway)):
        with pytest.raises(BadValue, match=said):
            verb(block)
    with sqlite_database.read() as session:
        assert journal.newest(session) == before


def test_a_block_over_all_of_the_sheet_is_kept_not_at_all_when_some_nights_are_of_no_window(
    gateway: Gateway, sqlite_database: Database
) -> None:
    empty = whole_sheet(gateway, "")
    with sqlite_database.read() as session:
        before = journal.newest(session)
    line = "\t".join(["1"] * len(empty.nights))
    block = replace(empty, text="\n".join([line] * len(empty.measures)))
    for verb in (gateway.weigh_block, keeping(gateway)):
        assert "is outside the window" in verb(block).problems[0].sentence
    with sqlite_database.read() as session:
        assert journal.newest(session) == before


def keeping(gateway: Gateway) -> Callable[[CountBlock], PasteView]:
    """Keeps a block that nobody looked at."""
    return lambda block: gateway.keep_block(block, ())


def whole_sheet(gateway: Gateway, text: str) -> CountBlock:
    """A block that is pasted into the first cell of all."""
    sheet = gateway.count_sheet(AT)
    measures = tuple(row.measure.slug for row in sheet.rows)
    return CountBlock(at=AT, text=text, measures=measures, nights=sheet.days)


@pytest.mark.anyio
async def test_ten_thousand_cells_pasted_with_keys_are_refused_in_a_sentence(
    gateway: Gateway, settle: Settle
) -> None:
    from textual import events

    from tui.frame.error import ErrorDialog

    app = SeasonalOps(gateway, plan=AT.plan)
    before = gateway.newest()
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, settle, "5")
        pilot.app.post_message(events.Paste("\n".join(["\t".join(["1"] * 100)] * 100)))
        await settle(pilot)
        assert isinstance(app.screen, ErrorDialog)
        assert "The block cannot be pasted: the block has 100 lines" in app.screen.sentence
        assert gateway.newest() == before


def test_an_unusual_value_of_a_block_is_kept_with_the_reason_or_without(gateway: Gateway) -> None:
    keep(gateway, "30", spot=CountSpot(AT, "asb-calls", NIGHT + timedelta(days=1), NIGHT + timedelta(days=1)))
    block = replace(BLOCK, text="9999999\t30\n")
    looked = gateway.weigh_block(block)
    assert len(looked.unusual) == 1
    gateway.keep_block(block, looked.seen)
    assert gateway.past_of_count(SPOT)[0].reason == REASON_DUE
    block = replace(block, text="8888888\t30\n", reason="a stadium")
    gateway.keep_block(block, gateway.weigh_block(block).seen)
    assert gateway.past_of_count(SPOT)[0].reason == "a stadium"


@pytest.mark.anyio
async def test_it_is_typed_corrected_and_pasted_with_keys(gateway: Gateway, settle: Settle) -> None:
    from textual import events

    app = SeasonalOps(gateway, plan=AT.plan)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, settle, "5")
        spot = grid(pilot).spot
        assert spot is not None
        await pilot.press("1", "2", "tab", "left", "1", "3", "tab", "left")
        await settle(pilot)
        assert "13 · provisional · by lead, revision 2" in painted(pilot)
        assert [one.value for one in gateway.past_of_count(spot)] == [13, 12]
        pilot.app.post_message(events.Paste("14\t15\n"))
        await settle(pilot)
        assert "1 new, 1 corrected" in painted(pilot)
        await press(pilot, settle, "enter")
        assert gateway.past_of_count(spot)[0].value == 14
        await press(pilot, settle, "minus", "5", "tab", "left")
        assert "cannot be a value of" in painted(pilot)
        assert gateway.past_of_count(spot)[0].value == 14
