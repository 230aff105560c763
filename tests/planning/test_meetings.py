"""A meeting: begun once a day, gone on with, written down, closed; what each fact keeps of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from factories import LEAD, make_activity, make_partner, make_plan
from sqlmodel import Session

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Changed, NotFound, Refused, SeasonalOpsError
from seasonal_ops.models import Activity, Meeting, Partner, Plan, key
from seasonal_ops.planning import Edit
from seasonal_ops.views import SAID, MeetingActionView, MeetingView
from seasonal_ops.words import Answer, Attendance, Role, Sensitivity

# A Thursday in October: half past ten in London.
NOW = datetime(2026, 10, 15, 9, 30, tzinfo=UTC)
NIGHT = date(2026, 10, 30)


class Room:
    """Where the group meets: a plan, a night with two partners asked, and verbs with their time."""

    def __init__(self, session: Session) -> None:
        self.session, self.now = session, NOW
        self.plan: Plan = make_plan(session)
        self.night: Activity = make_activity(session, self.plan, NIGHT)
        self.police = make_partner(session, "Police Force, East")
        self.fire = make_partner(session, "Fire Service")
        for partner in (self.police, self.fire):
            about = {"activity_id": key(self.night), "partner_id": key(partner)}
            self.do(planning.assign, role=Role.SUPPORT, **about)

    def do(self, verb: Any, **values: Any) -> Any:
        self.session.flush()
        return verb(self.session, actor=LEAD, now=self.now, **values)

    def open(self) -> int:
        row: Meeting = self.do(planning.open_meeting, plan_id=key(self.plan))
        return key(row)

    def agree(self, meeting: int, owner: Partner, **more: Any) -> Activity:
        about: dict[str, Any] = {"title": "Order skips", "by": date(2026, 10, 20)} | more
        row: Activity = self.do(planning.agree_action, meeting_id=meeting, owner_id=key(owner), **about)
        return row

    def view(self, meeting: int) -> MeetingView:
        self.session.flush()
        return queries.meeting(self.session, queries.find_meeting(self.session, str(meeting)))

    def kinds(self, many: int) -> list[str]:
        return [fact.kind for fact in journal.read(self.session, limit=many)][::-1]


@pytest.fixture
def room(database: Database) -> Iterator[Room]:
    with database.write() as session:
        yield Room(session)


def test_a_meeting_is_begun_once_a_day_and_gone_on_with(room: Room) -> None:
    meeting = room.open()
    room.now += timedelta(minutes=5)
    facts = journal.newest(room.session)
    assert room.open() == meeting
    assert journal.newest(room.session) == facts
    view = room.view(meeting)
    assert (view.held_on, view.opened, view.closed) == (date(2026, 10, 15), NOW, None)
    assert (view.plan, view.opened_by) == ("bright-sparx-2026", "lead")


def test_one_that_was_closed_goes_on_when_it_is_opened_again_that_day(room: Room) -> None:
    meeting = room.open()
    room.do(planning.close_meeting, meeting_id=meeting, next_on=date(2026, 10, 29))
    assert room.view(meeting).closed == NOW
    assert room.open() == meeting
    assert room.view(meeting).closed is None
    assert room.kinds(3) == ["MeetingOpened", "MeetingClosed", "MeetingReopened"]


def test_one_that_nobody_closed_ended_with_its_day(room: Room) -> None:
    first = room.open()
    room.now += timedelta(days=3)
    second = room.open()
    assert second != first
    # Summer time: midnight in London.
    assert room.view(first).closed == datetime(2026, 10, 15, 23, tzinfo=UTC)
    assert [view.id for view in queries.meetings(room.session, room.plan)] == [second, first]
    assert key(queries.find_meeting(room.session, "bright-sparx-2026")) == second


def test_who_takes_part_is_one_fact_with_all_before_and_after(room: Room) -> None:
    meeting = room.open()
    police, fire = key(room.police), key(room.fire)
    given = {police: Attendance.PRESENT, fire: Attendance.APOLOGIES}
    room.do(planning.set_attendance, meeting_id=meeting, given=given)
    assert room.view(meeting).who(Attendance.PRESENT) == ("Police Force, East",)
    assert room.view(meeting).who(Attendance.APOLOGIES) == ("Fire Service",)
    room.do(planning.set_attendance, meeting_id=meeting, given={fire: None})
    (fact,) = journal.read(room.session, limit=1)
    assert fact.kind == "AttendanceSet"
    assert fact.before is not None
    assert fact.after is not None
    there = {"partner_id": police, "attendance": "present"}
    assert fact.before["attendance"] == [there, {"partner_id": fire, "attendance": "apologies"}]
    assert fact.after["attendance"] == [there]
    room.do(planning.set_attendance, meeting_id=meeting, given={fire: None, police: Attendance.PRESENT})
    assert journal.newest(room.session) == fact.id


def test_a_note_takes_the_place_of_the_one_before_and_goes_when_it_is_empty(room: Room) -> None:
    meeting = room.open()
    for activity_id in (key(room.night), None):
        for text in ("Two vans", " Three vans ", "Three vans", ""):
            about = {"meeting_id": meeting, "activity_id": activity_id}
            room.do(planning.note_in_meeting, text=text, **about)
            assert room.view(meeting).note_of(activity_id) == text.strip()
    texts = [
        ((fact.before or {}).get("text"), (fact.after or {}).get("text"))
        for fact in journal.read(room.session, subject=f"meeting:{meeting}", limit=6)
    ]
    once = [("Three vans", None), ("Two vans", "Three vans"), (None, "Two vans")]
    assert texts == [*once, *once]


def test_an_action_is_an_activity_of_the_plan_led_by_its_owner(room: Room) -> None:
    meeting = room.open()
    row = room.agree(meeting, room.fire, about_id=key(room.night))
    view = queries.activity(room.session, key(row))
    assert (view.title, view.plan, view.starts_on) == ("Order skips", "bright-sparx-2026", date(2026, 10, 20))
    assert (view.leads, view.start_time) == (("Fire Service",), None)
    assert view.date_reason == "agreed at the meeting of 15 October 2026"
    assert [one.response for one in view.assignments] == [Answer.ASKED]
    assert room.view(meeting).actions == (MeetingActionView(activity=view.id, about=key(room.night)),)
    assert room.kinds(2) == ["ActivityAdded", "ActionAgreed"]


@pytest.mark.parametrize(
    ("said", "answer"),
    [(Attendance.PRESENT, Answer.ACCEPTED), (Attendance.APOLOGIES, Answer.ASKED)],
)
def test_who_takes_part_accepts_what_it_takes_on(room: Room, said: Attendance, answer: Answer) -> None:
    meeting = room.open()
    room.do(planning.set_attendance, meeting_id=meeting, given={key(room.fire): said})
    (held,) = queries.activity(room.session, key(room.agree(meeting, room.fire))).assignments
    assert (held.response, held.note) == (answer, SAID if answer is Answer.ACCEPTED else "")


def test_an_action_is_as_sensitive_as_what_it_is_about(room: Room) -> None:
    meeting = room.open()
    edit = Edit(sensitivity=Sensitivity.SENSITIVE)
    room.do(planning.edit_activity, activity_id=key(room.night), edit=edit)
    row = room.agree(meeting, room.fire, about_id=key(room.night))
    assert row.sensitivity is Sensitivity.SENSITIVE


def test_everybody_answers_but_who_has_answered_or_sent_apologies(room: Room) -> None:
    meeting, street = room.open(), make_partner(room.session, "Street Angels")
    night = {"activity_id": key(room.night)}
    room.do(planning.assign, partner_id=key(street), role=Role.LEAD, **night)
    room.do(planning.respond, partner_id=key(room.police), answer=Answer.DECLINED, **night)
    given = {key(room.fire): Attendance.APOLOGIES}
    room.do(planning.set_attendance, meeting_id=meeting, given=given)
    version = queries.activity(room.session, key(room.night)).version
    about = {"meeting_id": meeting, **night, "answer": Answer.ACCEPTED, "expected_version": version}
    assert room.do(planning.answer_for_everybody, **about) == [key(street)]
    answers = {one.partner_name: one for one in queries.activity(room.session, key(room.night)).assignments}
    assert {name: one.response for name, one in answers.items()} == {
        "Street Angels": Answer.ACCEPTED,
        "Police Force, East": Answer.DECLINED,
        "Fire Service": Answer.ASKED,
    }
    assert answers["Street Angels"].note == "said at the meeting"
    with pytest.raises(Refused, match="everybody has answered"):
        room.do(planning.answer_for_everybody, **about | {"expected_version": None})


def test_everybody_is_more_than_one_and_the_version_is_looked_at_once(room: Room) -> None:
    meeting, version = room.open(), queries.activity(room.session, key(room.night)).version
    about = {"meeting_id": meeting, "activity_id": key(room.night), "answer": Answer.ACCEPTED}
    with pytest.raises(SeasonalOpsError, match="changed by somebody else"):
        room.do(planning.answer_for_everybody, expected_version=version - 1, **about)
    given = room.do(planning.answer_for_everybody, expected_version=version, **about)
    assert given == [key(room.police), key(room.fire)]


def refusals(room: Room) -> dict[str, tuple[Any, dict[str, Any], type[SeasonalOpsError], str]]:
    meeting, night, fire = {"meeting_id": room.open()}, key(room.night), key(room.fire)
    other = key(make_activity(room.session, make_plan(room.session, "night-safe"), NIGHT))
    action = {"title": "Order skips", "owner_id": fire, "by": NIGHT}
    answer = {"activity_id": night, "answer": Answer.ACCEPTED}
    yesterday = date(2026, 10, 14)
    verb = planning
    return {
        "no-meeting": (verb.close_meeting, {"meeting_id": 99}, NotFound, "there is no meeting '99'"),
        "no-plan": (verb.open_meeting, {"plan_id": 99}, NotFound, "there is no plan '99'"),
        "next-before": (verb.close_meeting, meeting | {"next_on": yesterday}, BadValue, "is not after this"),
        "no-partner": (verb.set_attendance, meeting | {"given": {99: None}}, NotFound, "partner '99'"),
        "note-elsewhere": (
            verb.note_in_meeting, meeting | {"activity_id": other, "text": "x"}, NotFound, "activity of",
        ),
        "long-note": (
            verb.note_in_meeting, meeting | {"activity_id": None, "text": "x" * 5000}, BadValue, "the note",
        ),
        "action-before": (verb.agree_action, meeting | action | {"by": yesterday}, BadValue, "before the"),
        "action-untitled": (verb.agree_action, meeting | action | {"title": " "}, BadValue, "the title"),
        "action-unowned": (verb.agree_action, meeting | action | {"owner_id": 99}, NotFound, "partner '99'"),
        "about-elsewhere": (
            verb.agree_action, meeting | action | {"about_id": other}, NotFound, "activity of bright-sparx",
        ),
        "answer-elsewhere": (
            verb.answer_for_everybody, meeting | answer | {"activity_id": other}, NotFound, "activity of",
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    "case",
    [
        *("no-meeting", "no-plan", "next-before", "no-partner", "note-elsewhere", "long-note"),
        *("action-before", "action-untitled", "action-unowned", "about-elsewhere", "answer-elsewhere"),
    ],
)
def test_what_is_refused(sqlite_database: Database, case: str) -> None:
    with sqlite_database.write() as session:
        room = Room(session)
        verb, values, error, said = refusals(room)[case]
        facts = journal.newest(session)
        with pytest.raises(error, match=said):
            room.do(verb, **values)
        assert journal.newest(session) == facts


def test_a_closed_one_is_not_closed_again(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        room = Room(session)
        meeting = room.open()
        room.do(planning.close_meeting, meeting_id=meeting)
        with pytest.raises(Refused, match=f"is closed; print it: seasonal-ops meeting print {meeting}"):
            room.do(planning.close_meeting, meeting_id=meeting)


@pytest.mark.parametrize(
    ("later", "next_step"),
    [(timedelta(minutes=5), "go on with it: o"), (timedelta(days=1), "its day is over; begin today's: o")],
    ids=["same-day", "next-day"],
)
@pytest.mark.parametrize("deed", ["note", "action", "attendance", "answers"])
def test_nothing_more_is_written_in_a_closed_one(
    room: Room, deed: str, later: timedelta, next_step: str
) -> None:
    meeting, night, fire = room.open(), {"activity_id": key(room.night)}, key(room.fire)
    room.do(planning.close_meeting, meeting_id=meeting)
    room.now += later
    deeds: dict[str, tuple[Any, dict[str, Any]]] = {
        "note": (planning.note_in_meeting, {**night, "text": "Two vans"}),
        "action": (planning.agree_action, {"title": "Order skips", "owner_id": fire, "by": NIGHT}),
        "attendance": (planning.set_attendance, {"given": {fire: Attendance.PRESENT}}),
        "answers": (planning.answer_for_everybody, {**night, "answer": Answer.ACCEPTED}),
    }
    verb, values = deeds[deed]
    facts = journal.newest(room.session)
    said = (
        f"the meeting of 15 October 2026 is closed; {next_step} in the meeting, or seasonal-ops meeting open"
    )
    with pytest.raises(Refused, match=said):
        room.do(verb, meeting_id=meeting, **values)
    assert journal.newest(room.session) == facts


def test_a_note_takes_the_place_of_no_other_than_was_seen(room: Room) -> None:
    about: dict[str, Any] = {"meeting_id": room.open(), "activity_id": None}
    room.do(planning.note_in_meeting, text="The fire service brings the skip", seen="", **about)
    with pytest.raises(Changed, match="The fire service brings the skip"):
        room.do(planning.note_in_meeting, text="Nothing was said", seen="", **about)
    room.do(planning.note_in_meeting, text="Both", seen="The fire service brings the skip", **about)
