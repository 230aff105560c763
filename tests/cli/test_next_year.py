"""From one season to the next at the command line: roll-forward, checks, what waits, series, gates, paper."""

import tomllib
from pathlib import Path

import pytest
from docx import Document
from helpers import Commands

from seasonal_ops.db import Database

AFTER = "2026-12-15T09:00+00:00"


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """Bright Sparx 2026 in preparation."""
    made = Commands(tmp_path, now="2026-08-20T09:00+01:00")
    made.ok("plan new bright-sparx --year 2026")
    return made


def by_title(rows: list[dict[str, object]], title: str) -> dict[str, object]:
    """The one row of a preview with this title."""
    (row,) = [row for row in rows if row["title"] == title]
    return row


def test_next_year_is_shown_before_it_is_made_and_is_what_was_shown(
    tmp_path: Path, database: Database
) -> None:
    url = database.url.render_as_string(hide_password=False)
    commands = Commands(tmp_path, now=AFTER, url=url)
    commands.ok("plan new bright-sparx --year 2026")
    roll = "plan roll-forward bright-sparx-2026 --year 2027"
    shown = commands.json(f"{roll} --dry-run")
    night = by_title(shown["rows"], "◆ Mischief Night")
    assert (night["from"], night["to"]) == ("2026-10-30", "2027-10-30")
    assert night["reason"] == "Mischief Night is 30 October; a Saturday in 2027"
    weekday = [one for one in shown["findings"] if one["rule"] == "weekday"]
    assert weekday[0]["sentence"].startswith("Mischief Night is a Saturday in 2027; it was a Friday in 2026.")
    assert "Go4IT, first evening" in weekday[0]["sentence"]
    assert [plan["slug"] for plan in commands.json("plan list")] == ["bright-sparx-2026"]
    made = commands.json(roll)
    assert made["rows"] == shown["rows"]
    assert (made["plan"]["slug"], made["plan"]["live"]) == ("bright-sparx-2027", False)
    assert "exists already" in commands.refused(roll)
    assert "intact" in commands.ok("audit verify")


def test_what_was_cancelled_goes_on_only_when_it_is_included(commands: Commands) -> None:
    number = commands.json("activity list --plan bright-sparx-2026")[0]["id"]
    commands.ok(f'activity cancel {number} --reason "no money"')
    roll = "plan roll-forward bright-sparx-2026 --year 2027 --dry-run"
    left = [row for row in commands.json(roll)["rows"] if row["activity"] == number]
    assert [row["to"] for row in left] == [None]
    assert f"--include {number}" in left[0]["warnings"][0]
    taken = [row for row in commands.json(f"{roll} --include {number}")["rows"] if row["activity"] == number]
    assert [row["to"] for row in taken] == ["2027-05-14"]


def test_findings_of_a_rehearsal_name_no_ids_that_are_not_there(commands: Commands) -> None:
    shown = commands.json("plan roll-forward bright-sparx-2026 --year 2027 --dry-run")
    assert {tuple(one["activities"]) for one in shown["findings"]} == {()}


def test_a_check_lists_and_ends_well_and_asks_what_fails_without_a_partner(commands: Commands) -> None:
    assert "45 of 48 activities are still ahead" in commands.ok("plan check bright-sparx-2026")
    rules = {one["rule"] for one in commands.json("plan check bright-sparx-2026 --without fire-and-rescue")}
    assert rules == {"without"}
    assert "did you mean" in commands.refused("plan check bright-sparx-2026 --without polise")


def test_moving_the_first_names_what_waits_and_moves_it_when_asked(commands: Commands) -> None:
    add = 'activity add bright-sparx-2026 "{}" --date {} --start 10:00 --end 11:00'
    first = commands.json(add.format("Order skips", "2026-09-01"))["id"]
    second = commands.json(add.format("Place skips", "2026-09-03"))["id"]
    commands.ok(f"activity needs {second} {first}")
    assert "in a circle" in commands.refused(f"activity needs {first} {second}")
    move = f"activity move {first} --to 2026-09-08"
    shown = commands.json(f"{move} --dry-run")
    assert [(row["activity"], row["to"]) for row in shown["rows"]] == [
        (first, "2026-09-08"),
        (second, "2026-09-10"),
    ]
    assert {one["rule"] for one in shown["findings"]} == {"order"}
    commands.ok(f"{move} --waiting")
    assert commands.json(f"activity show {second}")["starts_on"] == "2026-09-10"


