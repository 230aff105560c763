"""Plans as a whole: drafting, going live, moving an anchor."""

from datetime import date
from threading import Thread

import pytest
from factories import LEAD, NOW, make_activity, make_contact, make_partner, make_plan
from sqlalchemy import text
from sqlmodel import func, select

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound, Refused
from seasonal_ops.models import (
    Activity,
    Baseline,
    Dependency,
    Gate,
    GateActivity,
    Measure,
    Partner,
    Reminder,
    key,
)
from seasonal_ops.planning import ContactEdit
from seasonal_ops.words import ReminderState, Status

WELCOME = date(2027, 9, 19)


def test_a_season_is_drafted_with_everything_its_template_says(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        view = queries.plan(session, plan)
        assert (view.slug, view.live) == ("bright-sparx-2026", False)
        assert [(a.name, a.on) for a in view.anchors if not a.given][1:] == [
            ("Mischief Night", date(2026, 10, 30)),
            ("Halloween", date(2026, 10, 31)),
            ("Bonfire Night", date(2026, 11, 5)),
        ]
        for table in (Partner, Gate, GateActivity, Dependency, Measure):
            assert session.exec(select(func.count()).select_from(table)).one() > 0
        rows = queries.activities(session, plan_id=key(plan))
        assert view.activity_count == len(rows)
        assert all(row.date_reason and row.assignments for row in rows)


def test_the_same_season_twice_is_refused_and_leaves_the_first_alone(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session)
        newest = journal.newest(session)
    with pytest.raises(Refused, match="bright-sparx-2026 exists already"), sqlite_database.write() as session:
        make_plan(session)
    with sqlite_database.read() as session:
        assert journal.newest(session) == newest


def test_two_processes_make_the_same_plan_at_once(postgres_database: Database) -> None:
    refused: list[str] = []

    def second() -> None:
        try:
            with postgres_database.write() as session:
                make_plan(session)
        except Refused as error:
            refused.append(str(error))

    with postgres_database.write() as session:
        make_plan(session)
        other = Thread(target=second)
        other.start()
        # It waits for the key that this transaction holds, and not for anything else.
        waiting = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        with postgres_database.read_engine.connect() as looking:
            while looking.execute(waiting).scalar() == 0 and other.is_alive():
                looking.rollback()
    other.join()
    assert [one.split(";")[0] for one in refused] == ["the plan bright-sparx-2026 exists already"]


def test_two_seasons_share_their_partners(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session)
        make_plan(session, "freshers", 2027, Welcome_Sunday=WELCOME)
        slugs = [partner.slug for partner in session.exec(select(Partner))]
        assert sorted(set(slugs)) == sorted(slugs)
        assert "police" in slugs


def test_going_live_keeps_what_was_promised(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        planning.go_live(session, plan_id=key(plan), actor=LEAD, now=NOW)
        promised = session.exec(select(Baseline)).all()
        assert len(promised) == queries.plan(session, plan).activity_count
        assert all(line.partners for line in promised)
        with pytest.raises(Refused, match="live already"):
            planning.go_live(session, plan_id=key(plan), actor=LEAD, now=NOW)


def test_somebody_leads_a_plan_another_does_nobody_does(database: Database) -> None:
    with database.write() as session:
        plan, partner = make_plan(session), make_partner(session)
        make_plan(session, "action-days")  # its six action days are guests there, and at home here
        first, second = (make_contact(session, partner, f"{name}@example.org") for name in ("one", "two"))
        leads = []
        for contact_id in (key(first), key(first), key(second), None):
            planning.name_lead(session, plan_id=key(plan), contact_id=contact_id, actor=LEAD, now=NOW)
            lead = queries.plan(session, plan).lead
            leads.append(lead and (lead.contact, lead.partner, lead.email))
        assert leads == [
            (first.id, "ormskirk-rotary", "one@example.org"),
            (first.id, "ormskirk-rotary", "one@example.org"),
            (second.id, "ormskirk-rotary", "two@example.org"),
            None,
        ]
        facts = [fact for fact in journal.read(session) if fact.kind == "PlanLeadSet"]
        after = [fact.after["lead_contact_id"] for fact in facts if fact.after]
        # The newest first; named again, it is no news.
        assert after == [None, second.id, first.id]


def test_what_is_planned_for_whoever_leads_follows_at_once(database: Database) -> None:
    with database.write() as session:
        plan, partner = make_plan(session), make_partner(session)
        row = make_activity(session, plan, date(2026, 11, 6))
        lead = make_contact(session, make_partner(session, "Council"), "lead@example.org")
        by = {"actor": LEAD, "now": NOW}
        planning.go_live(session, plan_id=key(plan), **by)
        planning.assign(session, activity_id=key(row), partner_id=key(partner), **by)
        planned = select(func.count()).where(
            Reminder.contact_id == lead.id,
            Reminder.activity_id == row.id,
            Reminder.state == ReminderState.PLANNED,
        )
        found = []
        for contact_id in (key(lead), None, key(lead)):
            planning.name_lead(session, plan_id=key(plan), contact_id=contact_id, **by)
            found.append(session.exec(planned).one())
        assert found == [found[0], 0, found[0]]
        assert found[0] > 0


def test_a_lead_that_left_leads_no_more_and_one_that_opted_out_is_not_reached(
    sqlite_database: Database,
) -> None:
    with sqlite_database.write() as session:
        plan, contact = make_plan(session), make_contact(session, make_partner(session))
        by = {"actor": LEAD, "now": NOW}
        planning.name_lead(session, plan_id=key(plan), contact_id=key(contact), **by)
        one = {"contact_id": key(contact), **by}
        planning.edit_contact(session, edit=ContactEdit(opted_out=True), fingerprint_key=b"k", **one)
        lead = queries.plan(session, plan).lead
        assert lead is not None
        assert not lead.reached
        planning.remove_contact(session, left_on=NOW.date(), **one)
        assert queries.plan(session, plan).lead is None
        assert [row.slug for row in queries.led_by(session, key(contact))] == [plan.slug]


@pytest.mark.parametrize(
    ("gone", "said"),
    [("left", "left on 2026-08-20; name another"), ("opted out", "contact edit 1 --opt-in")],
)
def test_who_cannot_be_written_to_cannot_lead(sqlite_database: Database, gone: str, said: str) -> None:
    with sqlite_database.write() as session:
        plan, contact = make_plan(session), make_contact(session, make_partner(session))
        by = {"contact_id": key(contact), "actor": LEAD, "now": NOW}
        if gone == "left":
            planning.remove_contact(session, left_on=NOW.date(), **by)
        else:
            planning.edit_contact(session, edit=ContactEdit(opted_out=True), fingerprint_key=b"k", **by)
        with pytest.raises(Refused, match=said):
            planning.name_lead(session, plan_id=key(plan), **by)


def test_an_anchor_takes_along_what_hangs_on_it_and_the_preview_is_what_happens(database: Database) -> None:
    to = date(2027, 9, 12)
    with database.write() as session:
        plan = make_plan(session, "freshers", 2027, Welcome_Sunday=WELCOME)
        asked = {"plan_id": key(plan), "name": "welcome sunday", "on": to}
        preview = planning.preview_anchor(session, **asked)
        assert planning.move_anchor(session, **asked, actor=LEAD, now=NOW) == preview
        anchors = {anchor.name: anchor.on for anchor in queries.plan(session, plan).anchors}
        assert anchors == {
            "Welcome Sunday": to,
            "Start of term": date(2027, 9, 13),
            "Freshers' Fair": date(2027, 9, 15),
        }
        for move in preview:
            if move.activity is not None:
                assert queries.activity(session, move.activity).starts_on == move.to
        # Everything moved by one week: asked for the same again, nothing is left to move.
        assert planning.preview_anchor(session, **asked) == []


def test_the_newest_fact_of_everything_that_an_anchor_moved_says_how_it_stands(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session, "freshers", 2027, Welcome_Sunday=WELCOME)
        moves = planning.move_anchor(
            session, plan_id=key(plan), name="Welcome Sunday", on=date(2027, 9, 12), actor=LEAD, now=NOW
        )
        moved = [move.activity for move in moves if move.activity is not None]
        for row in planning.activities_of(session, key(plan)):
            if row.id in moved:
                (newest,) = journal.read(session, subject=f"activity:{row.id}", limit=1)
                assert newest.after is not None
                assert journal.snapshot(row).items() <= newest.after.items()
        reshaped = next(fact for fact in journal.read(session) if fact.kind == "PlanReshaped")
        assert reshaped.before is not None
        assert reshaped.after is not None
        assert reshaped.before["frame"].keys() == reshaped.after["frame"].keys()
        for measure in session.exec(select(Measure).where(Measure.plan_id == plan.id)):
            assert reshaped.after["frame"][f"measure:{measure.id}"] == journal.snapshot(measure)


def test_an_anchor_moved_and_moved_back_leaves_everything_where_it_was(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session, "freshers", 2027, Welcome_Sunday=WELCOME)
        before = [(row.id, row.starts_on, row.ends_on) for row in planning.activities_of(session, key(plan))]
        for on in (date(2027, 9, 12), WELCOME):
            planning.move_anchor(
                session, plan_id=key(plan), name="Welcome Sunday", on=on, actor=LEAD, now=NOW
            )
        after = [(row.id, row.starts_on, row.ends_on) for row in planning.activities_of(session, key(plan))]
        assert after == before


def test_a_series_that_loses_a_date_never_stands_twice_on_one_day(sqlite_database: Database) -> None:
    # A late half-term leaves one date of two for the schools: the other stays, and says so.
    with sqlite_database.write() as session:
        plan = make_plan(session, year=2027)
        moves = planning.move_anchor(
            session, plan_id=key(plan), name="Half-term Monday", on=date(2027, 10, 26), actor=LEAD, now=NOW
        )
        package = [row for row in planning.activities_of(session, key(plan)) if "package in" in row.title]
        assert len({row.starts_on for row in package}) == len(package) == 2
        staying = [move for move in moves if "fewer dates" in " ".join(move.warnings)]
        assert {move.title for move in staying} >= {package[0].title}
        assert all(move.was == move.to for move in staying)


def test_a_guest_follows_the_plan_in_which_it_is_at_home(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session, "bright-sparx")
        guest = make_plan(session, "action-days")
        moves = planning.move_anchor(
            session, plan_id=key(guest), name="Mischief Night", on=date(2026, 10, 28), actor=LEAD, now=NOW
        )
        staying = [move for move in moves if "at home" in " ".join(move.warnings)]
        assert len(staying) == 6
        assert all(move.was == move.to for move in staying)
        assert all(queries.activity(session, m.activity or 0).starts_on == m.was for m in staying)


def test_a_plan_lasts_from_its_first_activity_to_its_last(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        make_activity(session, plan, date(2027, 3, 1))
        assert queries.plan(session, plan).ends_on == date(2027, 3, 1)


def test_what_was_moved_by_hand_or_is_done_stays_where_it_is(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session, "freshers", 2027, Welcome_Sunday=WELCOME)
        by_hand, done, by_date = planning.activities_of(session, key(plan))[:3]
        planning.move_activity(session, activity_id=key(by_hand), to=date(2027, 5, 3), actor=LEAD, now=NOW)
        planning.set_status(session, activity_id=key(done), status=Status.DELIVERED, actor=LEAD, now=NOW)
        own = make_activity(session, plan, date(2027, 9, 20))
        moves = planning.preview_anchor(
            session, plan_id=key(plan), name="Welcome Sunday", on=date(2027, 9, 12)
        )
        moved = {move.activity for move in moves}
        assert moved.isdisjoint({by_hand.id, done.id, own.id})
        assert by_date.id in moved


def test_measures_follow_their_anchor(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session, "freshers", 2027, Welcome_Sunday=WELCOME)
        before = [(one.window_from, one.window_to) for one in queries.measures(session, plan)]
        planning.move_anchor(
            session, plan_id=key(plan), name="Welcome Sunday", on=date(2027, 9, 26), actor=LEAD, now=NOW
        )
        after = [(one.window_from, one.window_to) for one in queries.measures(session, plan)]
        assert before != after


def test_an_anchor_that_the_plan_does_not_have(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        with pytest.raises(NotFound, match="did you mean Mischief Night"):
            planning.preview_anchor(session, plan_id=key(plan), name="Mischeif Nite", on=NOW.date())


def test_every_date_of_a_series_is_an_activity_of_its_own(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session)
        patrols = session.exec(select(Activity).where(Activity.title == "Joint patrol")).all()
        assert len({row.series_id for row in patrols}) == 1
        assert len({row.uid for row in patrols}) == len(patrols) > 1


@pytest.mark.parametrize("order", [("bright-sparx", "action-days"), ("action-days", "bright-sparx")])
def test_the_six_days_stand_in_both_plans_and_count_once(database: Database, order: tuple[str, str]) -> None:
    with database.write() as session:
        first, second = (make_plan(session, template) for template in order)
        rows = [queries.activities(session, plan_id=key(plan)) for plan in (first, second)]
        both = {row.id for row in rows[0]} & {row.id for row in rows[1]}
        assert len(both) == 6
        assert len(queries.activities(session)) == len(rows[0]) + len(rows[1]) - 6
        assert {row.plan for row in rows[1] if row.id in both} == {first.slug}


def test_another_years_days_are_not_this_years(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        last = make_plan(session, "bright-sparx", 2025)
        this = make_plan(session, "action-days", 2026)
        rows = [queries.activities(session, plan_id=key(plan)) for plan in (last, this)]
        assert {row.id for row in rows[0]}.isdisjoint({row.id for row in rows[1]})
