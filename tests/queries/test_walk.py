"""The plan as it is walked: why each activity is talked about, and what comes first."""

from datetime import timedelta

from board import NOW, Board, november, october
from factories import LEAD

from seasonal_ops import planning, queries
from seasonal_ops.models import Activity, key
from seasonal_ops.views import WalkRow, WalkView, Why
from seasonal_ops.words import Answer, Attendance, GateState, Status

FAR = november(30)


def walk(board: Board) -> WalkView:
    return queries.walk(board.session, board.plan, now=NOW)


def row(board: Board, activity: Activity) -> WalkRow:
    return next(one for one in walk(board).rows if one.activity.id == key(activity))


def test_the_reasons_and_their_order(both: Board) -> None:
    """On both databases."""
    board = both
    rest = board.add("Far away", FAR, board.fire)
    asked = board.add("Nobody answered", FAR, board.fire)
    board.assign(asked, board.police)
    soon = board.add("In a week", november(9), board.fire)
    gated = board.add("Behind money", FAR, board.fire)
    board.gate("Skips", november(20), gated)
    late = board.add("Long over", october(20), board.fire)
    done = board.add("Done", october(21), board.fire)
    board.status(done, Status.DELIVERED)
    found = walk(board)
    assert (found.plan, found.today, found.meeting) == ("harvest-2026", november(2), None)
    assert [(one.activity.title, one.why) for one in found.rows if one.why[0] is not Why.REST] == [
        ("Long over", (Why.OVERDUE,)),
        ("Behind money", (Why.GATE,)),
        ("In a week", (Why.SOON,)),
        ("Nobody answered", (Why.ANSWERS,)),
    ]
    assert row(board, late).late_days == 13
    assert [gate.title for gate in row(board, gated).gates] == ["Skips"]
    for quiet in (rest, done, soon):
        assert row(board, quiet).gates == ()
    assert row(board, done).why == row(board, rest).why == (Why.REST,)


def test_one_activity_has_every_reason_that_holds(board: Board) -> None:
    planning.set_capacity(board.session, partner_id=key(board.police), capacity=1, actor=LEAD, now=NOW)
    nights = [board.night(title, november(6), board.police) for title in ("Patrol", "Visits")]
    board.gate("Overtime", november(4), nights[0])
    board.assign(nights[0], board.fire)
    assert row(board, nights[0]).why == (Why.GATE, Why.CLASH, Why.SOON, Why.ANSWERS)
    assert row(board, nights[1]).why == (Why.CLASH, Why.SOON)


def test_what_was_declined_proposed_or_is_led_by_nobody_is_talked_about(board: Board) -> None:
    declined, proposed = (board.add(title, FAR, board.fire) for title in ("Declined", "Proposed"))
    unled = board.add("Unled", FAR)
    board.answer(declined, board.fire, Answer.DECLINED)
    board.answer(proposed, board.fire, Answer.PROPOSED, on=november(29))
    assert [row(board, one).why for one in (declined, proposed, unled)] == [(Why.ANSWERS,)] * 3


def test_fourteen_days_and_not_fifteen(board: Board) -> None:
    days = [board.add("On", november(2) + timedelta(days=ahead), board.fire) for ahead in (0, 14, 15)]
    assert [row(board, one).why[0] for one in days] == [Why.SOON, Why.SOON, Why.REST]


def test_a_gate_that_is_refused_still_has_to_be_talked_about(board: Board) -> None:
    gated = board.add("Behind money", FAR, board.fire)
    board.gate("Skips", november(20), gated, state=GateState.REFUSED)
    assert row(board, gated).why == (Why.GATE,)
    board.status(gated, Status.CANCELLED)
    assert (row(board, gated).why, row(board, gated).gates) == ((Why.REST,), ())


def test_who_changed_it_last(board: Board) -> None:
    activity = board.add("Far away", FAR, board.fire)
    board.move(activity, november(29))
    changed = row(board, activity).changed
    assert changed is not None
    assert (changed.told, changed.actor) == ("Far away moved from Mon 30 Nov to Sun 29 Nov", "lead")


def test_the_partners_are_those_that_are_asked_before_there_is_a_meeting_and_in_it(board: Board) -> None:
    board.add("One", FAR, board.fire)
    board.add("Two", FAR, board.fire, board.police)
    others = board.partner("Street Angels")
    before = [(one.name, one.assigned, one.attendance) for one in walk(board).partners]
    mine = [one for one in before if one[0] in ("Fire Service", "Police Force, East")]
    assert mine == [("Fire Service", 2, None), ("Police Force, East", 1, None)]
    assert "Street Angels" not in [name for name, *_ in before]
    meeting = planning.open_meeting(board.session, plan_id=key(board.plan), actor=LEAD, now=NOW)
    planning.set_attendance(
        board.session,
        meeting_id=key(meeting),
        given={key(others): Attendance.PRESENT},
        actor=LEAD,
        now=NOW,
    )
    found = walk(board)
    assert found.meeting is not None
    assert found.meeting.partners == found.partners
    assert ("Street Angels", 0, Attendance.PRESENT) in [
        (one.name, one.assigned, one.attendance) for one in found.partners
    ]
