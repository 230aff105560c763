"""The command line from end to end: what a lead types, what comes back, and what bad input is told."""

from pathlib import Path

import pytest
from helpers import Commands

from seasonal_ops.db import Database


@pytest.fixture
def commands(tmp_path: Path) -> Commands:
    """A clock that stands in the middle of Bright Sparx's preparation."""
    return Commands(tmp_path, now="2026-10-12T09:00+01:00")


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """A database with one plan, for commands that change nothing."""
    made = Commands(tmp_path_factory.mktemp("planned"), now="2026-10-12T09:00+01:00")
    made.ok("plan new bright-sparx --year 2026")
    return made


def test_the_whole_of_planning_on_both_databases(tmp_path: Path, database: Database) -> None:
    url = database.url.render_as_string(hide_password=False)
    commands = Commands(tmp_path, now="2026-10-12T09:00+01:00", url=url)
    plan = commands.json("plan new bright-sparx --year 2026")
    assert plan["activity_count"] == len(commands.json("activity list --plan bright-sparx-2026"))
    added = commands.json(
        'activity add bright-sparx-2026 "Joint patrol, east ward"'
        ' --when "Bonfire Night" --start 20:00 --end 02:00'
    )
    assert (added["starts_on"], added["ends_on"]) == ("2026-11-05", "2026-11-06")
    assert added["date_reason"] == "Bonfire Night is 5 November; a Thursday in 2026"
    number = added["id"]
    commands.ok("contact add police sgt@police.example")
    assert commands.json(f"assign {number} police --role lead")["assignments"][0]["response"] == "asked"
    answered = commands.json(f'respond {number} police proposed --date 2026-11-06 --note "by phone"')
    assert answered["assignments"][0]["proposed_on"] == "2026-11-06"
    moved = commands.json(f"activity move {number} --to 2026-11-06")
    assert (moved["starts_on"], moved["ends_on"], moved["sequence"]) == ("2026-11-06", "2026-11-07", 2)
    later = commands.json(f"activity move {number} --start 23:00")
    assert (later["starts_on"], later["start_time"], later["end_time"]) == ("2026-11-06", "23:00", "02:00")
    assert "give --to, --end-date, --when, --start or --end" in commands.refused(f"activity move {number}")
    assert commands.json(f"activity status {number} doing")["status"] == "doing"
    assert commands.json(f"activity cancel {number} --reason weather")["status_note"] == "weather"
    commands.ok("plan go-live bright-sparx-2026")
    assert commands.json("plan show bright-sparx-2026")["live"] is True
    assert "intact" in commands.ok("audit verify")


def test_a_series_is_added_once_a_date(commands: Commands) -> None:
    commands.ok("plan new bright-sparx --year 2026")
    said = commands.ok(
        'activity add bright-sparx-2026 "Youth bus" --start 18:00'
        ' --when "every Friday from 1 October to 30 October"'
    )
    added = [line for line in said.splitlines() if line.startswith("added")]
    assert [line.split(", ")[1] for line in added] == [
        f"Fri {day} Oct 2026 18:00" for day in (2, 9, 16, 23, 30)
    ]
    # It is the 12th: two of them are told to be past.
    assert [line for line in said.splitlines() if line not in added] == [
        "note: Fri 2 Oct 2026 is past",
        "note: Fri 9 Oct 2026 is past",
        "they are series 6: seasonal-ops series list bright-sparx-2026",
        "nobody leads it yet: seasonal-ops assign 49 PARTNER --role lead",
    ]


def test_an_end_on_the_next_morning_is_said(commands: Commands) -> None:
    commands.ok("plan new night-safe --year 2026")
    said = commands.ok(
        'activity add night-safe-2026 "Taxi marshals" --date 2026-12-18 --start 21:00 --end 03:00'
    )
    assert "21:00–03:00 (ends the next morning, Sat 19 Dec 2026)" in said


