"""`today --plain` is the twin of the Today screen: what stands there is said here."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from helpers import Commands

from seasonal_ops import queries
from seasonal_ops.cli.example import build
from seasonal_ops.cli.today import read_aloud
from seasonal_ops.db import Database
from seasonal_ops.views import Pause, TodayView

NOW = datetime(2026, 11, 2, 14, 2, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="module")
def view(module_database: Database) -> TodayView:
    """The worked example, three days before Bonfire Night."""
    with module_database.write() as session:
        build(session, key_=b"k" * 32, today=NOW.date(), now=NOW)
    with module_database.read() as session:
        return queries.today(session, now=NOW)


def said(view: TodayView, capsys: pytest.CaptureFixture[str]) -> list[str]:
    read_aloud(view)
    return capsys.readouterr().out.splitlines()


def test_each_activity_is_said_with_all_that_its_line_shows(
    view: TodayView, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(view, capsys)
    for rows, heading in ((view.overdue, "Overdue"), (view.due, "Today"), (view.coming, "Next 7 days")):
        found = [line for line in lines if line.startswith(f"{heading}: ")]
        assert len(found) == len(rows) > 0
        for row, line in zip(rows, found, strict=True):
            one = row.activity
            assert f"activity {one.id}, {one.title}, " in line
            assert one.status.value in line
            assert all(lead in line for lead in one.leads)
            assert (f"late {row.late_days} day" in line) == bool(row.late_days)
            assert (", clashes." in line) == row.clash
            waited = line.partition("no answer yet from ")[2]
            asks = one.status.open and heading != "Overdue"
            assert [held.partner_name in waited for held in one.unanswered] == [asks] * len(one.unanswered)
    assert sum("no answer yet" in line for line in lines) > 3
    assert 0 < sum(line.endswith(", clashes.") for line in lines) < view.clashes  # some are later


def test_the_lines_at_the_top_and_each_missing_count_are_said(
    view: TodayView, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = said(view, capsys)
    counters = (
        f"{len(view.overdue)} overdue, {view.clashes} clashing, {view.unanswered} unanswered,"
        f" {len(view.uncounted)} counts missing."
    )
    assert lines[:2] == ["All plans, Mon 2 Nov 2026.", "Next: Bonfire Night on Thu 5 Nov 2026, in 3 days."]
    assert lines[2] == counters
    counts = [line for line in lines if line.startswith("Count missing: ")]
    assert len(counts) == len(view.uncounted) > 0
    assert any(line.startswith("Next 7 days: ") and ", on Bonfire Night, " in line for line in lines)
    assert any(line.startswith("Overdue: ") and ", on Halloween, " in line for line in lines)


@pytest.mark.parametrize(
    ("pause", "words"),
    [
        (Pause(count=0, since=NOW, waiting=1), "1 reminder waits and no server runs: review with "),
        (Pause(count=0, since=NOW, waiting=2), "2 reminders wait and no server runs: review with "),
        (
            Pause(count=3, since=NOW, waiting=2),
            "3 reminders fell due while nothing was running (since Mon 2 Nov 14:02) and 2 more since: ",
        ),
    ],
    ids=["one waits", "two wait", "some fell due and some since"],
)
def test_what_waits_while_no_server_runs(
    view: TodayView, pause: Pause, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert any(line.startswith(words) for line in said(replace(view, pause=pause), capsys))


def test_drafts_and_what_there_is_nothing_of_are_said(tmp_path: Path) -> None:
    commands = Commands(tmp_path, now="2026-05-12T09:00+01:00")
    commands.ok("init")
    assert commands.ok("today --plain").splitlines()[-4:] == [
        "Overdue: nothing.",
        "Today: nothing.",
        "Next 7 days: nothing.",
        "There is no plan yet; make one: seasonal-ops plan new bright-sparx --year 2026.",
    ]
    commands.ok("plan new bright-sparx --year 2026")
    draft = "Bright-sparx-2026 is a draft, nothing is sent: seasonal-ops plan go-live bright-sparx-2026."
    assert commands.ok("today --plain").splitlines()[-1] == draft
