"""One night of a plan: what belongs to it, what stands in its way, whom to ring, what to count."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from factories import LEAD, NOW, make_activity, make_contact, make_partner, make_plan
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from seasonal_ops import planning
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue
from seasonal_ops.models import (
    Activity,
    Contact,
    ContactDetail,
    Dependency,
    Gate,
    GateActivity,
    Partner,
    Plan,
    key,
)
from seasonal_ops.queries.night import NightView, night
from seasonal_ops.words import Answer, GateKind, GateState, Role, Status

# A Friday, and a day after the season's own activities: nothing of the template happens in it.
FRIDAY = date(2026, 11, 27)


def own(view: NightView) -> list[str]:
    """What happens, the template's own activities left out."""
    return [one.activity.title for one in view.happening if one.activity.title.startswith("own")]


def assigned(
    session: Session, row: Activity, partner: Partner, role: Role = Role.LEAD, answer: Answer | None = None
) -> None:
    """The partner asked, and what it said."""
    verb = {"activity_id": key(row), "partner_id": key(partner), "actor": LEAD, "now": NOW}
    planning.assign(session, role=role, **verb)
    if answer:
        planning.respond(session, answer=answer, **verb)


def with_phone(session: Session, partner: Partner, phone: str, email: str = "duty@example.org") -> Contact:
    """A contact that can be rung."""
    contact = make_contact(session, partner, email)
    detail = session.get_one(ContactDetail, contact.id)
    detail.phone = phone
    session.add(detail)
    return contact


def gated(session: Session, plan: Plan, row: Activity, kind: GateKind, state: GateState) -> None:
    """What must come before the activity, as it stands."""
    gate = Gate(
        plan_id=key(plan), key=f"{kind}-{state}", kind=kind, title=f"{kind} {state}",
        decide_by=FRIDAY, state=state,
    )  # fmt: skip
    session.add(gate)
    session.flush()
    session.add(GateActivity(gate_id=key(gate), activity_id=key(row)))


BELONGS = [
    # last day, start, end, and whether the night from Friday 07:00 to Saturday 07:00 has it
    (FRIDAY, time(5), time(6, 59), False),
    (FRIDAY, time(5), time(7), False),  # over when the night begins
    (FRIDAY, time(5), time(7, 1), True),
    (FRIDAY, time(6, 59), None, False),  # without an end it has no length
    (FRIDAY, time(7), None, True),
    (FRIDAY, time(7), time(8), True),
    (FRIDAY, time(21), time(3), True),  # past midnight
    (FRIDAY, time(21), time(0), True),
    (FRIDAY, None, None, True),
]
AROUND = [
    # first day, last day, start, end, and whether Friday's night has it
    (date(2026, 11, 26), None, time(21), time(3), False),  # over on Friday at 03:00
    (date(2026, 11, 26), None, time(21), time(7, 30), True),  # ends in it
    (date(2026, 11, 28), None, time(6, 59), time(9), True),  # begins in its last minute
    (date(2026, 11, 28), None, time(7), time(9), False),  # begins as it ends
    (date(2026, 11, 28), None, time(1), None, True),  # a moment after midnight
    (date(2026, 11, 23), date(2026, 11, 30), None, None, True),  # a fortnight's task
    (date(2026, 11, 23), FRIDAY, None, None, True),  # its last day
    (date(2026, 11, 28), None, None, None, False),  # Saturday's, though the night runs into it
    (date(2026, 11, 25), date(2026, 11, 29), time(9), time(17), True),  # a camp around it
]


def test_what_belongs_to_a_night(database: Database) -> None:
    rows = [(FRIDAY, *row) for row in BELONGS] + AROUND
    with database.write() as session:
        plan = make_plan(session)
        for number, (first, last, start, end, _belongs) in enumerate(rows):
            when = planning.When(on=first, last_day=last, reason="as given", start=start, end=end)
            new = planning.NewActivity(title=f"own {number}", when=(when,))
            verb = {"plan_id": key(plan), "time_zone": plan.time_zone, "actor": LEAD, "now": NOW}
            planning.add_activities(session, new=new, **verb)
        view = night(session, plan, on=FRIDAY)
    assert set(own(view)) == {f"own {number}" for number, row in enumerate(rows) if row[-1]}
    # By their start; those without a time come last.
    assert [one.activity.start_time for one in view.happening][-3:] == [None] * 3
    assert own(view)[:3] == ["own 17", "own 10", "own 2"]


