"""A dossier is the plan as the database has it: phases, guests, what is late, since when it is live."""

from datetime import UTC, date, datetime, timedelta

from factories import LEAD, NOW, make_activity, make_plan

from seasonal_ops import planning
from seasonal_ops.db import Database
from seasonal_ops.models import key
from seasonal_ops.paper import dossier, plan_document
from seasonal_ops.words import Status
from tests.paper.makers import PRINTED, everything, has, headings, opened, under


def test_a_dossier_of_a_drafted_season(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        found = dossier(session, plan, now=NOW)
    assert found.phases == (
        ("preparation", "Preparation"),
        ("operation", "Operation"),
        ("evaluation", "Evaluation"),
    )
    assert (len(found.activities), len(found.gates), len(found.measures)) == (48, 2, 21)
    assert found.objective.startswith("Fewer deliberate fires")
    assert found.delivery_groups[0] == "Local Priorities Group"
    assert found.partners["police"] == "Lancashire Constabulary"
    assert found.live_since is None
    # What was to happen before 20 August and is open: three steps of preparation.
    assert sorted(one.starts_on for one in found.activities if one.id in found.late) == [
        date(2026, 5, 15),
        date(2026, 7, 10),
        date(2026, 8, 7),
    ]


def test_late_is_what_has_ended_and_is_open(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        ends = datetime(2026, 11, 4, 23, tzinfo=UTC)
        row = make_activity(session, plan, date(2026, 11, 4))
        assert key(row) not in dossier(session, plan, now=ends - timedelta(seconds=1)).late
        assert key(row) in dossier(session, plan, now=ends).late
        planning.set_status(session, activity_id=key(row), status=Status.DELIVERED, actor=LEAD, now=NOW)
        assert key(row) not in dossier(session, plan, now=ends).late


def test_live_since_the_day_that_the_wall_showed(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        # Half past midnight in London, in summer.
        planning.go_live(
            session, plan_id=key(plan), actor=LEAD, now=datetime(2026, 8, 20, 23, 30, tzinfo=UTC)
        )
        assert dossier(session, plan, now=NOW).live_since == date(2026, 8, 21)


def test_a_guest_stands_in_the_phase_that_it_has_here(database: Database) -> None:
    """An action day is at home in another plan, with phases of its own."""
    with database.write() as session:
        home = make_plan(session, "action-days")
        plan = make_plan(session)
        found = dossier(session, plan, now=NOW)
    guests = [one for one in found.activities if one.plan == home.slug]
    assert [one.phase for one in guests] == ["preparation"] * 5 + ["operation"]
    document = opened(plan_document(found, on=PRINTED))
    assert f"stands in {home.name}" in "\n".join(row[2] for row in under(document, "Preparation"))


def test_the_document_of_a_season(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        found = dossier(session, make_plan(session), now=NOW)
    document = opened(made := plan_document(found, on=PRINTED))
    assert [text for _style, text in headings(document)] == [
        "Bright Sparx 2026",
        "Occasions that the dates hang on",
        "Who takes part",
        "Preparation",
        "Operation",
        "Evaluation",
        "What must come first",
        "What is aimed at",
        "What we count",
    ]
    rows = [under(document, phase) for phase in ("Preparation", "Operation", "Evaluation")]
    assert [len(each) - 1 for each in rows] == [24, 21, 3]
    assert all(has(table.rows[0], "w:tblHeader") for table in document.tables)
    # The template marks its referrals as sensitive: neither their name nor what they are about.
    assert "Ask every agency" not in everything(made)
    assert ["Fri 25 Sep 2026", "", "sensitive: ask the lead", "", "Fire and Rescue", "", "", ""] in rows[0]
