"""What waits for what: no circles, and what a move of the first means for those behind it."""

from collections.abc import Iterator, Mapping
from datetime import date, time, timedelta
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.models import Activity, Dependency, key
from seasonal_ops.planning import Edit, When
from seasonal_ops.views import Move
from seasonal_ops.words import Status

MONDAY = date(2026, 10, 5)
ACT = {"actor": LEAD, "now": NOW}


def day(number: int) -> date:
    """The 1st is a Thursday, the 5th a Monday."""
    return date(2026, 10, 1) + timedelta(days=number - 1)


class Work:
    """Activities of a plan by a letter, and the moves in those letters and days of October."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.plan = queries.find_plan(session, "action-days-2026")
        self.rows: dict[str, Activity] = {}

    def add(self, letter: str, on: int, *, last: int | None = None, **times: Any) -> "Work":
        """An activity of whole days, unless it has times."""
        about = {"title": letter, "start": None, "end": None, **times}
        row = make_activity(self.session, self.plan, day(on), **about)
        if last is not None:
            when = When(on=day(on), reason="", last_day=day(last), start=about["start"], end=about["end"])
            planning.put_on(self.session, activity_id=key(row), when=when, **ACT)
        self.rows[letter] = row
        return self

    def waits(self, *pairs: str) -> "Work":
        """`BA`: B waits for A."""
        for waiting, needed in pairs:
            planning.wait_for(self.session, activity_id=self.id(waiting), needs_id=self.id(needed), **ACT)
        return self

    def id(self, letter: str) -> int:
        return key(self.rows[letter])

    def preview(self, letter: str, to: int, **times: time) -> list[Move]:
        return planning.preview_move(self.session, activity_id=self.id(letter), to=day(to), **times)

    def proposed(self, letter: str, to: int, **times: time) -> dict[str, int]:
        """Where everything would go that moves, in the order in which it is shown."""
        return {move.title: move.to.day for move in self.preview(letter, to, **times) if move.to}

    def days(self) -> dict[str, int]:
        return {letter: row.starts_on.day for letter, row in self.rows.items()}


@pytest.fixture(scope="module")
def season(module_database: Database) -> Database:
    """A plan in a database that every test leaves as it found it."""
    with module_database.write() as session:
        make_plan(session, "action-days")
    return module_database


@pytest.fixture
def work(season: Database) -> Iterator[Work]:
    with season.rehearse() as session:
        yield Work(session)


@pytest.fixture
def both(database: Database) -> Iterator[Work]:
    """The same on both databases."""
    with database.write() as session:
        make_plan(session, "action-days")
        yield Work(session)


def test_what_waits_is_shown_until_it_no_longer_does(both: Work) -> None:
    both.add("A", 5).add("B", 6).waits("BA")
    assert queries.activity(both.session, both.id("B")).needs == (both.id("A"),)
    added = journal.read(both.session, limit=1)[0]
    link = {"activity_id": both.id("B"), "needs_id": both.id("A")}
    subject = f"activity:{both.id('B')}"
    assert (added.kind, added.subject, added.before, added.after) == ("DependencyAdded", subject, None, link)
    planning.stop_waiting(both.session, activity_id=both.id("B"), needs_id=both.id("A"), **ACT)
    assert queries.activity(both.session, both.id("B")).needs == ()
    gone = journal.read(both.session, limit=1)[0]
    assert (gone.kind, gone.subject, gone.before, gone.after) == ("DependencyRemoved", subject, link, None)
    # Neither of the two is news for a calendar or a reminder.
    row = both.rows["B"]
    assert (row.version, row.sequence, row.schedule_revision) == (1, 0, 0)


def test_what_does_not_wait_cannot_stop_to(work: Work) -> None:
    work.add("A", 5).add("B", 6).waits("BA")
    for waiting, needed in ("AB", "AA"):
        with pytest.raises(NotFound, match=f"no wait of activity {work.id(waiting)} for"):
            planning.stop_waiting(work.session, activity_id=work.id(waiting), needs_id=work.id(needed), **ACT)
    with pytest.raises(NotFound, match="no activity '999'"):
        planning.stop_waiting(work.session, activity_id=999, needs_id=work.id("A"), **ACT)
    with pytest.raises(NotFound, match="no activity '999'"):
        planning.wait_for(work.session, activity_id=work.id("A"), needs_id=999, **ACT)


CIRCLES = [
    # itself; the other way round; over two others: it reads in the direction of waiting
    ((), "AA", "in a circle: A .{a}. → A .{a}."),
    (("BA",), "AB", "in a circle: B .{b}. → A .{a}. → B .{b}."),
    (("BA", "CB"), "AC", "in a circle: B .{b}. → A .{a}. → C .{c}. → B .{b}."),
    # said already
    (("BA",), "BA", '"B" waits for "A" already'),
]


@pytest.mark.parametrize(("there", "asked", "sentence"), CIRCLES)
def test_a_circle_is_refused_by_its_titles_and_nothing_of_it_stays(
    work: Work, there: tuple[str, ...], asked: str, sentence: str
) -> None:
    work.add("A", 5).add("B", 6).add("C", 7).waits(*there)
    newest = journal.newest(work.session)
    ids = {letter.lower(): work.id(letter) for letter in "ABC"}
    with pytest.raises(Refused, match=sentence.format(**ids)):
        work.waits(asked)
    assert journal.newest(work.session) == newest
    assert (asked in there) == (
        work.session.get(Dependency, (work.id(asked[0]), work.id(asked[1]))) is not None
    )


CHAIN = {"A": 5, "B": 6, "C": 8}
DIAMOND_EDGES = ("BA", "CA", "DB", "DC")
DIAMOND = {"A": 5, "B": 6, "C": 7, "D": 8}
WHOLE_DAYS = [
    # by as many days as the first one; with whole days the same day will do, so the move of one day is none
    (CHAIN, ("BA", "CB"), ("A", 6), {"A": 6}),
    (CHAIN, ("BA", "CB"), ("A", 7), {"A": 7, "B": 8}),
    # B is pushed to where C stands, which will do; one day more, and C goes along
    (CHAIN, ("BA", "CB"), ("A", 8), {"A": 8, "B": 9, "C": 11}),
    # followers of followers, over the end of a week: no weekday is looked at
    (CHAIN, ("BA", "CB"), ("A", 19), {"A": 19, "B": 20, "C": 22}),
    # earlier: nobody has to move
    (CHAIN, ("BA", "CB"), ("A", 1), {"A": 1}),
    # to where it stands
    (CHAIN, ("BA", "CB"), ("A", 5), {"A": 5}),
    # the middle one: what it waits for itself is no follower
    (CHAIN, ("BA", "CB"), ("B", 9), {"B": 9, "C": 11}),
    # two ways to D: it is proposed once, after both of its own
    (DIAMOND, DIAMOND_EDGES, ("A", 9), {"A": 9, "B": 10, "C": 11, "D": 12}),
    # what waits was in the plan before what it waits for
    ({"D": 8, "C": 7, "B": 6, "A": 5}, DIAMOND_EDGES, ("A", 9), {"A": 9, "B": 10, "C": 11, "D": 12}),
    # the same with the ways told in another order
    (DIAMOND, ("DC", "DB", "CA", "BA"), ("A", 9), {"A": 9, "B": 10, "C": 11, "D": 12}),
    # one way is long enough, the other is not
    ({"A": 5, "B": 20, "C": 6, "D": 7}, ("BA", "CA", "DB", "DC"), ("A", 9), {"A": 9, "C": 10, "D": 11}),
    # what comes long after is in order still
    ({"A": 5, "B": 20}, ("BA",), ("A", 12), {"A": 12}),
    # D waits for A itself as well
    ({"A": 5, "B": 6, "D": 6}, ("BA", "DB", "DA"), ("A", 7), {"A": 7, "B": 8, "D": 8}),
]


@pytest.mark.parametrize(("standing", "waiting", "move", "proposed"), WHOLE_DAYS)
def test_what_waits_is_proposed_to_move_along(
    work: Work,
    standing: Mapping[str, int],
    waiting: tuple[str, ...],
    move: tuple[str, int],
    proposed: dict[str, int],
) -> None:
    for letter, on in standing.items():
        work.add(letter, on)
    work.waits(*waiting)
    assert work.proposed(*move) == proposed


def test_the_proposal_says_why(work: Work) -> None:
    work.add("A", 5).add("B", 6).add("C", 6).waits("BA", "CB")
    assert work.preview("A", 8) == [
        Move(title="A", was=day(5), to=day(8), reason="as asked", activity=work.id("A")),
        Move(
            title="B",
            was=day(6),
            to=day(9),
            reason='waits for "A"; by the same distance',
            activity=work.id("B"),
        ),
        Move(
            title="C",
            was=day(6),
            to=day(9),
            reason='waits for "B"; by the same distance',
            activity=work.id("C"),
        ),
    ]


MORNING = {"start": time(9), "end": time(11)}
NOON = {"start": time(11), "end": time(13)}
NIGHT = {"start": time(21), "end": time(3)}
TIMES = [
    # ends when the other begins: in order
    (MORNING, NOON, {"to": 5}, {"A": 5}),
    # later on the same day: the other goes to the next day, its hours stay
    (MORNING, NOON, {"to": 5, "end": time(11, 30)}, {"A": 5, "B": 6}),
    # the morning after a night is early enough from three o'clock on
    (NIGHT, {"start": time(3), "end": time(5)}, {"to": 4}, {"A": 4}),
    # two days later, as many days for the other
    (MORNING, NOON, {"to": 7}, {"A": 7, "B": 7}),
    # a night over the day of the other
    (MORNING, NOON, {"to": 5, "start": time(21), "end": time(3)}, {"A": 5, "B": 6}),
    # one of whole days waits for one with times, and the other way round: the last day counts
    (MORNING, {}, {"to": 5, "end": time(23)}, {"A": 5}),
    (MORNING, {}, {"to": 6}, {"A": 6, "B": 6}),
    (NIGHT, {}, {"to": 5}, {"A": 5, "B": 6}),
    ({}, NOON, {"to": 6}, {"A": 6, "B": 6}),
]


@pytest.mark.parametrize(("first", "second", "move", "proposed"), TIMES)
def test_hours_of_the_same_day(
    work: Work,
    first: dict[str, time],
    second: dict[str, time],
    move: dict[str, Any],
    proposed: dict[str, int],
) -> None:
    work.add("A", 5, **first).add("B", 5, **second)
    # Some of these begin too early as they stand: what a move makes of them is what is looked at.
    work.waits("BA")
    asked = dict(move)
    assert work.proposed("A", asked.pop("to"), **asked) == proposed


def test_what_takes_several_days_is_over_with_its_last_one(work: Work) -> None:
    work.add("A", 5, last=7).add("B", 7).add("C", 8, last=9).waits("BA", "CB")
    assert work.proposed("A", 6) == {"A": 6, "B": 8}
    assert work.proposed("A", 8) == {"A": 8, "B": 10, "C": 11}
    planning.move_with_waiting(work.session, activity_id=work.id("A"), to=day(8), **ACT)
    assert [(row.starts_on.day, row.ends_on.day) for row in work.rows.values()] == [
        (8, 10),
        (10, 10),
        (11, 12),
    ]


@pytest.mark.parametrize("status", [Status.DELIVERED, Status.PARTLY, Status.NOT_DELIVERED, Status.CANCELLED])
def test_what_is_over_stays_and_holds_up_nobody(work: Work, status: Status) -> None:
    work.add("A", 5).add("B", 6).add("C", 7).waits("BA", "CB")
    planning.set_status(work.session, activity_id=work.id("B"), status=status, **ACT)
    assert work.proposed("A", 12) == {"A": 12}


def test_what_is_being_done_moves_along(work: Work) -> None:
    work.add("A", 5).add("B", 6).waits("BA")
    planning.set_status(work.session, activity_id=work.id("B"), status=Status.DOING, **ACT)
    assert work.proposed("A", 8) == {"A": 8, "B": 9}


def test_what_was_shown_is_what_is_done_and_others_stay(both: Work) -> None:
    both.add("A", 5, **MORNING).add("B", 5, **NOON).add("C", 6).add("D", 20).add("E", 6)
    both.waits("BA", "CB", "DC")
    asked = {"activity_id": both.id("A"), "to": day(8), "start": time(10), "end": time(12)}
    shown = planning.preview_move(both.session, **asked)
    assert both.days() == {"A": 5, "B": 5, "C": 6, "D": 20, "E": 6}
    newest = journal.newest(both.session)
    assert planning.move_with_waiting(both.session, **asked, **ACT) == shown
    assert both.days() == {"A": 8, "B": 9, "C": 10, "D": 20, "E": 6}
    assert {move.title: move.to.day for move in shown if move.to} == {"A": 8, "B": 9, "C": 10}
    # The new hours are for the one that was asked for.
    hours = {letter: (row.start_time, row.end_time) for letter, row in both.rows.items()}
    assert hours["A"] == (time(10), time(12))
    assert hours["B"] == (time(11), time(13))
    kinds = [(fact.kind, fact.subject) for fact in journal.read(both.session)]
    moved = [("ActivityMoved", f"activity:{both.id(letter)}") for letter in "CBA"]
    assert kinds[: journal.newest(both.session) - newest] == moved


@given(
    st.lists(st.integers(1, 12), min_size=2, max_size=6),
    st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5))),
    st.integers(1, 20),
)
@settings(max_examples=25)
def test_after_the_moves_nobody_begins_before_what_it_waits_for_is_over(
    season: Database, starts: list[int], pairs: set[tuple[int, int]], to: int
) -> None:
    letters = "ABCDEF"[: len(starts)]
    with season.rehearse() as session:
        work = Work(session)
        # In order to begin with: each waits for earlier ones only.
        for letter, on in zip(letters, sorted(starts), strict=True):
            work.add(letter, on)
        edges = [f"{letters[b]}{letters[a]}" for a, b in sorted(pairs) if a < b < len(letters)]
        work.waits(*edges)
        before = work.days()
        planning.move_with_waiting(session, activity_id=work.id("A"), to=day(to), **ACT)
        after = work.days()
        assert all(after[waiting] >= after[needed] for waiting, needed in edges)
        # Nobody but the first goes back, and nobody goes farther than it.
        farthest = max(to - before["A"], 0)
        assert all(0 <= after[one] - before[one] <= farthest for one in letters[1:])


REFUSED = [
    # as the move itself does
    ({"activity_id": 999, "to": MONDAY}, NotFound, "no activity '999'"),
    ({"to": MONDAY, "end": time(9)}, BadValue, "needs a start"),
]


@pytest.mark.parametrize(("what", "kind", "sentence"), REFUSED)
def test_what_cannot_be_moved_is_refused_by_the_preview_too(
    work: Work, what: dict[str, Any], kind: type[Exception], sentence: str
) -> None:
    work.add("A", 5)
    asked = {"activity_id": work.id("A"), **what}
    for verb in (
        planning.preview_move,
        lambda *args, **more: planning.move_with_waiting(*args, **more, **ACT),
    ):
        with pytest.raises(kind, match=sentence):
            verb(work.session, **asked)


def test_what_is_cancelled_has_no_preview(work: Work) -> None:
    work.add("A", 5)
    planning.cancel_activity(work.session, activity_id=work.id("A"), **ACT)
    with pytest.raises(Refused, match="is cancelled"):
        work.preview("A", 8)


def test_a_year_later_is_a_year_later_for_all(work: Work) -> None:
    work.add("A", 5).add("B", 6).waits("BA")
    moves = planning.preview_move(work.session, activity_id=work.id("A"), to=date(2028, 10, 5))
    assert [move.to for move in moves] == [date(2028, 10, 5), date(2028, 10, 6)]


def test_what_waits_in_another_plan_is_proposed_too(work: Work) -> None:
    work.add("A", 5)
    work.plan = make_plan(work.session, "night-safe")
    work.add("B", 6).waits("BA")
    assert work.proposed("A", 9) == {"A": 9, "B": 10}
    planning.edit_activity(work.session, activity_id=work.id("B"), edit=Edit(title="Night"), **ACT)
    assert work.preview("A", 9)[1].title == "Night"
