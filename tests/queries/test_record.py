"""The journal in words, on both databases: whose facts, since when, page by page, and no personal value."""

from datetime import date

import pytest
from factories import LEAD, NOW, make_activity, make_contact, make_partner, make_plan
from sqlmodel import col, select

from seasonal_ops import counting, planning, queries
from seasonal_ops.counting import NewCount
from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound
from seasonal_ops.models import ContactDetail, FactRow, Plan, key
from seasonal_ops.planning import Edit
from seasonal_ops.views import Change
from seasonal_ops.words import Answer, Role, Status

DAY = date(2026, 10, 30)
SIGNED = {"actor": LEAD, "now": NOW}


@pytest.fixture
def patrol(database: Database) -> int:
    """The id of an activity in a plan, which a partner was asked to lead and accepted."""
    with database.write() as session:
        row = make_activity(session, make_plan(session, "action-days"), DAY)
        partner = make_partner(session)
        about = {"activity_id": key(row), "partner_id": key(partner), **SIGNED}
        planning.assign(session, role=Role.LEAD, **about)
        planning.respond(session, answer=Answer.ACCEPTED, note="told by phone", **about)
        return key(row)


def test_an_activity_s_record_newest_first(database: Database, patrol: int) -> None:
    with database.read() as session:
        lines = queries.record(session, activity_id=patrol)
    assert [line.told for line in lines] == [
        "Ormskirk Rotary accepted Joint patrol: told by phone",
        "Ormskirk Rotary was asked to lead Joint patrol",
        "Joint patrol was added on Fri 30 Oct 18:00–23:00",
    ]
    assert lines[1].changes == (Change("Partners", "", "Ormskirk Rotary (lead)"),)
    assert {(line.actor, line.actor_kind, line.at, line.title, line.undone) for line in lines} == {
        (LEAD.name, LEAD.kind, NOW, "Joint patrol", False)
    }


def test_since_a_version_page_by_page_and_in_full(database: Database, patrol: int) -> None:
    with database.write() as session:
        text = "bring torches " * 50
        planning.edit_activity(session, activity_id=patrol, edit=Edit(description=text), **SIGNED)
    with database.read() as session:
        whole = queries.record(session, activity_id=patrol)
        assert queries.record(session, activity_id=patrol, since_version=2) == whole[:2]
        assert queries.record(session, activity_id=patrol, since_version=4) == []
        first = queries.record(session, activity_id=patrol, limit=1)
        assert first + queries.record(session, activity_id=patrol, before=first[-1].id) == whole
        assert len(whole[0].changes[0].now) < 200
        assert queries.record_line(session, whole[0].id).changes[0].now == text.strip()
        with pytest.raises(NotFound):
            queries.record_line(session, 10_000)


def test_the_record_of_one_plan(database: Database, patrol: int) -> None:
    with database.write() as session:
        other = make_plan(session)
        away = make_activity(session, other, DAY, title="Elsewhere")
        planning.set_status(session, activity_id=key(away), status=Status.DOING, **SIGNED)
        plan = session.exec(select(Plan).where(Plan.slug == "action-days-2026")).one()
        measure = counting.find_measure(session, plan, "action-days")
        new = NewCount(value="2", on=plan.begins)
        counting.add_count(session, plan=plan, measure=measure, new=new, **SIGNED)
        ids = key(plan), key(other)
    with database.read() as session:
        ours, theirs = (queries.record(session, plan_id=one, limit=5000) for one in ids)
        everything = queries.record(session, limit=5000)
    assert ours[0].told.endswith(": 2 recorded")
    assert "Joint patrol was added on Fri 30 Oct 18:00–23:00" in [line.told for line in ours]
    assert "Elsewhere went from planned to doing" in [line.told for line in theirs]
    assert not {line.id for line in ours} & {line.id for line in theirs}
    # The others tell of partners, who belong to no plan.
    left = [line for line in everything if line not in ours and line not in theirs]
    assert {line.kind for line in left} == {"PartnerAdded"}


def test_a_contact_is_named_until_it_is_erased(database: Database) -> None:
    with database.write() as session:
        make_contact(session, make_partner(session))
    with database.read() as session:
        assert queries.record(session)[0].told == "duty@example.org became a contact of Ormskirk Rotary"
        raw = session.exec(select(FactRow).order_by(col(FactRow.id).desc())).first()
        assert raw is not None
        assert "duty@" not in str(raw.after)
    with database.write() as session:
        for detail in session.exec(select(ContactDetail)):
            detail.email = ""
            session.add(detail)
    with database.read() as session:
        assert queries.record(session)[0].told == "an erased contact became a contact of Ormskirk Rotary"