def test_a_dry_run_shows_every_date_with_its_reason_and_stores_nothing(commands: Commands) -> None:
    preview = commands.json("plan new bright-sparx --year 2026 --dry-run")
    assert preview["findings"] == []
    assert len(preview["rows"]) >= 35
    assert all(row["reason"] and row["from"] is None for row in preview["rows"])
    assert commands.json("plan list") == []


def test_the_same_count_twice_is_asked_about_and_a_correction_keeps_the_old_value(commands: Commands) -> None:
    commands.environment["SEASONAL_OPS_NOW"] = "2026-11-20T09:00+00:00"
    commands.ok("plan new bright-sparx --year 2026")
    add = "count add bright-sparx-2026 asb-fires"
    assert commands.json(f"{add} 0 --date 2026-10-30")["value"] == 0
    assert "recorded as 0 already" in commands.refused(f"{add} 4 --date 2026-10-30")
    assert commands.json(f"{add} 4 --date 2026-10-30 --correct")["revision"] == 2
    assert [one["value"] for one in commands.json("count list bright-sparx-2026")] == [4]
    newest = commands.json("audit list --limit 1")[0]
    assert (newest["before"]["revision"], newest["after"]["revision"]) == (1, 2)


def test_an_evaluation_names_both_counts_and_does_not_claim_the_cause(commands: Commands) -> None:
    commands.environment["SEASONAL_OPS_NOW"] = "2026-11-20T09:00+00:00"
    for year, value in ((2025, 6), (2026, 4)):
        commands.ok(f"plan new bright-sparx --year {year}")
        for day in (28, 29, 30, 31):
            commands.ok(f"count add bright-sparx-{year} asb-fires {value} --date {year}-10-{day}")
    found = commands.json("evaluate bright-sparx-2026 --against 2025")
    fires = next(one for one in found["measures"] if one["measure"] == "asb-fires")
    assert (fires["this"], fires["last"], fires["days"]) == (16, 24, 4)
    assert "24 → 16" in fires["sentence"]
    assert found["caveats"][-1].endswith("This does not show that the operation caused the change.")


def test_a_stated_change_that_the_averages_do_not_allow(commands: Commands) -> None:
    # The published plan says that all crime fell by 4.2%; its own table gives -4.4%.
    found = commands.json("evaluate averages 410.4 392.4 --claimed=-4.2%")
    assert (found["claim_contradicted"], [round(one, 2) for one in found["change_percent"]]) == (
        True,
        [-4.39, -4.39],
    )
    assert "cannot come from these averages" in commands.ok("evaluate averages 410.4 392.4 --claimed=-4.2%")
    # 34.8 is 417 or 418: what may be said of vehicle crime is the same for both.
    assert commands.json("evaluate averages 39.6 34.8")["totals_after"] == [417, 418]


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("plan new bright-spraks --year 2026", "did you mean bright-sparx"),
        ("plan new freshers --year 2027", 'give it with --anchor "Welcome Sunday=YYYY-MM-DD"'),
        ("plan new freshers --year 2027 --anchor Welcome", 'write it like "Welcome Sunday=2027-09-19"'),
        ('plan new freshers --year 2027 --anchor "Welcom Sunday=2027-09-19"', "did you mean"),
        ("plan new bright-sparx --year 2026", "bright-sparx-2026 exists already"),
        ("plan show brigth-sparx-2026", "did you mean bright-sparx-2026?"),
        ("plan show freshers", "there is no plan 'freshers'"),
        ("assign 1 fire-and-rescew", "did you mean fire-and-rescue"),
        ("activity move 1 --to 2026-02-30", "2026-02-30 is not a date that exists"),
        ("activity move 1 --to 30/10", "write it like 2026-10-30"),
        ("activity move 1 --to 2026-11-01 --start 25:00", "write it like 18:30"),
        ("activity move 99999 --to 2026-11-01", "there is no activity '99999'"),
        ("activity status 1 done", "is not one of 'planned'"),
        ('activity add bright-sparx-2026 "Patrol" --when "31 February"', "31 February"),
        ('activity add bright-sparx-2026 "Patrol" --when "2 days before Bonfire Nite"', "Bonfire Night"),
        ('activity add bright-sparx-2026 "Pa\x1b[2Jtrol" --date 2026-11-01', "invisible control character"),
        ("contact add police nobody", "is not an e-mail address"),
        ("count add bright-sparx-2026 asb-fires -1 --date 2026-10-01", "in digits"),
        ("evaluate rate-ratio -1 2 3 4", 'X1: "-1" is not'),
        ("count add bright-sparx-2026 asb-fires ١٢ --date 2026-10-01", "in digits"),
        ("count add bright-sparx-2026 asb-fires 1_000 --date 2026-10-01", "in digits"),
        ("count add bright-sparx-2026 asb-fires 4 --date 2026-10-30", "is still to come"),
        ("evaluate rate-ratio 2 0 9 10", "more than 0"),
        ("evaluate rate-ratio x 1 9 10", 'X1: "x" is not'),
        ("--database mysql://h/d plan list", "sqlite:///FILE or postgresql"),
        ("tui", "needs a terminal"),
    ],
)
def test_bad_input_gets_one_line_that_says_what_to_do(planned: Commands, command: str, sentence: str) -> None:
    before = planned.json("audit list --limit 1")
    assert sentence in planned.refused(command)
    assert planned.json("audit list --limit 1") == before


