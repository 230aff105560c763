"""`feed …` as a lead types it."""

import re
from pathlib import Path

import pytest
from helpers import Commands

NOW = "2026-10-01T09:00+01:00"


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    made = Commands(tmp_path, now=NOW)
    made.environment["SEASONAL_OPS_BASE_URL"] = "https://csp.example"
    made.ok("plan new bright-sparx --year 2026")
    return made


def test_show_gives_every_way_to_subscribe(commands: Commands) -> None:
    made = commands.json(
        "feed create --partner fire-and-rescue --alarms --expires 2026-11-30 --name Fire --detail limited"
    )
    token = made["url"].removeprefix("https://csp.example/feeds/").removesuffix(".ics")
    assert made["links"] == {
        "https": made["url"],
        "webcal": f"webcal://csp.example/feeds/{token}.ics",
        "google": f"https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fcsp.example%2Ffeeds%2F{token}.ics",
        "page": f"https://csp.example/subscribe/{token}",
    }
    said = commands.ok("feed show 1")
    lines = [re.sub(r" {2,}", "  ", line.strip()) for line in said.splitlines()]
    assert lines == [
        "feed 1: Fire (limited, rings before each)",
        f"fire-and-rescue; every plan; {made['events']} events, {made['size'] // 1000} KB",
        f"any calendar  {made['links']['https']}",
        f"Apple  {made['links']['webcal']}",
        f"Google  {made['links']['google']}",
        f"how to, for partners  {made['links']['page']}",
        "created on 2026-10-01 09:00; never fetched",
        "its address answers until the end of 30 November 2026",
    ]
    # The code stands on a terminal, or where it is asked for.
    assert "█" not in said
    assert commands.ok("feed show 1 --qr").count("\n") > len(lines) + 15


def test_rotate_keeps_the_old_address_for_a_while_and_list_tells_them_apart(commands: Commands) -> None:
    first = commands.json("feed create --plan bright-sparx-2026 --detail busy")
    commands.ok("feed create --alarms")
    assert "the address before it answers until 09:00 on 15 October 2026" in commands.ok(
        "feed rotate 1 --grace 14"
    )
    assert commands.json("feed show 1")["url"] != first["url"]
    commands.ok("feed revoke 2")
    rows = [re.split(r" {2,}", line) for line in commands.ok("feed list").splitlines()]
    assert [[row[0], row[2], *row[4:]] for row in rows] == [
        ["1", "busy", "never fetched", "new"],
        ["2", "full, rings", "never fetched", "revoked"],
    ]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("feed rotate 1 --grace 91", "91 is not in the range"),
        ("feed rotate 1 --grace -1", "-1 is not in the range"),
        ("feed rotate 9", "there is no feed '9'"),
        ("feed create --expires 2026-09-30", "cannot expire before it is made"),
        ("feed create --partner nobody", "there is no partner 'nobody'"),
    ],
)
def test_what_cannot_be_is_said(commands: Commands, command: str, said: str) -> None:
    commands.ok("feed create")
    assert said in commands.refused(command)
    assert len(commands.json("feed list")) == 1


def test_export_says_what_it_did(commands: Commands) -> None:
    commands.ok("feed create --name Fire")
    here = commands.folder / "calendars"
    first = commands.json(f"feed export {here}")
    assert first == {
        "written": ["feed-1-fire.ics", "index.html"],
        "unchanged": 0,
        "removed": [],
        "indexed": True,
    }
    assert commands.ok(f"feed export {here}") == f"unchanged  1; the index is {here}/index.html\n"
    commands.ok("feed revoke 1")
    assert f"removed    {here}/feed-1-fire.ics" in commands.ok(f"feed export {here}")


@pytest.mark.parametrize(
    "address", ["csp.example", "ftp://csp.example", "https://", f"https://{'c' * 180}.uk"]
)
def test_an_address_that_no_partner_could_reach_is_refused(commands: Commands, address: str) -> None:
    commands.environment["SEASONAL_OPS_BASE_URL"] = address
    assert "give an address such as https://" in commands.refused("feed list")
