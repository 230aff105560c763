"""Texts that act on a terminal, in rows that got past the door: no screen, form or dialog lets one through.

The door refuses most of them (`seasonal_ops.text`), so that the rows are written directly.
"""

from datetime import UTC, datetime

import pytest
from hostile import ACTING, HOSTILE
from sqlalchemy import text

from seasonal_ops.bootstrap import App
from seasonal_ops.cli.example import build
from seasonal_ops.db import Database
from seasonal_ops.settings import load
from tests.tui.terminal import Settle, painted
from tui.app import SeasonalOps

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 11, 2, 14, 2, tzinfo=UTC)
SPARX = "bright-sparx-2026"
# No database takes in a lone surrogate.
STORED = [one for one in HOSTILE if one != "\ud800"]
# Free text; what is parsed or looked up by it (slugs, rules, words) stays as it is.
FREE = {
    "plan": ("name", "objective"),
    "anchor": ("name", "reason", "note"),
    "period": ("name",),
    "phase": ("name",),
    "theme": ("name",),
    "series": ("title",),
    "activity": ("title", "description", "location", "meet", "url", "status_note", "date_reason"),
    "gate": ("title", "funder"),
    "partner": ("name",),
    "contact_detail": ("name", "phone", "email"),
    "response": ("note",),
    "measure": ("name", "definition", "unit"),
    "area": ("name",),
    "count": ("words", "source", "quote", "reason", "entered_by", "approved_by"),
    "claim": ("text", "source", "made_by"),
    "mark": ("reason", "declared_by"),
    "target": ("text", "objective", "delivery_group"),
    "lesson": ("text",),
    "baseline": ("title",),
    "feed": ("name", "last_client"),
    "feed_entry": ("problem",),
    "reminder": ("note", "held_for"),
    "delivery_attempt": ("worker", "outcome", "detail"),
    "heartbeat": ("worker", "detail"),
    "meeting": ("opened_by",),
    "meeting_note": ("text", "noted_by"),
    "fact": ("actor",),
}
# To a night that has a value.
CELL = ("5", "t", *["pageup"] * 4, *["left"] * 3)
# What is pressed, and the screen that this leads to.
PLACES: dict[str, tuple[tuple[str, ...], str]] = {
    "today": (("enter",), "TodayScreen"),
    "status": (("s",), "StatusPicker"),
    "assign": (("a",), "AssignPicker"),
    "answer": (("r",), "AnswerForm"),
    "cancel": (("D",), "CancelForm"),
    "edit": (("e",), "FormScreen"),
    "new": (("n",), "FormScreen"),
    "plans": (("p",), "PlanPicker"),
    "board": (("2", "enter"), "BoardScreen"),
    "timeline": (("3", "enter"), "TimelineScreen"),
    "a move": (("3", "greater_than_sign"), "TimelineScreen"),
    "partners": (("4", "enter"), "PartnersScreen"),
    "remind": (("4", "m"), "ChaseDialog"),
    "evaluate": (("5", "t"), "EvaluateScreen"),
    "a cell's past": ((*CELL, "h"), "PastBox"),
    "its sheets": (("5", "w"), "SheetPicker"),
    "a reason": ((*CELL, "exclamation_mark"), "ReasonBox"),
    "compare": (("6", "enter"), "CompareScreen"),
    "baselines": (("6", "b"), "BaselinePicker"),
    "outbox": (("7", "enter"), "OpenedLetter"),
    "feeds": (("8", "enter"), "FeedsScreen"),
    "a feed's links": (("8", "l"), "LinksScreen"),
    "a new feed": (("8", "n"), "NewFeed"),
    "audit": (("9", "enter"), "OpenedFact"),
    "month": (("L", "enter"), "MonthScreen"),
    "meeting": (("M",), "MeetingScreen"),
    "who is here": (("M", "h"), "RollCall"),
    "minutes": (("M", "P"), "MinutesScreen"),
    # Anchors of such names cannot be gone on with, which is said.
    "roll forward": (("F",), "ErrorDialog"),
    "anchors": (("A",), "AnchorsScreen"),
    "new plan": (("N",), "NewPlanScreen"),
}

# What a person still reads of a hostile text, and the places that show none.
READABLE = ("OK[/]", "[b][b]", "exe.txt", "31m", "[2J", "a b")
PLAIN = {"new", "new plan"}


@pytest.fixture(scope="module")
def example(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> App:
    """The program with the worked example."""
    folder = tmp_path_factory.mktemp("example")
    settings = {
        "DATABASE": module_database.url.render_as_string(),
        "SECRET_FILE": str(folder / "server.key"),
        "NOW": NOW.isoformat(),
    }
    environment = {f"SEASONAL_OPS_{name}": value for name, value in settings.items()}
    app = App(load({}, environment, working_folder=folder))
    with module_database.write() as session:
        build(session, key_=app.key, today=NOW.date(), now=NOW)
    return app


def spoil(database: Database) -> None:
    """Every free text is a hostile one, each row another; the number keeps apart what has to be unique."""
    with database.write() as session:
        for table, columns in FREE.items():
            filled = ", ".join(f"{name} = CASE WHEN {name} IS NOT NULL THEN :it END" for name in columns)
            rows = session.execute(text(f"SELECT rowid FROM {table}")).scalars().all()
            spoilt = [{"row": row, "it": f"{STORED[row % len(STORED)]} {row}"} for row in rows]
            if spoilt:
                session.execute(text(f"UPDATE {table} SET {filled} WHERE rowid = :row"), spoilt)


@pytest.mark.timeout(600)
async def test_no_screen_form_or_dialog_lets_a_hostile_text_act(example: App, settle: Settle) -> None:
    source = example.gateway()
    source.begin_meeting(SPARX, {})
    meeting = source.walk(SPARX).meeting
    assert meeting is not None
    source.note_in_meeting(meeting.id, None, "said", seen="")
    spoil(example.database)
    app = SeasonalOps(source, plan=SPARX)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        for place, (keys, shown) in PLACES.items():
            app.show("today")
            await settle(pilot)
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
                assert not ACTING & set(painted(pilot)), place
            while type(app.screen).__name__ != shown:
                await settle(pilot)
            assert not ACTING & set(painted(pilot)), place
            assert place in PLAIN or any(part in painted(pilot) for part in READABLE), place