def test_an_activity_hangs_on_the_rule_that_it_is_given(commands: Commands) -> None:
    add = 'activity add bright-sparx-2026 "Patrol" --date 2026-10-20 --start 21:00 --end 03:00'
    patrol = commands.json(add)["id"]
    move = f'activity move {patrol} --when "the day before Bonfire Night"'
    assert "leave out --to" in commands.refused(f"{move} --to 2026-10-20")
    assert "did you mean Bonfire Night" in commands.refused(
        f'activity move {patrol} --when "2 days before Bonfir Night"'
    )
    commands.ok(f"{move} --end 02:00")
    moved = commands.json(f"activity show {patrol}")
    assert (moved["starts_on"], moved["ends_on"], moved["end_time"]) == ("2026-11-04", "2026-11-05", "02:00")
    assert moved["date_rule"] == "the day before Bonfire Night"
    commands.ok('plan anchor bright-sparx-2026 "Bonfire Night=2026-11-07"')
    assert commands.json(f"activity show {patrol}")["starts_on"] == "2026-11-06"


def test_one_date_of_a_series_alone_the_rest_and_another_rule(commands: Commands) -> None:
    rule = "every Friday from 1 October to 30 October"
    added = commands.json(
        f'activity add bright-sparx-2026 "Youth bus" --when "{rule}" --start 18:00 --end 20:00'
    )
    ids = added["series"]
    commands.ok(f"activity move {ids[0]} --to 2026-10-01")
    commands.ok(f"activity move {ids[1]} --to 2026-10-10 --following")
    dates = [commands.json(f"activity show {one}")["starts_on"] for one in ids]
    assert dates == ["2026-10-01", "2026-10-10", "2026-10-17", "2026-10-24", "2026-10-31"]
    series = next(
        one for one in commands.json("series list bright-sparx-2026") if one["title"] == "Youth bus"
    )
    change = (
        f'series change {series["id"]} --when "every Thursday from 1 October to 31 October" --from 2026-10-01'
    )
    stays = [row for row in commands.json(f"{change} --dry-run")["rows"] if row["from"] == row["to"]]
    assert len(stays) == 5
    commands.ok(f"activity cancel {ids[3]} --following")
    assert [commands.json(f"activity show {one}")["status"] for one in ids[3:]] == ["cancelled", "cancelled"]


def test_gates_targets_and_lessons(commands: Commands) -> None:
    gate = commands.json("gate set bright-sparx-2026 go4it-funding --amount 1500.50 --funder PCC --state met")
    assert (gate["amount"], gate["state"], gate["decided_on"]) == (1500.5, "met", "2026-08-20")
    assert "did you mean" in commands.refused("gate set bright-sparx-2026 go4it-fundin --state met")
    target = commands.json('target add bright-sparx-2026 "To reduce crime"')
    assert target["value"] is None
    aimed = commands.json(f'target set {target["id"]} --value "-10%" --measure asb-calls --by 2026-11-07')
    assert (aimed["text"], aimed["value"], aimed["percent"]) == ("To reduce crime", -10, True)
    assert "is not a number" in commands.refused(f"target set {target['id']} --value 1_000")
    commands.ok('lesson add bright-sparx-2026 "Order the skips in August" --owner street-scene')
    rows = commands.json("plan roll-forward bright-sparx-2026 --year 2027")["rows"]
    assert by_title(rows, "Order the skips in August")["from"] is None
    (lesson,) = commands.json("lesson list bright-sparx-2026")
    assert commands.json(f"activity show {lesson['activity']}")["assignments"][0]["partner"] == "street-scene"


