"""`meeting …` as it is typed and read."""

from pathlib import Path
from typing import Any

import pytest
from helpers import Commands

PLAN = "bright-sparx-2026"


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """A plan, half past ten on a Thursday in October."""
    made = Commands(tmp_path, now="2026-10-15T09:30+00:00")
    made.ok("plan new bright-sparx --year 2026")
    return made


def patrol(commands: Commands) -> int:
    views = commands.json(f"activity list --plan {PLAN}")
    return int(next(one["id"] for one in views if "police" in str(one["assignments"])))


def test_a_meeting_from_its_beginning_to_its_minutes(commands: Commands, tmp_path: Path) -> None:
    assert "the group has not met yet" in commands.ok(f"meeting list {PLAN}")
    begun = "meeting 1 of bright-sparx-2026, Thu 15 Oct 2026: it goes on since 10:30\n"
    assert commands.ok(f"meeting open {PLAN}") == begun
    assert commands.ok(f"meeting open {PLAN}") == begun
    activity = patrol(commands)
    assert commands.ok("meeting present 1 police fire-and-rescue").startswith("present: Lancashire")
    assert commands.ok("meeting apologies 1 schools").endswith("apologies: Primary and secondary schools\n")
    assert commands.ok("meeting apologies 1 schools --take-back").endswith("apologies: none\n")
    assert commands.ok('meeting note 1 "Well done"') == "noted\n"
    assert commands.ok('meeting note 1 "Well done, all"') == "noted; it was: Well done\n"
    assert commands.ok(f'meeting note 1 "Two vans" --activity {activity}') == "noted\n"
    assert commands.ok('meeting note 1 ""') == "the note is taken away; it was: Well done, all\n"
    agreed = commands.ok('meeting action 1 "Order skips" --owner street-scene --by 2026-10-20')
    assert "by Tue 20 Oct 2026: Street Scene" in agreed
    commands.ok(f'respond {activity} police accepted --note "said at the meeting"')
    assert "meeting print 1" in commands.ok(f"meeting close {PLAN} --next 2026-10-29")
    listed = commands.ok(f"meeting list {PLAN}")
    assert listed == "1  Thu 15 Oct 2026  10:30  to 10:30  2 present, 0 apologies  actions 1, notes 1\n"
    page = commands.ok("meeting print 1")
    for said in ("Two vans", "Lancashire Constabulary accepted (said at the meeting)", "Order skips"):
        assert said in page
    assert "Next meeting: Thu 29 Oct 2026." in page
    path = tmp_path / "minutes.md"
    assert commands.ok(f"meeting print {PLAN} -o {path}") == f"wrote {path}\n"
    assert path.read_text("utf-8") == page


def test_the_same_for_programs(commands: Commands) -> None:
    begun = commands.json(f"meeting open {PLAN}")
    assert (begun["id"], begun["held_on"], begun["closed"]) == (1, "2026-10-15", None)
    assert commands.json("meeting present 1 police")["partners"][0]["attendance"] in ("present", None)
    action = commands.json('meeting action 1 "Order skips" --owner police --by 20/10/2026')
    assert (action["title"], action["starts_on"]) == ("Order skips", "2026-10-20")
    assert action["assignments"][0]["response"] == "accepted"  # it takes part
    assert commands.json('meeting note 1 "x"')["notes"][0]["text"] == "x"
    assert commands.json("meeting close 1")["closed"] == "2026-10-15T10:30:00+01:00"
    assert [one["id"] for one in commands.json(f"meeting list {PLAN}")] == [1]
    minutes = commands.json("meeting print 1")
    assert [one["activity"]["title"] for one in minutes["actions"]] == ["Order skips"]
    assert set(minutes) == {"meeting", "settled", "decided", "actions", "open"}


@pytest.mark.parametrize(
    ("kind", "begins"), [("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("md", b"**OFF")]
)
def test_as_a_document(commands: Commands, tmp_path: Path, kind: str, begins: bytes) -> None:
    commands.ok(f"meeting open {PLAN}")
    path = tmp_path / "minutes"
    commands.ok(f"meeting print 1 --format {kind} -o {path}")
    assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("meeting open bright-sparks-2026", "did you mean bright-sparx-2026"),
        (f"meeting print {PLAN}", f"begin one: seasonal-ops meeting open {PLAN}"),
        ("meeting close 7", "there is no meeting '7'; see: seasonal-ops meeting list PLAN"),
        ("meeting present 7 police", "there is no meeting '7'"),
        ("meeting print 7 --format md --json", "--json is for programs"),
        ("meeting print 7 --format docx", "add -o FILE.docx"),
    ],
    ids=["no-plan", "not-met", "no-meeting", "present", "both", "no-file"],
)
def test_what_is_refused(commands: Commands, typed: str, why: str) -> None:
    assert why in commands.refused(typed)


def test_one_answer_of_everybody_who_is_there(commands: Commands) -> None:
    listed = commands.json(f"activity list --plan {PLAN}")
    joint = [one["id"] for one in listed if {"police", "fire-and-rescue"} <= _partners(one)]
    first, second, third = joint[:3]
    commands.ok(f"meeting open {PLAN}")
    commands.ok("meeting apologies 1 police")
    answered = commands.json(f"meeting answer 1 accepted {first} {second} {first}")
    assert [one["id"] for one in answered] == [first, second]
    asked = [one for view in answered for one in view["assignments"]]
    said = {one["partner"]: (one["response"], one["note"]) for one in asked}
    assert said.pop("police") == ("asked", "")
    assert set(said.values()) == {("accepted", "said at the meeting")}
    # One of them is answered for already: nothing of the other is kept either.
    assert "everybody has answered" in commands.refused(f"meeting answer 1 declined {third} {first}")
    assert {one["response"] for one in commands.json(f"activity show {third}")["assignments"]} == {"asked"}
    text = commands.ok(f'meeting answer 1 proposed {third} --date 2026-10-29 --note "all agree"')
    assert ": proposed Thu 29 Oct 2026 by " in text


def _partners(view: dict[str, Any]) -> set[str]:
    return {one["partner"] for one in view["assignments"]}
