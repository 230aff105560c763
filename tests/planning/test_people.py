"""Assigning and answering: who is asked, and what they said."""

from datetime import date
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, NotFound, Refused
from seasonal_ops.models import key
from seasonal_ops.words import Answer, Role

NIGHT = date(2026, 11, 6)


def _asked(session: Any, role: Role = Role.SUPPORT) -> dict[str, Any]:
    row = make_activity(session, make_plan(session), NIGHT)
    partner = make_partner(session)
    verb = {"activity_id": key(row), "partner_id": key(partner), "actor": LEAD, "now": NOW}
    planning.assign(session, role=role, **verb)
    return verb


def test_an_answer_raises_no_calendar_sequence_and_no_schedule_revision(database: Database) -> None:
    with database.write() as session:
        verb = _asked(session)
        planning.respond(session, answer=Answer.ACCEPTED, note="by phone", **verb)
    with database.read() as session:
        view = queries.activity(session, verb["activity_id"])
        (assignment,) = view.assignments
        assert (assignment.response, assignment.note) == (Answer.ACCEPTED, "by phone")
        # Asking was a visible change (1); answering was not.
        assert view.sequence == 1


def test_several_leads_stand_side_by_side(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        verb = _asked(session, Role.LEAD)
        other = make_partner(session, "Skelmersdale Watch")
        planning.assign(session, **{**verb, "partner_id": key(other)}, role=Role.LEAD)
        assert queries.activity(session, verb["activity_id"]).leads == (
            "Ormskirk Rotary",
            "Skelmersdale Watch",
        )


def test_asked_again_with_another_role_is_a_change_of_role(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        verb = _asked(session)
        with pytest.raises(Refused, match="as support already"):
            planning.assign(session, role=Role.SUPPORT, **verb)
        planning.assign(session, role=Role.LEAD, **verb)
        assert journal.read(session, limit=1)[0].kind == "RoleChanged"
        assert queries.activity(session, verb["activity_id"]).leads == ("Ormskirk Rotary",)


def test_unassigned_is_gone_from_the_activity_and_can_be_asked_again(database: Database) -> None:
    with database.write() as session:
        verb = _asked(session)
        planning.unassign(session, **verb)
        assert queries.activity(session, verb["activity_id"]).assignments == ()
        with pytest.raises(NotFound, match="assign it first"):
            planning.unassign(session, **verb)
        planning.assign(session, **verb)
        assert len(queries.activity(session, verb["activity_id"]).assignments) == 1


@pytest.mark.parametrize(
    ("answer", "on"),
    [
        (Answer.PROPOSED, None),  # another date, but which?
        (Answer.ACCEPTED, NIGHT),  # accepted, yet with another date: which of both?
    ],
)
def test_a_proposal_and_its_date_go_together(
    sqlite_database: Database, answer: Answer, on: date | None
) -> None:
    with sqlite_database.write() as session:
        verb = _asked(session)
        with pytest.raises(BadValue, match="needs its date"):
            planning.respond(session, answer=answer, on=on, **verb)
