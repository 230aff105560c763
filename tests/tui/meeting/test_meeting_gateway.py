"""The meeting on a real database: what the gateway keeps, and keys that reach the minutes."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from factories import make_activity, make_partner, make_plan

from seasonal_ops import journal, planning, queries
from seasonal_ops.db import Database
from seasonal_ops.errors import BadValue, Changed
from seasonal_ops.facts import Actor
from seasonal_ops.models import key
from seasonal_ops.views import SAID
from seasonal_ops.words import ActorKind, Answer, Attendance, Role
from tests.tui.meeting.on_meeting import PLAN
from tests.tui.terminal import Settle, press
from tui.app import SeasonalOps
from tui.gateway import Gateway
from tui.source import Seen

NOW = datetime(2026, 10, 28, 12, tzinfo=UTC)
ACTOR = Actor("lead", ActorKind.TUI)


@pytest.fixture
def gateway(sqlite_database: Database) -> Gateway:
    return Gateway(lambda: sqlite_database, ACTOR, lambda: NOW)


@pytest.fixture
def patrol(sqlite_database: Database) -> int:
    """An activity in two days, for which two partners have not answered."""
    with sqlite_database.write() as session:
        patrol = make_activity(session, make_plan(session), date(2026, 10, 30), title="Night patrol")
        for name in ("Ormskirk Rotary", "Skelmersdale Watch"):
            asked = {"activity_id": key(patrol), "partner_id": key(make_partner(session, name))}
            planning.assign(session, role=Role.SUPPORT, actor=ACTOR, now=NOW, **asked)
        return key(patrol)


def test_a_meeting_from_its_beginning_to_its_end(gateway: Gateway, patrol: int, tmp_path: Path) -> None:
    assert gateway.walk(PLAN).meeting is None
    gateway.begin_meeting(PLAN, {"ormskirk-rotary": Attendance.PRESENT})
    found = gateway.walk(PLAN).meeting
    assert found is not None
    assert found.who(Attendance.PRESENT) == ("Ormskirk Rotary",)
    gateway.set_attendance(found.id, {"ormskirk-rotary": None, "skelmersdale-watch": Attendance.APOLOGIES})
    gateway.note_in_meeting(found.id, patrol, "Two vans", "")
    gateway.agree_action(found.id, "Order skips", "ormskirk-rotary", date(2026, 11, 2), patrol)
    row = next(one for one in gateway.walk(PLAN).rows if one.activity.id == patrol)
    (answered,) = gateway.everybody_answers(
        found.id, (Seen(patrol, row.activity.version),), Answer.ACCEPTED, None, SAID
    )
    assert {one.partner: one.response for one in answered.assignments} == {
        "ormskirk-rotary": Answer.ACCEPTED,
        "skelmersdale-watch": Answer.ASKED,
    }
    gateway.close_meeting(found.id, date(2026, 11, 13))
    minutes = gateway.minutes(found.id)
    assert minutes.meeting.closed == NOW
    path = tmp_path / "minutes.md"
    assert gateway.write_minutes(found.id, str(path), False) == str(path)
    assert gateway.write_minutes(found.id, str(path), False) is None
    for said in ("Two vans", "Order skips", "Ormskirk Rotary accepted (said at the meeting)"):
        assert said in path.read_text("utf-8")
    with pytest.raises(BadValue, match="does not say what it is"):
        gateway.write_minutes(found.id, str(tmp_path / "minutes"), False)


def test_an_old_version_records_nothing(gateway: Gateway, patrol: int) -> None:
    gateway.begin_meeting(PLAN, {})
    meeting = gateway.walk(PLAN).meeting
    assert meeting is not None
    before = gateway.newest()
    with pytest.raises(Changed):
        gateway.everybody_answers(meeting.id, (Seen(patrol, 1),), Answer.ACCEPTED, None, SAID)
    assert gateway.newest() == before


@pytest.mark.anyio
async def test_keys_reach_the_minutes(
    gateway: Gateway, patrol: int, settle: Settle, sqlite_database: Database, tmp_path: Path
) -> None:
    app = SeasonalOps(gateway, plan=PLAN)
    async with app.run_test(size=(100, 30)) as pilot:
        await press(pilot, settle, "M", "enter", "slash", *"night patrol", "enter")
        await press(pilot, settle, "r", "enter", "enter", "enter", "i", *"Two vans", "enter")
        await press(pilot, settle, "P", "R", "ctrl+u", *str(tmp_path / "m.md"), "enter", "x", "enter")
    with sqlite_database.read() as session:
        (found,) = queries.meetings(session, queries.find_plan(session, PLAN))
        assert found.closed == NOW
        kinds = [fact.kind for fact in journal.read(session, limit=5)][::-1]
    assert kinds == ["MeetingOpened", "ResponseGiven", "ResponseGiven", "MeetingNoted", "MeetingClosed"]
    said = (tmp_path / "m.md").read_text("utf-8")
    assert "Skelmersdale Watch accepted (said at the meeting)" in said
    assert "Two vans" in said
