"""`lpg`: the board's page as it is typed and read."""

from pathlib import Path

import pytest
from helpers import Commands

from seasonal_ops.db import Database

# Bright Sparx is under way: some of it is over, and nobody said how it went.
NOW = "2026-11-02T09:00+00:00"


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """Two seasons, one of them live."""
    made = Commands(tmp_path_factory.mktemp("lpg"), now="2026-08-20T09:00+01:00")
    for setting_up in (
        "plan new bright-sparx --year 2026",
        "plan new night-safe --year 2026",
        "plan go-live bright-sparx-2026",
    ):
        made.ok(setting_up)
    made.environment["SEASONAL_OPS_NOW"] = NOW
    return made


def test_the_last_whole_month_over_all_plans(commands: Commands) -> None:
    page = commands.ok("lpg")
    assert page == commands.ok("lpg --month 2026-10")
    assert page.startswith("All plans ▸ October 2026\n\nAs it stands on Mon 2 Nov 2026.\n")
    assert "Night Safe 2026:" in page
    assert "meant, never live" in page
    assert max(map(len, page.splitlines())) <= 80
    assert commands.json("audit verify")["head"] in page


def test_the_page_of_an_older_month_leaves_out_what_is_open_today(commands: Commands) -> None:
    headings = ("NOBODY LEADS", "OVER, AND NOBODY SAID HOW IT WENT", "NOT ANSWERED YET")
    older, last = commands.ok("lpg --month 2026-09"), commands.ok("lpg --month 2026-10")
    assert [one for one in headings if one in last] == list(headings[1:])
    assert "\nWhat is open today stands on the page of the last whole month.\n" in older
    assert not [one for one in headings if one in older]


def test_the_same_for_programs(commands: Commands) -> None:
    answer = commands.json("lpg --month 2026-10")
    assert answer["month"] == "2026-10-01"
    outcomes = {name: count for name, count in answer["promised"].items() if name != "total"}
    assert sum(outcomes.values()) == answer["promised"]["total"] > 0
    assert [plan["plan"] for plan in answer["plans"]] == ["bright-sparx-2026", "night-safe-2026"]


def test_the_house_sees_what_the_mail_withholds(commands: Commands) -> None:
    (number,) = (
        one["id"] for one in commands.json("activity list") if one["title"] == "Test purchases of alcohol"
    )
    commands.ok(f"activity edit {number} --sensitivity sensitive")
    assert "Test purchases of alcohol" in commands.ok("lpg --month 2026-10")


@pytest.mark.parametrize(
    ("kind", "begins"), [("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("md", b"**OFFICIAL"), ("MD", b"**")]
)
def test_as_a_document(commands: Commands, tmp_path: Path, kind: str, begins: bytes) -> None:
    path = tmp_path / "october"
    assert commands.ok(f"lpg --month 2026-10 --format {kind} -o {path}") == f"wrote {path}\n"
    assert path.read_bytes().startswith(begins)


def test_markdown_is_printed_where_no_file_is_named(commands: Commands, tmp_path: Path) -> None:
    commands.ok(f"lpg --month 2026-10 --format md -o {tmp_path / 'october.md'}")
    assert commands.ok("lpg --month 2026-10 --format md") == (tmp_path / "october.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--format docx", "a document needs a file; add -o FILE.docx"),
        ("-o october.txt", "october.txt does not say what it is; add --format docx or pdf or html or md"),
        ("--format md --json", "--json is for programs and --format for people; give one of them"),
        ("--format html -o /", "'/' is a directory"),
    ],
)
def test_options_that_do_not_go_together(commands: Commands, options: str, said: str) -> None:
    assert said in commands.refused(f"lpg {options}")


def test_nothing_at_all(tmp_path: Path, database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    commands = Commands(tmp_path, now=NOW, url=url)
    assert commands.ok("lpg").splitlines() == [
        "All plans ▸ October 2026",
        "",
        "As it stands on Mon 2 Nov 2026.",
        "Nothing was promised for October.",
        "",
        "THE RECORD holds 0 facts and ends in",
        "  " + "0" * 64,
    ]


@pytest.mark.parametrize(
    "month",
    # no month, none that there is, none that a plan could be in, a day, another script's digits
    ["soon", "2026-13", "2026-00", "0000-01", "9999-12", "2026-10-01", "٢٠٢٦-10", ""],
)
def test_what_is_not_a_month(commands: Commands, month: str) -> None:
    said = commands.refused(f"lpg --month '{month}'")
    assert said.endswith("is not a month; write it like 2026-10")
