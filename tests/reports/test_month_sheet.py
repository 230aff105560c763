"""The month as a screen shows it."""

from datetime import UTC, date, datetime

from board import Board, november, october, read
from factories import LEAD, make_plan

from seasonal_ops import planning, queries
from seasonal_ops.db import Database
from seasonal_ops.models import key
from seasonal_ops.reminders.letters.month_page import month_page
from seasonal_ops.reports.month_sheet import month_outcomes, month_sheet
from seasonal_ops.words import Status
from tests.evaluation.recording import put

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def test_its_lines_are_those_of_the_page_and_lead_to_their_plans(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        board = Board(session)
        patrol = board.night("Joint patrol", october(30), board.fire, board.police)
        board.add("Audit", october(5), board.police)
        for day in (20, 21):
            board.add("Street patrol", november(day), board.police)
        board.go_live()
        board.status(patrol, Status.CANCELLED, "no crew")
        view = read(board)
    sheet = month_sheet(view)
    page = "\n".join(month_page(view))
    for section in (*sheet.sections, sheet.ahead):
        assert section.heading in page
        assert all(f"  {line.text}" in page for line in section.lines)
    assert sheet.title == "October 2026"
    assert all(said in page for said in sheet.said)
    (cancelled,) = (one for one in sheet.sections if one.heading == "CANCELLED")
    assert [line.plan for line in cancelled.lines] == [board.plan.slug]
    assert len(sheet.ahead.lines) == 1  # both patrols in one line
    assert str(view.facts) in sheet.last[-1]


def test_outcomes_of_the_month_s_plans_and_lessons_with_their_owners(database: Database) -> None:
    with database.write() as session:
        last, this = make_plan(session, year=2025), make_plan(session, year=2026)
        make_plan(session, "freshers", 2026, Welcome_Sunday=date(2026, 9, 20))
        for day in (29, 30, 31):
            put(session, last, "deliberate-fires", "12", date(2025, 10, day))
            put(session, this, "deliberate-fires", "3", date(2026, 10, day))
        owner = key(queries.find_partner(session, "street-scene"))
        planning.add_lesson(
            session, plan_id=key(this), text="Skips in May", owner_id=owner, actor=LEAD, now=NOW
        )
        view = queries.month(session, month=date(2026, 10, 1), now=NOW)
        outcomes, lessons = month_outcomes(session, view, now=NOW)
    first, *_, final = outcomes.lines
    assert first.plan == "bright-sparx-2026"
    assert "36 → 9 on the 3 nights both years have" in first.text
    assert "(27 October to 7 November 2026, " in first.text
    assert any("peak night: " in line.text for line in outcomes.lines)
    assert final.text == "This does not show that the operation caused the change."
    assert len({line.plan for line in outcomes.lines[:-1]}) == 1
    assert [line.text.partition(" – ")[0] for line in lessons.lines] == ["Bright Sparx 2026: Skips in May"]
    assert "Street Scene" in lessons.lines[0].text


def test_without_counts_and_lessons_nothing_is_said_of_them(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        make_plan(session)
        view = queries.month(session, month=date(2026, 10, 1), now=NOW)
        assert month_outcomes(session, view, now=NOW) == ()
