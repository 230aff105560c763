"""A mail read before it goes, and the templates it is written on, as a lead types it."""

import json
from pathlib import Path

import pytest
from helpers import Commands


@pytest.fixture
def live(tmp_path: Path) -> Commands:
    """A plan that is live, with a police contact who was asked for an activity on Bonfire Night."""
    commands = Commands(tmp_path, now="2026-10-12T09:00+01:00")
    commands.ok("plan new bright-sparx --year 2026")
    number = commands.json('activity add bright-sparx-2026 "Beacon patrol" --when "Bonfire Night"')["id"]
    commands.ok("contact add police sgt@police.example --name Sergeant")
    commands.ok(f"assign {number} police --role lead")
    commands.ok("plan go-live bright-sparx-2026")
    return commands


def reminder(commands: Commands) -> int:
    """The first reminder of the patrol."""
    waiting = commands.json("remind list")
    return int(next(one["id"] for one in waiting if one["title"] == "Beacon patrol"))


def test_a_mail_is_read_as_text_html_and_json(live: Commands, tmp_path: Path) -> None:
    number = reminder(live)
    shown = live.ok(f"remind show {number} --html {tmp_path}/mail.html")
    assert shown.startswith("To: Sergeant <sgt@police.example>\nSubject: Please answer by ")
    assert "\nAttached: activity.ics\n\nDear Sergeant,\n\nWhat: Beacon patrol\nWhen: Thu 5 Nov\n" in shown
    document = live.json(f"remind show {number}")
    assert (document["id"], document["to"]) == (number, "sgt@police.example")
    assert document["html"] == (tmp_path / "mail.html").read_text(encoding="utf-8")
    assert document["calendar"].startswith("BEGIN:VCALENDAR\r\n")
    assert document["data"]["reminders"][0]["title"] == "Beacon patrol"
    assert live.refused("remind show 9999").startswith(
        "error: there is no reminder '9999'; seasonal-ops remind"
    )


def test_templates_are_written_edited_tried_and_used(live: Commands, tmp_path: Path) -> None:
    own = tmp_path / "mails"
    said = f"10 files written to {own}; set SEASONAL_OPS_MAIL_TEMPLATES={own}\n"
    assert live.ok(f"remind templates {own}") == said
    (own / "signature.txt").write_text("Your CSP.\n", encoding="utf-8")
    # What is there is somebody's work.
    assert live.json(f"remind templates {own}") == {"folder": str(own), "written": []}
    live.environment["SEASONAL_OPS_MAIL_TEMPLATES"] = str(own)
    assert live.ok(f"remind templates {own} --check") == f"{own}: every template works\n"
    assert live.ok(f"remind show {reminder(live)}").endswith("\n\nYour CSP.\n")


def test_a_mistake_stops_the_run_and_takes_nothing_on(live: Commands, tmp_path: Path) -> None:
    (tmp_path / "body.txt").write_text("\n{{ entry.wen }}", encoding="utf-8")
    live.environment["SEASONAL_OPS_MAIL_TEMPLATES"] = str(tmp_path)
    before = live.ok("remind list --json")
    mistake = f"error: {tmp_path}/body.txt, line 2: there is no wen; did you mean when?"
    for command in ("remind run", f"remind templates {tmp_path} --check", "serve --only scheduler"):
        assert live.refused(command) == mistake
    assert json.loads(live.ok("remind list --json")) == json.loads(before)


def test_the_help_of_reminders_says_each_command_whole(live: Commands) -> None:
    commands = live.ok("remind --help").partition("Commands:")[2]
    assert "settle" in commands
    assert "..." not in commands
