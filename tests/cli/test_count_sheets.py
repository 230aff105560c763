"""`count template` and `count import` as a script meets them."""

from pathlib import Path

import pytest
from helpers import Commands

PLAN = "bright-sparx-2026"


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """A plan whose nights are over."""
    made = Commands(tmp_path, now="2026-11-26T10:00:00Z")
    made.ok("plan new bright-sparx --year 2026")
    return made


def _sheet(commands: Commands, text: str, name: str = "back.csv") -> Path:
    path = commands.folder / name
    path.write_text(text)
    return path


def test_the_sheet_goes_out_and_comes_back(commands: Commands) -> None:
    out = commands.folder / "police.csv"
    said = commands.ok(f"count template {PLAN} --partner police --measure arson -o {out}")
    assert said == (f"wrote {out}; when it comes back: seasonal-ops count import {PLAN} {out} --dry-run\n")
    filled = out.read_text().replace("Mischief Night,", "Mischief Night,about 3")
    back = _sheet(commands, filled)
    assert commands.ok(f"count import {PLAN} {back} --dry-run") == (
        "arson, Fri 30 Oct 2026: about 3  [D5 (Arson)]\n1 added\nnothing was stored\n"
    )
    assert commands.json(f"count list {PLAN}") == []
    commands.ok(f"count import {PLAN} {back} --source police --status final --as-at 2026-11-20")
    (one,) = commands.json(f"count list {PLAN}")
    assert (one["value"], one["qualifier"], one["status"]) == (3, "about", "final")
    assert (one["source"], one["as_at"]) == ("police", "2026-11-20")
    assert commands.ok(f"count import {PLAN} {back}") == "1 same\n"


def test_a_dry_run_is_rows_and_findings_as_any_preview(commands: Commands) -> None:
    commands.ok(f"count add {PLAN} arson 2 --date 2026-10-30")
    back = _sheet(commands, "date,arson,asb-calls\n2026-10-30,3,nil\n")
    found = commands.json(f"count import {PLAN} {back} --dry-run --correct")
    assert [
        (row["title"], row["from"], row["to"], row["reason"], row["warnings"]) for row in found["rows"]
    ] == [
        ("arson, Fri 30 Oct 2026", "2", "3", "changed", []),
        ("asb-calls, Fri 30 Oct 2026", None, "nil", "added", []),
    ]
    assert [row["where"] for row in found["rows"]] == ["B2 (arson)", "C2 (asb-calls)"]
    assert (found["findings"], found["problems"], found["unexplained"], found["notes"]) == ([], [], [], [])


def test_every_problem_is_said_with_its_place_and_nothing_is_recorded(commands: Commands) -> None:
    back = _sheet(commands, "date,arson,asb-calls\n2026-10-30,x,1\n2026-10-31,<5,1\n")
    for options in ("", " --dry-run"):
        answer = commands.run(f"count import {PLAN} {back}{options}")
        assert answer.code == 1
        assert [line.partition(":")[0] for line in answer.out.splitlines()] == [
            "✗ B2 (arson)",
            "✗ B3 (arson)",
        ]
        assert answer.err == "error: 2 problems in back.csv; correct the sheet, then import it again\n"
    assert commands.json(f"count list {PLAN}") == []


def test_many_new_values_are_a_line_a_measure_and_what_changes_stands_out(commands: Commands) -> None:
    commands.ok(f"count add {PLAN} arson 3 --date 2026-10-30")
    nights = [f"2026-10-{day}" for day in range(27, 32)] + [f"2026-11-0{day}" for day in range(1, 8)]
    heads = ["arson", "asb-calls", "injuries", "police-calls"]
    rows = [[night, *(str(1 + n % 2) for n in range(at, at + 4))] for at, night in enumerate(nights)]
    back = _sheet(commands, "\n".join(",".join(row) for row in [["date", *heads], *rows]))
    assert commands.ok(f"count import {PLAN} {back} --dry-run --correct").splitlines() == [
        "arson, Fri 30 Oct 2026: 3 → 2  [B5 (arson)]",
        "arson: 11 new values, Tue 27 Oct 2026 to Sat 7 Nov 2026",
        "asb-calls: 12 new values, Tue 27 Oct 2026 to Sat 7 Nov 2026",
        "injuries: 12 new values, Tue 27 Oct 2026 to Sat 7 Nov 2026",
        "police-calls: 12 new values, Tue 27 Oct 2026 to Sat 7 Nov 2026",
        "47 added, 1 changed",
        "nothing was stored",
    ]


def test_a_warning_is_listed_and_asks_for_a_reason(commands: Commands) -> None:
    nights = "".join(f"2026-10-{day},7\n" for day in range(27, 32))
    back = _sheet(commands, f"date,arson\n{nights}")
    listed = commands.ok(f"count import {PLAN} {back} --dry-run")
    assert "▲ B6 (arson): 7 stands on 5 dates in a row" in listed
    answer = commands.run(f"count import {PLAN} {back}")
    asked = 'error: 1 warning needs a reason: say why in a column "reason", or for all with --reason "…"'
    assert (answer.code, answer.err) == (1, f"{asked}; nothing was recorded\n")
    assert commands.json(f"count list {PLAN}") == []
    done = commands.ok(f'count import {PLAN} {back} --reason "a quiet week"')
    assert "(reason: a quiet week)" in done
    assert len(commands.json(f"count list {PLAN}")) == 5


def test_a_sheet_of_persons_is_refused_and_nothing_of_it_is_kept_or_said(commands: Commands) -> None:
    back = _sheet(commands, "date,arson,Surname,DOB\n2026-10-30,1,Quux,03/04/1999\n")
    for options in ("", " --dry-run", " --json"):
        answer = commands.run(f"count import {PLAN} {back}{options}")
        assert answer.code == 1
        assert "count them per date first" in answer.out
        assert not [one for one in ("Quux", "1999") if one in answer.out + answer.err]
    kept = b"".join(
        path.read_bytes() for path in commands.folder.rglob("*") if path.is_file() and path != back
    )
    assert b"Quux" not in kept


def test_a_template_wants_a_name_that_says_its_kind(commands: Commands) -> None:
    for name in ("", " -o counts.pdf"):
        assert commands.refused(f"count template {PLAN}{name}") == (
            "error: say where the sheet goes, as .xlsx or .csv; add -o counts.xlsx"
        )


def test_a_template_says_what_it_leaves_out(commands: Commands) -> None:
    commands.ok(f"count add {PLAN} arson 2 --date 2025-10-30 --baseline")
    said = commands.ok(f"count template {PLAN} --shape long -o {commands.folder / 'out.xlsx'}")
    assert said.splitlines()[1:] == [
        "note: without 1 recorded value: of other areas, at activities, or from beside the window"
    ]


def test_a_value_is_typed_as_it_stands_in_a_sheet(commands: Commands) -> None:
    said = commands.ok(f'count add {PLAN} asb-calls "about 1,200" --date "Fri 30 Oct 2026"')
    assert "about 1200 (provisional)" in said
    over = commands.refused(f'count add {PLAN} arson "about 3" --qualifier over --date 30/10/2026')
    assert over == "error: the value says about, its qualifier over; keep one of the two"
