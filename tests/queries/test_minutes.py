"""The minutes are the net result of the facts of a meeting, and nothing else."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from board import Board, november, october
from factories import LEAD

from seasonal_ops import journal, planning, queries, undoing
from seasonal_ops.facts import Actor
from seasonal_ops.models import Activity, Meeting, key
from seasonal_ops.planning import Edit, GateChange
from seasonal_ops.planning.meetings import put_note
from seasonal_ops.views import MinutesView
from seasonal_ops.words import ActorKind, Answer, Attendance, GateState, Sensitivity, Status

BEGUN = datetime(2026, 11, 2, 9, tzinfo=UTC)
DEPUTY = Actor("deputy", ActorKind.TUI)
NIGHT = november(6)


class Meet:
    """A board whose group meets for an hour; a minute passes before each verb."""

    def __init__(self, board: Board) -> None:
        self.board, self.session, self.now = board, board.session, BEGUN
        self.night: Activity = board.add("Joint patrol", NIGHT, board.fire, now=BEGUN - timedelta(days=1))
        board.assign(self.night, board.police, now=BEGUN - timedelta(days=1))
        self.row: Meeting = self.do(planning.open_meeting, plan_id=key(board.plan))

    def do(self, verb: Any, *, actor: Actor = LEAD, **values: Any) -> Any:
        self.now += timedelta(minutes=1)
        self.session.flush()
        return verb(self.session, actor=actor, now=self.now, **values)

    def on(self, verb: Any, activity: Activity | None = None, **values: Any) -> Any:
        return self.do(verb, activity_id=key(activity or self.night), **values)

    def minutes(self) -> MinutesView:
        self.session.flush()
        return queries.minutes(self.session, self.row, now=self.now)

    def decided(self) -> dict[str, tuple[str, ...]]:
        return {one.activity.title: one.changes for one in self.minutes().decided}


@pytest.fixture
def meet(board: Board) -> Meet:
    return Meet(board)


def test_a_meeting_in_which_nothing_happened(meet: Meet) -> None:
    found = meet.minutes()
    assert (found.settled, found.decided, found.actions) == ((), (), ())


def test_what_was_decided_in_the_order_of_the_dates(both: Board) -> None:
    """On both databases."""
    meet = Meet(both)
    police = key(both.police)
    later = both.add("Clean-up", november(20), both.fire, now=BEGUN - timedelta(days=1))
    meet.on(planning.set_status, later, status=Status.DOING)
    meet.on(planning.respond, partner_id=police, answer=Answer.ACCEPTED, note="said at the meeting")
    meet.on(planning.move_activity, to=november(7))
    about = {"meeting_id": key(meet.row), "activity_id": key(later)}
    meet.do(planning.note_in_meeting, text="Two vans are enough", **about)
    assert meet.decided() == {
        "Joint patrol": (
            "moved from Fri 6 Nov 2026 18:00–23:00 to Sat 7 Nov 2026 18:00–23:00",
            "Police Force, East accepted (said at the meeting)",
        ),
        "Clean-up": ("doing (was planned)",),
    }
    assert [one.note for one in meet.minutes().decided] == ["", "Two vans are enough"]


def test_what_was_taken_back_is_not_said(meet: Meet) -> None:
    meet.on(planning.move_activity, to=november(7))
    meet.on(planning.set_status, status=Status.DOING)
    meet.on(planning.move_activity, to=NIGHT)
    meet.on(planning.set_status, status=Status.PLANNED)
    assert meet.decided() == {}


def test_only_what_happened_while_it_went_on_and_was_done_by_who_wrote_in_it(meet: Meet) -> None:
    police = key(meet.board.police)
    meet.on(planning.set_status, status=Status.DOING, actor=DEPUTY)
    assert meet.decided() == {}
    # Once the deputy goes on with it, what the deputy does belongs to it.
    meet.do(planning.close_meeting, meeting_id=key(meet.row))
    meet.on(planning.set_status, status=Status.PARTLY)  # between two sittings
    meet.do(planning.open_meeting, plan_id=key(meet.board.plan), actor=DEPUTY)
    meet.on(planning.respond, partner_id=police, answer=Answer.DECLINED, actor=DEPUTY)
    meet.do(planning.close_meeting, meeting_id=key(meet.row))
    meet.on(planning.move_activity, to=november(7))
    ((title, said),) = meet.decided().items()
    assert title == "Joint patrol"
    assert said[-1] == "Police Force, East declined"
    assert not [one for one in said if "moved" in one]
    assert meet.minutes().meeting.closed is not None


def test_who_wrote_in_it_only_afterwards_brings_nothing_of_theirs_into_it(meet: Meet) -> None:
    meeting = {"meeting_id": key(meet.row)}
    meet.on(planning.set_status, status=Status.DOING, actor=DEPUTY)
    with journal.step(meet.session):
        meet.on(planning.note_in_meeting, text="Two vans", **meeting)
    meet.do(planning.close_meeting, **meeting)
    meet.do(undoing.undo)  # closed as it is, what was noted by mistake can be taken back
    assert meet.minutes().meeting.note_of(key(meet.night)) == ""
    about = {"activity_id": key(meet.night), "text": "Three vans", **meeting}
    meet.do(put_note, actor=DEPUTY, **about)
    assert meet.decided() == {"Joint patrol": ()}


def test_another_plan_is_not_ours(meet: Meet) -> None:
    elsewhere = meet.board.add("Elsewhere", NIGHT, plan=meet.board.other_plan(), now=meet.now)
    meet.on(planning.set_status, elsewhere, status=Status.DOING)
    assert meet.decided() == {}
    meet.board.guest(elsewhere, meet.board.plan)
    assert list(meet.decided()) == ["Elsewhere"]


def test_one_that_nobody_closed_ends_with_its_day(meet: Meet) -> None:
    meet.now += timedelta(days=1)
    meet.on(planning.set_status, status=Status.DOING)
    assert meet.decided() == {}


def test_actions_with_owner_and_day_and_what_they_are_about(meet: Meet) -> None:
    about = {"meeting_id": key(meet.row), "owner_id": key(meet.board.fire)}
    first = meet.do(planning.agree_action, title="Order skips", by=november(10), **about)
    gone = meet.do(planning.agree_action, title="Ring round", by=november(11), **about)
    meet.do(planning.agree_action, title="Ask for vans", by=november(4), about_id=key(meet.night), **about)
    meet.on(planning.cancel_activity, gone)
    found = meet.minutes()
    assert [(one.activity.title, one.about and one.about.title) for one in found.actions] == [
        ("Ask for vans", "Joint patrol"),
        ("Order skips", None),
    ]
    assert found.decided == ()
    meet.do(planning.note_in_meeting, meeting_id=key(meet.row), activity_id=key(first), text="By hand")
    assert [one.note for one in meet.minutes().decided] == ["By hand"]


def test_places_stand_apart(meet: Meet) -> None:
    meet.on(planning.edit_activity, edit=Edit(location="Coronation Park"))
    (found,) = meet.minutes().decided
    assert (found.changes, found.places) == ((), ("the place is now Coronation Park",))


def test_gates_and_anchors_are_settled(meet: Meet) -> None:
    plan = key(meet.board.plan)
    meet.board.gate("Skips", november(20), meet.night)
    meet.do(planning.set_gate, plan_id=plan, name="skips", change=GateChange(state=GateState.MET))
    (anchor, *_) = queries.plan(meet.session, meet.board.plan).anchors
    meet.do(planning.move_anchor, plan_id=plan, name=anchor.name, on=anchor.on + timedelta(days=1))
    assert meet.minutes().settled == (
        "Skips: granted",
        "Harvest Night moved from Fri 25 Sep 2026 to Sat 26 Sep 2026",
        "Harvest Morning moved from Sat 26 Sep 2026 to Sun 27 Sep 2026",
    )


def test_what_is_still_open(meet: Meet) -> None:
    board = meet.board
    board.add("Long over", october(20), board.fire)
    board.add("Unled", november(8))
    board.add("Unled, after the next meeting", november(29))
    board.gate("Skips", november(5), meet.night)
    hidden = board.add("Test purchases", november(9), board.fire, sensitivity=Sensitivity.SENSITIVE)
    board.answer(hidden, board.fire, Answer.DECLINED, now=meet.now)
    meet.do(planning.close_meeting, meeting_id=key(meet.row), next_on=november(16))
    found = meet.minutes().open
    assert [one.title for one in found.overdue] == ["Long over"]
    assert [one.title for one in found.unassigned] == ["Unled"]
    assert [one.title for one in found.gates] == ["Skips"]
    assert [one.name for one in found.unanswered] == ["Police Force, East"]
    assert [one.ring for one in found.unanswered] == [""]
    # Of what is sensitive, paper that is handed round says no more than the day.
    ((line, partner),) = [(one.activity, one.partner) for one in found.declined]
    assert (line.title, line.starts_on, partner) == ("partnership activity", november(9), "")


def test_who_was_there(meet: Meet) -> None:
    given = {key(meet.board.fire): Attendance.PRESENT, key(meet.board.police): Attendance.APOLOGIES}
    meet.do(planning.set_attendance, meeting_id=key(meet.row), given=given)
    said = meet.minutes().meeting
    assert said.who(Attendance.PRESENT) == ("Fire Service",)
    assert said.who(Attendance.APOLOGIES) == ("Police Force, East",)


def test_what_was_undone_is_not_in_them(meet: Meet) -> None:
    night, meeting = {"activity_id": key(meet.night)}, {"meeting_id": key(meet.row)}
    answer = {**night, "partner_id": key(meet.board.police), "answer": Answer.ACCEPTED}
    action = {**meeting, "owner_id": key(meet.board.fire), "by": november(10), "title": "Order skips"}
    for verb, values in (
        (planning.respond, answer),
        (planning.note_in_meeting, {**meeting, **night, "text": "Two vans"}),
        (planning.agree_action, action),
    ):
        with journal.step(meet.session):
            meet.do(verb, **values)
        found = meet.minutes()
        assert found.decided or found.actions
        meet.do(undoing.undo)
        assert (meet.minutes().decided, meet.minutes().actions) == ((), ())
