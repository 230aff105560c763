"""What a lead is told of messages: their history, what waits, what fell due while nothing ran."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from helpers import Commands

from seasonal_ops import queries
from seasonal_ops.cli.today import show
from seasonal_ops.db import Database
from seasonal_ops.models import Heartbeat
from seasonal_ops.words import AttemptOutcome

_NOON = "2026-10-12T12:00+01:00"


@pytest.fixture
def live(tmp_path: Path) -> Commands:
    """A plan that is live, in which the police have been asked; nothing has ever run."""
    commands = Commands(tmp_path, now=_NOON)
    commands.ok("plan new bright-sparx --year 2026")
    commands.ok("contact add police sgt@police.example --name Sergeant")
    commands.ok("plan go-live bright-sparx-2026")
    return commands


def database(commands: Commands) -> Database:
    return Database(commands.environment["SEASONAL_OPS_DATABASE"])


def change(commands: Commands, *statements: str) -> None:
    opened = database(commands)
    with opened.write_engine.begin() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    opened.dispose()


def tried(reminder_id: int, attempt: int, outcome: AttemptOutcome, detail: str) -> str:
    return (
        "INSERT INTO delivery_attempt (reminder_id, attempt, worker, started_at, ended_at, outcome, detail)"
        f" VALUES ({reminder_id}, {attempt}, 'w', '2026-10-12 10:00:0{attempt}.000000', NULL,"
        f" '{outcome}', '{detail}')"
    )


def test_what_became_of_each_reminder_of_an_activity(live: Commands) -> None:
    first = live.json("remind list --due")[0]
    activity, reminder = first["activity"], first["id"]
    change(
        live,
        f"UPDATE reminder SET state = 'dead', attempts = 2, ambiguous = 1 WHERE id = {reminder}",
        tried(reminder, 1, AttemptOutcome.RETRY, "421 try later"),
        tried(reminder, 2, AttemptOutcome.REFUSED, "550 no such mailbox"),
    )
    said = live.ok(f"remind history {activity}").splitlines()
    at = next(number for number, line in enumerate(said) if line.startswith(f"{reminder}  "))
    assert f"{first['kind']} to Sergeant, Lancashire Constabulary <sgt@police.example>, due" in said[at]
    assert said[at + 1 : at + 4] == [
        "    dead, tried twice, may have arrived twice",
        "    Mon 12 Oct 11:00  retry: 421 try later",
        "    Mon 12 Oct 11:00  refused: 550 no such mailbox",
    ]
    told = next(one for one in live.json(f"remind history {activity}") if one["id"] == reminder)
    assert (told["name"], told["partner"], told["sent"]) == ("Sergeant", "police", None)
    assert [(one["attempt"], one["outcome"]) for one in told["tries"]] == [(1, "retry"), (2, "refused")]
    assert "1 given up, 1 may have arrived twice" in live.ok(f"activity show {activity}")
    shown = live.json(f"activity show {activity}")["deliveries"]
    assert shown == live.json(f"remind history {activity}")


def test_the_history_of_what_is_not_there(live: Commands) -> None:
    assert "there is no activity '99999'" in live.refused("remind history 99999")
    quiet = next(
        one["id"]
        for one in live.json("activity list")
        if not live.json(f"remind list --activity {one['id']}")
    )
    assert live.ok(f"remind history {quiet}").startswith("there is no reminder of this activity")
    assert "mail" not in live.ok(f"activity show {quiet}")


def test_the_list_is_narrowed(live: Commands) -> None:
    everything = live.json("remind list")
    due = live.json("remind list --due")
    assert 0 < len(due) < len(everything)
    assert due == [one for one in everything if one["due"] <= "2026-10-12T12:00:00+01:00"]
    activity = due[0]["activity"]
    of_it = [one for one in everything if one["activity"] == activity]
    assert live.json(f"remind list --activity {activity}") == of_it
    assert live.ok("remind list --ambiguous") == "there is no such reminder\n"
    change(live, f"UPDATE reminder SET ambiguous = 1 WHERE id = {due[0]['id']}")
    assert [one["id"] for one in live.json("remind list --ambiguous")] == [due[0]["id"]]


def test_today_says_what_fell_due_while_nothing_ran_and_what_was_given_up(live: Commands) -> None:
    waiting = len(live.json("remind list --due"))
    line = (
        f"{waiting} reminders fell due while nothing was running (nothing ever ran): review with"
        " seasonal-ops remind list --due, send with seasonal-ops remind run"
    )
    assert f"! {line}" in live.ok("today").splitlines()
    assert f"{line}." in live.ok("today --plain").splitlines()
    view = live.json("today")
    assert (view["pause"], view["given_up"]) == ({"count": waiting, "since": None, "waiting": 0}, 0)
    change(live, "UPDATE reminder SET state = 'dead' WHERE id = 1")
    assert "! 1 reminder given up: seasonal-ops remind list --state dead" in live.ok("today").splitlines()


def test_a_clock_that_ticks_leaves_nothing_to_say(live: Commands) -> None:
    opened = database(live)
    with opened.write() as session:
        session.add(Heartbeat(worker="clock", at=datetime.fromisoformat(_NOON)))
    opened.dispose()
    assert "while nothing was running" not in live.ok("today")
    assert live.json("today")["pause"] is None
    # The day after, the clock having stood still since.
    live.environment["SEASONAL_OPS_NOW"] = "2026-10-20T12:00+01:00"
    assert "while nothing was running (since Mon 12 Oct 12:00)" in live.ok("today")


def test_a_list_says_until_when_what_waits_of_what_day_it_is_and_how_many_there_are(live: Commands) -> None:
    change(live, "UPDATE reminder SET next_try = '2026-10-13 06:00:00.000000' WHERE id = 1")
    lines = live.ok("remind list").splitlines()
    (first,) = (line for line in lines if line.startswith("1 "))
    assert "waits until Tue 13 Oct 07:00  " in first
    rows = live.json("remind list")
    on = date.fromisoformat(rows[0]["on"])
    assert f"{on:%a} {on.day} {on:%b}  {rows[0]['title']}" in lines[0]
    total = f"{len(rows)} reminders to {len({row['recipient'] for row in rows})} contacts"
    assert lines[-1].startswith(total.removesuffix("s"))
    assert lines[-1].endswith("; what is due together goes as one message")
    assert live.ok("remind preview").splitlines()[-1].endswith("goes as one message")
    assert "2026" not in "".join(lines)


def test_what_is_held_or_came_too_late_stands_on_today_with_what_to_type(live: Commands) -> None:
    later = "expires_utc = '2026-10-13 00:00:00.000000'"
    change(
        live,
        f"UPDATE reminder SET state = 'held', held_for = 'the database was put back', {later} WHERE id = 1",
        "UPDATE reminder SET state = 'expired', expires_utc = '2026-10-12 00:00:00.000000' WHERE id = 2",
    )
    lines = (
        (
            "1 reminder held, for you to decide: see seasonal-ops remind list --state held, then seasonal-ops"
            " remind release --all or seasonal-ops remind settle --held"
        ),
        "1 reminder came too late: seasonal-ops remind list --state expired",
    )
    assert {f"! {line}" for line in lines} <= set(live.ok("today").splitlines())
    assert {f"{line}." for line in lines} <= set(live.ok("today --plain").splitlines())
    view = live.json("today")
    assert (view["held"], view["expired"]) == (1, 1)
    said = live.run("remind run").out.splitlines()
    assert said[1:] == [
        "held 1: the database was put back",
        "see seasonal-ops remind list --state held, then remind release or remind settle",
    ]
    assert json.loads(live.run("remind run --json").out)["held"] == 1


def test_a_run_by_hand_is_a_sign_of_life(live: Commands) -> None:
    assert "it has never ticked" in live.run("doctor").out
    live.run("remind run")
    said = live.run("doctor").out
    assert "it does not tick; what was due was last seen to at 2026-10-12 11:00 UTC" in said
    assert live.json("today")["pause"] is None


def test_what_is_shown_of_another_database_says_how_to_reach_it(live: Commands, capsys: Any) -> None:
    with database(live).read() as session:
        view = queries.today(session, now=datetime.fromisoformat(_NOON))
    show(view, "seasonal-ops --database sqlite:///demo.db")
    assert "send with seasonal-ops --database sqlite:///demo.db remind run" in capsys.readouterr().out


def test_several_are_held_released_and_retried_at_once_or_none_of_them(live: Commands) -> None:
    first, second = (one["id"] for one in live.json("remind list --state planned")[:2])
    held = f"reminder {first} is held\nreminder {second} is held\n"
    assert live.ok(f"remind hold {first} {second} {first}") == held
    assert "there is no reminder" in live.refused(f"remind release {first} 9999")
    assert [one["state"] for one in live.json(f"remind release {first} {second}")] == ["planned"] * 2
    change(live, f"UPDATE reminder SET state = 'dead' WHERE id IN ({first}, {second})")
    assert live.json(f"remind retry {first}")["state"] == "planned"
    assert "say so with --yes" in live.refused("remind retry --all")
    assert live.ok("remind retry --contact 1 --yes") == "1 reminder goes at the next tick\n"
    assert live.json("remind retry --all --yes") == {"retried": 0}
    for unclear in ("", "--all --contact 1", f"{first} --all"):
        assert "say which ones" in live.refused(f"remind retry {unclear}")
