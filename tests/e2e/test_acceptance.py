"""One season end to end, by separate processes as users run them: the acceptance of issue 2, in its order.

Nothing here is imported from the product: commands, HTTP, SMTP and the database file are all there is.
Every later issue grows this script.
"""

import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import httpx
import pytest
from clients.program import PROGRAM, Program
from icalendar import Calendar


@pytest.fixture
def user(tmp_path: Path) -> Program:
    """A new user."""
    return Program(tmp_path, now="")


@pytest.fixture
def serving(user: Program) -> Iterator[str]:
    """The feed server, on a free port, until SIGTERM ends it cleanly."""
    server = subprocess.Popen(
        [PROGRAM, "serve", "--port", "0"],
        env=user.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout is not None
    ready = server.stdout.readline()
    assert ready.startswith("serving http://"), server.stderr.read() if server.stderr else ""
    yield ready.split()[1]
    server.send_signal(signal.SIGTERM)
    _out, log = server.communicate(timeout=30)
    assert server.returncode == 0, log
    assert "/feeds/" not in log


def by_date(activities: list[dict[str, Any]], day: str) -> list[dict[str, Any]]:
    """The activities that start on a day."""
    return [one for one in activities if one["starts_on"] == day]


def event(body: str, title: str) -> Any:
    """The event with that title in a calendar."""
    events = Calendar.from_ical(body).walk("VEVENT")
    return next(one for one in events if one["SUMMARY"] == title)


def test_three_seasons_are_planned_on_their_dates(user: Program) -> None:
    user.run("plan", "new", "bright-sparx", "--year", "2026")
    sparx = user.json("activity", "list", "--plan", "bright-sparx-2026")
    for day in ("2026-10-30", "2026-10-31", "2026-11-05"):
        assert by_date(sparx, day)
        assert all(one["date_reason"] for one in by_date(sparx, day))

    user.run("plan", "new", "freshers", "--year", "2027", "--anchor", "Welcome Sunday=2027-09-19")
    freshers = user.json("activity", "list", "--plan", "freshers-2027")
    assert any("Freshers' Fair" in one["title"] for one in by_date(freshers, "2027-09-22"))
    anchors = user.json("plan", "show", "freshers-2027")["anchors"]
    assert {"Freshers' Fair": "2027-09-22"}.items() <= {one["name"]: one["on"] for one in anchors}.items()

    user.run("plan", "new", "night-safe", "--year", "2026")
    festive = user.json("activity", "list", "--plan", "night-safe-2026")
    # The last Friday *before* Christmas Day 2026, which is itself a Friday.
    assert by_date(festive, "2026-12-18")
    assert not by_date(festive, "2026-12-25")
    assert by_date(festive, "2026-12-31")
    assert any(one["starts_on"].startswith("2027-01") for one in festive)
    patrol = next(one for one in by_date(festive, "2026-12-18") if one["start_time"] == "21:00")
    assert (patrol["end_time"], patrol["ends_on"]) == ("03:00", "2026-12-19")


def test_a_partner_subscribes_and_sees_a_move(user: Program, serving: str) -> None:
    user.run("plan", "new", "bright-sparx", "--year", "2026")
    user.run("contact", "add", "street-scene", "duty@street-scene.example")
    added = user.json(
        *("activity", "add", "bright-sparx-2026", "Skip clearance, east ward"),
        *("--date", "2026-10-28", "--start", "09:00", "--end", "12:00"),
    )
    number = str(added["id"])
    user.run("assign", number, "street-scene", "--role", "lead")
    feed = user.json("feed", "create", "--partner", "street-scene")
    assert feed["url"].startswith(serving)
    first = wait_for(feed["url"], 200)
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    before = event(first.text, "Skip clearance, east ward")
    again = httpx.get(feed["url"], headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")

    user.run("activity", "move", number, "--to", "2026-10-29", "--start", "10:00", "--end", "13:00")
    moved = wait_for(feed["url"], 200, unlike=first.headers["etag"])
    after = event(moved.text, "Skip clearance, east ward")
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after.decoded("DTSTART").isoformat() == "2026-10-29T10:00:00+00:00"

    user.run("unassign", number, "street-scene")
    lost = wait_for(feed["url"], 200, unlike=moved.headers["etag"])
    (tombstone,) = [one for one in Calendar.from_ical(lost.text).walk("VEVENT") if one["UID"] == after["UID"]]
    assert tombstone["STATUS"] == "CANCELLED"
    assert "Skip clearance" not in lost.text

    user.run("feed", "revoke", str(feed["id"]))
    assert wait_for(feed["url"], 410).text.count("\n") <= 1
    assert httpx.get(serving + "/feeds/unknown.ics").status_code == 404
    assert httpx.get(serving + "/readyz").status_code == 200


def wait_for(url: str, status: int, *, unlike: str = "") -> httpx.Response:
    """The answer, once it is of that status and has another ETag: a change shows within a second."""
    for _ in range(200):
        answer = httpx.get(url)
        if answer.status_code == status and answer.headers.get("etag", "-") != unlike:
            return answer
    raise AssertionError(f"{answer.status_code} {answer.headers}")


def test_a_mail_is_sent_once(user: Program, catch_all: Any) -> None:
    user.environment |= {
        "SEASONAL_OPS_SMTP_HOST": "127.0.0.1",
        "SEASONAL_OPS_SMTP_PORT": str(catch_all.port),
        "SEASONAL_OPS_SMTP_SECURITY": "none",
        "SEASONAL_OPS_MAIL_FROM": "csp@council.example",
    }
    user.run("plan", "new", "bright-sparx", "--year", "2026")
    user.run("partner", "add", "Ormskirk Rotary")
    user.run("contact", "add", "ormskirk-rotary", "duty@rotary.example", "--name", "Duty desk")
    tomorrow = (date.today() + timedelta(days=1)).isoformat()  # noqa: DTZ011 — the program has the same clock
    added = user.json(
        *("activity", "add", "bright-sparx-2026", "Bonfire stack removal"),
        *("--date", tomorrow, "--start", "18:00", "--end", "23:00"),
    )
    user.run("assign", str(added["id"]), "ormskirk-rotary")
    user.run("remind", "run")
    # Nothing for a plan that is not live.
    assert catch_all.messages() == []
    user.run("plan", "go-live", "bright-sparx-2026")
    user.run("remind", "run")
    (mail,) = to(catch_all.messages(), "duty@rotary.example")
    assert "Bonfire stack removal" in mail["Subject"]
    assert "18:00–23:00" in mail["Subject"]
    sent = [one for one in user.json("remind", "list", "--state", "sent") if one["activity"] == added["id"]]
    assert [one["message_id"] for one in sent] == [mail["Message-ID"]]
    user.run("remind", "run")
    assert len(to(catch_all.messages(), "duty@rotary.example")) == 1


def to(messages: list[EmailMessage], address: str) -> list[EmailMessage]:
    """The mails to one address."""
    return [mail for mail in messages if address in mail["To"]]


@pytest.fixture
def catch_all(tmp_path: Path) -> Iterator[Any]:
    """A real SMTP server that keeps what it gets."""
    from integrations.mailbox import CatchAll

    with CatchAll(tmp_path / "mail") as box:
        yield box


def test_the_vignette_of_the_exact_rate_ratio(user: Program) -> None:
    found = user.json("evaluate", "rate-ratio", "2", "17877", "9", "16660")
    assert [round(found[name], 7) for name in ("ratio", "low", "high")] == [0.2070942, 0.0217741, 1.0005491]
    assert round(found["p"], 5) == 0.05011
    said = user.run("evaluate", "rate-ratio", "2", "17877", "9", "16660")
    assert "rate ratio 0.2070942, 95% interval 0.0217741–1.0005491" in said
    assert "p 0.05011" in said


def test_the_record_is_intact_until_somebody_alters_it(user: Program) -> None:
    user.run("plan", "new", "night-safe", "--year", "2026")
    assert user.run("audit", "verify").startswith("intact")
    with sqlite3.connect(user.folder / "plans.db") as connection:
        connection.execute("UPDATE fact SET actor = 'somebody else' WHERE id = 5")
    assert "fact 5" in user.run("audit", "verify", code=1)


def test_the_demo_without_a_terminal_twice(user: Program) -> None:
    for _ in range(2):
        said = user.run("demo")
        assert "▲" in said
        assert "/feeds/" in said
        assert "the counts are invented" in said
        assert "Reminders of the next seven days" in said


def test_a_port_in_use_and_a_mail_server_that_is_not_there(user: Program, serving: str) -> None:
    port = serving.rsplit(":", 1)[1]
    second = subprocess.run(
        [PROGRAM, "serve", "--port", port, "--only", "web"],
        env=user.environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert f"port {port}" in second.stderr
    assert second.stderr.splitlines()[-1].startswith("error: ")
