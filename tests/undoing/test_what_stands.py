"""Whose step it is, what is refused and by whose doing, and what a way back leaves in the journal."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest
from factories import make_contact
from sqlmodel import Session, col, select

from seasonal_ops import counting, planning, queries, undoing
from seasonal_ops.db import Database
from seasonal_ops.errors import Changed, NotFound, Refused
from seasonal_ops.facts import Actor
from seasonal_ops.models import Activity, FactRow, Partner, Plan, key
from seasonal_ops.planning import Edit, GateChange
from seasonal_ops.planning.meetings import note_in_meeting, set_attendance
from seasonal_ops.views import RecordLine
from seasonal_ops.words import ActorKind, GateState, Status
from tests.undoing.at_work import ALEX, NOW, SAM, Work, bind

MINE = {"actor": SAM, "now": NOW}


@pytest.fixture
def work(database: Database) -> Work:
    return Work.begin(database)


@pytest.fixture(scope="module")
def season(module_database: Database) -> Work:
    return Work.begin(module_database)


@pytest.fixture
def small(sqlite_database: Database) -> Work:
    """Where one database says enough."""
    return Work.begin(sqlite_database)


def newest(work: Work, many: int = 1) -> list[RecordLine]:
    with work.database.read() as session:
        return queries.record(session, limit=many)


def test_sentences_and_facts_of_a_way_back(work: Work) -> None:
    deeds = work.deeds()
    work.do(deeds["move"])
    (moved,) = newest(work)
    assert work.undo() == "Undone: Joint patrol moved from Fri 30 Oct to Sat 31 Oct"
    back, undone, before = newest(work, 3)
    assert (undone.kind, undone.subject, undone.caused_by) == ("ChangeUndone", f"fact:{moved.id}", None)
    assert (back.told, back.caused_by) == ("Joint patrol moved from Sat 31 Oct to Fri 30 Oct", undone.id)
    assert (before.id, before.undone, back.undone, undone.undone) == (moved.id, True, False, False)
    assert work.redo() == "Redone: Joint patrol moved from Fri 30 Oct to Sat 31 Oct"
    assert [line.undone for line in newest(work, 5)] == [False] * 5
    with work.database.read() as session:
        row = session.get_one(Activity, work.patrol)
        assert (row.version, row.sequence, row.schedule_revision) == (5, 4, 4)


def test_a_step_of_several_changes_says_so(small: Work) -> None:
    small.do(small.deeds()["several"])
    assert small.undo() == "Undone: Stack removal moved from Thu 29 Oct to Mon 26 Oct, and 3 more changes"
    small.do(small.deeds()["anchor"])
    assert small.undo() == "Undone: Bonfire Night moved from Thu 5 Nov to Fri 6 Nov, and what hangs on it"


def test_each_person_and_each_door_has_its_own_steps(small: Work) -> None:
    here, there = SAM, Actor("sam", ActorKind.CLI)
    small.do(small.deeds()["doing"], here)
    small.do(small.deeds()["title"], there)
    small.do(small.deeds()["wait"], ALEX)
    assert small.undo(here) == "Undone: Joint patrol went from planned to doing"
    assert small.undo(there) == "Undone: Joint patrol is called Night patrol now"
    assert small.undo(ALEX) == "Undone: Joint patrol waits for Stack removal"
    for somebody in (there, ALEX, Actor("nobody", ActorKind.TUI)):
        with pytest.raises(Refused, match="nothing that you did here can be undone"):
            small.undo(somebody)
    # What was done at the terminal is undone and redone from the command line when that is asked for.
    with small.database.write() as session:
        about = {"actor": there, "through": ActorKind.TUI, "now": NOW}
        assert undoing.redo(session, **about) == "Redone: Joint patrol went from planned to doing"
        assert undoing.undo(session, **about) == "Undone: Joint patrol went from planned to doing"
    with pytest.raises(Refused, match="nothing that you did here can be redone"):
        small.redo(Actor("nobody", ActorKind.TUI))
    assert small.redo(here) == "Redone: Joint patrol went from planned to doing"


CUTS_IN: list[tuple[str, str, str]] = [
    # what Sam did, what Alex did to the same since, what Alex is said to have done
    ("move", "times", "Joint patrol moved from Sat 31 Oct 18:00"),
    ("move", "cancel", "Joint patrol was cancelled: rain"),
    ("doing", "partly", "Joint patrol went from doing to partly"),
    ("accept", "decline", "Rotary declined Joint patrol"),
    ("accept", "unassign", "Rotary is no longer asked"),
    ("role", "decline", "Rotary declined Joint patrol"),
    ("count", "correct", "7 corrected to 9"),
    ("count", "withdraw", "7 withdrawn: wrong night"),
    ("note", "note again", "Noted of Joint patrol: Three vans"),
    ("attend", "not attend", "is not said to take part"),
    ("gate", "gate again", "state changed from met to refused"),
]


@pytest.mark.parametrize(("mine", "theirs", "said"), CUTS_IN, ids=[f"{a}-{b}" for a, b, _ in CUTS_IN])
def test_nothing_of_somebody_else_s_is_overwritten(small: Work, mine: str, theirs: str, said: str) -> None:
    note = {"meeting_id": small.meeting, "text": "Three vans", "activity_id": small.patrol}
    deeds = {
        **small.deeds(),
        "gate again": bind(_refuse_gate, plan_id=small.plan),
        "note again": bind(note_in_meeting, **note),
        "not attend": bind(set_attendance, meeting_id=small.meeting, given=dict.fromkeys(small.partners)),
    }
    small.do(deeds[mine])
    small.do(deeds[theirs], ALEX)
    stands = small.state
    (before,) = newest(small)
    with pytest.raises(Changed, match="cannot be taken back; since then alex: ") as refused:
        small.undo()
    assert said in str(refused.value)
    assert not refused.value.own
    assert small.state == stands
    assert newest(small) == [before]


def test_a_refusal_says_how_the_step_before_is_taken_back(small: Work) -> None:
    small.do(small.deeds()["title"])
    (titled,) = newest(small)
    small.do(small.deeds()["move"])
    small.do(small.deeds()["times"], ALEX)
    for _ in range(2):
        with pytest.raises(Changed, match=r'before it, ".*Night patrol.*", press 9 for the audit, then R'):
            small.undo()
    small.revert(titled.id)
    with small.database.read() as session:
        assert queries.activity(session, small.patrol).title == "Joint patrol"


def _refuse_gate(session: Session, *, plan_id: int, **signed: Any) -> None:
    gates = queries.gates(session, session.get_one(Plan, plan_id))
    change = GateChange(state=GateState.REFUSED)
    planning.set_gate(session, plan_id=plan_id, name=gates[0].key, change=change, **signed)


def test_what_the_step_did_not_touch_stays(work: Work) -> None:
    work.do(work.deeds()["move"])
    work.do(work.deeds()["title"], ALEX)
    work.do(work.deeds()["assign"], ALEX)
    work.undo()
    with work.database.read() as session:
        view = queries.activity(session, work.patrol)
    assert (view.title, view.starts_on, len(view.assignments)) == ("Night patrol", date(2026, 10, 30), 2)


def test_one_change_that_does_not_stand_leaves_all_the_others(work: Work) -> None:
    work.do(work.deeds()["several"])
    work.do(bind(planning.move_activity, activity_id=work.stack, to=date(2026, 10, 20)), ALEX)
    stands = work.state
    with pytest.raises(Changed, match="alex"):
        work.undo()
    assert work.state == stands


def test_one_that_was_made_something_of_is_not_taken_back(small: Work) -> None:
    small.do(small.deeds()["add"])
    with small.database.read() as session:
        added = session.exec(select(Activity).order_by(col(Activity.id).desc())).first()
    assert added is not None
    small.do(bind(planning.assign, activity_id=key(added), partner_id=small.partners[0]), ALEX)
    with pytest.raises(Changed, match='since then alex: "Rotary was asked to support Leaflets'):
        small.undo()


def test_an_approved_count_stays(small: Work) -> None:
    small.do(small.deeds()["count"])
    with small.database.write() as session:
        counting.approve(session, plan=session.get_one(Plan, small.plan), actor=ALEX, now=NOW)
    with pytest.raises(Refused, match="alex answers for asb-fires of 2026-10-30; open it first"):
        small.undo()


def test_whoever_has_left_is_not_to_be_rung_again(small: Work) -> None:
    with small.database.write() as session:
        contact = key(make_contact(session, session.get_one(Partner, small.partners[0])))
    for ring in (contact, 0):
        small.do(bind(planning.edit_activity, activity_id=small.patrol, edit=Edit(ring=ring)))
    small.do(bind(planning.remove_contact, contact_id=contact, left_on=date(2026, 10, 1)), ALEX)
    with pytest.raises(Refused, match="who was to be rung, left on 2026-10-01"):
        small.undo()


STAYS: list[tuple[str, Callable[..., object]]] = [
    ("a plan that went live", planning.go_live),
    ("a lesson", partial(planning.add_lesson, text="Ask early", owner_id=None)),
]


@pytest.mark.parametrize(("what", "verb"), STAYS, ids=[what for what, _ in STAYS])
def test_what_cannot_be_undone_stays_and_is_told(small: Work, what: str, verb: Callable[..., object]) -> None:
    small.do(small.deeds()["doing"])
    small.do(bind(verb, plan_id=small.plan))
    (fixed,) = newest(small)
    assert small.undo().endswith("doing (what you did since stays: it cannot be undone)")
    with pytest.raises(Refused, match="cannot be taken back"):
        small.revert(fixed.id)


def test_revert_is_a_new_change_that_can_be_undone(work: Work) -> None:
    work.do(work.deeds()["move"], ALEX)
    work.do(work.deeds()["title"], ALEX)
    before = work.state
    title, moved = newest(work, 2)
    assert work.revert(moved.id) == ["Night patrol moved from Sat 31 Oct to Fri 30 Oct"]
    assert [line.undone for line in newest(work, 4)] == [False, False, False, True]
    assert newest(work, 2)[1].told == "Taken back: Joint patrol moved from Fri 30 Oct to Sat 31 Oct"
    with pytest.raises(Changed, match="since then sam") as refused:
        work.revert(moved.id)
    assert refused.value.own  # nobody else was quicker
    work.undo()
    assert work.state == before
    with work.database.read() as session:
        assert not queries.record_line(session, moved.id).undone
        assert not queries.record_line(session, title.id).undone


def test_one_change_of_a_step_is_reverted_alone(small: Work) -> None:
    small.do(small.deeds()["several"])
    lines = newest(small, 4)
    edited = next(line for line in lines if line.kind == "ActivityEdited")
    assert small.revert(edited.id) == ["Joint patrol: where was taken away"]
    assert [line.undone for line in newest(small, 6)[2:]] == [line.id == edited.id for line in lines]


def test_a_way_back_is_reverted_too(small: Work) -> None:
    small.do(small.deeds()["doing"])
    small.undo()
    _, undone, done = newest(small, 3)
    assert small.revert(undone.id, ALEX) == ["Joint patrol went from planned to doing"]
    with small.database.read() as session:
        assert not queries.record_line(session, done.id).undone
        assert session.get_one(Activity, small.patrol).status is Status.DOING


def test_an_unknown_fact(small: Work) -> None:
    with pytest.raises(NotFound):
        small.revert(10_000)


def test_a_transaction_is_a_step(work: Work) -> None:
    work.do(work.deeds()["several"])
    first, *others = reversed(newest(work, 4))
    assert (first.caused_by, {line.caused_by for line in others}) == (None, {first.id})
    with work.database.read() as session:
        assert [line.id for line in queries.caused(session, first.id)] == [line.id for line in others]
        assert session.exec(select(FactRow.caused_by).where(FactRow.id == first.id)).one() is None
