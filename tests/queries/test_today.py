"""What Today shows: what is late, due and coming, who has not answered, what was not counted."""

from datetime import UTC, date, datetime, time, timedelta
from importlib import import_module

import pytest
from factories import LEAD, NOW, make_activity, make_partner, make_plan
from sqlalchemy import String, cast, true
from sqlmodel import col, select

from seasonal_ops import counting, planning, queries, sharing
from seasonal_ops.db import Database
from seasonal_ops.errors import NotFound
from seasonal_ops.models import Activity, key
from seasonal_ops.words import Answer, Status

# Friday 30 October 2026, 14:00 in London (winter time).
AFTERNOON = datetime(2026, 10, 30, 14, 0, tzinfo=UTC)


def titles(rows: object) -> list[str]:
    """The titles of Today's rows, those of the template's own activities left out."""
    return [row.activity.title for row in rows if row.activity.title.startswith("own")]  # type: ignore[attr-defined]


def test_sections(database: Database) -> None:
    with database.write() as session:
        plan = make_plan(session)
        for title, on, start, end in [
            ("own ended this morning", date(2026, 10, 30), time(9), time(12)),
            ("own runs past two", date(2026, 10, 30), time(13), time(15)),
            ("own ends at two sharp", date(2026, 10, 30), time(13), time(14)),
            ("own night of yesterday", date(2026, 10, 29), time(21), time(3)),
            ("own tonight", date(2026, 10, 30), time(21), time(3)),
            ("own in seven days", date(2026, 11, 6), None, None),
            ("own in eight days", date(2026, 11, 7), None, None),
        ]:
            make_activity(session, plan, on, title=title, start=start, end=end)
        cancelled = make_activity(session, plan, date(2026, 10, 30), title="own cancelled")
        planning.cancel_activity(session, activity_id=key(cancelled), actor=LEAD, now=NOW)
        delivered = make_activity(session, plan, date(2026, 10, 30), title="own delivered", start=time(8))
        verb = {"activity_id": key(delivered), "actor": LEAD, "now": NOW}
        planning.set_status(session, status=Status.DELIVERED, **verb)
    with database.read() as session:
        view = queries.today(session, now=AFTERNOON)
    assert titles(view.overdue) == [
        "own night of yesterday",
        "own ended this morning",
        "own ends at two sharp",
    ]
    assert titles(view.due) == ["own delivered", "own runs past two", "own tonight"]
    assert titles(view.coming) == ["own in seven days"]
    assert view.next_anchor is not None
    assert (view.today, view.next_anchor.name) == (date(2026, 10, 30), "Mischief Night")


