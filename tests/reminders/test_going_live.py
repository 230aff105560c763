"""Whom a plan writes to once it is live."""

from factories import NOW, make_contact, make_partner, make_plan

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.facts import Actor
from seasonal_ops.models import key
from seasonal_ops.reminders.outbox.going_live import going_live
from seasonal_ops.words import ActorKind, ReminderState


def test_a_draft_says_whom_it_would_write_to_and_whom_it_cannot(database: Database) -> None:
    with database.write() as session:
        row = make_plan(session)
        police = queries.find_partner(session, "police")
        make_contact(session, police, "duty@police.example")
        make_contact(session, make_partner(session, "Ormskirk Rotary"), "rotary@example.org")
    with database.read() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        view = going_live(session, row, now=NOW)
    assert (view.plan.slug, view.plan.live) == ("bright-sparx-2026", False)
    assert view.reached == ("Lancashire Constabulary",)  # and not who is asked for nothing
    assert "Lancashire Fire and Rescue Service" in view.silent
    assert "Ormskirk Rotary" not in view.silent
    assert view.contacts == 1
    assert view.first is not None
    assert view.first >= NOW
    lead = Actor("lead", ActorKind.TUI)
    with database.write() as session:
        row = queries.find_plan(session, "bright-sparx-2026")
        planning.go_live(session, plan_id=key(row), actor=lead, now=NOW)
    with database.read() as session:
        from seasonal_ops.reminders.outbox.preview import reminder_views

        planned = reminder_views(session, ReminderState.PLANNED)
    assert len(planned) > 0
    assert view.reminders >= len(planned)
