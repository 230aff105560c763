"""The board: the same truth as everywhere else, in a line each."""

from datetime import UTC, date, datetime, time

import pytest
from board import NOW, Board, november, october
from factories import LEAD, make_plan
from factories import NOW as SUMMER

from seasonal_ops import planning, queries
from seasonal_ops.checks import overbooked
from seasonal_ops.db import Database
from seasonal_ops.models import key
from seasonal_ops.queries.board import board as read
from seasonal_ops.queries.uncounted import end_of
from seasonal_ops.views.board import BoardRow, BoardView
from seasonal_ops.words import Answer, Role, Status

NIGHT = datetime(2026, 11, 5, 23, 30, tzinfo=UTC)
SPRING = datetime(2027, 3, 1, tzinfo=UTC)


def lines(view: BoardView) -> dict[int, BoardRow]:
    return {row.id: row for phase in view.phases for row in phase.rows}


@pytest.mark.parametrize("template", ["bright-sparx", "night-safe"])
@pytest.mark.parametrize(
    "now", [SUMMER, datetime(2026, 11, 5, 23, 30, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)]
)
def test_a_season_says_what_its_activities_say(database: Database, template: str, now: datetime) -> None:
    """Against the views that everything else is shown from, early, in the season and after it."""
    with database.write() as session:
        plan = make_plan(session, template)
        planning.go_live(session, plan_id=key(plan), actor=LEAD, now=SUMMER)
        for slug in ("police", "fire-and-rescue"):
            partner = queries.find_partner(session, slug)
            planning.set_capacity(session, partner_id=key(partner), capacity=1, actor=LEAD, now=SUMMER)
        found = lines(read(session, now=now))
        views = queries.activities(session)
        capacity = {one.slug: one.capacity for one in queries.partners(session) if one.capacity is not None}
        clashing = overbooked((one for one in views if end_of(one) > now), capacity)
        anchors = {one.on for one in queries.plan(session, plan).anchors}
        assert set(found) == {one.id for one in views}
        assert clashing or now != SUMMER
        # The counter on top of every screen counts what the rows show.
        assert sum(row.waiting for row in found.values()) == queries.today(session, now=now).unanswered
        for view in views:
            row = found[view.id]
            assert (row.title, row.version, row.status) == (view.title, view.version, view.status)
            assert (row.starts_on, row.ends_on) == (view.starts_on, view.ends_on)
            assert (row.start_time, row.end_time) == (view.start_time, view.end_time)
            assert row.leads == view.lead_slugs
            supports = tuple(one.partner for one in view.assignments if one.role is Role.SUPPORT)
            assert row.supports == supports
            assert row.asked - row.answered == len(view.unanswered)
            asks = view.status.open and end_of(view) > now
            assert row.waiting == (len(view.unanswered) if asks else 0)
            assert row.late is (view.status.open and end_of(view) <= now)
            assert row.clash is (view.id in clashing)
            assert row.anchor is (view.starts_on in anchors)
            assert view.location.casefold() in row.sought
            for held in view.assignments:
                assert held.partner in row.sought  # as lists show it
                assert held.partner_name.casefold() in row.sought
        named = read(session, now=now).names
        assert named == {one.slug: one.name for one in queries.partners(session)}


def test_phases_in_their_order_and_activities_by_date(both: Board) -> None:
    board = both
    for title, on in (("Later", november(20)), ("Sooner", november(18))):
        board.add(title, on)
    board.night("Late in the evening", november(18))
    view = read(board.session, now=NOW, plan_id=key(board.plan))
    assert view.plan == "harvest-2026"
    assert [phase.name for phase in view.phases][-1] == ""  # what was added by hand stands in no phase
    assert [row.title for row in view.phases[-1].rows] == ["Sooner", "Late in the evening", "Later"]
    assert all(
        [row.starts_on for row in one.rows] == sorted(row.starts_on for row in one.rows)
        for one in view.phases
    )


def test_how_much_is_delivered_of_what_was_not_cancelled(both: Board) -> None:
    board = both
    done = (Status.DELIVERED, Status.PARTLY, Status.CANCELLED, Status.PLANNED, Status.NOT_DELIVERED)
    for status in done:
        board.status(board.add(status.value, november(20)), status)
    whole = read(board.session, now=NOW).phases[-1]
    first = read(board.session, now=NOW, first=1000).phases[-1]
    assert (whole.delivered, whole.total) == (first.delivered, first.total) == (1, 4)


def test_the_first_of_it_has_the_same_headings_and_fewer_lines(both: Board) -> None:
    board = both
    for day in range(1, 9):
        board.add(f"Patrol {day}", november(day))
    whole, some = read(board.session, now=NOW), read(board.session, now=NOW, first=3)
    assert not some.whole
    assert sum(len(phase.rows) for phase in some.phases) == 3
    every = [row for phase in whole.phases for row in phase.rows]
    assert [row for phase in some.phases for row in phase.rows] == every[:3]
    assert [(one.number, one.total) for one in some.phases] == [
        (one.number, one.total) for one in whole.phases[: len(some.phases)]
    ]


def test_what_is_over_stands_below_and_a_draft_that_is_over_is_not_late(both: Board) -> None:
    board = both
    board.add("Nobody said how it went", october(1))
    fete = board.other_plan()
    board.add("Next spring", date(2027, 4, 1), plan=fete)
    view = read(board.session, now=datetime(2026, 12, 1, tzinfo=UTC))
    assert list(dict.fromkeys(phase.plan for phase in view.phases)) == ["fete-2026", "harvest-2026"]
    late = {row.title: row.late for row in lines(view).values()}
    assert not late["Nobody said how it went"]
    board.go_live()
    late = {
        row.title: row.late
        for row in lines(read(board.session, now=datetime(2026, 12, 1, tzinfo=UTC))).values()
    }
    assert late["Nobody said how it went"]


def test_a_guest_stands_in_both_plans_and_once_among_all(both: Board) -> None:
    board = both
    fete = board.other_plan()
    shared = board.add("Shared", november(20))
    board.guest(shared, fete)
    for plan in (board.plan, fete):
        assert key(shared) in lines(read(board.session, now=NOW, plan_id=key(plan)))
    every = [row.id for phase in read(board.session, now=NOW).phases for row in phase.rows]
    assert every.count(key(shared)) == 1
    assert len(set(every)) == len(every)


def test_who_declined_is_counted_and_takes_no_part_in_a_clash(both: Board) -> None:
    board = both
    planning.set_capacity(board.session, partner_id=key(board.fire), capacity=1, actor=LEAD, now=NOW)
    one = board.add("One", november(20), board.fire)
    two = board.add("Two", november(20), board.fire)
    found = lines(read(board.session, now=NOW))
    assert found[key(one)].clash
    assert found[key(two)].clash
    board.answer(two, board.fire, Answer.DECLINED)
    board.assign(two, board.police)
    found = lines(read(board.session, now=NOW))
    assert not found[key(one)].clash
    assert (found[key(two)].answered, found[key(two)].asked) == (1, 2)


def test_without_any_plan(database: Database) -> None:
    with database.read() as session:
        assert read(session, now=NOW).phases == ()


def test_an_instant_decides_what_is_late(both: Board) -> None:
    board = both
    board.go_live()
    row = board.add("Patrol", november(1), start=time(21), end=time(3))
    for now, late in (
        (datetime(2026, 11, 2, 2, 59, tzinfo=UTC), False),  # it ends at three, after midnight
        (datetime(2026, 11, 2, 3, 0, tzinfo=UTC), True),
    ):
        assert lines(read(board.session, now=now))[key(row)].late is late