def test_what_was_promised_stands_and_was_delivered(commands: Commands) -> None:
    assert "is a draft" in commands.refused("plan show bright-sparx-2026 --baseline")
    commands.ok("plan go-live bright-sparx-2026")
    first, second = (row["id"] for row in commands.json("activity list --plan bright-sparx-2026")[:2])
    commands.ok(f"activity status {first} delivered")
    commands.ok(f"activity cancel {second}")
    baseline = commands.json("plan show bright-sparx-2026 --baseline")["baseline"]
    assert (baseline["promised"], baseline["standing"], baseline["delivered"]) == (48, 47, 1)
    assert [(row["activity"], row["to"]) for row in baseline["changes"]] == [(second, None)]
    assert "promised" in commands.ok("plan show bright-sparx-2026 --baseline")


def test_a_plan_as_a_template_gives_the_same_dates_again(commands: Commands, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    commands.ok(f"plan export bright-sparx-2026 --format toml -o {file}")
    text = file.read_text(encoding="utf-8").replace('slug = "bright-sparx"', 'slug = "mine"', 1)
    assert tomllib.loads(text)["slug"] == "mine"
    file.write_text(text, encoding="utf-8")
    commands.ok(f"plan new {file} --year 2026")
    found = [
        [
            (row["title"], row["starts_on"], row["start_time"])
            for row in commands.json(f"activity list --plan {plan}")
        ]
        for plan in ("bright-sparx-2026", "mine-2026")
    ]
    assert sorted(found[0], key=str) == sorted(found[1], key=str)


def test_paper(commands: Commands, tmp_path: Path) -> None:
    plan, sheet = tmp_path / "plan.docx", tmp_path / "friday.docx"
    commands.ok(f"plan export bright-sparx-2026 --format docx -o {plan}")
    commands.ok(f"sheet bright-sparx-2026 --night 2026-10-30 --format docx -o {sheet}")
    assert len(Document(str(plan)).tables) > 3
    assert any("Joint patrol" in paragraph for paragraph in _texts(sheet))
    assert "Joint patrol" in commands.ok("sheet bright-sparx-2026 --night 2026-10-30")
    assert "needs a file" in commands.refused("sheet bright-sparx-2026 --night 2026-10-30 --format docx")


def _texts(path: Path) -> list[str]:
    document = Document(str(path))
    return [
        *(paragraph.text for paragraph in document.paragraphs),
        *(cell.text for table in document.tables for row in table.rows for cell in row.cells),
    ]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("plan export bright-sparx-2026 --format toml", "-o plan.toml"),
        ("plan export bright-sparx-2026 --format toml -o /no/such/folder/x.toml", "cannot be written"),
        ("plan roll-forward bright-sparx-2026 --year 2026", "exists already"),
        ("plan roll-forward bright-sparx-2026 --year 2025", "is not after 2026"),
        ("plan roll-forward bright-sparx-2026 --year 2027 --include 999", "there is no activity"),
        ("plan roll-forward bright-sparx-2026 --year 2027 --anchor Haloween=2027-10-31", "Halloween"),
        ("activity move 1 --to 2026-05-16 --following", "is of no series"),
        ("activity move 1 --to 2026-05-16 --following --waiting", "two moves"),
        ("activity edit 1", "nothing is to be changed"),
        ("activity edit 1 --ring 99", "there is no contact"),
        ("activity needs 1 1", "in a circle"),
        ("activity needs 1 2 --remove", "there is no wait"),
        ('series change 99 --when "30 October"', "there is no series"),
        ('series change 1 --when "31 February"', "there is no 31 February"),
        ('series change 1 --when "every Friday from 1 October to 2 October 2025"', "ends before it starts"),
        ("gate set bright-sparx-2026 new --title Permit", "--decide-by"),
        ("gate set bright-sparx-2026 go4it-funding --amount 1.005", "no amount of money"),
        ("gate set bright-sparx-2026 go4it-funding --amount -5", "no amount of money"),
        ("target set 999 --value 3", "there is no target"),
        ('lesson add bright-sparx-2026 " "', "is empty"),
        ("partner edit police --capacity -1", "cannot be"),
    ],
)
def test_bad_input_gets_a_sentence(planned: Commands, command: str, said: str) -> None:
    assert said in planned.refused(command)


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """A database with one plan, for commands that are refused."""
    made = Commands(tmp_path_factory.mktemp("planned"), now="2026-08-20T09:00+01:00")
    made.ok("plan new bright-sparx --year 2026")
    return made