@pytest.mark.parametrize(
    ("on", "hours", "begins"),
    [
        (date(2026, 10, 23), 24, datetime(2026, 10, 23, 6, tzinfo=UTC)),  # summer time
        (date(2026, 10, 24), 25, datetime(2026, 10, 24, 6, tzinfo=UTC)),  # clocks go back in it
        (date(2026, 10, 25), 24, datetime(2026, 10, 25, 7, tzinfo=UTC)),  # winter time
        (date(2027, 3, 27), 23, datetime(2027, 3, 27, 7, tzinfo=UTC)),  # clocks go forward in it
    ],
)
def test_a_night_over_a_clock_change(
    sqlite_database: Database, on: date, hours: int, begins: datetime
) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        late = make_activity(session, plan, on + timedelta(days=1), title="own late", start=time(6, 59))
        view = night(session, plan, on=on)
        next_one = night(session, plan, on=on + timedelta(days=1))
    assert (view.begins, view.ends - view.begins.astimezone(UTC)) == (begins, timedelta(hours=hours))
    assert (view.begins.hour, view.ends.hour) == (7, 7)
    assert (own(view), own(next_one)) == (["own late"], ["own late"]), late


def test_a_year_that_has_no_nights(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        for on in (date.max, date.min):
            with pytest.raises(BadValue, match="use a year between 2 and 9998"):
                night(session, plan, on=on)
        assert night(session, plan, on=date(9998, 12, 30)).happening == ()


def test_a_guest_is_there_once_with_its_gate_and_its_counts(database: Database) -> None:
    """An action day stands in two plans: its money and its measures are those of its home."""
    with database.write() as session:
        home = make_plan(session, "action-days")
        sparx = make_plan(session)
        on = date(2026, 9, 22)
        view = night(session, sparx, on=on)
        (guest,) = view.happening
        assert (guest.activity.plan, guest.activity.title) == (
            home.slug,
            "Community Action and Engagement Day 1 of 6",
        )
        assert {gate.plan for gate in guest.gates} <= {home.slug, sparx.slug}
        assert guest.gates != ()
        counted = [one.measure for one in view.counts if one.at]
        assert {one.plan for one in counted} == {home.slug}
        assert sorted(one.slug for one in counted) == sorted(guest.activity.measures)
        names = [one.measure.name for one in view.counts]
        assert len(names) == len(set(names))


def test_what_is_cancelled_stands_apart(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        row = make_activity(session, plan, FRIDAY, title="own")
        assigned(session, row, make_partner(session))
        planning.cancel_activity(session, activity_id=key(row), reason="storm", actor=LEAD, now=NOW)
        view = night(session, plan, on=FRIDAY)
    assert (view.happening, dict(view.contacts)) == ((), {})
    assert [(one.title, one.status_note) for one in view.cancelled] == [("own", "storm")]


def test_whom_to_ring(database: Database) -> None:
    """The one who is named; else the leads that come, each contact with a number; else nobody."""
    with database.write() as session:
        plan = make_plan(session)
        rows = {
            name: make_activity(session, plan, FRIDAY, title=name)
            for name in ("named", "no number", "leads", "nobody")
        }
        first, second = make_partner(session, "First"), make_partner(session, "Second")
        gone = make_partner(session, "Gone")
        desk = with_phone(session, first, "01", "a@example.org")
        make_contact(session, first, "silent@example.org")
        make_contact(session, first, "https://hooks.first.example/")  # a program cannot be rung
        chief, away = with_phone(session, second, "02"), with_phone(session, gone, "03")
        silent = make_contact(session, make_partner(session, "Third"), "third@example.org")
        planning.remove_contact(session, contact_id=key(away), left_on=FRIDAY, actor=LEAD, now=NOW)
        for row in (rows["named"], rows["no number"], rows["leads"]):
            assigned(session, row, first)
            assigned(session, row, second, answer=Answer.DECLINED)
        assigned(session, rows["nobody"], gone)
        assigned(session, rows["nobody"], first, Role.SUPPORT)
        rows["named"].night_contact_id, rows["no number"].night_contact_id = key(chief), key(silent)
        session.add_all(rows.values())
        view = night(session, plan, on=FRIDAY)
    rung = {one.activity.title: [contact.id for contact in one.ring] for one in view.happening}
    assert rung == {
        "named": [chief.id],
        "no number": [silent.id, desk.id],
        "leads": [desk.id],
        "nobody": [],
    }
    # Who declined is there only as the one to ring; who left is not, and its partner has nobody.
    assert {slug: len(people) for slug, people in view.contacts.items()} == {
        "first": 2,
        "gone": 0,
        "second": 1,
        "third": 1,
    }


def test_what_stands_in_the_way(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        row = make_activity(session, plan, FRIDAY, title="own")
        for kind in GateKind:
            for state in GateState:
                gated(session, plan, row, kind, state)
        other = make_plan(session, "night-safe")
        for status in Status:
            # What comes first may stand in another plan.
            need = make_activity(session, other, date(2026, 11, 20), title=status)
            planning.set_status(session, activity_id=key(need), status=status, actor=LEAD, now=NOW)
            session.add(Dependency(activity_id=key(row), needs_id=key(need)))
        (one,) = night(session, plan, on=FRIDAY).happening
    assert {gate.title for gate in one.gates} == {
        "funding open",
        "funding refused",
        "permission open",
        "permission refused",
    }
    assert {need.title for need in one.needs} == set(Status) - {Status.DELIVERED}


def test_what_to_count(database: Database) -> None:
    """What the night's activities count, with their titles; then the rest whose window holds the date."""
    with database.write() as session:
        plan = make_plan(session)
        view = night(session, plan, on=date(2026, 11, 7))
        at = {one.measure.slug: one.at for one in view.counts}
        dated = {one.measure.slug: (one.measure.window_from, one.measure.window_to) for one in view.counts}
        after = night(session, plan, on=date(2026, 11, 8))
    complaints = ("Look into complaints of illegal storage or sale",)
    assert {slug: titles for slug, titles in at.items() if titles} == {
        **dict.fromkeys(
            ("fire-incidents", "deliberate-fires", "secondary-fires", "asb-fires", "asb-calls"),
            ("Joint patrol",),
        ),
        "firework-complaints": complaints,
    }
    assert at["injuries"] == ()
    assert "go4it-attendance" not in at  # its window ended with Bonfire Night
    assert dated["audits-done"][1] == date(2026, 11, 7)  # the last day is in
    assert "audits-done" not in {one.measure.slug for one in after.counts}


def test_the_next_nights(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        assert night(session, plan, on=date(2026, 11, 8)).next_nights == (
            date(2026, 11, 13),
            date(2026, 11, 20),
            date(2026, 12, 7),
        )
        # A task of many days is there on each of them.
        assert night(session, plan, on=date(2026, 10, 15)).next_nights == (
            date(2026, 10, 16),
            date(2026, 10, 17),
            date(2026, 10, 18),
        )
        assert night(session, plan, on=date(2026, 12, 7)).next_nights == ()


def test_the_next_nights_are_those_in_which_something_happens(sqlite_database: Database) -> None:
    """Two ways to say to which night an activity belongs agree, whenever it begins and ends."""
    with sqlite_database.write() as session:
        plan = make_plan(session)
        row = make_activity(session, plan, FRIDAY, title="own", start=None, end=None)

        clock = st.none() | st.sampled_from([time(6, 59), time(7), time(0)]) | st.times()

        @settings(max_examples=40)
        @example(first=date(2027, 1, 2), days=0, start=time(7), end=time(9))
        @example(first=date(2027, 1, 2), days=0, start=time(21), end=time(7))
        @given(
            first=st.dates(date(2027, 1, 2), date(2027, 1, 4)), days=st.integers(0, 3), start=clock, end=clock
        )
        def agree(first: date, days: int, start: time | None, end: time | None) -> None:
            end = end if start else None
            night_long = bool(days == 0 and start and end and end <= start)
            row.starts_on, row.ends_on = first, first + timedelta(days=days + night_long)
            row.start_time, row.end_time = start, end
            session.add(row)
            session.flush()
            on, found = date(2026, 12, 30), set()
            while following := night(session, plan, on=on).next_nights:
                found |= set(following)
                on = following[-1]
            around = [first + timedelta(days=n) for n in range(-2, 7)]
            assert found == {each for each in around if own(night(session, plan, on=each))}

        agree()