def test_who_has_not_answered_and_what_was_not_counted(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        before = queries.today(session, now=AFTERNOON)
        row = make_activity(session, plan, date(2026, 11, 4))
        partner = make_partner(session)
        verb = {"activity_id": key(row), "partner_id": key(partner), "actor": LEAD, "now": NOW}
        planning.assign(session, **verb)
        assert queries.today(session, now=AFTERNOON).unanswered == before.unanswered + 1
        planning.respond(session, answer=Answer.ACCEPTED, **verb)
        assert queries.today(session, now=AFTERNOON).unanswered == before.unanswered

        missing = before.uncounted[-1]
        measure = counting.find_measure(session, plan, missing.measure)
        new = counting.NewCount(value="0", on=missing.on)
        counting.add_count(session, plan=plan, measure=measure, new=new, actor=LEAD, now=AFTERNOON)
        # Zero is a count like any other.
        assert set(before.uncounted) - set(queries.today(session, now=AFTERNOON).uncounted) == {missing}


def test_what_was_counted_on_another_day_of_an_activity_is_found_by_it(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        missing = next(
            one
            for one in queries.today(session, now=AFTERNOON).uncounted
            if one.measure == "detritus-removed"
        )
        row = session.get_one(Activity, missing.activity)
        row.ends_on = missing.on + timedelta(days=1)
        session.flush()
        new = counting.NewCount(value="12", on=missing.on + timedelta(days=1), activity=missing.activity)
        measure = counting.find_measure(session, plan, missing.measure)
        counting.add_count(session, plan=plan, measure=measure, new=new, actor=LEAD, now=AFTERNOON)
        assert missing not in queries.today(session, now=AFTERNOON).uncounted


def test_a_draft_of_a_season_that_is_over_makes_nobody_late(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        last = make_plan(session, year=2025)
        assert queries.today(session, now=AFTERNOON).overdue == ()
        planning.go_live(session, plan_id=key(last), actor=LEAD, now=NOW)
        assert queries.today(session, now=AFTERNOON).overdue != ()


def test_one_plan_or_all_of_them(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        sparx, festive = make_plan(session), make_plan(session, "night-safe")
        one = queries.today(session, now=AFTERNOON, plan_id=key(festive))
        everything = queries.today(session, now=AFTERNOON)
    assert (one.plan, one.title, len(one.plans)) == ("night-safe-2026", "Night Safe 2026", 1)
    assert {row.activity.plan for row in one.overdue} == {"night-safe-2026"}
    assert {row.activity.plan for row in everything.overdue} == {sparx.slug, festive.slug}


@pytest.mark.parametrize(
    ("typed", "slug"),
    [("bright-sparx-2026", "bright-sparx-2026"), ("BRIGHT", "bright-sparx-2026"), ("2", "night-safe-2026")],
)
def test_a_plan_by_slug_id_or_beginning(sqlite_database: Database, typed: str, slug: str) -> None:
    with sqlite_database.write() as session:
        make_plan(session)
        make_plan(session, "night-safe")
        assert queries.find_plan(session, typed).slug == slug


def test_an_ambiguous_beginning_lists_the_choices(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session, year=2025)
        make_plan(session, year=2026)
        with pytest.raises(NotFound, match="did you mean bright-sparx-2025 or bright-sparx-2026"):
            queries.find_plan(session, "bright")


def test_what_is_over_clashes_no_more(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        partner = planning.add_partner(session, name="Rotary", capacity=1, actor=LEAD, now=NOW)
        for start, end in ((time(12), time(13, 30)), (time(13), time(15))):
            row = make_activity(session, plan, date(2026, 10, 30), title="own", start=start, end=end)
            who = {"activity_id": key(row), "partner_id": key(partner)}
            planning.assign(session, **who, actor=LEAD, now=NOW)
        assert queries.today(session, now=AFTERNOON.replace(hour=13)).clashes == 2
        # At two the first of them is over, and `plan check` says nothing either.
        assert queries.today(session, now=AFTERNOON).clashes == 0


def test_what_clashes_later_than_is_shown_is_counted_too(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        partner = planning.add_partner(session, name="Rotary", capacity=1, actor=LEAD, now=NOW)
        for title in ("Own", "Other"):
            row = make_activity(session, plan, date(2026, 11, 28), title=title, start=time(12), end=time(13))
            who = {"activity_id": key(row), "partner_id": key(partner)}
            planning.assign(session, **who, actor=LEAD, now=NOW)
        view = queries.today(session, now=AFTERNOON)
        assert view.clashes == 2
        assert not any(row.clash for row in (*view.overdue, *view.due, *view.coming))


def test_what_no_calendar_can_show_is_said_once(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        plan = make_plan(session)
        night = make_activity(session, plan, date(2026, 11, 4))
        feeds = [sharing.create_feed(session, actor=LEAD, now=NOW) for _ in range(3)]
        # An end that is the start: no verb lets it through, an old database might hold it.
        night.end_time = night.start_time
        planning.edit_activity(
            session, activity_id=key(night), edit=planning.Edit(title="x"), actor=LEAD, now=NOW
        )
        said = f"activity {night.id} cannot be written into a calendar: "
        view = queries.today(session, now=AFTERNOON)
        assert [sentence.partition("its end")[0] for sentence in view.unwritten] == [said]
        for feed in feeds:
            sharing.revoke_feed(session, feed_id=key(feed), actor=LEAD, now=NOW)
        assert queries.today(session, now=AFTERNOON).unwritten == ()


def test_what_is_not_read_would_change_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today leaves out what is over and done; reading everything says the same, on any day of a season."""
    with database.write() as session:
        plan = make_plan(session)
        for number, status in enumerate(Status):
            row = make_activity(session, plan, date(2026, 9, 1), title=f"own {number}")
            verb = {"activity_id": key(row), "actor": LEAD, "now": NOW}
            planning.set_status(session, status=status, **verb)
        for row in session.exec(select(Activity).where(cast(col(Activity.measures), String) != "[]")):
            verb = {"activity_id": key(row), "actor": LEAD, "now": NOW}
            planning.set_status(session, status=Status.DELIVERED, **verb)
    moments = [AFTERNOON + timedelta(days=days) for days in (-60, -7, -1, 0, 1, 6, 20, 119, 121, 200)]
    with database.read() as session:
        found = [queries.today(session, now=moment) for moment in moments]
        monkeypatch.setattr(import_module("seasonal_ops.queries.today"), "_of_interest", lambda _: true())
        assert [queries.today(session, now=moment) for moment in moments] == found
    assert any(view.overdue for view in found)
    assert any(view.uncounted for view in found)
