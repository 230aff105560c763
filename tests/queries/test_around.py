"""What an activity hangs together with, read from both databases."""

from datetime import date, time
from typing import Any

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from sqlmodel import Session

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound
from seasonal_ops.models import Plan, key
from seasonal_ops.planning import GateChange, NewActivity, When
from seasonal_ops.views.around import Around
from seasonal_ops.words import Check, Role

NIGHT = date(2026, 10, 30)
WHO: dict[str, Any] = {"actor": LEAD, "now": NOW}


def a_night(session: Session, plan: Plan, title: str, on: date = NIGHT, hour: int = 18) -> int:
    return key(make_activity(session, plan, on, title=title, start=time(hour), end=time(hour + 2)))


def test_what_comes_first_what_waits_gates_and_who_has_too_much(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session, "action-days")
        other = make_plan(session)
        first = a_night(session, plan, "Briefing", date(2026, 10, 1))
        patrol = a_night(session, plan, "Patrol")
        behind = a_night(session, plan, "Debriefing", date(2026, 11, 20))
        beside = a_night(session, other, "Stack removal")  # of another plan, with the same partner
        partner = key(make_partner(session))
        planning.set_capacity(session, partner_id=partner, capacity=1, **WHO)
        for one in (patrol, beside):
            planning.assign(session, activity_id=one, partner_id=partner, role=Role.LEAD, **WHO)
        planning.wait_for(session, activity_id=patrol, needs_id=first, **WHO)
        planning.wait_for(session, activity_id=behind, needs_id=patrol, **WHO)
        name = queries.gates(session, plan)[0].key
        planning.set_gate(
            session, plan_id=key(plan), name=name, change=GateChange(), activities=[patrol], **WHO
        )
        session.flush()
        found = queries.around(session, patrol, now=NOW)
        assert [one.title for one in found.needs] == ["Briefing"]
        assert [one.title for one in found.waiting] == ["Debriefing"]
        assert [one.key for one in found.gates] == [name]
        assert found.series is None
        (clash,) = [one for one in found.findings if one.rule is Check.CLASH]
        assert set(clash.activities) == {patrol, beside}
        assert queries.around(session, first, now=NOW).findings == ()


def test_which_date_of_a_series_it_is(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        when = tuple(When(on=date(2026, 10, day), reason="", rule="every Thursday") for day in (1, 8, 15))
        rows = planning.add_activities(
            session, plan_id=key(plan), time_zone=plan.time_zone, new=NewActivity(title="x", when=when), **WHO
        )
        found = queries.around(session, key(rows[1]), now=NOW)
        assert found == Around(series=(3, 2))


def test_what_it_promised_to_count_is_named(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session, "bright-sparx")
        names = {one.slug: one.name for one in queries.measures(session, plan)}
        promised = next(one for one in queries.activities(session) if one.measures)
        found = queries.around(session, promised.id, now=NOW)
        assert found.counts == tuple(names[slug] for slug in promised.measures)


def test_nothing_of_what_is_not_there(sqlite_database: Database) -> None:
    with sqlite_database.read() as session, pytest.raises(NotFound):
        queries.around(session, 99, now=NOW)
