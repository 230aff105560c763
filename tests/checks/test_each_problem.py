"""A real plan with one of each problem, put there on purpose: each is found, and nothing else is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from factories import LEAD, NOW, make_contact, make_plan
from sqlmodel import Session, select

from seasonal_ops import planning, queries
from seasonal_ops.checks import Picture, findings
from seasonal_ops.db import Database
from seasonal_ops.models import Activity, Assignment, Partner, Plan, key
from seasonal_ops.queries.picture import picture
from seasonal_ops.views import Finding
from seasonal_ops.words import Answer, Check, GateState, Role, Severity

TROUBLED = Path(__file__).with_name("troubled.toml")
DECLINES, SILENT, OVER = "the lead declined", "no answer yet", "fine: over, and nobody answered"
TWICE = (Check.CLASH, Check.LOAD)


@pytest.fixture
def session(sqlite_database: Database) -> Iterator[Session]:
    """A session that writes."""
    with sqlite_database.write() as opened:
        yield opened


def seen(session: Session, *plans: Plan) -> Picture:
    """The plans as they stand."""
    session.flush()
    return picture(session, plans, now=NOW)


def spoil(session: Session, plan: Plan) -> None:
    """Everybody says yes, but where something is to be wrong; and what a plan file cannot say."""
    activities = {row.title: key(row) for row in planning.activities_of(session, key(plan))}
    partners = {row.slug: row for row in session.exec(select(Partner))}
    contacts = {slug: make_contact(session, row) for slug, row in partners.items()}
    answer_all(session)
    by = {"actor": LEAD, "now": NOW}
    council = {"partner_id": key(partners["council"]), **by}
    planning.unassign(session, activity_id=activities["nobody is assigned"], **council)
    wish = {"answer": Answer.PROPOSED, "on": date(2026, 10, 21)}
    planning.respond(session, activity_id=activities["another date is proposed"], **wish, **council)
    planning.cancel_activity(session, activity_id=activities["fine: cancelled"], **by)
    ring = planning.Edit(ring=key(contacts["fire"]))
    for title in ("contact, here", "contact, there"):
        planning.edit_activity(session, activity_id=activities[title], edit=ring, **by)
    for name, state in (("met", GateState.MET), ("refused", GateState.REFUSED)):
        change = planning.GateChange(state=state)
        planning.set_gate(session, plan_id=key(plan), name=name, change=change, **by)
    planning.set_target(session, plan_id=key(plan), text="Better nights", **by)
    planning.go_live(session, plan_id=key(plan), **by)


def answer_all(session: Session) -> None:
    """Yes, but for a lead that declines and a support that is silent."""
    for row, title in session.exec(select(Assignment, Activity.title).join(Activity)).all():
        leads = row.role is Role.LEAD
        if (title, leads) in ((SILENT, False), (OVER, True)):
            continue
        answer = Answer.DECLINED if (title, leads) == (DECLINES, True) else Answer.ACCEPTED
        one = {"activity_id": row.activity_id, "partner_id": row.partner_id}
        planning.respond(session, answer=answer, **one, actor=LEAD, now=NOW)


def test_each_is_found_and_nothing_else(session: Session) -> None:
    plan = make_plan(session, str(TROUBLED))
    spoil(session, plan)
    shown = seen(session, plan)
    titles = {row.id: row.title for row in shown.activities}
    found = [
        f"{one.severity} {one.rule}: {' + '.join(titles[number] for number in one.activities)}"
        for one in findings(shown)
    ]
    assert found == [
        "error clash: clash, before midnight + clash, after midnight",
        "error unassigned: nobody is assigned",
        "error unassigned: the lead declined",
        "error order: begins too early + fine: needed first",
        "error order: needs what is cancelled + fine: cancelled",
        "error gate: hangs on what is late + waits for that",
        "error gate: hangs on what was refused",
        "warning clash: clash, no time + clash, in the evening",
        "warning load: load, in the morning + load, in the evening",
        "warning clash: place, first + place, second",
        "warning clash: contact, here + contact, there",
        "warning unanswered: no answer yet + no answer yet",
        "warning proposed: another date is proposed",
        "warning gate: begins before it is decided",
        "warning avoided: in half-term",
        "warning gate: hangs on money",
        "warning target: ",  # to reduce crime
        "warning target: ",  # better nights: neither a number nor a measure nor a date
        "note clash: capacity unsaid, once + capacity unsaid, twice",
        "note contact: ",  # nobody leads it
    ]


def test_an_activity_in_two_plans_is_counted_once(session: Session) -> None:
    sparx, days = make_plan(session), make_plan(session, "action-days")
    both = findings(seen(session, sparx, days))
    standing = [{one.id for one in queries.activities(session, plan_id=key(plan))} for plan in (sparx, days)]
    assert len(standing[0] & standing[1]) == 6
    # No partner of either has an address yet: one note for all, each activity in it once.
    (asked,) = [one for one in both if one.rule is Check.UNANSWERED]
    assert asked.sentence.startswith("11 partners have no address")
    assert len(set(asked.activities)) == len(asked.activities)
    # A second time in the night would be too much for a partner that can man one.
    alone = findings(seen(session, sparx))
    assert [one for one in both if one.rule in TWICE] == [one for one in alone if one.rule in TWICE]


def test_plans_clash_together_where_neither_does_alone(session: Session) -> None:
    plans = make_plan(session), make_plan(session, "night-safe")
    alone = [one for plan in plans for one in clashes(session, plan)]
    together = [one for one in clashes(session, *plans) if one not in alone]
    meets = [(one.severity, [plan_of(session, number) for number in one.activities]) for one in together]
    sparx, festive = (plan.slug for plan in plans)
    assert meets == [
        (Severity.ERROR, [sparx, sparx, festive]),  # 20 October: schools, an action day, the tasking meeting
        (Severity.ERROR, [sparx, sparx, festive]),  # the police as well as the fire service
        (Severity.WARNING, [festive, sparx, sparx]),  # Mischief Night, and figures to be sent that day
    ]


def clashes(session: Session, *plans: Plan) -> list[Finding]:
    """The clashes within the plans."""
    return [one for one in findings(seen(session, *plans)) if one.rule is Check.CLASH]


def plan_of(session: Session, activity_id: int) -> str:
    """The slug of the plan at home."""
    return queries.activity(session, activity_id).plan