def test_without_a_mail_server_mail_waits_uncounted_and_a_run_says_so(commands: Commands) -> None:
    commands.ok("plan new bright-sparx --year 2026")
    assert commands.ok("remind run") == "sent 0, put off 0, given up 0, waiting 0\n"
    commands.ok("contact add police sgt@police.example")
    commands.ok("plan go-live bright-sparx-2026")
    run = commands.run("remind run")
    assert run.code == 1
    assert run.err == (
        "error: no mail server is set; set SEASONAL_OPS_SMTP_HOST and SEASONAL_OPS_MAIL_FROM;"
        " nothing is lost, the reminders wait\n"
    )
    waiting = commands.json("remind list --state planned")
    assert waiting
    assert {one["attempts"] for one in waiting} == {0}


@pytest.mark.parametrize(
    "command",
    [
        "plam",
        "plan new bright-sparx",
        "plan list --yaml",
        "activity add p t",
        "count add p m 1",
        "evaluate rate-ratio 1 2 3",
    ],
)
def test_only_what_is_not_understood_ends_with_2(planned: Commands, command: str) -> None:
    assert planned.run(command).code == 2


def test_a_newer_and_an_older_database_are_told_apart(commands: Commands) -> None:
    import sqlite3

    commands.ok("plan list")
    with sqlite3.connect(commands.folder / "plans.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "made by a newer Seasonal Ops" in commands.refused("plan list")
    with sqlite3.connect(commands.folder / "plans.db") as connection:
        connection.execute("DROP TABLE alembic_version")
    assert "not set up yet; run: seasonal-ops init" in commands.refused("plan list")


def test_text_from_outside_does_nothing_to_the_terminal(commands: Commands) -> None:
    import sqlite3

    commands.ok("plan new bright-sparx --year 2026")
    with sqlite3.connect(commands.folder / "plans.db") as connection:
        connection.execute("UPDATE activity SET title = 'Evil \x1b]52;c;cHdu\x07 \x9b31m title' WHERE id = 1")
    shown = commands.ok("activity list") + commands.ok("activity show 1") + commands.ok("today --plain")
    assert "\x1b" not in shown
    assert "\x9b" not in shown


def test_settings_come_in_their_order(commands: Commands) -> None:
    config = commands.folder / "config" / "seasonal-ops"
    config.mkdir(parents=True)
    (config / "seasonal-ops.toml").write_text('actor = "from the file"\n')
    del commands.environment["SEASONAL_OPS_ACTOR"]
    commands.ok("partner add Rotary")
    commands.environment["SEASONAL_OPS_ACTOR"] = "from the environment"
    commands.ok("partner add Watch")
    commands.ok('--actor "from the option" partner add Pastors')
    assert [fact["actor"] for fact in commands.json("audit list")] == [
        "from the option",
        "from the environment",
        "from the file",
    ]
    (config / "seasonal-ops.toml").write_text("smtp_prot = 25\n")
    assert "there is no setting 'smtp_prot'" in commands.refused("plan list")


def test_help_imports_neither_the_database_nor_the_terminal_ui() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from seasonal_ops.cli import run; run(['--help']); heavy = 'sqlalchemy sqlmodel textual"
        " scipy lark pydantic'.split(); print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-03", "2 days to ◆ Bonfire"),
        ("2026-11-04", "1 day to ◆ Bonfire"),
        ("2026-11-05", "· today ◆ Bon"),
    ],
)
def test_today_says_how_long_it_is_to_the_next_anchor(commands: Commands, day: str, said: str) -> None:
    commands.ok("plan new bright-sparx --year 2026")
    commands.environment["SEASONAL_OPS_NOW"] = f"{day}T09:00+00:00"
    assert said in commands.ok("today").splitlines()[0]


def test_one_answer_to_several_activities(commands: Commands) -> None:
    commands.ok("plan new bright-sparx --year 2026")
    listed = commands.json("activity list --plan bright-sparx-2026")
    asked = [one["id"] for one in listed if "police" in {who["partner"] for who in one["assignments"]}]
    other = next(one["id"] for one in listed if one["id"] not in asked)
    first, second, third = asked[:3]
    commands.environment["SEASONAL_OPS_NOW"] = "2026-10-12T10:00+01:00"

    def answers() -> list[str]:
        views = [commands.json(f"activity show {one}") for one in (first, second, third)]
        return [who["response"] for one in views for who in one["assignments"] if who["partner"] == "police"]

    # All or nothing: the police are not asked for the last one.
    refused = commands.refused(f"respond {first} police accepted --activity {second} --activity {other}")
    assert "police" in refused
    assert answers() == ["asked", "asked", "asked"]
    view = commands.json(
        f'respond {first} police accepted --activity {second} --activity {third} --note "by phone"'
    )
    assert (view["id"], [one["id"] for one in view["also"]]) == (first, [second, third])
    assert answers() == ["accepted", "accepted", "accepted"]
    # One step, taken back as one.
    commands.ok("undo")
    assert answers() == ["asked", "asked", "asked"]
    assert commands.ok(f"respond {first} police declined --activity {first}").count("declined") == 1


def test_a_new_last_day(commands: Commands) -> None:
    commands.ok("plan new bright-sparx --year 2026")
    number = commands.json('activity add bright-sparx-2026 "Skip week" --date 2026-10-19')["id"]
    view = commands.json(f"activity move {number} --end-date 2026-10-23")
    assert (view["starts_on"], view["ends_on"]) == ("2026-10-19", "2026-10-23")
    said = commands.ok(f"activity move {number} --to 2026-10-20 --end-date 2026-10-22")
    assert "Mon 19 Oct 2026 to Fri 23 Oct 2026 → Tue 20 Oct 2026 to Thu 22 Oct 2026" in said
    commands.ok(f'activity move {number} --when "3 days before Bonfire Night" --end-date 2026-11-04')
    view = commands.json(f"activity show {number}")
    assert (view["starts_on"], view["ends_on"]) == ("2026-11-02", "2026-11-04")
    assert "is before the first day" in commands.refused(f"activity move {number} --end-date 2026-11-01")
    assert "leave out --following" in commands.refused(
        f"activity move {number} --end-date 2026-11-05 --following"
    )
